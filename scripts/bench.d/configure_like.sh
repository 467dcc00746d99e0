# kind: process
# A mixture as configure scripts have it; its programs take the time.
as_echo='printf %s\n' n=0
for v in CC CFLAGS LDFLAGS LIBS CPP prefix exec_prefix bindir sbindir libdir; do
    i=0; while [ $i -lt 200 ]; do
        eval "test \"\${ac_cv_$v+set}\" = set" || eval "ac_cv_$v=\$i"
        case $v$i in *FLAGS*) val=`$as_echo "$v" | sed s/F/f/` ;; *9) val=`echo "$v$i"` ;; *) val=$v ;; esac
        test "x$val" != x && n=$((n+1))
        i=$((i+20))
        cat > /dev/null <<END
#define $v $val
END
    done
done; echo $n
