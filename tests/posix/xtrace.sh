# The xtrace option: XCU 2.15 set, PS4 in 2.5.3.

#### commands after expansion
exec 2>&1
x=word
set -x
echo $x c
#> + echo word c
#> word c

#### on standard error
set -x
: shown
#2> + : shown

#### what it writes can be read again
set -- 'a b' "it's" '' '*' 'c$d' '\' '"' '#x' '~' 'a;b' '|' 'x
y' 'é'
{ set -x; true "$@"; } 2>trace
{ set +x; } 2>/dev/null
p() { for i; do printf '<%s>' "$i"; done; echo; }
p "$@"
sed -n '/true/,$p' trace | sed '1s/^+ true/p/' > again
. ./again
#> <a b><it's><><*><c$d><\><"><#x><~><a;b><|><x
#> y><é>
#> <a b><it's><><*><c$d><\><"><#x><~><a;b><|><x
#> y><é>

#### assignments
exec 2>&1
set -x
x=1
y=$x$x
#> + x=1
#> + y=11

#### PS4 is expanded at each command
exec 2>&1
x=1
PS4='<$x> '
set -x
echo a
{ x=2; } 2>/dev/null
echo b
#> <1> echo a
#> a
#> <2> echo b
#> b

#### PS4 that ends in a backslash
exec 2>&1
x=1 PS4='$x\'
set -x
echo a
#> 1\echo a
#> a

#### PS4 with the line number
exec 2>&1
PS4='$LINENO: '
set -x
echo a

echo b
#> 4: echo a
#> a
#> 6: echo b
#> b

#### inside functions, loops, conditions and groups
exec 2>&1
f() { echo in "$1"; }
set -x
f x
while :; do break; done
if false; then :; fi
(echo group)
#> + f x
#> + echo in x
#> in x
#> + :
#> + break
#> + false
#> + echo group
#> group

#### in a pipeline
set -x
{ echo a | cat; } 2>trace
{ set +x; } 2>/dev/null
sort trace
#> a
#> + cat
#> + echo a

#### the trace does not follow the command's own redirection
exec 2>trace
set -x
echo a 2>/dev/null
{ set +x; } 2>/dev/null
exec 2>&1
cat trace
#> a
#> + echo a
