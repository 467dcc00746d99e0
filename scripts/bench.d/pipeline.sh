# kind: process
# Three external stages.
i=0; while [ $i -lt 100 ]; do /bin/true | /bin/true | /bin/true; i=$((i+1)); done
