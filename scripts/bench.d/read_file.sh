# read from a file.
n=0; while read -r a b; do n=$((n+a)); done < "$BENCH_DIR/lines"; echo $n
