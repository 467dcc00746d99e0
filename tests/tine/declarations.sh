# typeset, local, function, traps on errors.

#### attributes
typeset -i n=3+4; n=n*2; echo $n
typeset -u u=aBc; typeset -l l=aBc; echo $u $l
u=x l=Y; echo $u $l
typeset +u u; u=z; echo $u
typeset -r r=1
(r=2) 2>/dev/null || echo refused
#> 14
#> ABC abc
#> X y
#> z
#> refused

#### scope
f() { typeset x=in; typeset -g y=out; g; echo $x; }
g() { echo "g sees $x"; }
x=top
f; echo $x $y
#> g sees in
#> in
#> top out

#### shown in a form that can be read back
typeset -i n=1; typeset -x e="a b"; a=(1 "2 3")
unset t; t=$(typeset -p n e a)
unset n e a
eval "$t"
echo "$n|$e|${a[1]}"; n+=1; echo $n
#> 1|a b|2 3
#> 2

#### functions by keyword
function f { echo "f $1"; }
function g() { echo g; }
f 1; g
alias f='echo alias'
eval 'function f { echo again; }; f'
#> f 1
#> g
#> alias

#### options of a function
f() { local -; set -fu; echo $-; }
before=$-
f >/dev/null
[ "$before" = "$-" ] && echo same
#> same

#### a trap on errors
trap 'echo "error $?"' ERR
false
false || true
if false; then :; fi
(exit 4)
f() { return 5; }; f
trap - ERR
false
echo end
#> error 1
#> error 4
#> error 5
#> end

#### a trap on errors runs before set -e ends the shell
trap 'echo ERR' ERR
trap 'echo EXIT' EXIT
set -e
false
#$? 1
#> ERR
#> EXIT

#### a trap on errors is not inherited by subshells
trap 'echo outer' ERR
(false; true)
echo $(false; echo inner)
#> inner

#### seconds and random numbers
SECONDS=5
[ "$SECONDS" -ge 5 ] && [ "$SECONDS" -lt 60 ] && echo clock
RANDOM=1 a=$RANDOM; RANDOM=1 b=$RANDOM
[ "$a" = "$b" ] && [ "$a" -lt 32768 ] && echo seeded
#> clock
#> seeded

#### counting loops
for ((i = 0; i < 3; i++)); do echo $i; done
for ((;;)) { break; }
for ((i = 9; i > 0; i -= 3)) do [ $i = 6 ] && continue; echo $i; done
#> 0
#> 1
#> 2
#> 9
#> 3

#### a menu
PS3='? '
select x in a 'b c'; do echo "$x/$REPLY"; [ "$REPLY" = q ] && break; done 2>/dev/null
#< 2
#< q
#> b c/2
#> /q

#### time
time -p true
time -p -- true
time -- false || echo $?
#> 1
#2> real
#2> user
#2> sys

#### references
x=1 a=(p q); declare -A m=([k]=v)
declare -n r=x
r=2; echo "$x $r ${#r} ${!r} $((r + 1)) ${r-unset}"; ((r++)); r+=0; echo $x
f() { local -n arr=$1 map=$2; arr+=(s); arr[0]=o; map[new]=1; echo "${arr[@]} ${!map[@]} ${#arr[@]}"; }
f a m; echo "${a[@]} ${m[new]}"
declare -p r; read r <<< "from read"; echo "$x"
unset r; echo "${x-gone}"; unset -n r; echo "${r-no reference}"
declare -n s; s=a; echo "${s[1]}"; for i in "${s[@]}"; do echo "$i"; done
#> 2 2 1 x 3 2
#> 30
#> o q s k new 3
#> o q s 1
#> declare -n r="x"
#> from read
#> gone
#> no reference
#> q
#> o
#> q
#> s

#### references that go round in a circle are unset
declare -n a=b b=a
echo "${a-unset} ${a[0]-unset} $((a))"
declare -n c=c
#> unset unset 0
#$? 1
#2> cannot be referred to

