# LINENO: XCU 2.5.3.

#### the line of the command
echo $LINENO

echo $LINENO; echo $LINENO
#> 1
#> 3
#> 3

#### in compound commands
if true
then
    echo $LINENO
fi
for i in 1 2; do
    echo $LINENO
done
#> 3
#> 6
#> 6

#### after a here-document, a continuation and a quoted newline
cat <<END
a
b
END
echo $LINENO
echo a \
    b; echo $LINENO
x='
'
echo $LINENO
#> a
#> b
#> 5
#> a b
#> 7
#> 10

#### in dot scripts
printf '\n\necho $LINENO\n' > s
. ./s; echo $LINENO
#> 3
#> 2

#### exported it gives the child a number
echo $LINENO; "$SH" -c 'echo $LINENO'
#> 1
#> 1

#### in error messages
printf '\n\n\ncd /nonexistent\n' > s
"$SH" ./s 2>&1 | grep -c '4'
#> 1
