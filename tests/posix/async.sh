# Asynchronous lists and wait: XCU 2.9.3.2, 2.15 wait.

#### wait by process id gives the status
(exit 3) & a=$!
(exit 4) & b=$!
wait $b; echo $?
wait $a; echo $?
#> 4
#> 3

#### wait with several operands gives the last status
(exit 3) & a=$!
(exit 4) & b=$!
wait $a $b; echo $?
#> 4

#### wait for all gives zero
(exit 3) & (exit 4) &
wait; echo $?
#> 0

#### an unknown process id
wait 1; echo $?
(exit 3) & wait $!; wait 999999; echo $?
#> 127
#> 127

#### a status is given out once
(exit 3) & a=$!
wait $a; echo $?
wait $a; echo $?
#> 3
#> 127

#### the status of a process that ended long ago
(exit 3) & a=$!
sleep 0.2; : ; :
wait $a; echo $?
#> 3

#### many statuses are remembered
set --
i=0; while [ $i -lt 60 ]; do (exit $i) & set -- "$@" $!; i=$((i+1)); done
sleep 0.1
i=0; for p do wait $p; [ $? = $i ] || echo wrong $i; i=$((i+1)); done
echo $i
#> 60

#### the id is that of the last stage
: | (exit 5) & wait $!; echo $?
#> 5

#### the list runs in a subshell
x=1
{ x=2; echo $x; } & wait; echo $x
f() { x=3; echo $x; }; f & wait; echo $x
#> 2
#> 1
#> 3
#> 1

#### standard input is empty unless redirected
echo data > file
cat & wait
read x & wait
{ cat; } & wait
cat < file & wait
cat <<END & wait
doc
END
: | cat & wait
echo end
#< not to be read
#> data
#> doc
#> end

#### an explicit redirection of standard input onto itself
exec 3<&0
cat <&3 & wait
#< read this
#> read this

#### and lists in the background
true && echo a & wait
false || echo b & wait
if true; then echo c; fi & wait
(echo d) & wait
#> a
#> b
#> c
#> d

#### order with several operators
echo a & wait; echo b & wait; echo c
#> a
#> b
#> c

#### the process id is unset at the start and set after
echo "<$!>"
: & [ "$!" -gt 0 ] && echo set; wait
#> <>
#> set

#### INT and QUIT are ignored in it
(sh -c 'kill -INT $PPID; kill -QUIT $PPID'; echo survived) & wait $!
#> survived

#### a program ignores them also if its words wait for another one
sh -c 'kill -INT $$; kill -QUIT $$; echo survived' $(sleep 0.1; echo x) & wait $!
sh -c 'kill -INT $$; kill -QUIT $$; echo survived' "$(sh -c 'echo x')" & wait $!
#> survived
#> survived

#### it can set its own trap for them
(trap 'echo int' INT; sh -c 'kill -INT $PPID'; echo on) & wait $!
#> int
#> on
#% clause: XCU 2.12 signals ignored by an asynchronous list can be trapped in it

#### status of a killed process
sleep 30 & kill -TERM $!; wait $!; kill -l $?
#> TERM

#### wait for a job given by its number
(exit 3) & wait %1; echo $?
sleep 0.1 & (exit 4) & wait %2; echo $?
wait
#> 3
#> 4

#### no notices in a script
sleep 30 & kill $!; wait $! ; echo done
sleep 30 & kill -9 $!; wait
echo quiet
#> done
#> quiet

#### background output mixes in order of time
mkfifo gate
(read go <gate; echo late) & echo early; echo go >gate; wait; echo end
#> early
#> late
#> end

#### exiting does not wait
sleep 20 &
echo $! > pid
exec "$SH" -c 'kill $(cat pid); echo at once'
#> at once

#### a fifo between background lists
mkfifo p
cat p & echo through > p
wait
#> through

#### a subshell in the background is one process: a trap in it acts on it
(trap 'exit 3' TERM; echo ready >ready; while :; do :; done) &
pid=$!
while ! [ -s ready ]; do :; done
kill "$pid"
wait "$pid"
echo $?
#> 3

