# Consequences of shell errors: XCU 2.8.1, 2.8.2.

#### a syntax error ends the script
"$SH" -c 'echo a
if
echo b' 2>/dev/null; [ $? -gt 0 ] && echo ended
#> a
#> ended

#### errors of special builtins end the script
for c in 'set -o nosuchoption' 'readonly r=1; r=2' 'readonly r; unset r' 'break x' 'export 1x=2' '. ./nonexistent' 'exit x' 'return x' 'eval "if"' 'exec 3<nonexistent' 'unset -x y' ': ${x?}' 'readonly 1x' 'times >/nonexistent/x'; do
    "$SH" -c "$c
echo on" >out 2>/dev/null
    [ -s out ] && echo "$c"
done
echo end
#> end
#% clause: XCU 2.8.1 the first two columns of the table: shall exit

#### an invalid signal name does not end the script
trap x NOSUCHSIGNAL
echo $(( $? > 0 ))
#> 1
#2>

#### but not under command
for c in 'set -o nosuchoption' 'shift 99' 'readonly r; command unset r' 'export 1x=2' '. ./nonexistent' 'eval "if"' 'unset -x y' 'readonly 1x' 'exec 3<nonexistent' 'times >/nonexistent/x' 'set -o'; do
    "$SH" -c "command $c
echo on" >out 2>/dev/null
    [ -s out ] || echo "$c"
done
echo end
#> end

#### errors of regular builtins do not
for c in 'cd /nonexistent' 'cd a b c' 'umask 9' 'umask -Q' 'getopts' 'read 1x </dev/null' 'kill' 'kill -s NOSUCH 1' 'wait x' 'alias nosuch' 'unalias nosuch' 'type nosuch' 'command nosuch' 'hash nosuch' 'test a b c d e' '[ a' 'jobs -Q' 'printf %d x' 'pwd -Q' 'ulimit -f x' 'false' 'fg' 'bg' 'true >/nonexistent/x'; do
    "$SH" -c "$c
echo \$?" >out 2>/dev/null </dev/null
    [ -s out ] && [ "$(tail -n 1 out)" -gt 0 ] 2>/dev/null || echo "$c"
done
echo end
#> end

#### redirection errors of compound commands and functions do not
f() { :; }
{ :; } < /nonexistent; (:) < /nonexistent; f < /nonexistent
if :; then :; fi < /nonexistent; while false; do :; done < /nonexistent
for i in 1; do :; done < /nonexistent
case x in x) :; esac < /nonexistent; echo "on $(( $? > 0 ))"
#> on 1
#2>

#### a variable assignment error ends the script
for c in 'x=2' 'x=2 true' 'x=2 :' 'x=2 cat /dev/null' 'x=2 nosuchcommand' 'f() { :; }; x=2 f' 'for x in 1 2; do :; done' 'y=1 x=2'; do
    "$SH" -c "readonly x=1
$c
echo on" >out 2>/dev/null
    [ $? -gt 0 ] && [ ! -s out ] || echo "$c"
done
echo end
#> end

#### an expansion error ends the script
for c in ': ${x?}' 'echo ${x:?msg}' 'cat ${x?}' 'y=${x?}' 'for i in ${x?}; do :; done' 'case ${x?} in *) :; esac' ': $((1/0))' ': $((1+))' 'f() { :; }; f ${x?}' '{ : ${x?}; }' 'eval ": \${x?}"'; do
    "$SH" -c "unset x
$c
echo on" >out 2>/dev/null
    [ $? -gt 0 ] && [ ! -s out ] || echo "$c"
done
echo end
#> end

#### a command that is not found does not
nosuchcommand
echo $?
./nosuchfile
echo $?
nosuchcommand a | cat; echo on
#> 127
#> 127
#> on
#2>

#### in a subshell only the subshell ends
(readonly x=1; x=2; echo no); echo $(( $? > 0 ))
(: ${x?}; echo no); echo $(( $? > 0 ))
(eval 'if'; echo no); echo $(( $? > 0 ))
x=$(set -o nosuch; echo no); echo $(( $? > 0 ))
(unset -x y; echo no); echo $(( $? > 0 ))
{ . ./nonexistent; echo no; } | cat; echo on
#> 1
#> 1
#> 1
#> 1
#> 1
#> on
#2>
#% clause: XCU 2.8.1

#### a syntax error in eval ends the script, in a trap action too
"$SH" -c 'eval "echo a; ("; echo on' 2>/dev/null
echo $(( $? > 0 ))
#> 1

#### a file that cannot be executed
echo 'echo no' > plain; chmod 644 plain
./plain; echo $?
mkdir dir; ./dir; echo $?
#> 126
#> 126
#2>

#### a name too long
x=n; for i in 1 2 3 4 5 6 7 8 9; do x=$x$x; done
./$x; [ $? -ge 126 ] && echo ok
#> ok
#2>

#### a script without an interpreter line runs in a shell
printf 'echo "$0" "$1" plain\nexit 3\n' > s; chmod +x s
./s arg; echo $?
#> ./s arg plain
#> 3

#### a file of binary data does not run
printf '\177ELF\0\0\0garbage\n' > b; chmod +x b
./b 2>/dev/null; echo $?
#> 126

#### an empty executable file is an empty script
: > e; chmod +x e; ./e; echo $?
#> 0

#### exit status of the script after an error in its last command
"$SH" -c 'nosuchcommand' 2>/dev/null; echo $?
"$SH" -c '(exit 5)'; echo $?
"$SH" -c 'false; :'; echo $?
"$SH" -c ''; echo $?
#> 127
#> 5
#> 0
#> 0

#### status of a command that a signal ended
"$SH" -c 'kill -9 $$'; x=$?
[ $x -gt 128 ] && kill -l $x
#> KILL
#2>

#### a message names the script and the line
echo 'x=1

cd /nonexistent/dir' > script
"$SH" ./script 2>err
grep -c script err; grep -c 3 err; grep -c nonexistent err
#> 1
#> 1
#> 1

#### assigning to a read-only variable is the status that most shells give
"$SH" -c 'readonly r=1; r=2' 2>/dev/null
echo $?
"$SH" -c 'readonly r=1; for r in 1; do :; done' 2>/dev/null
echo $?
#> 2
#> 2
