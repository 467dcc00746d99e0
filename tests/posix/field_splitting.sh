# Field splitting: XCU 2.6.5.

#### default IFS
x='  a	b
c  '
printf '<%s>' $x; echo
#> <a><b><c>

#### no splitting in quotes
x='  a  b '
printf '<%s>' "$x"; echo
#> <  a  b >

#### only results of expansions are split
IFS=:
x=a:b
printf '<%s>' c:d$x c:d; echo
#> <c:da><b><c:d>

#### other separators delimit one by one
IFS=:
x=a::b:; printf '<%s>' $x; echo
x=:a; printf '<%s>' $x; echo
x=a:; printf '<%s>' $x; echo
x=a::; printf '<%s>' $x; echo
x=:; printf '<%s>' $x; echo
x=::; printf '<%s>' $x; echo
#> <a><><b>
#> <><a>
#> <a>
#> <a><>
#> <>
#> <><>

#### white space and other separators together
IFS=' :'
x='a : b'; printf '<%s>' $x; echo
x=' a  b : : c '; printf '<%s>' $x; echo
x=': :'; printf '<%s>' $x; echo
x=' : '; printf '<%s>' $x; echo
x='a:  :b'; printf '<%s>' $x; echo
x='a  :  b:'; printf '<%s>' $x; echo
#> <a><b>
#> <a><b><><c>
#> <><>
#> <>
#> <a><><b>
#> <a><b>

#### a null IFS splits nothing, an unset one is the default
x=' a  b '
IFS=; printf '<%s>' $x; echo
unset IFS; printf '<%s>' $x; echo
#> < a  b >
#> <a><b>

#### fields join with what stands beside them
x='a b' y=' c '
printf '<%s>' 1$x$y"2" "3"$y"4" $x$x; echo
#> <1a><b><c><2><3><c><4><a><ba><b>

#### quoted empty parts keep a field
e=
printf '<%s>' $e"" ''$e $e$e "$e"; echo
x=' '
printf '<%s>' ''$x'' "$x"; echo
#> <><><>
#> <><>< >

#### an empty expansion is no field
e= ; unset u
set -- $e $u $e$u
echo $#
#> 0

#### letters and digits as separators
IFS=xy1
v='axby1c'
printf '<%s>' $v; echo
#> <a><b><><c>

#### backslash and odd bytes
IFS='\'
v='a\b'; printf '<%s>' $v; echo
IFS=$(printf '\001'); v=$(printf 'a\001b'); printf '<%s>' $v; echo
IFS=$(printf '\177'); v=$(printf 'a\177b'); printf '<%s>' $v; echo
IFS=' '; v=$(printf 'a\001\177 b'); printf '<%s>' $v | od -An -tx1 | tr -d ' \n'; echo
#> <a><b>
#> <a><b>
#> <a><b>
#> 3c61017f3e3c623e

#### multi-byte separators
IFS=é
v=aébéc
printf '<%s>' $v; echo
#> <a><b><c>

#### the new IFS acts after its assignment
x=a:b
IFS=: y=$x
printf '<%s>' $x; echo
#> <a><b>

#### an IFS before a command does not split that command's words
x=a:b
IFS=: printf '<%s>' $x; echo
#> <a:b>

#### results of arithmetic and command substitution are split
IFS=0
printf '<%s>' $((101)) $(echo 203); echo
#> <1><1><2><3>

#### not in case words, assignments and redirections
x='a b'
case $x in 'a b') echo case;; esac
y=$x; echo "$y"
echo data > $x; cat 'a b'
#> case
#> a b
#> data

#### parameters at their edges
set -- ' a' 'b '
x=' '
printf '<%s>' $@ $x$@$x; echo
#> <a><b><a><b>

#### newline only
IFS='
'
x='a b

c'
printf '<%s>' $x; echo
#> <a b><c>

#### a field of separators from two expansions
IFS=' '
a='x ' b=' y'
printf '<%s>' $a$b; echo
IFS=:
a=x: b=:y
printf '<%s>' $a$b; echo
#> <x><y>
#> <x><><y>

#### a long value
x=$(i=0; while [ $i -lt 5000 ]; do echo w$i; i=$((i+1)); done)
set -- $x
echo $# $1 ${5000}
#> 5000 w0 w4999
