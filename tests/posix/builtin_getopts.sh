# getopts: XCU getopts.

#### options, arguments and operands
set -- -a -b arg -cd -e operand -x
while getopts ab:cde:f o; do echo "$o ${OPTARG-none}"; done
echo $OPTIND; shift $((OPTIND-1)); echo "$*"
#> a none
#> b arg
#> c none
#> d none
#> e operand
#> ? none
#> 8
#>
#2>

#### an argument joined to its option
set -- -bfoo -ab bar
while getopts ab: o; do echo "$o ${OPTARG-none}"; done; echo $OPTIND
#> b foo
#> a none
#> b bar
#> 4

#### the end of options
set -- -a -- -b
while getopts ab o; do echo $o; done; echo $o $OPTIND
set -- -a - -b; OPTIND=1
while getopts ab o; do echo $o; done; echo $o $OPTIND
set -- -a x -b; OPTIND=1
while getopts ab o; do echo $o; done; echo $o $OPTIND
#> a
#> ? 3
#> a
#> ? 2
#> a
#> ? 2

#### errors with a message
set -- -x
getopts a o; echo "$? $o ${OPTARG-none}"
#> 0 ? none
#2> x

#### an argument that lacks, with a message
set -- -b
getopts b: o; echo "$? $o ${OPTARG-none}"
#> 0 ? none
#2> b

#### silent errors
set -- -x -b
getopts :b: o; echo "$? $o $OPTARG"
getopts :b: o; echo "$? $o $OPTARG"
getopts :b: o; echo "$? $o"
#> 0 ? x
#> 0 : b
#> 1 ?

#### operands instead of the parameters
set -- -a
getopts xy: o -y val rest; echo $o $OPTARG $OPTIND
#> y val 3

#### starting again
set -- -a -b
getopts ab o; getopts ab o; OPTIND=1; getopts ab o; echo $o
#> a

#### in a function
f() { OPTIND=1; while getopts xy o; do printf '%s ' $o; done; echo $OPTIND; }
f -x -y; f -yx
#> x y 3
#> y x 2

#### at the start
echo $OPTIND; set --; getopts a o; echo "$? $o $OPTIND"
#> 1
#> 1 ? 1

#### an empty argument
set -- -b '' -a
getopts ab: o; echo "$o<$OPTARG>"; getopts ab: o; echo $o
#> b<>
#> a

#### a colon is no option letter
set -- -:
getopts :a o; echo "$o $OPTARG"
#> ? :

#### usage errors
getopts; echo $(( $? > 0 ))
getopts a; echo $(( $? > 0 ))
getopts a 1x; echo $(( $? > 0 ))
#> 1
#> 1
#> 1
#2>

#### with fewer arguments than last time OPTIND is behind the last one
set -- -a -b x; while getopts ab o; do :; done; echo $OPTIND
set --; getopts ab o; echo $? $OPTIND
#> 3
#> 1 1
