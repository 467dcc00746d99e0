# What a script counts on that asks for bash in its first line.

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
y=7 export y; echo $y; echo ${#IFS}
X
: >empty; { echo '#!/bin/bash'; cat s; } > script
"$SH" ./script | tr '\n' ' '; echo; "$SH" ./s | tr '\n' ' '; echo
#> 2 1 1 2 1 7 3 
#> 2 3 6 2 2 7 1 

#### errors of special builtins end no script
cat > s <<'X'
#!/bin/bash
. ./nofile; echo one $?
set -o nosuch; echo two $?
export 1x=2 || echo three
readonly r=1; unset r; echo four $?
export r=2; echo export $?; shift x; echo shift $?; . ./nofile || echo or
exec 4<nofile; echo exec $?
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
#> export 1
#> shift 2
#> or
#> exec 1
#> five 1
#> six 2
#> seven 1
#> eight 1
#> nine 1
#> ten
#> 2
#> 127
#> 1

#### an error of an expansion or an assignment ends the complete command
#!/bin/bash
readonly r=1
r=2; echo not here
echo "assignment $?"
f() { : $((1/0)); echo not here; }
f || echo not here
echo "division $?"
if : ${x!}; then echo not here; fi
for r in a b; do echo not here; done
echo "for $?"
eval 'r=3; echo not here
echo "eval $?"'
(r=4; echo not here)
echo "subshell $?"
x=$(r=5; echo not here)
echo "substitution $?"
#> assignment 1
#> division 1
#> for 1
#> eval 1
#> subshell 1
#> substitution 1
#2> read only

#### a parameter that must be set ends the script all the same
#!/bin/bash
(: ${missing?gone}; echo not here)
echo $?
(set -u; echo $missing; echo not here)
echo $?
(set -e; : $((1/0)); echo not here)
echo $?
exit nonsense
echo not here
#> 1
#> 1
#> 1
#$? 2
#2> gone

#### a command is executed whose environment cannot be all that it should
#!/bin/bash
readonly r=1
r=2 /bin/echo "program $r"
r=2 echo "builtin $r"
#> program 1
#> builtin 1
#2> read only

#### return says whether a script is read by dot
#!/bin/bash
echo '(return 2>/dev/null) && echo read || echo run' > s
. ./s
(return 2>/dev/null) && echo read || echo run
return 5 2>/dev/null
echo "$?"
#> read
#> run
#> 1

#### with set -o posix it is as everywhere
#!/bin/bash
set -o posix
. ./missing
echo not here
#$? >0
#2> missing

#### set -e does not count in command substitutions, unless that is asked for
#!/bin/bash
set -e
x=$(false; echo on)
echo "$x"
shopt -s inherit_errexit
x=$(false; echo not here)
echo not here
#> on
#$? 1

#### a script has no prompt
#!/bin/bash
echo "[${PS1-unset}] [${PS2-unset}] [$PS4]"
#> [unset] [unset] [+ ]

#### a list in the background has the input of what is around it
#!/bin/bash
echo pipeline | { cat & wait; }
while read -r line; do cat & wait; done <<X
first
second
X
{ read -r line; { cat; } & wait; } <<<$'third\nfourth'
cat & wait
#> pipeline
#> second
#> fourth
#< not for the background

#### what is said of commands, traps and signals
#!/bin/bash
f() { :; }
type f | head -n 1
type export
type echo
command -v echo
trap 'a b' USR1
trap c EXIT
trap
trap - EXIT
[ "$(trap -l)" = "$(kill -l)" ] && echo same
#> f is a function
#> export is a shell builtin
#> echo is a shell builtin
#> echo
#> trap -- 'c' EXIT
#> trap -- 'a b' SIGUSR1
#> same

#### builtins are there without a PATH
#!/bin/bash
PATH=
echo "$(printf %s here)"
PATH=/nowhere test a = a && echo here
#> here
#> here

#### tilde prefixes in arguments that look like assignments
#!/bin/bash
HOME=/home/me
echo if=~/in a=b:~ a+=~ --prefix=~ a=\~ 'a'=~ 1=~
a=~/x:~
echo "$a"
set -o posix
echo if=~/in
#> if=/home/me/in a=b:/home/me a+=/home/me --prefix=~ a=~ a=~ 1=~
#> /home/me/x:/home/me
#> if=~/in

#### the file of a redirection may be found by a pattern
#!/bin/bash
echo text >only.txt
cat <*.txt
echo more >>on*
cat <only.t?t
echo second >other.txt
cat <*.txt || echo several
echo 'no match' >*.new
cat '*.new'
set -o posix
echo new >only*
ls -d only*
#> text
#> text
#> more
#> several
#> no match
#> only*
#> only.txt
#2> *.txt

#### pairs of keys and values are not split
#!/bin/bash
two='a b'
declare -A by=([x]=1)
by=(k $two l *)
echo "${#by[@]} ${by[k]} ${by[l]}"
#> 2 a b *

#### a program without a first line of its own is one for bash
#!/bin/bash
echo 'list=(a b); echo "${list[1]} ${BASH_VERSION+bash} $1"' > program
chmod +x program
./program argument
#> b bash argument

#### functions come before all builtins
#!/bin/bash
set() { echo mine; }; set a; (exit() { echo stays; }; exit 3; echo here)
X=1; shift() { echo "$X $1"; }; X=2 shift b; echo $X; type set | head -n 1
#> mine
#> stays
#> here
#> 2 b
#> 1
#> set is a function

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
