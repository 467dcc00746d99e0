# What a subshell environment must not leak: traps and dispositions. XCU 2.13.

#### actions set inside
(trap 'echo inner' USR1; kill -USR1 $("$SH" -c 'echo $PPID'))
trap | grep -c inner
#> inner
#> 0
#$? 1

#### an action set inside a substitution
x=$(trap 'echo inner' EXIT USR1; echo body); echo $x
trap
"$SH" -c 'x=$(trap "" USR1; echo ignored); echo $x; kill -USR1 $$; echo no'
kill -l $?
#> body inner
#> ignored
#> USR1
#2>

#### ignored inside
"$SH" -c '(trap "" USR1); kill -USR1 $$; echo no'; kill -l $?
"$SH" -c ': | trap "" USR1; kill -USR1 $$; echo no'; kill -l $?
#> USR1
#> USR1
#2>

#### reset inside
trap 'echo outer' USR1
(trap - USR1); kill -USR1 $$
x=$(trap - USR1; trap '' USR1); kill -USR1 $$
#> outer
#> outer

#### ignored outside stays ignored after
trap '' USR1
(trap - USR1 2>/dev/null; :); kill -USR1 $$; echo alive
x=$(trap - USR1; trap 'echo x' USR1; :); kill -USR1 $$; echo alive
#> alive
#> alive

#### EXIT of the shell runs once, at its end
trap 'echo end' EXIT
(:); (exit 3); x=$(exit 4); : | :
(trap - EXIT); x=$(trap - EXIT); (trap 'echo inner' EXIT)
echo last
#> inner
#> last
#> end

#### EXIT inside nested subshells
(trap 'echo 1' EXIT; (trap 'echo 2' EXIT; (trap 'echo 3' EXIT; :)))
#> 3
#> 2
#> 1

#### EXIT inside a pipeline's stages
{ trap 'echo left' EXIT; :; } | cat
: | { trap 'echo right' EXIT; :; }
#> left
#> right

#### a signal sent to a subshell with its own action
trap 'echo outer' USR1
(trap 'echo inner' USR1; "$SH" -c 'kill -USR1 $PPID'; echo after)
kill -USR1 $$
#> inner
#> after
#> outer

#### a signal to the shell while a subshell runs
trap 'echo outer' USR1
(kill -USR1 $$; echo in)
echo out
#> in
#> outer
#> out

#### EXIT sees the status of the subshell and may change it
(trap 'echo "t $?"' EXIT; exit 3); echo $?
(trap 'exit 5' EXIT; exit 3); echo $?
x=$(trap 'echo "t $?"' EXIT; false); echo "$? $x"
(set -e; trap 'echo "e $?"' EXIT; false; echo no); echo $?
#> t 3
#> 3
#> 5
#> 1 t 1
#> e 1
#> 1

#### EXIT of a subshell whose last command is a program
echo data | { trap 'echo bye' EXIT; cat; }
(trap 'echo after' EXIT; "$SH" -c 'echo program')
(trap 'echo no' EXIT; exec "$SH" -c 'echo in its place')
#> data
#> bye
#> program
#> after
#> in its place

#### what EXIT does to the subshell stays there
(trap 'cd /; x=1; sleep 0 & wait; echo "$PWD $x"' EXIT; :)
[ "$PWD" != / ] && echo "${x-unset}"
#> / 1
#> unset

#### after a subshell with an EXIT of its own the shell can be ended as before
"$SH" -c '(trap "echo in" EXIT; :); kill -TERM $$; echo no'; kill -l $?
"$SH" -c 'trap "echo end" EXIT; (trap - EXIT); kill -TERM $$; echo no'; kill -l $?
#> in
#> TERM
#> end
#> TERM
#2>
