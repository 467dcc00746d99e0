# Subshells of builtins.
i=0; while [ $i -lt 3000 ]; do (x=$i; : $x); i=$((i+1)); done; echo $i
i=0; while [ $i -lt 500 ]; do (cd / && umask 077 && x=1); i=$((i+1)); done; echo $i
