# The other builtins: XCU 2.15 and chapter 3.

#### colon, true, false
: a b; echo $?; true x; echo $?; false x; echo $?
: ${x=assigned}; echo $x
#> 0
#> 0
#> 1
#> assigned

#### shift
set -- a b c d
shift; echo $1 $#; shift 2; echo $1 $#; shift 0; echo $#; shift 1; echo $#
#> b 3
#> d 1
#> 1
#> 0

#### set: parameters
set a b; echo $# $1; set -- -x; echo $1; set -- ; echo $#
set - a 2>/dev/null; set -f x y; echo $- $* | grep -c f
set +f; set --; echo $#
#> 2 a
#> -x
#> 0
#> 1
#> 0

#### set: the list of variables can be read again
x='a b' y="it's" z='
'
set > vars
grep -c "^x='a b'" vars
x= y= z=
grep -E '^(x|y)=' vars > some; . ./some; echo "$x|$y"
#> 1
#> a b|it's

#### set +o restores
set -f -u; a=$(set +o); set +f +u; eval "$a"
case $- in *f*) echo f;; esac; case $- in *u*) echo u;; esac
#> f
#> u

#### set -o lists the options
set -o | grep -c errexit
#> 1

#### export
x=1; export x; export y=2 z; z=3
"$SH" -c 'echo $x$y$z'
export n; "$SH" -c 'echo ${n-unset}'
export a=1 b=2; "$SH" -c 'echo $a$b'
#> 123
#> unset
#> 12

#### export -p can be read again
export q="it's a" r='$x' s
export -p > e
grep -c "^export q=" e; grep -c '^export s$' e
"$SH" -c '. ./e; echo "$q $r"'
#> 1
#> 1
#> it's a $x

#### readonly
readonly r=1; echo $r
(r=2; echo no) 2>/dev/null; echo $r
readonly r; (unset r) 2>/dev/null; echo $r
readonly -p | grep -c '^readonly r='
readonly u; readonly -p | grep -c '^readonly u$'
#> 1
#> 1
#> 1
#> 1
#> 1

#### unset
x=1; unset x; echo ${x-gone}; unset x; echo $?
f() { :; }; unset -f f; f 2>/dev/null; echo $?
x=1; x() { echo fn; }; unset -v x; echo ${x-gone}; x
export e=1; unset e; "$SH" -c 'echo ${e-gone}'
#> gone
#> 0
#> 127
#> gone
#> fn
#> gone

#### command runs no function
cat() { echo fn; }; echo data | command cat; echo data > f; command cat f
#> data
#> data

#### command -v
f() { :; }; alias al='x y'
command -v f; command -v if; command -v :; command -v cd; command -v al
command -v sh | grep -c '^/'; command -v nosuch; echo $(( $? > 0 ))
#> f
#> if
#> :
#> cd
#> alias al='x y'
#> 1
#> 1

#### command -v of a file by relative path
mkdir d; : > d/cmd; chmod +x d/cmd
PATH=d:$PATH; [ "$(command -v cmd)" = "$PWD/d/cmd" ] && echo absolute
[ "$(command -v ./d/cmd)" = "$PWD/d/cmd" ] || [ "$(command -v ./d/cmd)" = "./d/cmd" ] && echo slash
: > d/plain; command -v d/plain; echo $(( $? > 0 ))
#> absolute
#> slash
#> 1
#% clause: XCU command -v: an absolute pathname

#### command -V and type
f() { :; }; command -V f | grep -c function; command -V if | grep -c 'reserved\|keyword'; command -V cd | grep -c builtin
command -V nosuch >/dev/null 2>&1; echo $(( $? > 0 ))
type f cd sh | wc -l | grep -c '[3-9]'
type nosuch >/dev/null 2>&1; echo $(( $? > 0 ))
#> 1
#> 1
#> 1
#> 1
#> 1
#> 1

#### command -p uses the standard path
PATH=/nonexistent
command -p cat /dev/null; echo $?
#> 0

#### command with assignments and redirections
x=1; x=2 command eval 'echo $x' > f; command echo $x; x=3 command : ; echo $x
read y < f; echo $y
#> 1
#> 1
#> 2

#### assignments before special builtins stay, before others do not
x=1 :; echo ${x-unset}
y=1 true; echo ${y-unset}
z=1 eval 'echo $z'; echo ${z-unset}
w=1 command :; echo ${w-unset}
v=1 export u=2; echo ${v-unset}
#> 1
#> unset
#> 1
#> 1
#> unset
#> 1

