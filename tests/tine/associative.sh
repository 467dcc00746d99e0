# Associative arrays, and `declare -p`.

#### elements by key
declare -A m
m[one]=1 m["two words"]=2 m['x]y']=3
m[$((1+1))]=four
k='a b'
m[$k]=kv
m[$"three"]=3; unset 'm[three]'
echo "${m[one]} ${m["two words"]} ${m['x]y']} ${m[2]} ${m[$k]} ${m[a b]} ${#m[@]} ${m[none]-unset}"
for i in "${!m[@]}"; do echo "$i=${m[$i]}"; done
#> 1 2 3 four kv kv 5 unset
#> 2=four
#> a b=kv
#> one=1
#> two words=2
#> x]y=3

#### lists with keys, and appending
declare -A c=([a]=1 [b]=2 ["c d"]=3)
c[a]+=x; c+=([e]=5 [b]+=y)
echo "${c[a]} ${c[b]} ${c[c d]} ${c[e]}"
declare -A p=(k1 v1 k2 v2)
echo "${p[k1]} ${p[k2]}"
p=(); echo ${#p[@]}; p[a]=1; echo ${p[a]} ${!p[@]}
#> 1x 2y 3 5
#> v1 v2
#> 0
#> 1 a

#### unsetting and asking
declare -A m=([one]=1 [two words]=2 ['$x']=3)
k='two words'
[[ -v m[two\ words] ]] && [ -v 'm[$k]' ] && ! [[ -v m[nope] ]] && echo asked
unset 'm[one]' 'm[$k]'; echo "${!m[@]}"
unset 'm[$x]'; echo ${#m[@]}
#> asked
#> $x
#> 0

#### keys in arithmetic
declare -A c; k='a b' x=n
((c[n]++)); ((c[n]+=5)); ((c[$k]=7))
echo "${c[n]} ${c[$k]} $((c[n]*2)) $((c[$x])) $((c["a b"] + c[a b]))"
k='we]ird"$(echo no)'
((c[$k] = 3, c[$k]++)); echo "${c[$k]} ${#c[@]}"
#> 6 7 12 6 14
#> 4 3

#### an index of an array without keys must be an expression
a=(1 2)
echo $((a[1 2]))
#$? 1
#2> an index is no expression

#### scopes and subshells
f() { local -A l=([q]=w); echo "${l[q]}" "${!l[@]}"; }
f; echo "${l[q]-gone}"
declare -A c=([a]=1)
(c[a]=2 c[b]=3; echo "${c[@]}"); echo "${c[@]}"
#> w q
#> gone
#> 2 3
#> 1

#### operators apply to each value
declare -A m=([a]=foo [b]=bar)
echo "${m[@]/o/0}" "${m[@]^}" "${m[*]#f}" "${#m[a]}"
#> f0o bar Foo Bar oo bar 3

#### declare -p can be read back, as other shells print it
declare -A q=(["a b"]='x"y$'); declare -p q
a=(1 2); a[7]=x; declare -p a; b=$'a\nb'; declare -p b
declare -ir n=5; declare -p n; declare -x ex="a'b"; declare -p ex
eval "$(declare -p q | sed 's/ q=/ r=/')"; echo "${r[a b]}"
#> declare -A q=(["a b"]="x\"y\$" )
#> declare -a a=([0]="1" [1]="2" [7]="x")
#> declare -- b=$'a\nb'
#> declare -ir n="5"
#> declare -x ex="a'b"
#> x"y$

#### arguments of declarations have subscripts and append
s1=x; declare -A c; declare "c[$s1]=dyn" c[y z]=2; echo ${c[x]} ${c[y z]}
declare -a z=(1 2); declare z+=(3) z[5]=6; echo "${z[@]}"
declare -i s=3; declare s+=4; y=1; declare y+=2; echo $s $y
#> dyn 2
#> 1 2 3 6
#> 7 12

#### an array does not get keys later
a=(1); declare -A a; echo $? "${a[0]}"
#> 1 1
#2> without keys

#### power
echo $((2**10)) $((-2**2)) $((2**3**2)) $((3*2**2))
echo $((2**-1))
#> 1024 4 512 12
#$? 1
#2> exponent

#### nothing is no key: the rest of the command is left out
declare -A m
m[$none]=3; echo no
echo "$? ${#m[@]}"
m['']=3; echo no
echo "$? ${#m[@]}"
m[a$none]=3; echo "$? ${!m[@]}"
#> 1 0
#> 1 0
#> 0 a
#2> m: no element with this index
#2> m: no element with this index

#### braces in a key
declare -A a
a[\${x}]=1; a[y}]=2; a[{z]=3
declare -A b=([x}]=4 [{]=5)
echo "${a[\${x\}]}" "${a[y\}]}" "${a[{z]}" "${b[x\}]}" "${b[{]}" "${!a[*]}"
#> 1 2 3 4 5 ${x} y} {z
