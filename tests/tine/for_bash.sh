# What differs for scripts that ask for bash: their `#!` line, or the name of the shell, says so.

#### errexit ends no command substitution, unless that is said to inherit it
cat > s <<'X'
set -e
echo "$(false; echo "on $-")" | tr -d hBH
echo `false; echo old`
shopt -s inherit_errexit; echo "<$(false; echo on)>"
shopt -u inherit_errexit; echo "<$(false; echo on)>"
set -o posix; echo "<$(false; echo on)>"
X
{ echo '#!/bin/bash'; cat s; } > script
"$SH" ./script; echo; "$SH" -O inherit_errexit ./script | head -n 1; "$SH" ./s | head -n 1
#> on 
#> old
#> <>
#> <on>
#> <>
#> 
#> 
#> 

#### the status of a substitution is there for what stands behind it
cat > s <<'X'
x=$(exit 3) y=$?; echo "$y"
echo "$(exit 4)$?"
case $(exit 5) in other) ;; esac; echo $?
for word in $(exit 6); do :; done; echo $?
f() { echo "in $?"; }; f $(exit 7)
X
{ echo '#!/bin/bash'; cat s; } > script
"$SH" ./script | tr '\n' ' '; echo; "$SH" ./s | tr '\n' ' '; echo
#> 3 4 0 0 in 7 
#> 0 0 0 0 in 0 

#### assignments before a special builtin last as long as it does
cat > s <<'X'
x=1; x=2 eval 'echo $x; x=3'; echo $x
x=4 set -- a; x=5 :; x=6 . ./empty; echo $x
IFS=, eval 'set -- a,b; set -- $1; echo $#'; set -- a,b; set -- $1; echo $#
y=7 export y; echo $y
X
: >empty; { echo '#!/bin/bash'; cat s; } > script
"$SH" ./script | tr '\n' ' '; echo; "$SH" ./s | tr '\n' ' '; echo
#> 2 1 1 2 1 7 
#> 2 3 6 2 2 7 

#### errors of special builtins end no script
cat > s <<'X'
#!/bin/bash
. ./nofile; echo one $?
set -o nosuch; echo two $?
export 1x=2 || echo three
readonly r=1; unset r; echo four $?
r=2; echo not reached
echo five $?
eval 'if'; echo six $?
: >/nodir/file; echo seven $?
exec </nodir/file; echo eight $?
shift 99; echo nine $?
printf '%s\n' 'echo ten' done >lib; . ./lib; echo $?
exec /nodir/program; echo not reached
X
"$SH" ./s 2>err; echo $?; "$SH" -o posix ./s 2>>err; echo $?
#> one 1
#> two 2
#> three
#> four 1
#> five 1
#> six 2
#> seven 1
#> eight 1
#> nine 1
#> ten
#> 2
#> 127
#> 1

#### what ends a script also does so in what eval and . execute
for end in ': ${nothing?}' 'set -u; echo $nothing' 'exit 3'; do
    printf '#!/bin/bash\neval "%s"\necho not reached\n' "${end//\$/\\\$}" > script
    "$SH" ./script; echo $?
done 2>/dev/null
#> 1
#> 1
#> 3

#### aliases are listed as commands
cat > s <<'X'
alias b=bee a='x y'; alias; alias b; alias -p a
X
{ echo '#!/bin/bash'; cat s; } > script
"$SH" ./script; "$SH" ./s
#> alias a='x y'
#> alias b='bee'
#> alias b='bee'
#> alias a='x y'
#> a='x y'
#> b='bee'
#> b='bee'
#> alias a='x y'

#### aliases are not expanded in a script, unless that is asked for
cat > s <<'X'
say() { echo function; }
alias say='echo alias'
say; type -t say
shopt -s expand_aliases
say
X
{ echo '#!/bin/bash'; cat s; } > script
"$SH" ./script; "$SH" -O expand_aliases ./script | head -n 1
#> function
#> function
#> alias
#> alias

#### listings are those of bash
cat > s <<'X'
f() { :; }; v='a b'; export v; readonly v; trap f INT EXIT
set | grep -e '^v=' -e '^f '; export -p | grep ' v='; readonly -p | grep ' v='; trap; type f | head -n 1
X
{ echo '#!/bin/bash'; cat s; } > script
"$SH" ./script; "$SH" ./s
#> v='a b'
#> f () 
#> declare -rx v="a b"
#> declare -rx v="a b"
#> trap -- 'f' EXIT
#> trap -- 'f' SIGINT
#> f is a function
#> v='a b'
#> export v='a b'
#> readonly v='a b'
#> trap -- 'f' EXIT
#> trap -- 'f' INT
#> f is a shell function

#### cd to an empty name stays
cat > s <<'X'
#!/bin/bash
cd ''; echo $?; [ "$PWD" != "$OLDPWD" ] || echo here
X
"$SH" ./s; "$SH" -o posix ./s 2>/dev/null
#> 0
#> here
#> 2
