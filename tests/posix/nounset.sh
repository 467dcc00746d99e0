# The nounset option: XCU 2.15 set, 2.8.1.

#### an unset variable ends the shell
set -u
echo a
echo $x
echo not reached
#> a
#2> x
#$? >0

#### in any expansion
for e in '$x' '${x}' '${#x}' '${x%a}' '${x#a}' '"$x"' '$1' '${1}' '${10}' '`echo $x`$x' '${y-$x}'; do
    "$SH" -uc "echo $e; echo not reached" >out 2>/dev/null
    [ $? -gt 0 ] && [ ! -s out ] || echo "$e"
done
echo end
#> end

#### in assignments, case words, for lists, redirections, here-documents
for c in 'y=$x' 'case $x in *) :; esac' 'for i in $x; do :; done' ': > $x' ': <<E
$x
E
' '(echo $x) || exit'; do
    "$SH" -uc "$c; echo not reached" >out 2>/dev/null
    [ $? -gt 0 ] && [ ! -s out ] || echo "$c"
done
echo end
#> end

#### what has an answer is no error
set -u
unset x; y=
echo "<${x-a}><${x:-b}><${x+c}><${x:+d}><${x=e}><$y><$x>"
#> <a><b><><><e><><e>

#### all parameters and the number of them
set -u
set --
echo $# "$*" "$@" $@ end
for i in "$@"; do echo no; done
#> 0  end

#### only the subshell ends
set -u
(echo $x; echo not reached) 2>/dev/null
echo $(( $? > 0 ))
y=$(echo $x) 2>/dev/null; echo $(( $? > 0 ))
#2>
#> 1
#> 1

#### not executed, not expanded
set -u
false && echo $x
if false; then echo $x; fi
f() { echo $x; }
y=; echo ${y+ok} ${y-$x}
#> ok

#### turned off again
set -u; set +u; echo "<$x>"
set -o nounset; set +o nounset; echo "<$x>"
#> <>
#> <>

#### special parameters that are not set
set -u
("$SH" -uc 'echo $!' >/dev/null 2>&1) || echo error
: & wait; [ -n "$!" ] && echo set
#> error
#> set

#### error message names the file and the parameter
set -u
: $some_name
#2> some_name
#$? >0

#### the EXIT trap runs
trap 'echo trap' EXIT
set -u
: $x
#> trap
#2>
#$? >0
