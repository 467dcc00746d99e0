# Words and fields of a text counted.
set -f; words=0 lines=0; while read -r line; do
    for word in $line; do words=$((words+1)); done; lines=$((lines+1))
done < "$BENCH_DIR/lines"; echo $words $lines
i=0; while [ $i -lt 20000 ]; do echo "$i:foo:bar baz:x"; i=$((i+1)); done > "$BENCH_DIR/table"
n=0; while IFS=: read -r a b c d; do n=$((n+a)); done < "$BENCH_DIR/table"; echo $n "$c"; rm "$BENCH_DIR/table"
