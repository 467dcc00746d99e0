# What a subshell environment must not leak: getopts state, hashed commands, locals, jobs. XCU 2.13.

#### hashed commands
hash -r
(hash cat; hash | grep -c cat); hash | grep -c cat
x=$(hash -r; PATH=/nonexistent; cat /dev/null 2>/dev/null; echo $?); cat /dev/null; echo $x $?
#> 1
#> 0
#> 127 0

#### a new command found inside after PATH changed
mkdir bin; printf '#!/bin/sh\necho mine\n' > bin/cmd; chmod +x bin/cmd
(PATH=$PWD/bin:$PATH; cmd); cmd 2>/dev/null; echo $?
x=$(PATH=$PWD/bin:$PATH; cmd); echo $x; cmd 2>/dev/null; echo $?
#> mine
#> 127
#> mine
#> 127

#### read inside takes its line from the common input
(read x; echo $x); y=$(read x; echo $x); read z; echo $y $z
#< 1
#< 2
#< 3
#> 1
#> 2 3

#### a reset of OPTIND inside
set -- -ab
getopts ab o
(OPTIND=1; getopts ab o; echo $o)
getopts ab o; echo $o
#> a
#> b

#### getopts inside
set -- -ab -c
getopts abc o; echo $o
(getopts abc o; echo $o; getopts abc o; echo $o)
getopts abc o; echo $o
x=$(getopts abc o; echo $o); getopts abc o; echo $x $o
#> a
#> b
#> c
#> b
#> c c
