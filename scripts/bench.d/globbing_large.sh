# A directory of 50,000 names.
mkdir -p "$BENCH_DIR/large"; cd "$BENCH_DIR/large"
[ -e f1 ] || { i=0; while [ $i -lt 50000 ]; do : > f$i; i=$((i+1)); done; }
set -- *; echo $# $1
