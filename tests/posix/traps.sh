# Traps and signals: XCU 2.12, 2.15 trap.

#### EXIT
trap 'echo bye' EXIT
echo hello
#> hello
#> bye

#### EXIT by number, and exit status
trap 'echo status $?' 0
exit 3
#> status 3
#$? 3

#### exit in the EXIT trap changes the status
trap 'exit 5' EXIT
exit 3
#$? 5

#### exit without operand in the EXIT trap keeps the status
trap '(exit 9); exit' EXIT
exit 3
#$? 3

#### the EXIT trap's last command does not change the status
trap 'false' EXIT
true
#$? 0

#### the EXIT trap runs once
trap 'echo once; exit' EXIT
exit 2
#> once
#$? 2

#### EXIT in a subshell and in a substitution
(trap 'echo sub' EXIT; echo in)
x=$(trap 'echo trap' EXIT; echo in); echo $x
trap 'echo outer' EXIT
(echo not inherited)
x=$(:); : | :
#> in
#> sub
#> in trap
#> not inherited
#> outer

#### EXIT in a subshell whose last command could replace it
(trap 'echo trap' EXIT; cat /dev/null)
(trap 'echo trap2' EXIT; exit 3); echo $?
"$SH" -c 'trap "echo trap3" EXIT; cat /dev/null'
#> trap
#> trap2
#> 3
#> trap3

#### EXIT after an error
"$SH" -c 'trap "echo trap" EXIT; : ${x?}' 2>/dev/null
"$SH" -c 'trap "echo trap" EXIT; readonly r=1; r=2' 2>/dev/null
"$SH" -c 'trap "echo trap" EXIT
eval "("' 2>/dev/null
:
#> trap
#> trap
#> trap

#### a signal runs its action
trap 'echo usr1' USR1
kill -USR1 $$
echo after
#> usr1
#> after

#### by several names at once
trap 'echo caught' USR1 USR2 HUP
kill -USR1 $$; kill -s USR2 $$; kill -HUP $$
#> caught
#> caught
#> caught

#### the status is kept
trap '(exit 9)' USR1
(exit 4); kill -USR1 $$; echo $?
f() { kill -USR1 $$; (exit 6); echo $?; }; f
#> 0
#> 6

#### the action sees the status
trap 'echo $?' USR1
false || kill -USR1 $$
#> 0

#### the action is read when it runs
trap 'echo $x' USR1
x=late
kill -USR1 $$
#> late

#### an ignored signal
trap '' USR1
kill -USR1 $$
echo alive
"$SH" -c 'kill -USR1 $$; echo child too'
#> alive
#> child too

#### a numeric first operand resets
trap 'echo no' EXIT; trap 0
trap 'echo no' USR1 EXIT; trap - USR1 EXIT
echo end
#> end

#### actions are reset in subshells, ignored signals stay ignored
trap 'echo caught' USR1; trap '' USR2
("$SH" -c 'kill -USR2 $PPID'; echo ignored; "$SH" -c 'kill -USR1 $PPID'; sleep 5; echo no)
[ $? -gt 128 ] && echo killed
#> ignored
#> killed
#2>

#### listing
trap 'echo a b' USR1; trap '' INT; trap 'echo bye' EXIT
trap
#> trap -- 'echo bye' EXIT
#> trap -- '' INT
#> trap -- 'echo a b' USR1
#> bye

#### the listing can be evaluated
trap 'echo "x  y"; echo '\''z'\' USR1; trap '' USR2
x=$(trap)
trap - USR1 USR2
eval "$x"
kill -USR1 $$; kill -USR2 $$; echo end
#> x  y
#> z
#> end

#### the listing in a substitution is that of the shell
trap 'echo a' USR1
x=$(trap); case $x in *'echo a'*) echo listed;; esac
y=$(trap - USR1; trap); case $y in *'echo a'*) echo wrong;; *) echo reset;; esac
#> listed
#> reset

