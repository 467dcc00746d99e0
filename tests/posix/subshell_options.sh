# What a subshell environment must not leak: options. XCU 2.13.

#### letters
(set -f; echo *); : > file; echo *
x=$(set -f; echo *); echo $x | cat > out; rm out; echo *
(set -u); echo "<$unset>"
(set -C; : > f1); echo a > f1; echo b > f1; cat f1
#> *
#> file
#> file
#> <>
#> b

#### errexit
(set -e); false; echo on
x=$(set -e; false; echo no); echo on "<$x>"
set -e | cat; false; echo on
#> on
#> on <>
#> on

#### switched off inside
set -f
(set +f; : > x1; echo x*); echo x*
y=$(set +f; echo x*); echo $y x*
#> x1
#> x*
#> x1 x*

#### allexport
(set -a; v=1; "$SH" -c 'echo $v'); w=2; "$SH" -c 'echo ${w-hidden}'
x=$(set -a; v=3; "$SH" -c 'echo $v'); w=4; "$SH" -c 'echo ${w-hidden}'; echo $x
#> 1
#> hidden
#> hidden
#> 3

#### xtrace
(set -x; :) 2>/dev/null; echo on
x=$(set -x 2>/dev/null); echo on
#> on
#> on

#### the whole set
before=$(set +o)
(set -efuC; set -o pipefail) 2>/dev/null
x=$(set -fuC; echo)
[ "$before" = "$(set +o)" ] && echo same
#> same

#### noexec ends only the subshell
(set -n; echo no
echo no)
echo on
x=$(echo a; set -n
echo no); echo $x on
#> on
#> a on
