echo a b c; ls -l | wc && true || false & wait
%%
a=1 b="$c" c=$(echo x) d=`echo y` cmd "$a" ${b} '' "" ''$x "$@" "$*"x
%%
if true; then a; elif b; then c; else d; fi >x 2>&1
%%
for i in 1 2 "$x" *; do echo $i; done; for j do :; done; for k in; do :; done
for l
in a
do b
done
%%
case $x in (a|b) foo;; c) ;; *) bar;& "d"*) baz; esac
case x in esac
case x in (esac) a;; b|esac) c
esac
%%
while a; do b; done; until c
do d; done &
%%
f() { a; b; } >out; g() ( c ); h ()
# comment
if a; then b; fi
%%
! a | b; ! ! c; ! ! ! d
%%
{ a; b & }; ( a; (b) ); ( (a) )
%%
cat <<E; cat <<-'F' | x
$a ${b} \$c `d` $((1+2)) "q" 'q'
E
	lit $x
	F
%%
if cat <<E; then b <<E & fi
x
E
y
E
%%
echo $(cat <<E
$(cat <<E
inner
E
)
E
) tail
%%
echo $((1 + (2) * x)) $(($a+${b:-1}$(c))) "$((a))" $( (a); (b) ) $((a); (b))
%%
echo ${x} ${#x} ${#} ${##} ${#-} ${#-x} ${#?} ${#?x} ${##x} ${#%} ${#:-x} ${x:-a b} ${x-'a b'} ${x-} ${x-''} ${x="y"} ${x?"$z"} ${x:+~}
%%
echo "${x-a 'b' "c d" \} \\ \" $y}" "${x#'a*'}" "${x%%"$y"*}" ${x#a*} ${x##[ab]} ${10} $10 ${1} $0 ${x!y} ${x:1:2} ${} ${!x} "${@}" ${@#a}
%%
echo ~ ~a ~/b ~"c" ~$d '~' a=~ b:~
x=~ y=~a:~/b:"~" z=a~:~ export a=~:~ b='c d' "e=~" f=~$g
export a=~:~ b='c d' "e=~" f=~$g h
command command export a=~ b
%%
echo [ ] [a] a[b "[a]" [a"]" [a]$x a* a? "*" \* a\ b 'a'"'"'b'
[ a = b ]
%%
echo a\
b 'c
d' "e
f\
g" $'a\tb\'c\x41\101\cA' $ $. "$" a$ "a$"
%%
>a <b >>c 2>d 3<>e >|f 4<&5 6>&- <&$x 10>y
%%
"if" \then 'a=b' "a"=b a\=b; echo if then {} { }
%%
`echo \`echo \\\`x\\\`\`` "`echo "a b"`" "`echo \"a\"`"
%%
echo ${a%'%'} ${a#'#x'} ${a%%%} "${a##'#'}" ${a%"$b"} ${a%%'%'}
%%
[ "$1"'*' = "$2"* ]; echo "a"'b'$c"d"$'e' "$a$b" "$a"$b ''"" a''b
%%
f ()
	if a; then b; fi <x
g() for i do :; done >&2
%%
[[ -f x && ! ( $a == b* || "-n" ) ]] && [[ a =~ ^(b|c d)$ ]] && [[ x ]]; [[ ! $x < y && 1 -lt 2 ]]
%%
((a + b[1] > 2)) || for ((i = 0; i < ${#a[@]}; i++)); do ((i)); done; for ((;;)); do break; done
%%
a=(x "y z" [3]=w) a+=(v) a[i + 1]=$x b+=c; typeset -a l=(1 2); local m=()
%%
echo ${a[@]} "${a[*]:1:2}" ${!a[@]} ${!x} ${!pre@} ${x//\//-} ${x/#a*/b} ${x/%/c} ${x^^} ${x,[ab]} ${#a[1]} ${a[1]:-d} ${x: -2}
%%
function f { :; }
function if { :; }
select x in a b; do :; done; select x do :; done; time -p a | b; ! time { c; }; time
%%
case x in +(a|b)|@(c)) :;; esac; cat <<<"x $y" &>f >&g |& d &>>h
%%
echo 99999999999>a 2147483647>b 2147483648>c 007>d 1\
2>e
%%
coproc cat; coproc N { a | b; } 2>&1; coproc (a); coproc [[ x ]]; coproc while a; do b; done
%%
echo ${x//b/[&]\&"&"'q'} "${x/b/&}" ${x~} "${x~~[ab]}" $[1+2] "$[ a[$i] * (3) ]"
%%
echo {a,"b c"}$x {1..3} {~,/h}/y ~{a,b} {a,$(echo {c,d})}; for i in {a..c}; do a; done; a=({1,2} x)
%%
case x in (esac) a;; b) ;; c | d) e; f & ;& *) g;;& esac; a & b; c &
%%
if a; b; then c & elif d; then e; else f; g; fi > x; until a; do b & done
%%
cat <<A; b & c
text
A
if cat <<B; then d; fi
$x
B
while a <<C && b <<D; do e <<E; done
1
C
2
D
3
E
(a <<F; b)
4
F
{ a <<G & }
5
G
case x in (a) b <<H;; esac
6
H
x=${ echo a; } y="${| REPLY=b; }"z
echo ${ a & } "${ (b)}" ${ c | d
e; } ${ }
