# Pipelines and lists: XCU 2.9.2, 2.9.3.

#### status of a pipeline is that of its last command
true | false; echo $?
false | true; echo $?
exit 3 | exit 4; echo $?
#> 1
#> 0
#> 4

#### negation
! true; echo $?
! false; echo $?
! true | false; echo $?
! (exit 3); echo $?
#> 1
#> 0
#> 0
#> 0

#### the pipefail option
set -o pipefail
false | true; echo $?
(exit 2) | (exit 3) | true; echo $?
true | true; echo $?
! false | true; echo $?
set +o pipefail
false | true; echo $?
#> 1
#> 3
#> 0
#> 0
#> 0
#% clause: XCU 2.9.2 (2024)

#### pipefail is taken when the pipeline begins
set -o pipefail
false | { set +o pipefail; true; }; echo $?
#> 1
#% clause: XCU 2.9.2 (2024)

#### many stages
echo data | cat | cat | cat | cat | cat | cat | cat | cat
#> data

#### stages run at the same time
mkfifo p
{ echo a > p; echo b; } | { read x < p; read y; echo $x $y; }
#> a b

#### stages are subshells
x=1
x=2 | :
: | { x=3; }
{ x=4; } | cat
: | x=5 | :
echo $x
#> 1
#% clause: XCU 2.13 allows the last stage to run in the shell; most do not

#### a builtin's output through a pipe
echo a b | { read x y; echo $y $x; }
printf '%s\n' 1 2 3 | while read x; do echo $x; done
#> b a
#> 1
#> 2
#> 3

#### newlines after the operators
echo a |
cat &&

echo b ||
echo c
#> a
#> b

#### comments after the operators
echo a | # comment
# another
cat
#> a

#### and or lists group from the left
true || echo a && echo b
false && echo c || echo d
false || false || echo e
true && true && echo f
false && true; echo $?
true || false; echo $?
#> b
#> d
#> e
#> f
#> 1
#> 0

#### a pipeline binds tighter than a list
echo a && echo b | tr a-z A-Z
! false && echo yes
#> a
#> B
#> yes

#### a large amount of data through builtins
i=0; while [ $i -lt 20000 ]; do echo "line number $i"; i=$((i+1)); done | wc -l | tr -d ' '
#> 20000

#### a reader that stops early ends the writer
while :; do echo y; done | head -n 1
echo ok
#> y
#> ok

#### a builtin writer killed by SIGPIPE does not disturb
i=0; { while [ $i -lt 100000 ]; do echo line; i=$((i+1)); done; } 2>/dev/null | { read x; echo $x; }
#> line

#### output order is the order of commands
echo a; printf 'b\n'; cat /dev/null; echo c; "$SH" -c 'echo d'; echo e
#> a
#> b
#> c
#> d
#> e

#### a stage that is a compound command
for i in 1 2 3; do echo $i; done | while read x; do [ $x = 2 ] || echo $x; done
if true; then echo if; fi | cat
case x in x) echo case;; esac | cat
f() { echo function; }; f | cat
(echo sub) | { cat; }
#> 1
#> 3
#> if
#> case
#> function
#> sub

#### redirections win over the pipe
echo a > f | cat
echo b | cat < f
#> a

#### standard error is not piped
{ echo err >&2; } 2>f | cat
cat f
#> err

#### the status of an asynchronous list is zero
false & echo $?
wait
#> 0

#### semicolons and ampersands separate
true & echo a; echo b & wait
#> a
#> b

#### exit in a stage leaves the shell alone
exit 3 | cat; echo still
echo x | exit 4; echo $?
#> still
#> 4

#### a pipeline through an external command and back to a builtin
printf '3\n1\n2\n' | sort | while read x; do printf '<%s>' $x; done; echo
#> <1><2><3>

#### each stage sees the status from before
(exit 5); echo $? | cat
#> 5

#### each stage of a pipeline begins with the status before it
false; true | echo $?
false; (true) | echo $?
true; false | echo $?
true; (exit 3) | { echo $?; }
false; : | : | echo $?
#> 1
#> 1
#> 0
#> 0
#> 1

#### behind a program whose output goes elsewhere there is an empty input
ls / >list | cat; echo $?
ls / >list | { read -r x; echo "$? [$x]"; }
ls /none 2>&1 >list2 | grep -c none
echo text | cat >copy | cat | cat; cat copy
true | ls >&- 2>/dev/null | sed 's/^/no: /'; echo $?
[ -s list ] && echo written
#> 0
#> 1 []
#> 1
#> text
#> 0
#> written
