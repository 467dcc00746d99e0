# Field splitting.
line='root:x:0:0:root:/root:/bin/sh' n=0
i=0; while [ $i -lt 40000 ]; do IFS=:; set -- $line; n=$((n+$#)); i=$((i+1)); done; echo $n