#### declare without operands shows what set shows
first='x y' second=z
declare | grep -E '^(first|second)='
f() { :; }; declare -F; declare -F f
#> first='x y'
#> second=z
#> declare -f f
#> f

#### an array is of one kind
declare -A m=([k]=v); declare -a m; echo $?
declare -a l=(1); declare -A l; echo $?
declare -pa | grep ' m='
declare -pA | grep -c ' m='
#2> array
#> 1
#> 1
#> 1

#### a function is shown on lines of its own
f() { a; b && c || d; a & b; if x; then y; elif z; w; then v; else u; fi; for i in {1,2} 3; do echo $i; q; done
for j; do :; done; while x; do y; done; until x; do y; done
case $x in a|b) foo; bar;; (esac) ;; *) baz;& q) ;;& esac; ( sub ); { g1; g2; } 2>&1; cat <<E; after
body $x
E
for ((i=0;i<3;i++)); do x; done; g() { inner; }; x=$(a; b); a | while b; do c; done; d &
}
declare -f f
eval "$(declare -f f)"; first=$(declare -f f); eval "$first"; [ "$first" = "$(declare -f f)" ] && echo same
p() { a && { b; }; }; type p; h() (x); typeset -f h
#> f () 
#> { 
#>     a;
#>     b && c || d;
#>     a & b;
#>     if x; then
#>         y;
#>     elif z;
#>     w; then
#>         v;
#>     else
#>         u;
#>     fi;
#>     for i in {1,2} 3;
#>     do
#>         echo $i;
#>         q;
#>     done;
#>     for j
#>     do
#>         :;
#>     done;
#>     while x; do
#>         y;
#>     done;
#>     until x; do
#>         y;
#>     done;
#>     case $x in 
#>         a | b)
#>             foo;
#>             bar
#>         ;;
#>         (esac)
#>         ;;
#>         *)
#>             baz
#>         ;&
#>         q)
#>         ;;&
#>     esac;
#>     ( sub );
#>     { 
#>         g1;
#>         g2
#>     } 2>&1;
#>     cat <<E
#> body $x
#> E
#>     after;
#>     for ((i=0;i<3;i++))
#>     do
#>         x;
#>     done;
#>     g () 
#>     { 
#>         inner
#>     };
#>     x=$(a; b);
#>     a | while b; do
#>         c;
#>     done;
#>     d &
#> }
#> same
#> p is a shell function
#> p () 
#> { 
#>     a && { 
#>         b
#>     }
#> }
#> h () 
#> ( x )

#### braces in arguments of declaration utilities
declare a={1,2} b=x{3,4}y; echo $a $b
f() { local c="{1,2}" d=\{1,2\} e={$a,z}; echo $c $d $e; }; f
declare -a l=({1..3}); echo ${l[@]}
g={1,2}; echo $g
set -o posix; declare h={1,2}; echo $h
#> 2 x4y
#> {1,2} {1,2} z
#> 1 2 3
#> {1,2}
#> {1,2}

#### declare -c: a capital, and the rest in lower case
declare -c q=hELLO; echo $q; q=éTÉ; echo $q
declare -p q
declare -u q; q=abc; declare -p q
declare -l q=DEF; declare -p q
declare -lu r=aB; declare -p r
#> Hello
#> Été
#> declare -c q="Été"
#> declare -u q="ABC"
#> declare -l q="def"
#> declare -- r="aB"

#### what is assigned to an integer may name variables that are expressions, and keys
x=1+1; y='x * 2'; declare -A m=([k]=3 ["p q"]=4); a=(5 x)
declare -i n=y; echo $n
n='m[k] + a[1]'; echo $n
n='m[p q]'; echo $n
#> 4
#> 5
#> 4

#### a list that comes from quotes or an expansion
x='a b'
declare -a 'one=(1 "2 3" $x)'; echo "${#one[@]} ${one[1]}"
declare -A map=([a]=1 ["b c"]='d$e')
text=$(declare -p map); declare -A copy="${text#*=}"; echo "${copy[b c]}"
f() { local -a "own=($x)"; echo "${#own[@]}"; }; f
declare plain='(1 2)'; echo "$plain"
#> 4 2 3
#> d$e
#> 2
#> (1 2)

