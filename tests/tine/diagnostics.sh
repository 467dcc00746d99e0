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

#### which its status tells alone where the output is substituted, or where it was killed
x=$("$SH" -c 'kill -s SEGV $$'); echo $?
"$SH" -c 'kill -s TERM $$'; echo $?
#> 139
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
