# What a subshell environment must not leak: variables. XCU 2.13.

#### assignments in each kind of subshell
x=1
(x=2; y=3); echo $x ${y-unset}
z=$(x=4; y=5; echo $x); echo $x ${y-unset} $z
{ x=6; y=7; } | cat; echo $x ${y-unset}
echo | { x=8; y=9; cat; }; echo $x ${y-unset}
{ x=10; y=11; } & wait; echo $x ${y-unset}
#> 1 unset
#> 1 unset 4
#> 1 unset
#>
#> 1 unset
#> 1 unset

#### unset
x=1
(unset x; echo ${x-gone}); echo $x
y=$(unset x; echo ${x-gone}); echo $x $y
#> gone
#> 1
#> 1 gone

#### export
x=1
(export x; "$SH" -c 'echo ${x-hidden}'); "$SH" -c 'echo ${x-hidden}'
y=$(export x=2; "$SH" -c 'echo $x'); "$SH" -c 'echo ${x-hidden}'; echo $x $y
#> 1
#> hidden
#> hidden
#> 1 2

#### readonly
x=1
(readonly x; readonly y=2)
x=3 y=4; echo $x $y
z=$(readonly x; echo $x); x=5; echo $x $z
#> 3 4
#> 5 3

#### by read, getopts, for, cd, arithmetic and default assignment
a= b=1
(echo v | { read a; echo $a; }; read a <<END
doc
END
echo $a); echo "<$a>"
(for b in x y; do :; done; echo $b); echo $b
(: $((b=7)) ${c=8}; echo $b $c); echo $b ${c-unset}
x=$(: $((b+=1)) ${d:=9}; echo $b $d); echo $x $b ${d-unset}
#> v
#> doc
#> <>
#> y
#> 1
#> 7 8
#> 1 unset
#> 2 9 1 unset

#### many variables at once
(i=0; while [ $i -lt 200 ]; do eval "v$i=$i"; i=$((i+1)); done; echo $v0 $v199)
echo ${v0-unset} ${v199-unset} ${i-unset}
#> 0 199
#> unset unset unset

#### nested levels restore one by one
x=1
(x=2; (x=3; (x=4; echo $x); echo $x); echo $x); echo $x
x=$(x=a; y=$(x=b; z=$(x=c; echo $x); echo $x$z); echo $x$y); echo $x
#> 4
#> 3
#> 2
#> 1
#> abc

#### a loop around subshells keeps its own variable
for i in 1 2 3; do (i=x; : $i); y=$(i=z; echo $i); echo $i$y; done
#> 1z
#> 2z
#> 3z

#### assignments before a special builtin in a subshell
(x=1 : ; echo $x); echo ${x-unset}
y=$(x=1 export z=2; echo $x$z); echo $y ${x-unset} ${z-unset}
#> 1
#> unset
#> 12 unset unset

#### IFS
x=a:b
(IFS=:; set -- $x; echo $#); set -- $x; echo $#
y=$(IFS=:; set -- $x; echo $#); set -- $x; echo $y $#
#> 2
#> 1
#> 2 1

#### PATH and the lookup of commands
(PATH=/nonexistent; nosuch 2>/dev/null; ls 2>/dev/null; echo $?); ls >/dev/null; echo $?
x=$(PATH=/nonexistent; ls 2>/dev/null; echo $?); ls > /dev/null; echo $x $?
#> 127
#> 0
#> 127 0

#### LINENO, OPTIND, PWD and OLDPWD
OPTIND=1
(OPTIND=5; PWD=/x OLDPWD=/y); echo $OPTIND
[ "$PWD" = "$(pwd)" ] && echo same
#> 1
#> same
