# Arrays.

#### a list becomes an array
a=(one "two three" four)
echo ${#a[@]} "${a[1]}" ${!a[@]}
printf '<%s>' "${a[@]}"; echo
printf '<%s>' "${a[*]}"; echo
echo "$a ${#a[1]}"
#> 3 two three 0 1 2
#> <one><two three><four>
#> <one two three four>
#> one 9

#### elements, gaps, appending
a=(x)
a[5]=six a+=(seven) a[0]+=y
echo "${!a[*]}" "${a[-1]}" "$a"
unset 'a[5]'
echo "${#a[@]}|${a[*]}"
a=([3]=c d)
echo "${!a[@]}"
#> 0 5 6 seven xy
#> 2|xy seven
#> 3 4

#### operators apply to each element
a=(ab cb db)
echo ${a[@]#c} ${a[@]%b} ${a[@]/b/X} ${a[@]/#/p} "${a[@]:1}" "${a[@]: -1:1}"
#> ab b db a c d aX cX dX pab pcb pdb cb db db

#### words of a list are expanded and split
v='c d'
a=($v "$v" '$v' \*
  last)
echo ${#a[@]} "${a[3]}"
#> 6 $v

#### a subshell leaves the array alone
a=(1 2)
(a[0]=x; a+=(3); echo "${a[@]}")
echo "$(unset 'a[1]'; echo "${a[@]}")"
echo "${a[@]}"
#> x 2 3
#> 1
#> 1 2

#### arrays in functions
f() { local -a a=(l "m n"); echo "${#a[@]} ${a[1]}"; }
a=(g)
f
echo "${a[@]}"
#> 2 m n
#> g

#### ksh's way to set an array
set -A a -- -x y z
echo "${a[@]}"
set +A a 1
echo "${a[@]}"
#> -x y z
#> 1 y z

#### a read-only array
readonly -a a=(1 2)
echo "${a[1]}"
(a[1]=x) 2>/dev/null || echo refused
#> 2
#> refused

#### elements in arithmetic
a=(1 2 3)
echo $((a[0] + a[1] * a[2])) $((a[1]++)) $((a[4] = 7, a[4] += 1)) "${a[*]}"
#> 7 2 8 1 3 3 8

#### what is not evaluated changes nothing
a=0
echo $((0 && b[a++], a)) $((1 ? 9 : (b[a++]), a))
#> 0 0

#### default values of elements
a=(x '')
echo "${a[0]:-d} ${a[1]:-d} ${a[1]-d} ${a[2]-d} ${a[2]=e} ${a[2]}"
#> x d  d e e

#### statuses of a pipeline's stages
false | true | (exit 3)
echo "${PIPESTATUS[@]}"
false
echo "${PIPESTATUS[0]}"
#> 1 0 3
#> 1

#### all fields of a line
read -ra a <<<'one  two three\'
echo "${#a[@]} ${a[2]}"
IFS=: read -a a <<<'x:y\:z:'
echo "${#a[@]} ${a[1]}"
#> 3 three\
#> 2 y:z

#### a quoted default that is no parameter at all is one field
n() { echo $#; }
n "${unset-$@}"
#> 1

#### the length of a slice of a list cannot be negative
a=(1 2 3)
(echo "${a[@]:0:-1}"; echo not reached)
echo $?
#2> negative
#> 1

#### an alternative for no elements is no field
count() { echo $#; }
a=(); b=("${a[@]+${a[@]}}"); echo ${#b[@]}
count "${a[@]+x}"; count "${none[@]:+x}"; count "${a[*]+x}"; count "${a[1]+x}"
#> 0
#> 0
#> 0
#> 1
#> 1

#### unset of all elements leaves an array without any
a=(1 2); unset 'a[@]'; declare -p a; echo "${#a[@]} ${a-unset}"
a+=(3); echo "${a[@]}"
#> declare -a a=()
#> 0 unset
#> 3

#### double quotes in arithmetic change nothing
i=2; a=(5 6)
echo $(("$i" + 1)) $(( "${a[1]}" * "2" )) $(("3")) "$(( "$i" ))"
(( "$i" == 2 )) && echo two
let "i = 7"; echo $i
#> 3 12 3 2
#> two
#> 7

#### a negative length is no error where there are no elements
a=(); echo "[${a[@]:0:-1}]"; unset a; echo "[${a[@]:1:-1}]"
#> []
#> []

#### programs do not get arrays
export a b=1; a=(x y); b[1]=2
env | grep -c '^[ab]='
unset a b; export a=2; env | grep '^a='
#> 0
#> a=2

#### an array that is joined to nothing is null
a=("" ""); echo "[${a[*]:-none}] [${a[@]:-none}]"
IFS=; echo "[${a[*]:-none}] [${a[@]:-none}]"
#> [ ] [ ]
#> [none] [ ]

#### an element makes an array, also the first
a[0]=x; b=old; b[0]=new
declare -p a b
#> declare -a a=([0]="x")
#> declare -a b=([0]="new")

#### parameters in the index of an argument
i=1; a=(1 2 3)
unset 'a[$i]'; declare -p a
unset 'a[${#a[@]}]'; declare -p a
declare 'a[$i+3]=x'; printf -v 'a[$i+4]' y; read 'a[$i+5]' <<<z; declare -p a
[[ -v 'a[$i+3]' ]] && echo set
(unset 'a[$(echo ran >&2)]') 2>&1 | grep -c ran
#> declare -a a=([0]="1" [2]="3")
#> declare -a a=([0]="1")
#> declare -a a=([0]="1" [4]="x" [5]="y" [6]="z")
#> set
#> 1

#### a list of values as an argument of eval
x='b c'
eval a=(1 "2 3" $x) b+=("$x")
echo "${#a[@]} ${a[3]} ${b[1]}"
eval local_=( one
  two ); echo "${local_[1]}"
#> 5 b c
#> two

#### a reference to all elements
a=(1 2 3)
declare -n all='a[@]' joined='a[*]'
echo "$all" "${joined}" "${all:-none}"
unset a; echo "[$all]"
#> 1 2 3 1 2 3 1 2 3
#> []

#### elements that cannot be
a=(1 2); unset 'a[-5]'; echo $? ${a[@]}
unset 'a[-1]'; echo $? ${a[@]}
unset 'never[-1]'; echo $?
(b[]=x; echo not reached); echo $?
declare -A c; (c[]=x; echo not reached); echo $?
#> 1 1 2
#> 0 1
#> 0
#> 1
#> 1
#2> no element

#### what is given to an element has the attributes of the array
declare -ai numbers=(1 2)
declare -Au capitals
echo "${numbers[5]:=4+3}" "${capitals[x]=Aa}" "${capitals[0]-none}"
#> 7 AA none

#### a part of all elements of what is no array is one of its text
text=abcd
echo "${text[@]:1:2}" "${text[*]: -1}"
list=(abcd ef)
echo "${list[@]:1:2}"
#> bc d
#> ef