#### the listing in a plain subshell, before any change
trap 'echo a' USR1
(trap) | grep -c USR1
#> 1

#### trap -p prints what is set, with operands also what is default
trap 'echo a' USR1
trap -p USR1
trap -p | grep -c USR1
x=$(trap -p USR2); trap 'echo b' USR2; eval "$x"
trap -p USR2 | grep -c 'echo b'
#> trap -- 'echo a' USR1
#> 1
#> 0
#$? 1
#% clause: XCU trap (2024) -p

#### signals that were ignored on entry are listed
trap '' HUP USR1
"$SH" -c 'trap; echo -; trap - HUP; trap "echo no" USR1; (trap); echo "$(trap "" USR2; trap)"'
#> trap -- '' HUP
#> trap -- '' USR1
#> -
#> trap -- '' HUP
#> trap -- '' USR1
#> trap -- '' HUP
#> trap -- '' USR1
#> trap -- '' USR2
#% clause: XCU trap: not in the default state (including signals that were ignored on entry)

#### signals that are ignored on entry cannot be trapped
trap '' USR1
"$SH" -c 'trap "echo no" USR1; kill -USR1 $$; trap - USR1; kill -USR1 $$; echo alive'
#> alive

#### wait is interrupted by a trapped signal
trap 'trapped=yes' USR1
sleep 1000 & pid=$!
until [ -e done ]; do kill -USR1 $$; done 2>/dev/null &
wait $pid; x=$?
: >done
[ $x -gt 128 ] && kill -l $x
kill $pid
echo $trapped
#> USR1
#> yes

#### a foreground command is finished first
trap 'echo trapped' USR1
sh -c 'kill -USR1 "$1"; echo finished' sh $$
echo next
#> finished
#> trapped
#> next

#### a signal during a loop of builtins
trap 'stop=1' USR1
(sleep 0.2; kill -USR1 $$) &
while [ -z "$stop" ]; do :; done
echo stopped
#> stopped

#### return in an action returns from the function
trap 'return 7' USR1
f() { kill -USR1 $$; echo no; }
f; echo $?
#> 7

#### exit in an action
trap 'echo leaving; exit 4' USR1
trap 'echo exit trap' EXIT
kill -USR1 $$
echo no
#> leaving
#> exit trap
#$? 4

#### an action set inside an action
trap 'echo one; trap "echo two" USR1' USR1
kill -USR1 $$; kill -USR1 $$
#> one
#> two

#### an invalid signal is an error
command trap 'x' NOSUCH; echo $(( $? > 0 ))
command trap 'x' 999; echo $(( $? > 0 ))
#> 1
#> 1
#2>

#### a child gets the default back
trap 'echo shell' USR1
"$SH" -c 'kill -USR1 $$; echo no'; [ $? -gt 128 ] && echo child killed
#> child killed
#2>

#### exec resets caught signals
trap 'echo no' USR1
exec "$SH" -c 'kill -USR1 $$; echo no'
#$? >128

#### the action of a signal during a substitution runs in the shell afterwards
trap 'echo trapped' USR1
x=$(kill -USR1 $$; echo in)
echo "$x"
#> trapped
#> in

#### the interrupt of the shell itself
"$SH" -c 'kill -INT $$; echo no'; [ $? -gt 128 ] && echo killed
"$SH" -c 'trap "echo int" INT; kill -INT $$; echo on'
#> killed
#> int
#> on

#### TERM kills the shell with the signal
"$SH" -c 'kill -TERM $$; echo no'; kill -l $?
#> TERM
#2>

#### a trapped signal while reading
trap 'echo trapped' USR1
mkfifo p
(sleep 0.2; kill -USR1 $$; sleep 0.2; echo line > p) &
read x < p
echo $x
wait
#> trapped
#> line

