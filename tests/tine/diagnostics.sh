# What errors say.

#### file, line, what and why
printf 'x=1\n\ncd /nonexistent\nnosuchcommand\ncat </nonexistent\n' > s
"$SH" ./s 2>&1 | sed 's/^tine: //'
#> ./s: 3: cd: /nonexistent: No such file or directory
#> ./s: 4: nosuchcommand: command not found
#> ./s: 5: /nonexistent: No such file or directory

#### a syntax error says where the open construct began
printf 'echo a\nif true; then\n  echo b\n' > s
"$SH" ./s >/dev/null 2>err; grep -c 2 err; grep -c if err
#> 1
#> 1

#### a syntax error says what was found
printf 'for x in a; done\n' > s
"$SH" ./s 2>err; grep -c done err; grep -c ': 1' err
#> 1
#> 1

#### -n reports and does not run
printf 'echo ran\nwhile :; do\n' > s
"$SH" -n ./s 2>&1 | grep -c ran
#> 0
#$? 1

#### an unterminated quote says where it began
printf 'echo a\necho "b\nc\nd\n' > s
"$SH" ./s 2>&1 >/dev/null | grep -c 2
#> 1

#### a program that has died of a defect
"$SH" -c 'kill -s SEGV $$'; echo $?
true | (
"$SH" -c 'kill -s FPE $$'
echo $?)
#> 139
#> 136
#2> : 1: Segmentation fault

#### which its status tells alone where the output is substituted
x=$("$SH" -c 'kill -s SEGV $$'; echo $?); echo $x
x=$("$SH" -c 'kill -s TERM $$'); echo $?
#> 139
#> 143

#### a program or a subshell that was killed
{ "$SH" -c 'kill -s TERM $$'; } 2>/dev/null; echo $?
exec 2>&1
f() { "$SH" -c 'kill -s KILL $$'; }
f; echo $?
"$SH" -c 'kill -s HUP $$' || echo $?
(kill -s USR1 "$BASHPID"; :); echo $?
true | "$SH" -c 'kill -s TERM $$'; echo $?
! ("$SH" -c 'kill -s TERM $$'; echo $?); echo $?
eval '"$SH" -c "kill -s TERM \$\$"'; echo $?
set -m
"$SH" -c 'kill -s TERM $$'; echo $?
#> 143
#> tine: ../case: 3: Killed
#> 137
#> tine: ../case: 5: Hangup
#> 129
#> tine: ../case: 6: User defined signal 1
#> 138
#> Terminated
#> 143
#> Terminated
#> 143
#> 1
#> Terminated
#> 143
#> Terminated
#> 143

#### of which nothing is said where nobody goes on, can see it, or has to
{ "$SH" -c 'kill -s TERM $$'; } 2>/dev/null; echo $?
"$SH" -c 'kill -s TERM $$' | cat; echo $?
"$SH" -c 'kill -s PIPE $$'; echo $?
"$SH" -c 'kill -s TERM $$' & wait $!; echo $?
"$SH" -o posix -c 'f() { "$SH" -c "kill -s TERM \$\$"; echo $?; }; f'
#> 143
#> 0
#> 141
#> 143
#> 143

#### an error in a function names the file that the function is in
printf 'f() {\n  cd /none\n}\n' > lib
printf '. ./lib\nf\ng() { cd /none; }; g\ncd /none\n' > main
"$SH" main 2>&1
"$SH" -c '. ./lib; f
g() { cd /none; }; g' 2>&1
#> tine: ./lib: 2: cd: /none: No such file or directory
#> tine: main: 3: cd: /none: No such file or directory
#> tine: main: 4: cd: /none: No such file or directory
#> tine: ./lib: 2: cd: /none: No such file or directory
#> tine: -c: 2: cd: /none: No such file or directory
#$? >0

#### at a prompt a syntax error is shown in its line
printf 'echo a; )\n' | "$SH" -i
#2> echo a; )
#2>         ^
#$? 2

#### a mistake in the word of case has its line
printf ':\n\ncase $((1+)) in 1) ;; esac\n' > script
"$SH" script
#2> script: 3:
#$? >0

#### a builtin says who complains, and of what
read x <&- ; read -u 9 x; mapfile -u 9; type nosuch; command -V nosuch; times x
#2> read: 0: Bad file descriptor
#2> read: 9: Bad file descriptor
#2> mapfile: 9: Bad file descriptor
#2> type: nosuch: not found
#2> command: nosuch: not found
#$? 2
