# Functions: XCU 2.9.5, return in 2.15.

#### definition and call
f() { echo "f: $# $1"; }
f; f a b
f () 
{ echo newline; }
f
#> f: 0 
#> f: 2 a
#> newline

#### a definition has status 0
false; f() { false; }; echo $?
f; echo $?
#> 0
#> 1

#### any compound command is a body
a() if true; then echo if; fi
b() for i in 1 2; do echo $i; done
c() (echo sub; exit 3)
d() case $1 in x) echo case;; esac
e() while :; do echo while; break; done
a; b; c; echo $?; d x; e
#> if
#> 1
#> 2
#> sub
#> 3
#> case
#> while

#### parameters are those of the call, restored after
set -- outer
f() { echo "$1 $#"; set -- changed; echo $1; shift; echo $#; }
f inner second; echo "$1 $#"
#> inner 2
#> changed
#> 0
#> outer 1

#### variables are those of the shell
x=1; f() { x=2; y=3; }; f; echo $x $y
#> 2 3

#### the name of the shell stays
f() { [ "$0" = "$name" ] && echo same; }; name=$0; f
#> same

#### return
f() { return 3; echo no; }; f; echo $?
f() { false; return; }; f; echo $?
f() { (exit 4); return $?; }; f; echo $?
f() { for i in 1 2; do while :; do if true; then return 5; fi; done; done; }; f; echo $?
f() { true && return 6 || echo no; }; f; echo $?
f() { ! return 7; }; f; echo $?
#> 3
#> 1
#> 4
#> 5
#> 6
#> 7

#### return goes through eval and command
f() { eval 'return 2'; echo no; }; f; echo $?
f() { command return 3; echo no; }; f; echo $?
f() { eval 'for i in 1; do return 4; done'; echo no; }; f; echo $?
#> 2
#> 3
#> 4

#### return in a condition
f() { if return 3; then :; fi; echo no; }; f; echo $?
f() { while return 4; do :; done; echo no; }; f; echo $?
#> 3
#> 4

#### functions call functions and themselves
fact() { if [ $1 -le 1 ]; then echo 1; else echo $(( $1 * $(fact $(($1-1))) )); fi; }
fact 10
count() { [ $1 -eq 0 ] || count $(($1-1)); }
count 500; echo $?
#> 3628800
#> 0

#### a function may redefine itself while it runs
f() { f() { echo new; }; echo old; }
f; f
#> old
#> new

#### a function may unset itself while it runs
f() { unset -f f; echo still; }
f; f 2>/dev/null; echo $?
#> still
#> 127

#### defined at run time
if true; then f() { echo yes; }; else f() { echo no; }; fi; f
for i in a b; do eval "$i() { echo $i; }"; done; a; b
#> yes
#> a
#> b

#### found before regular builtins and utilities
echo() { printf 'mine %s\n' "$*"; }
echo x
cat() { echo not cat; }; cat /dev/null
true() { return 1; }; true; printf '%s\n' $?
unset -f echo; echo x
#> mine x
#> mine not cat
#> 1
#> x

#### temporary assignments
x=out
f() { echo $x; "$SH" -c 'echo $x'; }
x=in f
#> in
#> in

#### a function in a pipeline and in a substitution
f() { while read a; do echo "<$a>"; done; }
printf '1\n2\n' | f | cat
echo $(echo z | f)
#> <1>
#> <2>
#> <z>

#### functions and variables have names of their own
f=var; f() { echo func $f; }; f; unset f; f; f=x; unset -f f; echo $f
#> func var
#> func
#> x

#### break does not leave a subshell or the shell
f() { echo a; }
for i in 1 2; do f; (break); echo $i; done
#> a
#> 1
#> a
#> 2

#### a body with a here-document and redirections
f() { cat <<END; } 2>&1 > out
$1
END
f x; f y; cat out
#> y

#### a syntax error inside a definition
"$SH" -c 'f() { echo a' 2>/dev/null; [ $? -gt 0 ] && echo error
"$SH" -c 'f() echo a' 2>/dev/null; [ $? -gt 0 ] && echo error
"$SH" -c 'f( { echo a; }' 2>/dev/null; [ $? -gt 0 ] && echo error
#> error
#> error
#> error

#### an unset parameter in a function
f() { echo "<$1><${2-none}>"; }
set -- a b; f
#> <><none>

#### many parameters
f() { echo $# ${1000}; }
set --; i=0; while [ $i -lt 1000 ]; do i=$((i+1)); set -- "$@" $i; done
f "$@"
#> 1000 1000

#### the status before a call is visible inside
f() { echo $?; }
(exit 9); f
#> 9

#### recursion through command substitution keeps levels apart
f() { if [ $1 -gt 0 ]; then set -- $1 $(f $(($1-1))); echo "$*"; else echo end; fi; }
f 5
#> 5 4 3 2 1 end

