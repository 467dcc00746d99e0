# Redirections of builtins.
i=0; while [ $i -lt 30000 ]; do echo $i > /dev/null; : < /dev/null; i=$((i+1)); done
i=0; while [ $i -lt 3000 ]; do echo $i > "$BENCH_DIR/out" 2>&1; read n < "$BENCH_DIR/out"; i=$((i+1)); done; echo $n
