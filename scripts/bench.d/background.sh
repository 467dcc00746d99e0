# kind: process
# Background jobs and wait.
i=0; while [ $i -lt 100 ]; do /bin/true & /bin/true & wait; i=$((i+1)); done
i=0; while [ $i -lt 100 ]; do (cd /; x=1; exec /bin/true) & wait $!; : & wait; i=$((i+1)); done
i=0; while [ $i -lt 50 ]; do sleep 100 & kill $!; wait $!; i=$((i+1)); done 2>/dev/null
i=0; while [ $i -lt 50 ]; do /bin/echo a | /bin/cat >/dev/null & echo a | while read x; do :; done & wait; i=$((i+1)); done
