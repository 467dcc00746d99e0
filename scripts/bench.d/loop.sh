# Arithmetic and test in a loop.
i=0 s=0; while [ $i -lt 200000 ]; do s=$((s + i % 7)); i=$((i+1)); done; echo $s
