# Subshells of builtins.
i=0; while [ $i -lt 3000 ]; do (x=$i; : $x); i=$((i+1)); done; echo $i