#### a list that comes down to a program changes nothing around it
cd /
(cd /usr; pwd; exec pwd) & wait $!; echo $?; pwd
(cd /usr && "$SH" -c pwd) & wait $!; cd /usr && "$SH" -c pwd & wait $!; pwd
{ A=1; export A; "$SH" -c 'echo "[$A]"'; } & wait $!; echo "[$A]"
(umask 077; "$SH" -c umask) & wait; (set -- a b; "$SH" -c 'echo $#' sh "$@") & wait; echo $#
(unset HOME; "$SH" -c 'echo ${HOME-none}') & wait; (readonly R=1; "$SH" -c 'echo r') & wait; R=2; echo $R
#> /usr
#> /usr
#> 0
#> /
#> /usr
#> /usr
#> /
#> [1]
#> []
#> 0077
#> 2
#> 0
#> none
#> r
#> 2

#### the status of such a list
(cd ./none && echo no) 2>/dev/null & wait $!; [ $? -gt 0 ] && echo failed
(exec "$SH" -c 'exit 7') & wait $!; echo $?; (exec ./none) 2>/dev/null & wait $!; echo $?
false || "$SH" -c 'exit 5' & wait $!; echo $?; true || "$SH" -c 'exit 5' & wait $!; echo $?
(set -e; cd ./none; echo no) 2>/dev/null & wait $!; [ $? -gt 0 ] && echo ended
( ( (exit 4) ) ) & wait $!; echo $?; { "$SH" -c 'exit 6'; } & wait $!; echo $?
#> failed
#> 7
#> 127
#> 5
#> 0
#> ended
#> 4
#> 6

#### such a list ignores the keys, reads nothing and takes its redirections with it
("$SH" -c 'kill -s INT $$; echo on') & wait $!
{ cd /; "$SH" -c 'kill -s QUIT $$; echo on'; } & wait $!
echo in | { (cat) & wait; }; (cat) <<end & wait
text
end
{ "$SH" -c 'echo out; echo err >&2'; } >out 2>err & wait $!; cat err out
(trap 'echo left' EXIT; "$SH" -c :) & wait; trap 'echo outer' EXIT; ("$SH" -c 'echo inner') & wait
#> on
#> on
#> text
#> err
#> out
#> left
#> inner
#> outer

#### a signal to a program that has only just been started
for way in 'TERM' 'KILL' 'STOP CONT TERM' 'STOP KILL' '0 TERM' 'STOP TERM CONT'; do
    sleep 20 & pid=$!
    for signal in $way; do kill -s $signal $pid 2>/dev/null || kill -$signal $pid; done
    wait $pid 2>/dev/null; echo $?
    sleep 20 & pid=$!; kill -s STOP $pid; x=$("$SH" -c 'echo on'; echo | cat); echo $x
    kill -s KILL $pid; wait $pid 2>/dev/null
    ./none 2>/dev/null & kill $! 2>/dev/null; wait $!; case $? in 127 | 143) ;; *) echo $? ;; esac
done 2>err
#> 143
#> on
#> 137
#> on
#> 143
#> on
#> 137
#> on
#> 143
#> on
#> 143
#> on

#### a pipeline in the background has ended when all of it has
mkfifo go
{ "$SH" -c 'read x <go; echo first >out' | :; } & echo go >go & wait; cat out
"$SH" -c 'read x <go; echo second >out' | : & echo go >go & wait; cat out
"$SH" -c 'read x <go; echo third >out' | "$SH" -c 'exit 4' & pid=$!; echo go >go; wait $pid; echo $?; cat out
"$SH" -c 'read x <go; echo fourth >out' | { :; } & pid=$!; echo go >go; wait $pid; echo $?; cat out
#> first
#> second
#> 4
#> third
#> 0
#> fourth

#### the stages of a pipeline in the background
echo a | { read x; echo "<$x>"; exit 4; } & wait $!; echo $?
f() { echo f$1; }; f 1 | f 2 & wait; f 1 | cat | (read y; echo $y) & wait; x=1 | x=2 & wait; echo ${x-unset}
read l | cat & wait $!; echo $?; echo in | { cat | { cat; } & wait; }
"$SH" -c 'kill -s INT $$; echo on' | { "$SH" -c 'kill -s QUIT $$; echo on'; cat; } & wait $!; echo $?
sleep 20 | while :; do :; done & kill $!; kill $(jobs -p); wait $!; echo $?
./none 2>/dev/null | { cat; echo end; } & wait $!; ! true | false & wait $!; echo $?
trap 'echo left' EXIT; echo c | { cat; } & wait; echo $(echo d | { cat; } & wait)
#> <a>
#> 4
#> f2
#> f1
#> unset
#> 0
#> on
#> on
#> 0
#> 143
#> end
#> 0
#> c
#> d
#> left
