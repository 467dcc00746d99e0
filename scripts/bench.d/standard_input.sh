# kind: process
# Commands from standard input: a file, and a pipe (which some shells read beyond the line, XCU sh, INPUT FILES).
i=0; while [ $i -lt 20000 ]; do echo "x=$i"; i=$((i+1)); done > "$BENCH_DIR/commands"; echo 'echo $x' >> "$BENCH_DIR/commands"
i=0; while [ $i -lt 5 ]; do $BENCH_SHELL < "$BENCH_DIR/commands"; cat "$BENCH_DIR/commands" | $BENCH_SHELL; i=$((i+1)); done
