# kind: process
# The same from a shell with a heap of some 60 MB.
x=0123456789abcdef; i=0; while [ $i -lt 21 ]; do x=$x$x; i=$((i+1)); done
y=$x; z=${x}a
i=0; while [ $i -lt 150 ]; do /bin/true; i=$((i+1)); done
