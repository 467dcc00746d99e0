# Quoting: XCU 2.2.

#### single quotes keep every byte
printf '%s\n' 'a  b' '$x' '`echo`' '\' '"' '#' 'a
b'
#> a  b
#> $x
#> `echo`
#> \
#> "
#> #
#> a
#> b

#### double quotes expand and keep blanks
x='a  b'
printf '<%s>\n' "$x" "${x}y" "`echo 'c  d'`" "$((1+2))" 'it'"'"'s'
#> <a  b>
#> <a  by>
#> <c  d>
#> <3>
#> <it's>

#### backslash in double quotes escapes only five characters
printf '%s\n' "\$ \` \" \\ \a \' \{ \*"
#> $ ` " \ \a \' \{ \*

#### backslash newline in double quotes joins lines
printf '%s\n' "a\
b"
#> ab

#### backslash newline in single quotes stays
printf '%s\n' 'a\
b'
#> a\
#> b

#### backslash outside quotes
printf '%s\n' \a\b \  \' \" \\ \$x \*
#> ab
#>  
#> '
#> "
#> \
#> $x
#> *

#### quoted empty strings are arguments
set -- '' "" ''""
echo $#
#> 3

#### adjacent quotes make one word
printf '<%s>\n' a'b'"c"\d$((1))`echo e`
#> <abcd1e>

#### quotes inside the operand of an unquoted parameter expansion
unset x
printf '<%s>\n' ${x-'a  b'} ${x-"c  d"} ${x-e\ f} ${x-g  h}
#> <a  b>
#> <c  d>
#> <e f>
#> <g>
#> <h>

#### single quotes inside a quoted parameter expansion are literal
unset x
printf '<%s>\n' "${x-'a  b'}" "${x-'}" "${x:+'}"
#> <'a  b'>
#> <'>
#> <>

#### backslash inside a quoted parameter expansion
unset x
printf '<%s>\n' "${x-\}}" "${x-a\}b}" "${x-\$y}" "${x-\q}"
#> <}>
#> <a}b>
#> <$y>
#> <\q>

#### quotes quote a pattern inside a quoted parameter expansion
x='a*b'
printf '<%s>\n' "${x#'a*'}" "${x#a"*"}" "${x%'*b'}" "${x#*'*'}"
#> <b>
#> <b>
#> <a>
#> <b>

#### double quotes nest through command substitution
x='a  b'
printf '<%s>\n' "$(printf '%s' "$x" "$(echo "c  d")")"
#> <a  bc  d>

#### escaped double quotes in backquotes in double quotes
printf '<%s>\n' "`echo \"a  b\"`"
#> <a  b>

#### quote removal leaves quotes that come from expansions
x='"a"' y="'b'" z='\c'
printf '<%s>\n' $x $y $z
#> <"a">
#> <'b'>
#> <\c>

#### a quoted reserved word is an ordinary word
'if' 2>/dev/null || echo "status $?"
\then 2>/dev/null || echo "status $?"
#> status 127
#> status 127

#### a dollar before what opens no expansion is literal
printf '<%s>\n' $ "$" a$ "a$" $% "$ x" $+
#> <$>
#> <$>
#> <a$>
#> <a$>
#> <$%>
#> <$ x>
#> <$+>

#### bytes that are not UTF-8 pass through
x=$(printf 'a\377b\300\200')
printf '%s' "$x" | od -An -tx1 | tr -d ' \n'; echo
printf '%s\n' "${#x}" | grep -q '[45]' && echo counted
#> 61ff62c080
#> counted

#### a backslash with nothing behind it
"$SH" -c 'echo \'
printf 'echo a\\' > file; . ./file
#>
#> a

#### an escaped brace in quotes in a quoted expansion
s=1; echo "${s+"\}"}" "${s+"a\}b"c}" "${s+"${s+"\}"}"}" "\}" "${s+$(echo "\}")}"
cat <<E
${s+"\}"} "\}"
E
#> } a}bc } \} \}
#> } "\}"
