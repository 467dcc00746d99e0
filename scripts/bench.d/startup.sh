# kind: process
# The shell itself started 200 times.
i=0; while [ $i -lt 200 ]; do $BENCH_SHELL -c :; i=$((i+1)); done
