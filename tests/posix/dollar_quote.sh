# Dollar-single-quotes: XCU 2.2.4.

#### the escapes for one character
printf %s $'\"\'\\\a\b\e\f\n\r\t\v' | od -An -tx1 | tr -d ' \n'; echo
#> 22275c07081b0c0a0d090b

#### control characters
printf %s $'\cA\ca\cZ\c[\c]\c^\c_\c?' | od -An -tx1 | tr -d ' \n'; echo
#> 01011a1b1d1e1f7f

#### control backslash
printf %s $'\c\\x' | od -An -tx1 | tr -d ' \n'; echo
#> 1c78

#### hexadecimal and octal
printf %s $'\x41\x7a\x9|\101\7|\61x\0601' | od -An -tx1 | tr -d ' \n'; echo
#> 417a097c41077c31783031

#### bytes above 127
printf %s $'\xff\377\xc3\xa9' | od -An -tx1 | tr -d ' \n'; echo
#> ffffc3a9

#### newline and unquoted dollar inside
x=1
printf '<%s>\n' $'a
b' $'$x `echo`'
#> <a
#> b>
#> <$x `echo`>

#### inside double quotes it is nothing special
printf '<%s>\n' "$'a\tb'"
#> <$'a\tb'>

#### is quoted: no splitting and no globbing
: > file
printf '<%s>\n' $'a b' $'*'
#> <a b>
#> <*>

#### joins with other parts of a word
printf '<%s>\n' a$'b\tc'd"e"$'f'
#> <ab	cdef>

#### in an assignment, a pattern, a here-document delimiter
x=$'a\tb'
case $x in $'a\tb') echo same ;; esac
cat << $'E\x4fF'
$x
EOF
#> same
#> $x

#### in an unquoted parameter expansion
unset x
printf '<%s>\n' ${x-$'a\tb  c'}
#> <a	b  c>

#### as a pattern it matches literally
x='a*b' 
printf '<%s>\n' "${x#$'a*'}"
#> <b>

#### in a here-document body it is literal
cat <<END
$'a\tb'
END
#> $'a\tb'
