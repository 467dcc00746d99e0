# Two whole programs: prime numbers by Eratosthenes, and a sort by insertion.
n=4000 i=2 primes=; while [ $i -le $n ]; do
    eval "crossed=\$c$i"
    if [ -z "$crossed" ]; then
        primes="$primes $i"
        j=$((i*i)); while [ $j -le $n ]; do eval c$j=1; j=$((j+i)); done
    fi
    i=$((i+1))
done
set -- $primes; echo $#
sorted= i=0; while [ $i -lt 60 ]; do
    x=$(( (i * 7919 + 13) % 1000 )) before=
    for y in $sorted; do [ $y -le $x ] && before="$before $y"; done
    set -f; after=; for y in $sorted; do [ $y -gt $x ] && after="$after $y"; done
    sorted="$before $x$after"; i=$((i+1))
done; echo $sorted