#### hash
hash cat; hash | grep -c cat; hash -r; hash | grep -c cat
hash nosuch 2>/dev/null; echo $(( $? > 0 ))
#> 1
#> 0
#> 1

#### a command that moves is found again
mkdir a b; PATH=$PWD/a:$PWD/b:$PATH
printf '#!/bin/sh\necho b\n' > b/cmd; chmod +x b/cmd; cmd
printf '#!/bin/sh\necho a\n' > a/cmd; chmod +x a/cmd; PATH=$PATH; cmd
rm a/cmd; cmd
#> b
#> a
#> b

#### kill
sleep 30 & kill $!; wait $!; kill -l $?
sleep 30 & kill -9 $!; wait $!; kill -l $?
sleep 30 & kill -HUP $!; wait $!; kill -l $?
kill -0 $$; echo $?; kill -s 0 $$; echo $?
kill -l | tr -s ' \t\n' '\n' | grep -cx 'TERM\|SIGTERM\|15) SIGTERM'
kill -l 9; kill -l 15
#> TERM
#> KILL
#> HUP
#> 0
#> 0
#> 1
#> KILL
#> TERM

#### kill: errors
kill -s NOSUCH $$; echo $(( $? > 0 ))
kill 99999999; echo $(( $? > 0 ))
kill; echo $(( $? > 0 ))
kill abc; echo $(( $? > 0 ))
#> 1
#> 1
#> 1
#> 1
#2>

#### umask
umask 022; umask; umask -S
umask u=rwx,g=,o=; umask; umask g+rx; umask; umask a-w; umask; umask u=rwx,go=rx; umask -S
umask g=u; umask; umask o=g; umask; umask -- -w; umask
#> 0022
#> u=rwx,g=rx,o=rx
#> 0077
#> 0027
#> 0227
#> u=rwx,g=rx,o=rx
#> 0002
#> 0000
#> 0222

#### umask: more symbols
umask 777; umask u+r,g+w,o+x; umask
umask 022; umask +w; umask; umask 022; umask =rx; umask
umask 070; umask u=g; umask; umask 0; umask u-x,g-w+x; umask
umask 8; echo $(( $? > 0 )); umask abc; echo $(( $? > 0 ))
#> 0356
#> 0000
#> 0222
#> 0770
#> 0120
#> 1
#> 1
#2>

#### ulimit
ulimit -f 1000; ulimit -f; ulimit -S -f 500; ulimit -S -f; ulimit -H -f
ulimit -n | grep -c '^[0-9]\|unlimited'
ulimit -a | grep -c . | grep -c '[0-9]'
ulimit -f abc; echo $(( $? > 0 ))
#> 1000
#> 500
#> 1000
#> 1
#> 1
#> 1
#2>

#### times
times | grep -c 'm.*s .*m.*s'
#> 2

#### wait, jobs, fc, bg without anything to do
wait; echo $?; jobs; echo $?
#> 0
#> 0

#### exit status wraps
(exit 256); echo $?; (exit 257); echo $?; (exit 255); echo $?
#> 0
#> 1
#> 255
#% clause: XCU exit: modulo 256

#### exit without operand
(false; exit); echo $?
(true; exit); echo $?
f() { false; exit; }; (f); echo $?
#> 1
#> 0
#> 1

#### fc without a history
fc -l >/dev/null 2>&1; [ $? -lt 128 ] && echo ok
#> ok

#### options that are unknown
for c in 'cd -Q' 'pwd -Q' 'read -Q x' 'alias -Q' 'unalias -Q' 'command -Q' 'hash -Q' 'jobs -Q' 'kill -QQ 1' 'umask -Q' 'ulimit -Q' 'wait -Q'; do
    "$SH" -c "$c" </dev/null >/dev/null 2>&1; s=$?
    [ $s -gt 0 ] && [ $s -lt 126 ] || echo "$c $s"
done
echo end
#> end

#### operands after --
cd -- / && pwd; umask -- 022 && umask; alias -- a=b; unalias -- a; unset -- x; read -- y < /dev/null; command -- echo c; export -- e=1; eval -- echo d; wait --; exec -- true
#> /
#> 0022
#> c
#> d

#### builtins are found with a PATH that has no directory, and without one
PATH=/dev/null
echo echo; printf 'printf\n'; [ a ] && test b && true && echo test; cd / && pwd
unset PATH; echo unset
#> echo
#> printf
#> test
#> /
#> unset

#### command -p leaves a name with a slash alone
: > tool; chmod +x tool
PATH=/nonexistent
command -pV ./tool > out && command -pv ./tool > out && command -p ./tool && echo ran
#> ran
