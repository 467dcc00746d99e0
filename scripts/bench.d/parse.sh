# kind: process
# A long script checked and not run.
i=0; while [ $i -lt 3000 ]; do
    printf 'if test "x$name%d" = x && [ -n "${value:-$(echo default)}" ]; then\n  case $name in a*|b) echo "$name" >&2 ;; *) x=`expr $x + 1` ;; esac\nfi\n' $i
    i=$((i+1))
done > "$BENCH_DIR/long.sh"
$BENCH_SHELL -n "$BENCH_DIR/long.sh"; $BENCH_SHELL -n "$BENCH_DIR/long.sh"
