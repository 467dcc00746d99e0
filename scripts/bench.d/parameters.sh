# Parameter expansion operators.
p=/usr/local/share/doc/file.tar.gz
i=0; while [ $i -lt 60000 ]; do
    a=${p##*/} b=${p%/*} c=${p%%.*} d=${#p} e=${q:-$a} f=${p#*/}
    i=$((i+1))
done; echo $a $b $c $d $e $f
