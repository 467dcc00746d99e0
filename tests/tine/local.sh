# local variables.

#### hidden and restored
x=global
f() { local x=inner; echo $x; g; }; g() { echo dynamic $x; x=changed; }
f; echo $x
#> inner
#> dynamic inner
#> global

#### without a value
x=global; f() { local x; echo "<${x-unset}>"; x=1; }; f; echo $x
#> <unset>
#> global

#### several, and with quoting
f() { local a=1 b='x y' c; echo "$a$b${c-}"; }; f; echo "${a-}${b-}"
#> 1x y
#>

#### in recursion
f() { local n=$1; [ $n -gt 0 ] && f $((n-1)); printf $n; }; f 3; echo
#> 0123

#### outside a function it is an error
local x=1; echo $(( $? > 0 ))
#> 1
#2>

#### in a subshell and in a substitution
x=g; f() { local x=1; (x=2; echo $x); y=$(x=3; echo $x); echo $x $y; (local x=4; echo $x); }; f; echo $x
#> 2
#> 1 3
#> 4
#> g

#### exported while local
f() { local x=1; export x; "$SH" -c 'echo ${x-none}'; }; f; "$SH" -c 'echo ${x-none}'
#> 1
#> none

#### local IFS and OPTIND
f() { local IFS=:; x=a:b; set -- $x; echo $#; }; f; x=a:b; set -- $x; echo $#
f() { local OPTIND=1 o; while getopts ab o; do printf $o; done; echo; }
set -- -a -b; getopts ab o; f -b -a; getopts ab o; echo $o
#> 2
#> 1
#> ba
#> b

#### a readonly local
f() { local r=1; readonly r; }; f; r=2; echo $r
#> 2

#### unset of a local
x=g; f() { local x=1; unset x; echo ${x-unset}; }; f; echo $x
#> unset
#> g

#### a local variable is exported if the one that it hides is
export x=out
f() { local x; echo "${x-unset}"; x=in; $SH -c 'echo "$x"'; }
f; echo "$x"
#> unset
#> in
#> out

#### assignments before local
f() { outer=1 local inner=2; echo "$inner"; }
f; echo "[${inner-}]"
#> 2
#> []

#### local without operands shows the variables of the function
v=out
f() { local v=in w='a b'; local; }
f
#> declare -- v="in"
#> declare -- w="a b"

#### unset of a local of the caller brings back what that hid
# As bash, mksh and yash have it: so a function hands a result to a variable of its caller.
give() { local "$1" && put "$1" "$2"; }
put() { unset "$1" && eval "$1=\$2"; }
f() { local x; give x 'a b'; echo "<$x>"; }; x=out; f; echo $x
#> <a b>
#> out

#### the local of the function itself stays
f() { local x=1; unset x; x=2; IFS= unset x; x=3; }; x=out; f; echo $x
#> out

#### unset of a local further out, in a subshell
g() { unset x; }; f() { local x=5; ( g; echo "${x-unset}" ); echo "$x"; }; x=out; f; echo $x
#> out
#> 5
#> out

#### unset of a variable that was set for the call
f() { unset x; echo $x; x=new; }; x=old; x=call f; echo $x
#> old
#> new

#### getopts goes on where it stood when a function has had an OPTIND of its own
f() {
    local OPTIND=1 option
    while getopts :abcxyz option "$@"; do
        echo "$option"
        [ "$option" != y ] || f -ab
    done
}
f -xyz
#> x
#> y
#> a
#> b
#> z

#### a variable of a function may begin with what it is outside
declare -i n=5; declare -A m=([k]=v); export e=1; r=(a b)
f() {
  local -I n m e r
  n=2+3; m[k]=w; r[0]=c
  echo "$n ${m[k]} $e ${r[*]}"
}
f
echo "$n ${m[k]} ${r[*]}"
shopt -s localvar_inherit
g() { local n none; n+=1; echo "$n ${none-unset}"; local n=7; echo "$n"; }
g
echo "$n"
shopt -u localvar_inherit
h() { local n; echo "${n-unset}"; }
h
#> 5 w 1 c b
#> 5 v a b
#> 6 unset
#> 7
#> 5
#> unset

#### what stands in front of the call stays the value of a variable of the function
f() { local x; echo "${x-unset}"; x=changed; }; x=global
x=given f; f; echo $x
g() { local -i n; n+=3; echo $n; }; n=4 g
h() { local IFS; printf '<%s>' $1; echo; }; IFS=: h a:b
i() { local x; "$SH" -c 'echo ${x-none}'; }; x=5 i
#> given
#> unset
#> global
#> 7
#> <a><b>
#> 5

#### an assignment in front of local is over with it
f() { a=1 local b=2; echo "$a $b"; IFS=: local c; printf '<%s>' $1; echo; a=3 local a; echo $a; (a=4 local b; echo $a); }
a=0; f x:y; echo $a ${b-none}
#> 0 2
#> <x:y>
#> 3
#> 3
#> 0 none

#### what a caller protects is no protection of other locals
f() { local -r depth=$1; [ "$1" -eq 0 ] || f $(($1 - 1)); echo "$depth"; }
f 2
outer() { local -r x=1; inner; echo "$x"; }
inner() { local x=2; x=3; echo "$x"; }
outer
readonly y=1
g() { local y=2; }; g || echo no
h() { local -r z=1; local z=2; }; h || echo "nor its own"
#> 0
#> 1
#> 2
#> 3
#> 1
#> no
#> nor its own
#2> read only

#### outside a function there is nothing local
local x=1; echo "$? ${x-unset}"
#> 1 unset
#2> local: not in a function
