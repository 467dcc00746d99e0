# What passes the edge of a subshell environment, and what does not: `$?`, `$!`, `$$`. XCU 2.13.

#### the status goes in and comes out
(exit 3); echo $?
false; (echo $?); echo $?
x=$(echo $?; exit 4); echo $x $?
#> 3
#> 1
#> 0
#> 0 4

#### the status of the last command inside
(false; true); echo $?
(true; false); echo $?
(:; (exit 7)); echo $?
x=$(nosuchcommand 2>/dev/null); echo $?
#> 0
#> 1
#> 7
#> 127

#### the last background process id
: & a=$!
(: & b=$!; [ "$b" != "$a" ] && echo differs); [ "$!" = "$a" ] && echo kept
x=$(: & echo $!); [ "$!" = "$a" ] && [ "$x" != "$a" ] && echo kept
wait
#> differs
#> kept
#> kept

#### the last background process id goes in
: & a=$!
([ "$!" = "$a" ] && echo same)
x=$(echo $!); [ "$x" = "$a" ] && echo same
wait
#> same
#> same

#### background processes of the shell are not children of a subshell
sleep 0.1 & a=$!
(wait $a; echo $?)
x=$(wait $a; echo $?); echo $x
wait $a; echo $?
#> 127
#> 127
#> 0
#% clause: XCU wait: only processes known in the invoking shell execution environment

#### wait without operands in a subshell does not wait for the shell's
sleep 5 & a=$!
(wait; echo at once)
x=$(wait; echo at once); echo $x
kill $a
#> at once
#> at once

#### the process id of the shell
[ $$ = $(echo $$) ] && [ "$(sh -c 'echo $PPID')" ] && echo same
(a=$$; "$SH" -c "[ $a = $$ ]" && echo same)
#> same
#> same

#### a background process of a subshell is no job of the shell
(sleep 0.1 &)
jobs
wait; echo $?
#> 0

#### a stage that ends while the last one waits for something else keeps its status
set -o pipefail
{ sleep 0; exit 5; } | { cat; sleep 0.2; exit 3; } | { sleep 0.4; :; }
echo $?
{ sleep 0; exit 5; } | { sleep 0.2; :; }
echo $?
#> 3
#> 5

#### writing where nobody reads ends the subshell, not the shell around it
exec 3>&1
all() { while echo x; do :; done; echo no >&2; }
{ (all); echo "$?" >&5; } 5>&3 2>err | :
{ x=$(all >&4); echo "$?" >&5; } 5>&3 4>&1 2>err | :
{ : | { all; }; echo "$?" >&5; } 5>&3 2>err | :
{ (all) & wait $!; echo "$?" >&5; } 5>&3 2>err | :
{ (trap '' PIPE; echo x; all) 2>/dev/null; echo "$?" >&5; } 5>&3 | :
#> 141
#> 141
#> 141
#> 141
#> 0

#### a subshell whose file gets too long
"$SH" -c 'ulimit -c 0; ulimit -f 0
(echo x >f; exit 153); kill -l $?
x=$(echo x >f; exit 153); kill -l $?
: | { echo x >f; exit 153; }; kill -l $?
echo end' 2>/dev/null | cat
#> XFSZ
#> XFSZ
#> XFSZ
#> end
