# Here-documents into builtins.
i=0; while [ $i -lt 20000 ]; do read a b <<END
$i value
END
i=$((i+1)); done; echo $a $b
