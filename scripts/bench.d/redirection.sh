# Redirections of builtins.
i=0; while [ $i -lt 30000 ]; do echo $i > /dev/null; : < /dev/null; i=$((i+1)); done
