# A string that grows.
x=; i=0; while [ $i -lt 20000 ]; do x=$x.; i=$((i+1)); done; echo ${#x}