#### what is assigned to an integer must be an expression
declare -i n=5; n=$n*2; echo $n; n+=1+1; echo $n
declare -i m=+; echo after
n=1+
echo not reached
#> 10
#> 12
#> after
#2> operand expected
#$? 1

#### := gives what has been assigned
declare -i n; echo ${n:=4+3}; declare -u u; echo ${u:=foo}
#> 7
#> FOO

#### an assignment in front of declare is over with it
a=0; a=1 declare -i b=2; a=1 typeset c; echo "$a $b"
#> 0 2

#### traced variables mean nothing, but are shown
declare -t x=1; declare -p x; declare +t x; declare -p x
#> declare -t x="1"
#> declare -- x="1"

#### what has only attributes is known
declare -i x; declare -u y; declare -p x y; unset x; declare -p x || echo gone
#> declare -i x
#> declare -u y
#> gone
#2> x

#### assignments in the index of an argument
declare a[a[0]=1]=X; declare -p a
#> declare -a a=([0]="1" [1]="X")

#### unset takes what is no variable for a function
f() { echo function; }; f=1; unset f; f; unset -v f; f; unset f; f || echo gone
g() { :; }; readonly -f g; (unset g; echo no) || g && echo kept
set -o posix; f() { echo function; }; unset f; f
#> function
#> function
#> gone
#> kept
#> function
#2> f
#2> g

#### attributes of what has no value, as a command
declare -ir v=; declare -i w; declare -x y
echo "${v@A}|${w@A}|${y@A}|${z@A}"
#> declare -ir v='0'|declare -i w|declare -x y|

#### calls are nested as deeply as FUNCNEST says
f() { echo $1; f $(($1 + 1)); }
(FUNCNEST=2; f 1; echo not reached); echo $?
FUNCNEST=0; g() { [ $1 = 9 ] && echo nine || g $(($1 + 1)); }; g 1
#> 1
#> 2
#> 1
#> nine
#2> FUNCNEST

#### an array that nothing was assigned to has no list
declare -a a; declare -p a; a=(); declare -p a; declare -A m; declare -p m; m[k]=v; unset 'm[k]'; declare -p m
f() { local -a l; declare -p l; l[1]=; unset 'l[1]'; declare -p l; }; f; x=1; declare -a x; declare -p x; declare -ai n; declare -p n
#> declare -a a
#> declare -a a=()
#> declare -A m
#> declare -A m=()
#> declare -a l
#> declare -a l=()
#> declare -a x=([0]="1")
#> declare -ai n

