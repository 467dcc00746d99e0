# Compound commands: XCU 2.9.4, 2.15 break and continue.

#### if, elif, else
t() { if [ $1 = 1 ]; then echo one; elif [ $1 = 2 ]; then echo two; else echo other; fi; }
t 1; t 2; t 3
if false; then echo no; fi; echo $?
if (exit 3); then :; elif (exit 4); then :; fi; echo $?
if true; then false; fi; echo $?
#> one
#> two
#> other
#> 0
#> 0
#> 1

#### conditions are lists
if false; true; then echo yes; fi
if echo a && ! false; then echo b; fi
while false; true; do echo c; break; done
#> yes
#> a
#> b
#> c

#### for
for i in a 'b c' $(echo d e) ""; do printf '<%s>' "$i"; done; echo
for i in; do echo no; done; echo $?
x='1 2'; for i in $x; do printf '%s,' $i; done; echo
for i in 1 2; do false; done; echo $?
#> <a><b c><d><e><>
#> 0
#> 1,2,
#> 1

#### for over the positional parameters
set -- a 'b c'
for i do printf '<%s>' "$i"; done; echo
for i
do printf '<%s>' "$i"; done; echo
for i in "$@"; do set -- x y z; printf '<%s>' "$i"; done; echo
for i; do printf '<%s>' "$i"; done; echo
#> <a><b c>
#> <a><b c>
#> <a><b c>
#> <x><y><z>

#### for with newlines
for i

in a b

do

echo $i

done
#> a
#> b

#### the loop variable stays
for i in 1 2 3; do :; done; echo $i
for i in $i; do i=x; done; echo $i
#> 3
#> x

#### while and until
i=0; while [ $i -lt 3 ]; do i=$((i+1)); echo $i; done
until [ $i -eq 0 ]; do i=$((i-1)); done; echo $i
while false; do :; done; echo $?
until true; do false; done; echo $?
i=; while [ "$i" != 11 ]; do i=1$i; (exit 3); done; echo $?
#> 1
#> 2
#> 3
#> 0
#> 0
#> 0
#> 3

#### case
t() { case $1 in a) echo A;; b|c) echo BC;; (d) echo D;; [0-9]*) echo number;; '') echo empty;; *) echo other; esac; }
t a; t c; t d; t 42; t ''; t zz
#> A
#> BC
#> D
#> number
#> empty
#> other

#### case forms
case a in esac; echo $?
case a in
esac
case a
in a) ;; esac; echo $?
case a in a) ;; esac; echo $?
case a in b) false;; esac; echo $?
case a in a) false;; esac; echo $?
case a in

( a | b )

echo body

;;

esac
#> 0
#> 0
#> 0
#> 0
#> 1
#> body

#### only the first match, patterns expanded in order
f() { echo $1 >&2; echo $1; }
case b in $(f a)) echo 1;; $(f b)) echo 2;; $(f c)) echo 3;; esac 2>log
cat log
#> 2
#> a
#> b

#### case falls through
case a in a) echo 1;& b) echo 2;& c) echo 3;; d) echo 4;; esac
case c in b) echo no;; c) echo c;& *) echo rest; esac
#> 1
#> 2
#> 3
#> c
#> rest
#% clause: XCU 2.9.4.3 (2024)

#### a case word is expanded once and not split
case $(echo a; echo n >> log) in b) ;; a) cat log;; esac
#> n

#### grouping and subshell
{ echo a; echo b; } | tr '\n' ,; echo
(echo c; echo d) | tr '\n' ,; echo
{ echo e;}
(echo f)
{
echo g
}
( 
echo h
)
#> a,b,
#> c,d,
#> e
#> f
#> g
#> h

#### nested subshells and groups
((echo a); (echo b)) 2>/dev/null || ( (echo a); (echo b) )
{ { { echo c; }; }; }
( { (echo d) } )
#> a
#> b
#> c
#> d

#### break and continue
for i in 1 2 3; do [ $i = 2 ] && break; echo $i; done
for i in 1 2 3; do [ $i = 2 ] && continue; echo $i; done
while :; do break; done; echo $?
#> 1
#> 1
#> 3
#> 0

#### break and continue by number
for i in a b; do for j in 1 2; do echo $i$j; continue 2; done; done
for i in a b; do for j in 1 2; do echo $i$j; break 2; done; done
for i in a b; do for j in 1 2; do echo $i$j; break 9; done; done
for i in a b; do for j in 1 2; do echo $i$j; continue 9; done; done
#> a1
#> b1
#> a1
#> a1
#> a1
#> b1

#### break through other constructs
for i in 1 2; do if true; then case x in x) { break; }; esac; fi; echo no; done; echo after
while :; do eval break; echo no; done; echo eval
while :; do command break; echo no; done; echo command
echo break > brk
while :; do . ./brk; echo no; done; echo dot
#> after
#> eval
#> command
#> dot

#### break in a condition
while break; do echo no; done; echo a
until break; do echo no; done; echo b
#> a
#> b

#### break with a number that is none
for i in 1 2; do echo $i; break 0; done
echo not reached
#2>
#> 1
#$? >0

#### break outside a loop does nothing that ends the script
break; continue; echo on 
#> on

#### loops with redirections and pipes
for i in c a b; do echo $i; done | sort | while read x; do echo "<$x>"; done
#> <a>
#> <b>
#> <c>

#### reserved words after compound commands
if { true; } then echo a; fi
if (true) then echo b; fi
while ! { false; } do echo c; break; done
for i in x; do { echo d; } done
{ (echo e) }
#> a
#> b
#> c
#> d
#> e

#### empty lists are syntax errors
for s in 'if true; then fi' 'while do :; done' 'for i in a; do done' '{ }' '( )' 'f() { }' 'if then :; fi' 'case a in a) ;; b' 'for 1 in a; do :; done' 'if true; then :' 'while :; do :' '{ :' '( :' 'done' 'fi' 'esac' 'then' '}' ')' ';' '&' '&& :' '| :' ';;'; do
    "$SH" -c "$s
echo ran" >out 2>/dev/null
    [ $? -gt 0 ] && [ ! -s out ] || echo "$s"
done
echo end
#> end

#### deep loops
for a in 1 2; do for b in 1 2; do for c in 1 2; do for d in 1 2; do echo $a$b$c$d; break 3; done; done; done; done
#> 1111
#> 2111

#### a million turns is no matter of memory
i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo $i
#> 100000

#### continue in the condition of a loop goes back to the condition
set -- a b c
while case $1 in
    a) set -- b c; continue ;;
    *) test $# -gt 0 ;;
    esac
do
    echo "$1"
    shift
done
#> b
#> c

#### $? in the first command of a for loop is that from before the loop
false
for i in 1; do echo $?; done
#> 1

#### the status of a substitution is not seen by the rest of its command
false
echo "$(true)$?"
#> 1

#### empty expansions in the quotes of an empty "$@" make no field, in others they do
n() { echo $#; }
set --
e=
n "$@$e"
n "$@""$e"
n "$e""$@"
#> 0
#> 1
#> 1

#### continue in a condition
i=0
while i=$((i+1)); [ $i -lt 5 ] && if [ $i = 2 ]; then continue; fi; do echo $i; done
#> 1
#> 3
#> 4
