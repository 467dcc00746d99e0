# kind: process
# Command substitution of an external command, and of a builtin into one.
i=0; while [ $i -lt 150 ]; do x=$(cat /dev/null); y=$(echo $i | cat); i=$((i+1)); done
echo $y
