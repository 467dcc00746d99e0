# The exact form of the trace.

#### one line a command, quoted so that it can be read again
exec 2>&1
set -x
x=1 y='a b'
z=3 true 'c d' "it's" ''
for i in 1 2; do : $i; done
{ set +x; } 2>/dev/null
#> + x=1
#> + y='a b'
#> + z=3 true 'c d' 'it'\''s' ''
#> + for i=1
#> + : 1
#> + for i=2
#> + : 2
