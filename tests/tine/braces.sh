# Brace expansion, which POSIX does not have.

#### lists
echo a{b,c}d {x,y}{1,2} x{,.bak} {a,b{1,2},c}
#> abd acd x1 x2 y1 y2 x x.bak a b1 b2 c

#### sequences
echo {1..5} {3..1} {a..e} {e..a..2} {1..10..3} {01..3} {-1..1} {08..11}
#> 1 2 3 4 5 3 2 1 a b c d e e c a 1 4 7 10 01 02 03 -1 0 1 08 09 10 11

#### what is no brace expansion
echo {} {a} {a,b {1..} {1..x} a,b} "{a,b}" \{a,b} {a\,b} '{'a,b} $x{ {,
x='{a,b}'; echo $x ${x} stash@{0}
y={a,b}; echo $y
#> {} {a} {a,b {1..} {1..x} a,b} {a,b} {a,b} {a,b} {a,b} { {,
#> {a,b} {a,b} stash@{0}
#> {a,b}

#### beside other expansions
HOME=/h; set -- 1 2
for i in {1..3} z; do printf '%s,' $i; done; echo
echo ~/{p,q} "$1"{a,b} {$1,$(echo c)} {"a b",c}
: > f1; : > f2
echo f{1,2,3} f{1,?} {f*,x}
a=({1..3} {x,y}); echo ${#a[@]} ${a[4]}
#> 1,2,3,z,
#> /h/p /h/q 1a 1b 1 c a b c
#> f1 f2 f3 f1 f1 f2 f1 f2 x
#> 5 y

#### an alternative that is nothing
n() { echo $#; }
n {,a} {,} "x"{,}
#> 3

#### an unfinished one that has a finished one in it
echo {{a,b} {a,{b,c} x{1,2
#> {a {b {a,b {a,c x{1,2

#### none in posix mode
set -o posix
echo {a,b} {1..3}
#> {a,b} {1..3}

#### the command itself
{echo,one} {two,three}
#> one two three

#### many of them, and too many
set -- {1..1000}{1..100}; echo $#
set -- {1..100000000}; echo $# $1
i=0 w=; while [ $i -lt 2000 ]; do w="$w{a,"; i=$((i+1)); done
eval "echo $w" | wc -c | tr -d ' '
#> 100000
#> 1 {1..100000000}
#> 6001

#### with tildes
HOME=/h
echo {~,x}/y {a,~}/z a{~,b} {\~,b} "~"{a,b} ~{,}/q
#> /h/y x/y a/z /h/z a~ ab ~ b ~a ~b /h/q /h/q

#### the option counts when the command is executed
f() { echo {a,b}$1 x{1..2} "q"{,'}'}; }
set +B; echo {a,b} {1..3} {~,x}; f 1; set -B; echo {a,b}; f 2
f() { echo {b,c}; }; set +B; for i in {x,y}; do echo "$i"; done
a=({1..2}); echo "${#a[@]}"; set -B; f
#> {a,b} {1..3} {~,x}
#> {a,b}1 x{1..2} q{,}}
#> a b
#> a2 b2 x1 x2 q q}
#> {x,y}
#> 1
#> b c

#### the name of a function may have braces, which mean nothing
function layer:{top}/draw { echo one; }
x{y}() { echo two; }
layer:{top}/draw; x{y}; x\{y}
eval "$(typeset -f x{y} | sed s/two/three/)"; x{y}
#> one
#> two
#> two
#> three
