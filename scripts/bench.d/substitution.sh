# Command substitution of builtins.
i=0; while [ $i -lt 3000 ]; do x=$(echo $i); y=$(printf '%s' "$x"); i=$((i+1)); done; echo $y
