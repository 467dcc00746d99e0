# What a subshell environment must not leak: positional parameters. XCU 2.13.

#### set and shift
set -- a b c
(set -- x; echo $# $1); echo $# $1
(shift 2; echo $# $1); echo $# $1
y=$(set -- p q; shift; echo $# $1); echo $y $# $1
echo | { shift; echo $1; }; echo $1
#> 1 x
#> 3 a
#> 1 c
#> 3 a
#> 1 q 3 a
#> b
#> a

#### in a function
f() { (set -- x y; echo $1); x=$(shift; echo $1); echo $x $1 $#; }
f a b; set -- o; f c d; echo $1
#> x
#> b a 2
#> x
#> d c 2
#> o

#### to none
set -- a
(set --; echo $#); echo $#
#> 0
#> 1
