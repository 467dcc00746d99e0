# ulimit, kill and others: options beyond POSIX.

#### every limit has a letter
ulimit -a | wc -l | grep -c '1[0-9]'
for o in c d e f i l m n q r s t u v x; do ulimit -$o >/dev/null || echo $o; done 2>/dev/null
#> 1

#### kill -l by name and number
kill -l 15 9; kill -l TERM INT
#> TERM
#> KILL
#> 15
#> 2

#### + alone among the options of set is nothing
set + a b; echo "$@"
set -f + -u c; echo "$@"; case $- in *f*u*) echo both;; esac
#> a b
#> c
#> both

#### failglob ends a script under errexit
shopt -s failglob; set -e
echo no-such-*
echo not reached
#2> no match
#$? 1

#### SHELLOPTS and BASHOPTS name what is on
on() { case :$2: in *:$1:*) echo on ;; *) echo off ;; esac; }
on noglob "$SHELLOPTS"; set -f; on noglob "$SHELLOPTS"; on braceexpand "$SHELLOPTS"
on extglob "$BASHOPTS"; shopt -s extglob; on extglob "$BASHOPTS"
declare -p SHELLOPTS | cut -c1-21
(unset SHELLOPTS) 2> /dev/null || echo kept
set +o history; set -o history; on history "$SHELLOPTS"
#> off
#> on
#> on
#> off
#> on
#> declare -r SHELLOPTS=
#> kept
#> on

#### SHELLOPTS in the environment switches options on
env SHELLOPTS=noglob:pipefail:nonsense $SH -c 'echo *; false | true; echo $?; env | grep -c SHELLOPTS'
env SHELLOPTS=noglob $SH -o posix -c 'echo $SHELLOPTS; case $- in *f*) echo on;; esac'
env SHELLOPTS=xtrace $SH -c 'echo hi'
#> *
#> 1
#> 1
#> noglob
#> hi
#2> + echo hi

#### SHELLOPTS in the environment of programs, if it is exported
env | grep SHELLOPTS
: >file; export SHELLOPTS; set -f
env | grep -c '^SHELLOPTS=.*:noglob'
$SH -c 'echo *; set +f; $SH -c "echo *"' | grep -c '^\*$'
set -x; $SH -c 'echo in' 2>&1 | grep -c '^+ echo in'
#> 1
#> 1
#> 1
#2>

#### a script can have a history
echo 'echo earlier' > file
HISTFILE=file
set -o history
echo one
for i in 1
do :
done
history
set +o history
echo not noted
history 1
#> one
#>     1  echo earlier
#>     2  echo one
#>     3  for i in 1
#> do :
#> done
#>     4  history
#> not noted
#>     5  set +o history

#### set -H is no error in a script
set -H; echo "$-" | grep -c H; echo "a!b!!"; set +o histexpand; echo ok
#> 1
#> a!b!!
#> ok

#### an alias with a tilde in its name
alias e+.~x='echo one'
eval 'e+.~x two'
#> one two

#### keyword: assignments among the arguments
set -k
f() { echo "$x $#"; }
f a x=1 b; "$SH" -c 'echo $y' y=2; x=3 f y=; echo "${x-none}" \z=1
set +k
echo x=1; set -o | grep -c keyword
#> 1 2
#> 2
#> 3 0
#> none z=1
#> x=1
#> 1

#### onecmd: the script ends behind the next command
trap 'echo end' EXIT
set -t; echo here
echo not here
#> here
#> end

#### onecmd: texts and files are part of a command
printf 'set -t\necho 1\necho 2\n' > s
t=$(cat s)
"$SH" -c 'for i in 1 2 3; do eval "$1"; done; echo end
echo no' x "$t"
"$SH" -c 'for i in 1 2 3; do . ./s; done; echo end
echo no' | tail -n 3
#> 1
#> 2
#> 1
#> 2
#> 1
#> 2
#> end
#> 1
#> 2
#> end

#### ulimit sets several limits
ulimit -c 0 -n 100; ulimit -c; ulimit -n; ulimit -Hn
ulimit -S -n 50 -t 20; ulimit -n; ulimit -Hn; ulimit -t
ulimit -n -t | cut -c1-3
ulimit 9000; ulimit -f
#> 0
#> 100
#> 100
#> 50
#> 100
#> 20
#> -n:
#> -t:
#> 9000

#### a limit has one value
ulimit 7 8 || echo $?
ulimit -a 7 || echo $?
ulimit -n 40 41 || echo $?
#> 2
#> 2
#> 2
#2> 41: too many arguments
