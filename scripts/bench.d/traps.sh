# kind: process
# Traps set, reset and run (mostly signals sent and delivered); variables set and unset.
i=0 n=0; while [ $i -lt 20000 ]; do
    trap 'n=$((n+1))' USR1; trap - USR1
    x=$i; unset x; y=${x-none}; : "${z:=$i}"; unset z
    i=$((i+1))
done
trap 'n=$((n+1))' USR1; i=0; while [ $i -lt 5000 ]; do kill -s USR1 $$; i=$((i+1)); done; echo $n $y
i=0; while [ $i -lt 5000 ]; do trap 'n=0' EXIT; trap - EXIT; i=$((i+1)); done; echo $n
