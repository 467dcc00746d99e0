#### an interrupt ends a shell that waits for the text of its script
set -m
mkfifo script said
exec 4<>said
"$SH" script >&4 2>&1 &
exec 3>script
echo 'echo ready' >&3
read -r word <&4
until [ -z "$(jobs -r)" ]; do kill -s INT -- -$! 2>/dev/null; sleep 0.01; done
wait $!; kill -l $?; echo $word
#> INT
#> ready

#### an interrupt ends a shell that waits for the rest of a command on standard input
set -m
mkfifo lines said
"$SH" <lines >said 2>&1 &
exec 3>lines
printf 'echo ready\nif true; then ec' >&3
read -r word <said
until [ -z "$(jobs -r)" ]; do kill -s INT -- -$! 2>/dev/null; sleep 0.01; done
wait $!; kill -l $?; echo $word
#> INT
#> ready

#### a line is whole when a trap ran while half of it was there
mkfifo lines said
"$SH" <lines >said 2>&1 &
exec 3>lines 4<said
printf 'trap "echo trapped" USR1; echo ready\nif true; then ec' >&3
read -r word <&4; echo $word
kill -s USR1 $!
printf 'ho whole; fi\nexit 3\n' >&3
read -r word <&4; echo $word
read -r word <&4; echo $word
wait $!; echo $?
#> ready
#> trapped
#> whole
#> 3

#### an interrupt ends a builtin that waits for a reader
set -m
mkfifo pipe said
"$SH" -c 'exec 3<>pipe; echo ready; printf "%200000d" 1 >&3; echo no' >said 2>&1 &
read -r word <said
until [ -z "$(jobs -r)" ]; do kill -s INT -- -$! 2>/dev/null; sleep 0.01; done
wait $!; kill -l $?; echo $word
#> INT
#> ready

#### the writing of a builtin goes on when a trap has run
mkfifo pipe said
"$SH" -c 'trap "echo trapped >&2" USR1; exec 3<>pipe; echo ready; printf "%200000d" 1 >&3' >said 2>&1 &
exec 4<said
read -r word <&4; echo $word
kill -s USR1 $!
head -c 200000 <pipe | wc -c | tr -d ' '
wait $!; echo $?
cat <&4
#> ready
#> 200000
#> 0
#> trapped

#### a pipeline that an interrupt has ended ends the shell by it
set -m
mkfifo said
exec 4<>said
"$SH" -c 'sh -c "echo ready >&4; exec sleep 60" | sh -c "echo ready >&4; exec cat"' &
read -r word <&4; read -r word <&4
until [ -z "$(jobs -r)" ]; do kill -s INT -- -$! 2>/dev/null; sleep 0.01; done
wait $!; kill -l $?; echo $word
#> INT
#> ready

#### an interrupt that a program has handled is not that of a subshell
set -m
mkfifo said
"$SH" -c '(sh -c "trap \"echo handled; exit 0\" INT; echo ready >said; sleep 60 & wait"; echo on $?); echo further' &
read -r word <said
until [ -z "$(jobs -r)" ]; do kill -s INT -- -$! 2>/dev/null; sleep 0.01; done
wait $!; echo $?
#> handled
#> on 0
#> further
#> 0

#### a signal ends a shell with an EXIT trap while it waits for a program
set -m
mkfifo said
"$SH" -c 'trap "echo bye" EXIT; sh -c "echo \$\$ >said; exec sleep 60"; echo no' &
read -r pid <said
until [ -z "$(jobs -r)" ]; do kill -s TERM $! 2>/dev/null; sleep 0.01; done
wait $!; kill -l $?
kill -s KILL "$pid"
#> bye
#> TERM

#### without its EXIT trap a shell ends by the signal alone
{ "$SH" -c 'trap "echo bye" EXIT; trap - EXIT; kill -s TERM $$; echo no'; } 2>/dev/null; kill -l $?
"$SH" -c 'trap "echo bye" EXIT; trap "" TERM; kill -s TERM $$; echo on'
#> TERM
#> on
#> bye

#### what runs in an EXIT trap is ended by a second signal
{ "$SH" -c 'trap "echo bye; kill -s TERM \$\$; echo no" EXIT; kill -s TERM $$; echo no'; } 2>/dev/null; kill -l $?
#> bye
#> TERM

#### a subshell runs its own EXIT trap, and the shell goes on
"$SH" -s <<'END' 2>/dev/null
trap 'echo outer' EXIT
(trap 'echo inner' EXIT; sh -c 'kill -s TERM $PPID'; echo no); echo $?
(sh -c 'kill -s TERM $PPID'; echo no); echo $?
END
#> inner
#> 143
#> 143
#> outer

#### a broken pipe ends a shell with an EXIT trap in silence
"$SH" -c 'trap "echo bye >&2" EXIT; while :; do echo y; done' | head -n 1
#> y
#2> bye

#### so does one in the action of EXIT
"$SH" -c 'trap "while :; do echo y; done" EXIT' | head -n 1
#> y

#### programs do not know of the EXIT trap
trap : EXIT
{ sh -c 'kill -s TERM $$; echo no'; } 2>/dev/null; kill -l $?
(sh -c 'kill -s USR1 $$; echo no'; kill -l $?) 2>/dev/null
exec sh -c 'trap; kill -s HUP $$'
#$? >128
#> TERM
#> USR1
