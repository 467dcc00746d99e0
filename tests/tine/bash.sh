# What a script counts on that asks for bash in its first line.

#### an error of a special builtin is a status
#!/bin/bash
readonly r=1
. ./missing
echo "dot $?"
. ./missing || echo "or"
set -o nonsense
echo "set $?"
export r=2
echo "export $?"
unset r
echo "unset $?"
eval 'fi'
echo "eval $?"
exec 4<missing
echo "exec $?"
: <missing
echo "colon $?"
trap
shift x
echo "shift $?"
#> dot 1
#> or
#> set 2
#> export 1
#> unset 1
#> eval 2
#> exec 1
#> colon 1
#> shift 2
#2> missing

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

#### assignments before a special builtin end with it
#!/bin/bash
IFS=, eval 'set -- $(echo a,b)'
echo "$# ${#IFS}"
echo 'echo "in $x"' > s
x=1 . ./s
x=1 :
echo "out $x"
x=2 export x
echo "$x"
#> 2 3
#> in 1
#> out 
#> 2

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
