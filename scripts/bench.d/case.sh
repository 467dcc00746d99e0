# Pattern matching in case.
i=0 n=0; while [ $i -lt 100000 ]; do
    case $i in *[02468]) n=$((n+1)) ;; *[!0-9]*) echo no ;; 9*9|1?3) n=$((n+2)) ;; esac
    i=$((i+1))
done; echo $n