#### what programs see of a signal, by the trap outside, the trap inside and where they run
cat >see <<'END'
see() {
    set=$(sed -n 's/^SigIgn:.*\(....\)$/\1/p' /proc/self/status)
    case $set in ?[2367abef]??) usr=i ;; *) usr=d ;; esac
    case $set in ???[2367abef]) int=I ;; *) int=D ;; esac
    printf '%s ' $usr$int
}
END
for outer in : "trap '' USR1 INT" 'trap x=1 USR1 INT' 'trap - USR1 INT'; do
    for inner in : "trap '' USR1 INT" 'trap x=1 USR1 INT' 'trap - USR1 INT'; do
        "$SH" -c ". ./see; f() { $inner; see; }; $outer"'
            (f); printf "%s" "$(f)"; f | cat; : | (f); f & wait; f; see; echo' | sed 's/ $//'
    done
done
#> dD dD dD dD dI dD dD
#> iI iI iI iI iI iI iI
#> dD dD dD dD dD dD dD
#> dD dD dD dD dD dD dD
#> iI iI iI iI iI iI iI
#> iI iI iI iI iI iI iI
#> dD dD dD dD dD dD dD
#> dD dD dD dD dD dD dD
#> dD dD dD dD dI dD dD
#> iI iI iI iI iI iI iI
#> dD dD dD dD dD dD dD
#> dD dD dD dD dD dD dD
#> dD dD dD dD dI dD dD
#> iI iI iI iI iI iI iI
#> dD dD dD dD dD dD dD
#> dD dD dD dD dD dD dD

#### a trapped signal while a file of commands waits for its writer
trap 'echo trapped' USR1
mkfifo p
(sleep 0.2; kill -USR1 $$; sleep 0.2; echo 'echo read' > p) &
. ./p
(sleep 0.2; kill -USR1 $$; sleep 0.2; echo 'echo found' > p) &
PATH=.:$PATH
. p
wait
"$SH" -c 'trap "echo bye" EXIT; (sleep 0.2; kill -TERM $$) & . ./p; echo no' & wait $!; kill -l $?
#> trapped
#> read
#> trapped
#> found
#> bye
#> TERM
#% clause: XCU dot: asynchronous events have their default; 2.12

#### the EXIT trap when a signal kills: not run by default
"$SH" -c 'trap "echo trap" EXIT; kill -KILL $$'
"$SH" -c 'trap "echo term" TERM; trap "echo exit" EXIT; kill -TERM $$'
#> term
#> exit
#2>

#### many signals in turn
n=0
trap 'n=$((n+1))' USR1
i=0; while [ $i -lt 200 ]; do kill -USR1 $$; i=$((i+1)); done
echo $n
#> 200

#### an ignored SIGCHLD loses no status, and programs find it ignored
trap '' CHLD
sh -c 'exit 3'; echo $?
(exit 4); echo $?
sh -c 'exit 5' & wait $!; echo $?
(sh -c 'exit 6'; echo $?)
ignored() { sed -n 's/^SigIgn:.*\(.....\)$/\1/p' /proc/self/status; }
[ $(( 0x$(ignored) >> 16 & 1 )) = 1 ] && echo ignored
trap - CHLD
[ $(( 0x$(ignored) >> 16 & 1 )) = 0 ] && echo default
#> 3
#> 4
#> 5
#> 6
#> ignored
#> default
#% needs: sed

#### what was ignored on entry stays so in programs of an interactive shell too
trap '' HUP INT QUIT TERM TSTP
for options in +m -m; do
  "$SH" -i $options 2>&- <<'END'
  sh -c 'kill -s HUP $$; kill -s INT $$; kill -s QUIT $$; kill -s TERM $$; kill -s TSTP $$; echo alive'
  ( sh -c 'kill -s HUP $PPID; kill -s TERM $PPID'; echo alive )
  { sh -c 'kill -s TERM $$'; echo alive; } & wait $!
  sh -c 'kill -s HUP $PPID'
  echo alive
END
done
#> alive
#> alive
#> alive
#> alive
#> alive
#> alive
#> alive
#> alive

#### an interrupt that a program sends to the shell is not the program's affair
"$SH" -c 'sh -c "kill -s INT \$PPID"; echo no'; kill -l $?
#> INT

