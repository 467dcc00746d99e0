# wait: options beyond POSIX.

#### -n waits for the next to end
sleep 30 & a=$!
(exit 3) & wait -n; echo $?
kill $a
#> 3

#### -n with nothing to wait for
wait -n; echo $?
#> 127

#### -n among those named
(exit 4) & a=$!
sleep 30 & b=$!
wait -n $a $b; echo $?; kill $b
#> 4

#### what wait -n has told can be asked for again
(exit 3) & p=$!
wait -n; echo $?
wait $p; echo $?
#> 3
#> 3
