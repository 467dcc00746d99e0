# Traps that POSIX does not have: DEBUG, RETURN, ERR, and who inherits them.

#### DEBUG comes before each command
trap 'echo "D:$LINENO:$BASH_COMMAND"' DEBUG
echo one
x=2
for i in a b; do :; done
f() { echo in f; }
f
case x in x) echo c;; esac
[[ a == a ]]
((1+1))
(echo sub)
trap - DEBUG
echo end
#> D:2:echo one
#> one
#> D:3:x=2
#> D:4:for i in a b
#> D:4::
#> D:4:for i in a b
#> D:4::
#> D:6:f
#> in f
#> D:7:case x in 
#> D:7:echo c
#> c
#> D:8:[[ a == a ]]
#> D:9:((1+1))
#> sub
#> D:11:trap - DEBUG
#> end

#### with set -T functions and subshells have it too
set -T
trap 'echo "D:$BASH_COMMAND"' DEBUG
f() { echo a; }
f
(echo sub)
trap - DEBUG
#> D:f
#> D:f
#> D:echo a
#> a
#> D:echo sub
#> sub
#> D:trap - DEBUG

#### ERR knows where and what
trap 'echo "E:$LINENO:$BASH_COMMAND:$?"' ERR
false
g() { return 3; }
g
if false; then :; fi
false || true
x=$(false)
echo done
#> E:2:false:1
#> E:4:return 3:3
#> E:7:x=$(false):1
#> done

#### with set -E functions and subshells have it too
set -E
trap 'echo "E:$LINENO:$?"' ERR
f() { false; echo after; }
f
(false; echo s)
x=$(false; echo y); echo $x
#> E:3:1
#> after
#> E:5:1
#> s
#> E:6:1 y

#### set -e and ERR in a function
set -eE; trap 'echo err' ERR; f() { false; echo no; }; f; echo no
#> err
#$? 1

#### RETURN
f() { echo in; trap 'echo R' RETURN; return 3; }
f; echo $?
g() { echo g; }
g
set -T
g
echo 'echo src' >s; . ./s
#> in
#> R
#> 3
#> g
#> g
#> R
#> src
#> R

#### what a trap does leaves the status alone, and trap shows it
trap 'n=$((n+1))' DEBUG; :; :; echo $n
trap 'false' DEBUG; true; echo $?; trap - DEBUG
trap 'echo x' return err; trap -p RETURN ERR
#> 3
#> 0
#> trap -- 'echo x' RETURN
#> trap -- 'echo x' ERR

#### who asks for the trap of a hook that is not set gets nothing
trap -p DEBUG; trap -p err; set -o posix; trap -p DEBUG INT
#> trap -- - DEBUG
#> trap -- - INT

#### an action does not arise in what it does itself, functions included
set -ET
f() { echo debug; :; }; trap f DEBUG; :; trap - DEBUG
f() { false; :; }; trap 'f; echo err' ERR; (exit 3); trap - ERR
f() { echo return; :; }; trap f RETURN; g() { :; }; g
#> debug
#> debug
#> err
#> return

#### DEBUG before each stage of a pipeline
exec 3> trapped
trap 'echo "$BASH_COMMAND" >&3' DEBUG
echo 1 | cat | cat
f() { echo f; }; f | cat
{ echo a; } | cat
shopt -s lastpipe; echo b | read x
trap - DEBUG; cat trapped
#> 1
#> f
#> a
#> echo 1
#> cat
#> cat
#> f
#> cat
#> cat
#> shopt -s lastpipe
#> echo b
#> read x
#> trap - DEBUG

#### an action leaves the statuses of a pipeline as they are
trap 'true | true | true' USR1
sh -c "kill -s USR1 $$; exit 3" | sh -c 'exit 4' | true
echo "${PIPESTATUS[*]}"
trap ': x' DEBUG
(exit 5) | (exit 6)
echo "${PIPESTATUS[@]}"
#> 3 4 0
#> 5 6

#### DEBUG in for (( )) and select
trap 'echo "[$BASH_COMMAND]"' DEBUG
for ((i=0;i<1;i++)); do :; done
select x in a b; do break; done <<< 1 2>/dev/null
#> [((i=0))]
#> [((i<1))]
#> [:]
#> [((i++))]
#> [((i<1))]
#> [select x in a b]
#> [break]

#### under extdebug the trap DEBUG decides
shopt -s extdebug
case $- in *E*T*) echo with E and T;; esac
h() { echo one; echo two; echo three; }
trap '[[ $BASH_COMMAND != *two* ]]' DEBUG
h; echo $?
trap - DEBUG
trap '[[ $BASH_COMMAND != *two* ]] || (exit 2)' DEBUG
h; echo $?
trap - DEBUG
shopt -u extdebug
trap 'false' DEBUG
echo runs
#> with E and T
#> one
#> three
#> 0
#> one
#> 2
#> runs

