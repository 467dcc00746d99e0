# read from a pipe.
cat "$BENCH_DIR/lines" | { n=0; while read -r a b; do n=$((n+a)); done; echo $n; }