#### a stopped process is not waited for less without job control
sh -c 'kill -s STOP $$; exit 3' & p=$!
while kill -s CONT $p; do :; done 2>/dev/null &
wait $p; echo $?
#> 3

#### what is ignored without being asked for is not listed
{ trap 'echo a' USR1; trap; } & wait $!
#> trap -- 'echo a' USR1

#### a condition alone is reset
trap 'echo bye' EXIT; trap 'echo hup' HUP
trap EXIT; trap HUP; trap
echo end
#> end

#### an option that trap does not have
(trap -z EXIT; echo not reached)
[ $? -ne 0 ] && echo error
#2> trap
#> error

#### a trap comes through a loop that only continues
trap 'echo caught; exit 0' TERM
(sleep 0.1; kill -TERM $$) &
while continue; do continue; done
#> caught

#### with a trap set too, the last stage of a pipeline is the program itself
trap 'echo trapped' USR1
true | sh -c 'echo $PPID' > f; [ $(cat f) = $$ ] && echo parent
sh -c 'echo $PPID' | cat > f; [ $(cat f) = $$ ] && echo parent
#> parent
#> parent

#### the action of EXIT may set another, which has come too late
trap 'trap "echo second" EXIT; echo first' EXIT
(exit 3)
#> first
#$? 3

#### the action of EXIT has the redirections and variables of the command that ended the shell
"$SH" -c 'trap "echo bye" EXIT; { exit 1; } >one' && echo no; cat one
"$SH" -c 'set -e; trap "echo bye" EXIT; { false; } >two' && echo no; cat two
"$SH" -c 'trap '\''echo "$v"'\'' EXIT; v=out; v=in eval "exit 3"'; echo $?
"$SH" -c 'trap '\''read -r line; echo "$line"'\'' EXIT; { exit 4; } <<END
here
END
'; echo $?
(trap 'echo bye' EXIT; eval 'exit 5' >three); echo $?; cat three
trap 'echo outer' EXIT
(exit 6); echo $?
x=$(trap 'echo inner' EXIT; exit 7); echo $? $x
#> bye
#> bye
#> in
#> 3
#> here
#> 4
#> 5
#> bye
#> 6
#> 7 inner
#> outer
#% clause: XCU trap: the environment immediately after the last command

#### what ends a program in the foreground of an interactive shell has not come to the shell
"$SH" -i -m 2>&- <<'END'
trap 'echo trapped' INT
sh -c 'kill -s INT $$'
echo $?
(trap - INT; sh -c 'kill -s INT $$')
echo $?
END
#> 130
#> 130

#### traps that are set over others and taken away count at once
trap 'echo one' USR1; trap 'echo two' USR1; kill -s USR1 $$
trap '' USR1; kill -s USR1 $$; "$SH" -c 'kill -s USR1 $$; echo ignored'
trap 'echo three' USR1; kill -s USR1 $$
trap 'echo one' INT; trap - INT; trap 'echo int' INT; kill -s INT $$
("$SH" -c 'kill -s USR1 $$; echo no' || echo default) 2>/dev/null
trap - USR1 INT
("$SH" -c 'trap "echo no" TERM; trap - TERM; kill -s TERM $$; echo no' || echo ended) 2>/dev/null
("$SH" -c 'trap "echo no" INT; trap - INT; kill -s INT $$; echo no' || echo ended) 2>/dev/null
#> two
#> ignored
#> three
#> int
#> default
#> ended
#> ended

#### an action on EXIT that has been reset: a signal ends the shell at once
("$SH" -c 'trap "echo no" EXIT; trap - EXIT; kill -s TERM $$; echo no' || echo ended) 2>/dev/null
for i in 1 2 3; do trap 'echo no' EXIT; trap - EXIT; done
("$SH" -c 'kill -s TERM $PPID'; echo no) 2>/dev/null; [ $? -gt 128 ] && echo ended
#> ended
#> ended