#### arguments of calls under extdebug, and where functions are
#% args: p q
shopt -s extdebug
f() { echo "${BASH_ARGC[@]} - ${BASH_ARGV[@]}"; g x; echo "${BASH_ARGC[@]} - ${BASH_ARGV[@]}"; }
g() { echo "${BASH_ARGC[@]} - ${BASH_ARGV[@]}"; }
f a b
g
declare -F g | { read -r name line file; echo "$name $line"; }
#> 2 2 - b a q p
#> 1 2 2 - x b a q p
#> 2 2 - b a q p
#> 0 2 - q p
#> g 3

#### ERR knows the line of a pipeline
trap 'echo "$LINENO"' ERR

false | false
true |
    false
#> 3
#> 5
#$? 1

#### a function that is traced has the traps of its caller
f() { :; }
g() { :; }
declare -ft g
trap 'echo "debug $BASH_COMMAND"' DEBUG
f
g
trap - DEBUG
declare -f +t g
trap 'echo return' RETURN
g
#> debug f
#> debug g
#> debug g
#> debug :
#> debug trap - DEBUG

#### a hangup kills an interactive shell with the signal, after its EXIT trap
{
    "$SH" -i <<'END'
trap 'echo bye' EXIT
sh -c 'kill -s HUP $PPID'
echo no
END
} 2>/dev/null
kill -l $?
#> bye
#> HUP

#### the action of EXIT knows the function that ended the shell
"$SH" -c 'trap '\''echo "$1 $v ${FUNCNAME[0]}"'\'' EXIT; f() { local v=in; exit 3; }; v=out; f arg'; echo $?
"$SH" -c 'trap '\''trap "echo second" EXIT; echo first; exit 4'\'' EXIT; f() { exit 3; }; f'; echo $?
#> arg in f
#> 3
#> first
#> 4

#### an interrupt ends a shell that waits for the text of a dot script
set -m
mkfifo script said
exec 4<>said
"$SH" -c '. ./script; echo no' >&4 2>&1 &
exec 3>script
echo 'echo ready' >&3
read -r word <&4
until [ -z "$(jobs -r)" ]; do kill -s INT -- -$! 2>/dev/null; sleep 0.01; done
wait $!; kill -l $?; echo $word
#> INT
#> ready

#### an interrupt ends a shell that waits for what a substitution has left running
set -m
mkfifo said
"$SH" -c 'x=$(sleep 60 & echo ready >said); echo no' &
read -r word <said
until [ -z "$(jobs -r)" ]; do kill -s INT -- -$! 2>/dev/null; sleep 0.01; done
wait $!; kill -l $?; echo $word
kill -s TERM -- -$!
#> INT
#> ready

#### the EXIT trap runs before a signal ends the shell
for signal in HUP INT PIPE ALRM TERM USR1 USR2; do
  "$SH" -c "trap 'echo bye \$?' EXIT; kill -s $signal \$\$; echo no"
  kill -l $?
done 2>/dev/null
#> bye 129
#> HUP
#> bye 130
#> INT
#> bye 141
#> PIPE
#> bye 142
#> ALRM
#> bye 143
#> TERM
#> bye 138
#> USR1
#> bye 140
#> USR2

#### an interrupt of a program in a loop is the shell's own, so that one can get out
"$SH" -i -m 2>&- <<'END'
trap 'echo trapped; break' INT
while :; do sh -c 'kill -s INT $$'; done
echo $?
END
#> trapped
#> 0

#### the EXIT trap of a subshell that became a process further in
( trap 'echo left' EXIT; kill -s TERM $(sh -c 'echo $PPID'); echo no ); echo $?
#> left
#> 143
#2> Terminated

#### a function begins at its own line for the DEBUG trap
trap 'echo "$LINENO ${#FUNCNAME[@]}"' DEBUG
set -T
f() {
    :
}
f
#> 2 0
#> 6 0
#> 3 2
#> 4 2

#### traps are listed by number, and behind them what is no signal
trap : RETURN; trap : ERR; trap ': d' DEBUG; trap 'echo i' INT; trap 'echo h' HUP; trap : EXIT
trap
#> trap -- ':' EXIT
#> trap -- 'echo h' HUP
#> trap -- 'echo i' INT
#> trap -- ': d' DEBUG
#> trap -- ':' ERR
#> trap -- ':' RETURN

#### the least number is no signal
for command in 'trap : -2147483648' 'kill -l -2147483648' 'kill -s -2147483648 0'; do
    ($command) 2>/dev/null; [ $? -gt 0 ] && echo refused
done
#> refused
#> refused
#> refused

#### an action is listed in quotes, whatever it is
trap cleanup EXIT; trap '' INT; trap
trap - EXIT
#> trap -- 'cleanup' EXIT
#> trap -- '' INT

#### the DEBUG trap is run before a command of the background
trap 'echo "before $BASH_COMMAND"' DEBUG
echo there >/dev/null &
trap - DEBUG
wait
#> before echo there >/dev/null
#> before trap - DEBUG
