# A long script without loops, each line of which is read once.
i=0; while [ $i -lt 4000 ]; do
    echo "i=\$((i+1)); name=value$i; short=\${name#val}"
    echo "if [ \"\$name\" = value$i ]; then n=\$((n+1)); else echo no; fi"
    echo "case \$short in ue*) m=\$((m+1)) ;; *) echo no ;; esac; f$i() { echo \"\$1\"; }"
    echo "x=\$(f$i a) && y=\`echo b\` || echo no"
    i=$((i+1))
done > "$BENCH_DIR/straight"
i=0 n=0 m=0; . "$BENCH_DIR/straight"; echo $i $n $m $x $y; rm "$BENCH_DIR/straight"
