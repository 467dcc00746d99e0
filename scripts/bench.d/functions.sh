# Function calls with parameters.
add() { r=$(($1 + $2)); }
i=0 r=0; while [ $i -lt 100000 ]; do add $r $i; i=$((i+1)); done; echo $r
