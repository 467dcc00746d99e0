# kind: process
# A hundred stages.
p='echo data'; i=0; while [ $i -lt 100 ]; do p="$p | cat"; i=$((i+1)); done
eval "$p"; eval "$p"
