# What must not break a shell.

#### a write error does not repeat later
(echo a > /dev/full) 2>/dev/null; echo b; echo c
x=$(echo d > /dev/full) 2>/dev/null; echo "<$x>"
#> b
#> c
#> <>
#2>

#### writing to a pipe without readers ends quietly
"$SH" -c 'trap "" PIPE; while echo x; do :; done; echo ended >&2' 2>&1 >/dev/full | grep -c ended
#> 1

#### many descriptors
i=3; while [ $i -lt 10 ]; do eval "exec $i>f$i"; i=$((i+1)); done
i=3; while [ $i -lt 10 ]; do eval "echo $i >&$i"; i=$((i+1)); done
cat f3 f9
#> 3
#> 9

#### arguments that are too long for the system
x=a; while [ ${#x} -lt 200000 ]; do x=$x$x; done
set --; i=0; while [ $i -lt 20 ]; do set -- "$@" "$x"; i=$((i+1)); done
"$SH" -c : n "$@" 2>/dev/null; x=$?; [ $x -ge 126 ] && echo refused
true "$@" && echo builtin
echo alive
#> refused
#> builtin
#> alive

#### string building stays possible
x=; i=0; while [ $i -lt 20000 ]; do x=$x.; i=$((i+1)); done; echo ${#x}
#> 20000

#### values of odd bytes through everything
x=$(printf '\001\177\200\377\033')
f() { y=$1; }; f "$x"; z=$(printf %s "$y"); set -- "$z"
for i in "$@"; do case $i in "$x") echo same;; esac; done
cat <<END | od -An -tx1 | tr -d ' \n'; echo
$1
END
export x; "$SH" -c 'printf %s "$x"' | od -An -tx1 | tr -d ' \n'; echo
#> same
#> 017f80ff1b0a
#> 017f80ff1b

#### a signal while a substitution is read loses nothing
trap : USR1
(for i in 1 2 3 4 5; do sleep 0.02; kill -USR1 $$; done) &
x=$(sleep 0.2; echo data; sleep 0.1; echo more)
echo $x; wait
#> data more

#### children that the shell did not start
("$SH" -c 'sleep 0.1 & exec "$SH" -c "true; wait; (exit 3); echo \$?"')
#> 3

#### a thousand background processes
i=0; while [ $i -lt 300 ]; do : & i=$((i+1)); done; wait; echo $?
#> 0

#### loops leave no descriptors and no children behind
turn() {
    x=$(echo a | cat); { :; } 2>/dev/null; : > f; read y < f
    f() { :; }; f > f; (exit 1); i=$((i+1))
}
# Not in a substitution: what the shell has open for that may still be on its way.
count() { ls /proc/$$/fd > list; }
i=0; turn; count; a=$(wc -l < list)
while [ $i -lt 200 ]; do turn; done
count; b=$(wc -l < list); [ "$a" = "$b" ] && echo same
#> same

#### write errors are reported by every builtin that writes
sleep 30 & trap 'x' USR2; alias a=b; hash cat
for c in 'echo a' 'printf a' 'pwd' 'set' 'export -p' 'readonly -p' 'alias' 'trap' 'umask' 'umask -S' 'type cd' 'command -v cd' 'command -V cd' 'kill -l' 'times' 'ulimit -a' 'ulimit' 'set -o' 'set +o' 'hash' 'jobs' 'cd -'; do
    (readonly r=1; eval "$c" >/dev/full) 2>err; s=$?
    [ $s -gt 0 ] && [ -s err ] || echo "$c $s"
done
kill $!; wait
echo end
#> end
