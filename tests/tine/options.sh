# ulimit, kill and others: options beyond POSIX.

#### every limit has a letter
ulimit -a | wc -l | grep -c '1[0-9]'
for o in c d e f i l m n q r s t u v x; do ulimit -$o >/dev/null || echo $o; done 2>/dev/null
#> 1

#### kill -l by name and number
kill -l 15 9; kill -l TERM INT
#> TERM
#> KILL
#> 15
#> 2

#### + alone among the options of set is nothing
set + a b; echo "$@"
set -f + -u c; echo "$@"; case $- in *f*u*) echo both;; esac
#> a b
#> c
#> both

#### failglob ends a script under errexit
shopt -s failglob; set -e
echo no-such-*
echo not reached
#2> no match
#$? 1
