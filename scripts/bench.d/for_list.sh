# for over long lists.
l=; i=0; while [ $i -lt 1000 ]; do l="$l w$i"; i=$((i+1)); done
n=0; for j in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do for k in $l; do n=$((n+1)); done; done; echo $n
