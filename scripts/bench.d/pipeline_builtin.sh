# kind: process
# A builtin that feeds an external command.
i=0; while [ $i -lt 200 ]; do echo "line $i" | cat >/dev/null; i=$((i+1)); done
