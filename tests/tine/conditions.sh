# [[ ]] and (( )).

#### strings, patterns, joints
x='a b'
[[ $x == a* && ! ( x > z ) || -z $x ]] && echo 1
[[ $x = "a*" ]] || echo 2
[[ $x && -n $x ]] && echo 3
[[ -z $unset ]] && echo 4
[[ b > a
   && c < d ]] && echo 5
#> 1
#> 2
#> 3
#> 4
#> 5

#### numbers are expressions
n=3
[[ n+1 -eq 4 && 0x10 -gt 15 && -1 -lt 0 ]] && echo yes
#> yes

#### groups in patterns
[[ foo.c == @(foo|bar).[ch] ]] && echo 1
[[ aab == +(a)?(b|c) ]] && echo 2
[[ abc == !(abd) && abc != !(abc) ]] && echo 3
[[ '+(a)' == '+(a)' ]] && echo 4
[[ b == @(a|
|b) && "
x" == @(a|
x) ]] && echo lines
case foobar in +(foo|bar)) echo 5 ;; esac
case 'aa' in '+(a)') echo no ;; *) echo 6 ;; esac
#> 1
#> 2
#> 3
#> 4
#> lines
#> 5
#> 6

#### regular expressions
[[ 'key = value' =~ ^([a-z]+)\ =\ (.*)$ ]] && echo "${BASH_REMATCH[1]}/${BASH_REMATCH[2]}"
[[ a.c =~ ^a"."c$ && ! abc =~ ^a"."c$ ]] && echo quoted
r='^(a|b)+$'
[[ abab =~ $r ]] && echo variable
#> key/value
#> quoted
#> variable

#### files and options
set -f
[[ -d / && ! -e /nonexistent && -o noglob ]] && echo yes
#> yes

#### arithmetic as a command
i=5
((i > 4 && i < 6)) && echo in
((i = 0)) || echo zero
if ((i++ == 0)) then echo $i; fi
let i+=2 "i *= 2"; echo $i
while ((i-- > 5)); do :; done; echo $i
#> in
#> zero
#> 1
#> 6
#> 4

#### two parentheses that are subshells
((echo a); echo b)
((echo c) )
((echo d; echo e) | cat)
#> a
#> b
#> c
#> d
#> e

#### how two parentheses close decides whether they are arithmetic
(( 1[2] = 3 )); echo $?
((echo x; echo y)); echo $?
((1 +)) || echo no
#> 1
#> 1
#> no
#2> operator expected

#### an operator of a condition wants its operand
(eval '[[ -z ]]'); echo $?
[[ "-z" ]] && echo text
#> 2
#> text
#2> an operand

#### failure ends the shell under set -e
set -e
[[ a = b ]] || echo tested
[[ a = b ]]
echo not reached
#$? 1
#> tested

#### values that are expressions
a=b+1 b=4
echo $((a * 2))
#> 10

#### a chain of values without an end
a=a
echo $((a))
#$? 1
#2> integer

#### bases
echo $((2#101 + 16#fF + 36#z))
#> 295

#### groups of a regular expression that took no part
re='(a)?zz(b|c)?|[])(]|\('
[[ zz =~ $re ]]; echo "${#BASH_REMATCH[@]}<${BASH_REMATCH[0]}>"
#> 3<zz>

#### a tilde in a regular expression is a text
HOME='a.c'
[[ a.c =~ ~ ]] && echo same
[[ abc =~ ~ ]] || echo other
#> same
#> other

#### test -a, -N and -R
: >file; typeset -n r=x; x=1
[ -a file ] && [[ -a file ]] && [ ! -a none ] && echo there
test -R r && ! test -R x && echo reference
touch -a -d 2001-01-01 file; [ -N file ] && echo new
#> there
#> reference
#> new

#### what is quoted in the brackets of a regular expression
[[ 'a]b[' =~ ^[\]\[a-z]+$ ]] && echo both
[[ "'a'" =~ ^[\`\']([a-z]+)\'$ ]] && echo ${BASH_REMATCH[1]}
[[ 'a-b' =~ ^["a-z"-]+$ ]] && echo range
[[ 'x.y' =~ ^[[:alpha:]]\.[]y]$ ]] && echo class
[[ 'xzy' =~ ^[[:alpha:]]\.[]y]$ ]] || echo dot
#> both
#> a
#> range
#> class
#> dot

#### what is no regular expression does not hold
y='('
[[ a =~ $y || a == a ]]; echo $?
[[ a =~ $y ]]; echo $?
[[ a =~ $y && a == a ]]; echo $?
#> 0
#> 2
#> 2
#2>

#### regular expressions count characters, not bytes
[[ é =~ ^.$ ]]; echo $?
[[ 'aüüb!' =~ [[:alpha:]]+ ]]; echo "${BASH_REMATCH[0]}"
[[ äé =~ (.)(.) ]]; echo "${BASH_REMATCH[1]} ${BASH_REMATCH[2]}"
shopt -s nocasematch; [[ É =~ ^é$ ]]; echo $?
LC_ALL=C; [[ é =~ ^.$ ]]; echo $?
#> 0
#> aüüb
#> ä é
#> 0
#> 1

#### an expression in error ends no script where it is a command
k=08
(( k + 1 )); echo $?
let '1/0'; echo $?
[[ 1/0 -eq 1 ]]; echo $?
for ((i=1/0; i < 2; i++)); do echo never; done; echo $?
for ((i=0; i < 1/0; i++)); do echo never; done; echo $?
for ((i=0; i < 2; i+=1/0)); do echo once; done; echo $?
"$SH" -c 'set -u; ((nope)); echo on'; echo $(( $? > 0 ))
"$SH" -c ': $((1/0)); echo on'; echo $(( $? > 0 ))
"$SH" -c '(( ${x?} )); echo on'; echo $(( $? > 0 ))
#> 1
#> 1
#> 1
#> 1
#> 1
#> once
#> 1
#> 1
#> 1
#> 1
#2> division by zero

#### the line of for (( )) is its own
:
for ((i = 0; i < LINENO; i++)); do
    :
    :
done
echo $i
#> 2

#### with extglob, a word may begin with !(
[[ !(x == x) ]]; echo $?
shopt -s extglob
[[ !(x == x) ]]; echo $?
[[ !(x) && ! (! x) && y == !(x) && ! x == !(x) ]]; echo $?
#> 1
#> 0
#> 0

#### a regular expression may be the output of a command
none=
for word in "$(echo b)" '('; do
    [[ abc =~ $(echo b) ]] && echo one
    [[ abc =~ a$(echo b)$((3 - 3))* ]] && echo two
    [[ abc =~ (b|$(echo z))c$ ]] && echo "${BASH_REMATCH[1]}"
done
[[ abc =~ $(:) ]] && [[ abc =~ $none$ ]] && [[ a3 =~ $((1 + 2)) ]] && echo three
#> one
#> two
#> b
#> one
#> two
#> b
#> three
