# Forms of ${...} that POSIX does not have.

#### parts of a value
v=abcdef i=2
echo "${v:2}" "${v: -2}" "${v:i:2}" "${v:(-3):2}" "${v:1:-1}" "${v:i>1?0:3:1}" "[${v:9}]"
set -- p q r
echo "${@:2}" "${*:1:2}" "${@: -1}"
#> cdef ef cd de bcde a []
#> q r p q r

#### replacement
v=banana
echo ${v/an/AN} ${v//an/AN} ${v/#b/X} ${v/%a/X} ${v//a} ${v/x/y} ${v/#/pre-} "${v//[bn]/-}"
p='*'
echo "${v/"$p"/x}" "${v/$p/x}"
path=/usr/local/bin
echo "${path//\//:}" "${path/%\/bin/}"
#> bANana bANANa Xanana bananX bnn banana pre-banana -a-a-a
#> banana x
#> :usr:local:bin /usr/local

#### the text is expanded once
n=1 i=2 v=n1n1n2
echo ${v//n$((n++))/[$((++i))]} $n $i
#> [3][3]n2 2 3

#### case of letters
v='hello World'
echo "${v^}" "${v^^}" "${v,,}" "${v^^[lo]}"
#> Hello World HELLO WORLD hello world heLLO WOrLd

#### indirection
v=w w=deep a=(x y) e='a[1]'
echo ${!v} ${!e} "${!v%p}" "${!v-none}"
set -- one two; n=2
echo ${!n}
#> deep y dee deep
#> two

#### names by prefix
pre_a=1 pre_b=2
echo ${!pre_*}
#> pre_a pre_b

#### forms that POSIX defines keep their meaning
set -- x; v=
echo "${v:-d}" "${v-d}" "${#}" "${#v}" "${!-none}"
#> d  1 0 none

#### nonsense is an error only where it is expanded
if false; then echo ${x!y}; fi
echo ${x!y}
#$? 1
#2> bad substitution

#### appending
v=a; v+=b; v+=$v; echo $v
typeset -i n=1; n+=2; echo $n
#> abab
#> 3

#### transformations
v="a'b c" e= n=$'x\ny' x='a\tb\x41' s=hello
echo "${v@Q} ${e@Q} ${n@Q} ${x@E} ${s@U} ${s@u} ${v@A} ${unset@Q}|"
a=(one "two w"); declare -i i=3; declare -A m=([k]="v w")
echo "${a[@]@Q}" "${a[@]@A}" "${i@A} ${i@a}" "${a@a}" "${m[@]@K}" "${a[@]@K}"
printf '<%s>' "${m[@]@k}"; echo
set -- "p q" r; echo "${@@Q}" "${1@L}"
#> 'a'\''b c' '' $'x\ny' a	bA HELLO Hello v='a'\''b c' |
#> 'one' 'two w' declare -a a=([0]="one" [1]="two w") declare -i i='3' i a k "v w"  0 "one" 1 "two w"
#> <k><v w>
#> 'p q' 'r' p q

#### what a file holds
printf 'one\ntwo\n\n' > f
echo "$(< f)"; x=$(<f); echo ${#x} $?
x=$(< nowhere); echo $?
#> one
#> two
#> 7 0
#> 1
#2> nowhere

#### characters by number, and text to be translated
echo $'a\u00e9\U1F600\E[m\?' | od -An -tx1 | tr -d ' \n'; echo
v=x; echo $"hi $v" a$"b c"
#> 61c3a9f09f98801b5b6d3f0a
#> hi x ab c

#### @P expands as a prompt is
x='a\nb $((1+1)) \$' y='\s'
z=${x@P}; echo "${z%?}"
x='a\'; echo "${x@P}"
#> a
#> b 2 
#> a\

#### a part of a text cannot end before it begins
x=0123456789
(echo "${x:5:-6}"; echo not reached); echo $?
echo "${x:5:-5}|${x:20:-1}|"
#2> end
#> 1
#> ||

#### a pattern may begin with a slash, and an empty text be replaced
x=a/b/c; echo "${x////.}" "${x///b/X}"
e=; echo "${e/*/y}" "${e/a/n}"
#> a.b.c aX/c
#> y 

#### what matched can be put into the text that takes its place
x=abcabc e= a=(abc bbb)
echo ${x/b/[&]} "${x//b/[&]}" "${x/#ab/<&&>}" "${x/%bc/<&>}" "[${e/#/(&)}]" "${a[@]//b/<&>}"
r='[&]' s='\&' t='\\&'
echo ${x/b/$r} "${x/b/$r}" "${x/b/$s}" "${x/b/$t}" "${x/b/$(echo '&')}"
#> a[b]cabc a[b]ca[b]c <abab>cabc abca<bc> [()] a<b>c <b><b><b>
#> a[b]cabc a[b]cabc a&cabc a\bcabc abcabc

#### an ampersand in quotes stands for itself
x=abc r='&' s='\&'
echo ${x/b/\&} "${x/b/\&}" ${x/b/"&"} "${x/b/'&'}" ${x/b/"$r"} "${x/b/"$s"}"
y='a&b'; echo "${y//&/\&amp;}" "${y//&/&amp;}"
shopt -u patsub_replacement
echo ${x/b/[&]} "${x/b/\&}" "${x/b/$r$s}"
#> a&c a&c a&c a&c a&c a\&c
#> a&amp;b a&amp;b
#> a[&]c a&c a&\&c

#### letters in the case that they are not in
v='hello World'; a=(ab Cd)
echo "${v~}" "${v~~}" "${v~~[lo]}" "${v~x}" "${a[@]~}"
#> Hello World HELLO wORLD heLLO WOrLd hello World Ab cd

#### arithmetic in brackets
x=4 i=2 a=(3 5)
echo $[1+2] a$[ 3*(x) ]b "$[a[1]]" $[ $x + 1 ] $[i++] $i
cat <<E
$[x > 3 ? 1 : 0]
E
set -o posix
eval 'echo $[1+2]'
#> 3 a12b 5 5 2 3
#> 1
#> $[1+2]

#### names of variables in one text
zz1=1 zz2=2; IFS=:
f() { echo $#; }
f "${!zz*}"; f "${!zz@}"; echo "${!zz*}"
g() { echo "${!zz*}"; }; declare -f g
#> 1
#> 2
#> zz1:zz2
#> g () 
#> { 
#>     echo "${!zz*}"
#> }

#### under nounset attributes of what is not set are an error
"$SH" -c 'declare -i n; set -u; echo "${n@a}"; echo ${undef@a}; echo on'; echo $(( $? > 0 ))
#> i
#> 1
#2> undef

#### @A of the positional parameters and of elements
set -- a "b c" "d'e"
echo "${@@A}"; echo "${*@A}"
a=(1 2 3); echo "${a[1]@A}"
#> set -- 'a' 'b c' 'd'\''e'
#> set -- 'a' 'b c' 'd'\''e'
#> declare -a a='2'

#### a slice needs an offset or a length
x=abcd; echo "${x::2} ${x: -1}"
("$SH" -c 'x=abcd; echo "${x:}"; echo no') 2>/dev/null || echo error
#> ab d
#> error

#### special parameters behind a name
set -- a b; true
for r in '?' '#' 2 0x '*'; do (echo "${!r}") 2>/dev/null || echo "no $r"; done
r=@; printf '<%s>' "${!r}"; echo; r='$'; [ "${!r}" = $$ ] && echo own
#> 0
#> 2
#> b
#> no 0x
#> a b
#> <a><b>
#> own

#### a part of the number of parameters
set -- a b c d e f g h i j k l; foo=0; echo ${#:foo} ${#:1} ${#/1/z} ${#//[12]} ${#%2} ${##1} ${##} ${#-x} ${#@} ${#?}
#> 12 2 z2 1 2 2 12 12 1

#### what matches nothing is found before each character
shopt -s extglob
v=abc; echo "${v//?(b)/-} ${v/?(b)/-} ${v//*(x)/<&>} ${v//*/-}"
v=äb; echo "${v//?(b)/-}"
#> -a--c -abc <>a<>b<>c -
#> -ä-

#### a prompt that is no prompt has no marks
v='\[\e[1m\]x\[\e[0m\]'; printf '%s\n' "${v@P}" | od -An -c
#>  033   [   1   m   x 033   [   0   m  \n

#### a letter that would become several stays as it is
x=ßaé; echo ${x^^} ${x^} ${x@U} ${x~~}; typeset -u y=straße; echo $y
set --; echo "<${@:2:-1}>"; a=(1 2); echo "<${a[@]:5:-1}>"
#> ßAÉ ßaé ßAÉ ßAÉ
#> STRAßE
#> <>
#> <>

#### the last positional parameter, by their number
set -- a 'b c'; printf '<%s>' "${!#}" "x${!#}y" ${!#}; echo
set --; [ "${!#}" = "$0" ] && echo zero
true & [ "${!##}" = "$!" ] && echo prefix
(set -o posix; eval '[ "${!#}" = "$!" ]' && echo posix)
#> <b c><xb cy><b><c>
#> zero
#> prefix
#> posix
