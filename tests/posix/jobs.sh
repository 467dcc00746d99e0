# Job control in scripts: XCU 2.11, jobs, kill, wait, set -m.

#### jobs lists what runs
sleep 30 & 
jobs | grep -c Running
jobs -p | grep -cx $!
kill $!; wait
#> 1
#> 1

#### jobs in a substitution shows the shell's jobs
sleep 30 &
x=$(jobs -p); [ "$x" = $! ] && echo same
kill $!; wait
#> same

#### the form of a line
sleep 30 &
jobs | sed 's/  */ /g; s/\] *+/] +/; s/ &$//'
kill $!; wait
#> [1] + Running sleep 30
#% clause: XCU jobs: "[%d] %c %s %s\n"

#### the current and the previous job
sleep 31 & a=$!
sleep 32 & b=$!
[ "$(jobs -p %%)" = $b ] && [ "$(jobs -p %+)" = $b ] && [ "$(jobs -p %-)" = $a ] && echo ok
[ "$(jobs -p %1)" = $a ] && [ "$(jobs -p '%sleep 31')" = $a ] && [ "$(jobs -p '%?32')" = $b ] && echo ok
kill $a $b; wait
#> ok
#> ok

#### kill by job
sleep 30 & kill %1; wait $!; kill -l $?
sleep 30 & kill -s KILL %sleep; wait $!; kill -l $?
sleep 30 & kill %%; wait %% 2>/dev/null; echo end
#> TERM
#> KILL
#> end

#### wait by text
sleep 0.1 & wait %sleep; echo $?
(exit 3) & wait '%?exit'; echo $?
#> 0
#> 3

#### a job that is not there
kill %9; echo $(( $? > 0 ))
wait %9; echo $?
jobs %9; echo $(( $? > 0 ))
#> 1
#> 127
#> 1
#2>

#### with set -m each background job has its process group
set -m
sleep 30 & 
[ "$(ps -o pgid= -p $! | tr -d ' ')" = $! ] && echo own
kill -TERM %1; wait $!; kill -l $?
#> own
#> TERM
#% needs: ps

#### a subshell can turn it on for itself
(set -m
sleep 30 &
[ "$(ps -o pgid= -p $! | tr -d ' ')" = $! ] && echo own
kill -TERM %1; wait $!; kill -l $?
"$SH" -c 'kill -s STOP $$; exit 3' &
until jobs > states; grep -q Stopped states; do :; done
fg > /dev/null; echo $?)
sleep 30 &
[ "$(ps -o pgid= -p $! | tr -d ' ')" = $! ] || echo shared
kill $!; wait
#> own
#> TERM
#> 3
#> shared
#% needs: ps

#### a subshell that does so has no jobs of its parent
set -m
sleep 30 &
(set -m; jobs; fg; echo $(( $? > 0 )))
kill %1; wait
#> 1
#2>

#### without it none has
sleep 30 &
[ "$(ps -o pgid= -p $! | tr -d ' ')" = $! ] || echo shared
kill $!; wait
#> shared
#% needs: ps

#### kill reaches the whole group under set -m
set -m
{ sleep 30 | sleep 31; echo no; } & 
kill %1; wait $!; kill -l $?
#> TERM

#### bg resumes a stopped job
set -m
"$SH" -c 'kill -STOP $$; exit 4' & p=$!
while ! jobs | grep -q Stopped; do :; done
bg %1 > /dev/null; wait $p; echo $?
#> 4

#### fg and bg without job control
fg %1; echo $(( $? > 0 ))
bg; echo $(( $? > 0 ))
#> 1
#> 1
#2>

#### with set -m standard input of a background job is left alone
set -m
cat & wait
#< data
#> data

#### finished jobs are reported by jobs once
(exit 3) & 
while jobs | grep -q Running; do :; done
jobs > out; jobs > out2
[ -s out2 ] || echo empty
#> empty

#### job numbers are used again
: & wait; sleep 30 & jobs | cut -c 1-3; kill $!; wait
#> [1]

#### a pipeline is one job
sleep 30 | sleep 31 & 
jobs | wc -l | tr -d ' '
jobs | grep -c 'sleep 30 | sleep 31'
kill $! 2>/dev/null; kill $(jobs -p) 2>/dev/null; pkill_done=1
#> 1
#> 1

#### jobs -l shows the process id
sleep 30 & 
jobs -l | grep -c $!
kill $!; wait
#> 1

#### every stage is in the group, whatever its words wait for
set -m
count() { cut -d' ' -f2 | sort -u | wc -l | tr -d ' '; }
all=$(sh -c 'echo 1 $(ps -o pgid= -p $$)'$(sleep 0.1; echo) | { cat; sh -c 'echo 2 $(ps -o pgid= -p $$)' "$(sh -c 'echo x')"; })
echo "$all" | count
{ sh -c 'echo 1 $(ps -o pgid= -p $$)' $(sleep 0.1) | sed "s/x$(sh -c 'echo x')/y/" | { cat; sh -c 'echo 2 $(ps -o pgid= -p $$)'; } } > f
count < f
trap : USR1
sh -c 'echo 1 $(ps -o pgid= -p $$)' | { cat; sh -c 'echo 2 $(ps -o pgid= -p $$)'; } > f
count < f
sh -c 'ps -o pgid= -p $$' $(sleep 0.1) > f & wait
[ $(cat f) = $! ] && echo own
#> 1
#> 1
#> 1
#> own
#% needs: ps

#### no chatter with set -m
set -m
sleep 30 & kill $!; wait $!
(sleep 30) & kill -9 $!; wait
echo quiet
#> quiet

#### set -m inside a subshell
(set -m; (exit 3) & wait $!; echo $?)
#> 3

#### a stopped foreground job
set -m
"$SH" -c 'kill -STOP $$; exit 6'
x=$?; [ $x -gt 128 ] && kill -l $x
jobs | grep -c Stopped
kill -CONT %1; wait %1; echo $?
#> STOP
#> 1
#> 6

#### a stopped job
set -m
"$SH" -c 'kill -STOP $$; exit 3' & 
while ! jobs | grep -q Stopped; do :; done
jobs | sed 's/  */ /g; s/\] *+/] +/' | cut -d ' ' -f 1-3 | sed 's/(.*//'
kill -CONT %1; wait $!; echo $?
#> [1] + Stopped
#> 3

#### a stopped job that is ended is waited for
set -m
for signal in TERM HUP KILL; do
"$SH" -c 'kill -STOP $$' &
while ! jobs | grep -q Stopped; do :; done
kill -$signal %1; wait; kill -0 $! 2>/dev/null || echo $signal
done
#> TERM
#> HUP
#> KILL

#### a child that has ended can be signalled no more
sleep 0.1 & p=$!
while kill -0 $p 2>/dev/null; do :; done
echo gone
#> gone
