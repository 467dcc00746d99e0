# A directory of 2,000 names.
cd "$BENCH_DIR/many"; i=0; while [ $i -lt 30 ]; do set -- *; set -- f*9; i=$((i+1)); done; echo $#
