# Functions that shells which are started have too: `export -f`. The shell is started by its own path: a wrapper would be
# another shell, and some drop what is no variable from the environment.

#### export -f hands functions on
f() { echo "f: $*"; }
g() ( echo "subshell $1"; )
h() {
    cat <<END
document $1
END
} 2>&1
export -f f g h
"$BASH" -c 'f 1 2; g 3; h 4; declare -F; type -t f'
#> f: 1 2
#> subshell 3
#> document 4
#> declare -fx f
#> declare -fx g
#> declare -fx h
#> function

#### it is the newest definition that is handed on, until it is unset or taken back
f() { echo old; }; g() { echo g; }
export -f f g
f() { echo new; }
"$BASH" -c f
(f() { echo inner; }; "$BASH" -c f)
"$BASH" -c f
export -nf g
"$BASH" -c g 2>/dev/null || echo no g
unset -f f
"$BASH" -c f 2>/dev/null || echo no f
#> new
#> inner
#> new
#> no g
#> no f

#### declare -fx, export -f without names, and functions that cannot be changed
f() { :; }
g() { :; }
declare -fx f
readonly -f g
export -f
declare -F
declare -fp g
g() { echo changed; } 2>/dev/null; echo $?
unset -f g 2>/dev/null || echo stays; type -t g
#> f () 
#> { 
#>     :
#> }
#> declare -fx f
#> declare -fx f
#> declare -fr g
#> g () 
#> { 
#>     :
#> }
#> declare -fr g
#> 1
#2> read-only
#$? >0

#### what is no function cannot be exported
export -f nothing; echo $?
#> 1
#2> nothing

#### patterns of every kind come along
shopt -s extglob
f() { [[ $1 == +(a|b) ]] && case $1 in @(ab)) echo yes;; esac; }
export -f f
"$BASH" -c 'f ab'
#> yes

#### set -a exports functions as well
set -a; f() { echo f; }; set +a
"$BASH" -c f
#> f

#### what is more than a function is nothing
env 'BASH_FUNC_x%%=() { :; }; echo executed' "$BASH" -c 'type x >/dev/null 2>&1 || echo none' 2>/dev/null
env 'BASH_FUNC_x%%=() { :; } && echo executed' "$BASH" -c 'type x >/dev/null 2>&1 || echo none' 2>/dev/null
env 'BASH_FUNC_x%%=() { :; } &' "$BASH" -c 'type x >/dev/null 2>&1 || echo none' 2>/dev/null
env 'BASH_FUNC_a;echo b%%=() { :; }' "$BASH" -c 'echo none' 2>/dev/null
env 'BASH_FUNC_x%%=() { :; }
echo executed' "$BASH" -c 'type x >/dev/null 2>&1 || echo none' 2>/dev/null
env 'BASH_FUNC_x%%=echo executed' "$BASH" -c 'type x >/dev/null 2>&1 || echo none'
env 'x=() { echo executed; }' "$BASH" -c 'type x >/dev/null 2>&1 || echo none'
#> none
#> none
#> none
#> none
#> none
#> none
#> none

#### in posix mode nothing is taken from there, but it is passed on
f() { echo f; }
export -f f
"$BASH" -o posix -c 'f 2>/dev/null || echo none; '"\"$BASH\" -c f"
env -i "$BASH" -c 'echo clean'
#> none
#> f
#> clean

#### exec -c and subshells
f() { echo f; }
export -f f
(exec -c "$BASH" -c 'f 2>/dev/null || echo none')
(export -nf f; exec "$BASH" -c 'f 2>/dev/null || echo none')
"$BASH" -c f
#> none
#> none
#> f
