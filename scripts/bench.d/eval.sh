# eval.
i=0; while [ $i -lt 60000 ]; do eval "v$((i % 10))=\$i"; i=$((i+1)); done; echo $v0 $v9
