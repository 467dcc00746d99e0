# test in all its forms, and lists.
i=0 n=0; while [ "$i" -lt 50000 ]; do
    if [ "$i" = 5 -o "$i" -gt 500 ] && test -n "$i" && ! [ -z "$i" ] || false; then n=$((n+1)); fi
    [ "$i" != "$n" ] && last=$i
    i=$((i+1))
done; echo $n $last