#### a reference of a function that has the name of what it refers to means the variable outside
f() { local -n list=$1; list+=(x); echo ${#list[@]}; }; list=(1 2); f list 2>/dev/null; declare -p list; f list
#> 3
#> declare -a list=([0]="1" [1]="2" [2]="x")
#> 4
#2> list: refers to itself

#### what is declared and not set is known
f() { local b a=1; local -p; }
f; declare z; declare -p z; z=3; declare -p z; unset z; declare -p z 2>/dev/null; echo $?
#> declare -- a="1"
#> declare -- b
#> declare -- z
#> declare -- z="3"
#> 1

#### an array remains one, and what is read-only remains so
a=(1); declare +a a; echo $?; declare +a s=1; declare +r s=2; declare -p s
readonly s; declare +r s; echo $?
#2> declare: a
#> 1
#> declare -- s="2"
#> 1

#### a reference that is still free takes nothing but what can be referred to
"$SH" -c 'declare -n r; r=1; echo no'; echo $?
declare -n r; r='a[1]'; r=5; echo "${a[1]}"; declare -p r
#> 2
#> 5
#> declare -n r="a[1]"
#2> no variable

#### a reference is listed with what it refers to
declare -n r=x; x=1
set | grep '^[rx]='; declare | grep '^r='
#> r='x'
#> x='1'
#> r=x
#% needs: grep

#### a reference to nothing in front of a command
declare -n r
r=1 true; echo $?
f() { echo called; }; r=1 f
#> 0
#> called

#### in front of a command a reference is what it refers to
declare -n r=x; show() { echo "$r $x"; env | grep =here; }
r=here show; echo "${x-unset}"
x=old; r=here env | grep =here; r=here true; echo "$x $r"
readonly x; (r=here true; echo no) 2>/dev/null; echo $?
#> here here
#> x=here
#> unset
#> x=here
#> old old
#> 2
#% needs: env grep

#### in front of a command an array is a plain variable, which the command gets
a=(one two) n=(1 2); typeset -A m=([k]=v)
show() { echo "${#a[@]} ${a[@]}"; env | grep '^[amn]='; }
a=$n:x show; a=l m=t n="${n[*]}" show | sort
echo "${a[@]} ${m[k]} ${n[1]}"; env | grep '^[amn]='
readonly n; (n=3 true; echo no) 2>/dev/null; echo "$? ${n[*]}"
#> 1 1:x
#> a=1:x
#> 1 l
#> a=l
#> m=t
#> n=1 2
#> one two v 2
#> 2 1 2
#% needs: env grep sort

#### what has a value that is no name does not become a reference
a='#' b='two words' c= d=x x=1
for v in a b c d; do declare -n "$v" 2>/dev/null; echo $?; done
echo "$a $b $c $d"
f() { local -n a; a=x; echo "$a"; }; f
#> 1
#> 1
#> 1
#> 0
#> # two words  1
#> 1

#### what is assigned to an integer is evaluated in one way, whoever assigns
typeset -i n; r=n
read -r n <<< 'n=2, n*3'; echo $n
for n in 1+1 'r=7'; do echo $n $r; done
typeset -n to=n; read -r to <<< 4+4; echo $n
typeset -ia a; read -ra a <<< '1+1 2*4'; echo "${a[@]}"
typeset -n first='a[0]'; read -r first <<< 5+5; echo "${a[0]}"
getopts r n -r; echo $n
unset n; typeset -i n; echo ${n:=6*7}
#> 6
#> 2 n
#> 7 7
#> 8
#> 2 8
#> 10
#> 7
#> 42

#### what has no value as an expression is an error, and no 0
typeset -i n=5; typeset -ia a
fails() { (eval "$1"; echo "no error: $n ${a[*]}") 2>/dev/null || echo "status $?"; }
fails 'read -r n <<< 1/0'
fails 'read -r n <<< "1 +"'
fails 'read -ra a <<< "1 2/0"'
fails 'for n in 1/0; do :; done'
fails 'unset n; typeset -i n; : ${n:=1/0}'
fails 'readonly r=1; read -r n <<< r=2'
fails 'set -u; read -r n <<< nothing'
getopts ab: n -c 2>/dev/null; echo "$? $n"
#> status 1
#> status 1
#> status 1
#> status 1
#> status 1
#> status 1
#> status 1
#> 2 5

#### typeset -g sets the variable outside of all functions, whatever hides it
outer() { local v=mine w; inner; echo "$v:$w"; }
inner() { local v=own; typeset -g v=new; typeset -ga w=(1 2); typeset -gi "n=2+3"; echo "$v"; }
v=old; outer; declare -p v w n
temporary() { typeset -g v=changed; echo "$v"; }
v=ahead temporary; echo "$v"
subshell() { local v=mine; (typeset -g v=no; echo "$v"); echo "$v"; }
subshell; echo "$v"
protect() { local v; typeset -gr v=last; v=mine; echo "$v"; }
protect; (v=no) || echo "$v"
#> own
#> mine:
#> declare -- v="new"
#> declare -a w=([0]="1" [1]="2")
#> declare -i n="5"
#> ahead
#> changed
#> mine
#> mine
#> changed
#> mine
#> last
#2> v: is read only
