# echo and printf.
i=0; while [ $i -lt 100000 ]; do echo "line $i"; printf '%s %d\n' x $i; i=$((i+1)); done >/dev/null
