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

#### the file mode creation mask inside
umask 022
(umask 077; umask; : >inner); umask; : >outer
x=$(umask 027; "$SH" -c umask); echo "$x"; umask
(umask 0; (umask 077; umask); umask); (umask 070 | cat; umask 007; umask); umask
ls -l inner outer | cut -c 1-10
#> 0077
#> 0022
#> 0027
#> 0022
#> 0077
#> 0000
#> 0007
#> 0022
#> -rw-------
#> -rw-r--r--

#### exec inside ends it with the program
(exec "$SH" -c 'exit 3'; echo no); echo $?
f() { exec echo "$@"; echo no; }
(f a b; echo no); x=$(f c d; echo no); echo "$x"
(trap 'echo no' EXIT; exec echo without); echo $?
(x=5 exec "$SH" -c 'echo $x'); echo "[$x]"
(exec 3>&1; exec "$SH" -c 'echo to three >&3')
(exec >/dev/null; exec echo no); echo in | (exec cat)
((exec false) || echo failed; echo on)
(exec "$SH" -c 'kill -s KILL $$') 2>/dev/null; [ $? -gt 128 ] && echo killed
#> 3
#> a b
#> c d
#> without
#> 0
#> 5
#> [c d]
#> to three
#> in
#> failed
#> on
#> killed

#### exec inside of what is not there
(exec ./none; echo no) 2>err; echo $?; [ -s err ] && echo said
: >plain; (exec ./plain; echo no) 2>/dev/null; echo $?
#> 127
#> said
#> 126

#### what exec inside starts is a child of the shell around it
p=$(exec "$SH" -c 'echo $PPID'); [ "$p" = $$ ] && echo here
(exec "$SH" -c 'echo $PPID') | { read p; [ "$p" = $$ ] && echo there; }
#> here
#> there
