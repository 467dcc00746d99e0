# Invocation: XCU sh.

#### -c
"$SH" -c 'echo "$0" "$1" $#' name a b
"$SH" -c 'echo $#'
"$SH" -c -- 'echo dashes'
"$SH" -ec 'false; echo no'; echo $?
"$SH" -c 'echo a
echo b'
#> name a 2
#> 0
#> dashes
#> 1
#> a
#> b

#### a script with arguments
echo 'echo "$0" "$1" $#' > s
"$SH" s a b; "$SH" ./s; "$SH" -- s x; "$SH" -e -u s y
#> s a 2
#> ./s  0
#> s x 1
#> s y 1

#### -s
echo 'echo "$0" "$1" $#' | "$SH" -s a b | sed 's/^[^ ]* //'
echo 'echo $#' | "$SH" -s
echo 'echo $-' | "$SH" -es | grep -c e
#> a 2
#> 0
#> 1

#### the script on standard input
echo 'echo in; exit 3' | "$SH"; echo $?
printf 'echo a\necho b' | "$SH"
#> in
#> 3
#> a
#> b

#### the script on standard input is not read ahead: from a pipe
printf 'read x\ndata line\necho "$x"\ncat\nrest\nof it\n' | "$SH"
#> data line
#> rest
#> of it

#### the script on standard input is not read ahead: from a file
printf 'sh -c "read y; echo \\$y"\nfor the child\necho after\n' > s; "$SH" < s
#> for the child
#> after

#### whoever reads after a command finds what follows it: from a file and from a pipe
cat > s <<'EOF'
echo start
read x
one
exec 3<&0; read y <&3
two
(read z; echo "sub $z")
three
v=$(read w; echo "$w")
four
dd bs=1 count=5 2>/dev/null
five
{ read u; echo "$u"; } | cat
six
sleep 0 & wait
while read l; do test "$l" = end && break; echo "l=$l"; done
seven
end
echo "$x $y $v"
exec cat
eight
EOF
"$SH" < s > file; cat s | "$SH" > pipe; cmp file pipe && cat file
#> start
#> sub three
#> five
#> six
#> l=seven
#> one two four
#> eight

#### what a shell leaves of its input is there for the next
printf 'echo a; exit 3\nrest a\n' > a; printf 'echo b\nkill -9 $$\nrest b\n' > b
for f in a b; do ("$SH"; cat) < $f; cat $f | ("$SH"; cat); done 2>/dev/null
#> a
#> rest a
#> a
#> rest a
#> b
#> rest b
#> b
#> rest b

#### exec on the script's own input
printf 'echo a\nexec < other\necho no\n' > s; echo 'echo b' > other
"$SH" < s
#> a
#> b

#### -n checks and does not run
echo 'echo ran; x=$(exit 3)' > good; printf 'if true; then\necho x\n' > bad
"$SH" -n good; echo $?
"$SH" -n bad 2>/dev/null; echo $(( $? > 0 ))
#> 0
#> 1

#### -u, -x, -f, -C, -a, -e and -o
"$SH" -uc 'echo $x; echo no' 2>/dev/null; echo $(( $? > 0 ))
"$SH" -xc ': traced' 2>&1 | grep -c traced
: > file; "$SH" -fc 'echo *'
"$SH" -Cc 'echo x > file' 2>/dev/null; echo $(( $? > 0 ))
"$SH" -ac 'x=1; "$SH" -c "echo \$x"'
"$SH" -o noglob -c 'echo *'; "$SH" -f +f -c 'echo *'; "$SH" -o noglob +o noglob -c 'echo *'
"$SH" -euf -c 'case $- in *e*) case $- in *u*) case $- in *f*) echo all;; esac;; esac;; esac'
#> 1
#> 1
#> *
#> 1
#> 1
#> *
#> file
#> file
#> all

#### -v echoes the input
printf 'echo a\n\nif true; then\necho b; fi\n' > s
"$SH" -v s 2>&1 >/dev/null
#> echo a
#>
#> if true; then
#> echo b; fi

#### a script that is not there, a directory, not readable
"$SH" ./nosuch 2>/dev/null; echo $?
mkdir d; "$SH" ./d 2>/dev/null; x=$?; [ $x -gt 0 ] && [ $x -lt 128 ] && echo ok
#> 127
#> ok

#### an option that is unknown
"$SH" -Q -c : 2>/dev/null; echo $(( $? > 0 ))
"$SH" -o nosuch -c : 2>/dev/null; echo $(( $? > 0 ))
"$SH" -c 2>/dev/null; echo $(( $? > 0 ))
#> 1
#> 1
#> 1

#### a carriage return at the end of a line is part of the word
printf 'printf "<%%s>" a\r\n' > s; "$SH" s | od -An -c | tr -d ' \n'; echo
#> <a\r>

#### bytes that are no characters, anywhere
printf 'x=\377\200; echo "$x\376" # \375\n' > s; "$SH" s | od -An -tx1 | tr -d ' \n'; echo
printf 'f\377() { echo fn; }\nf\377\n' > s; "$SH" s >/dev/null 2>&1; [ $? -lt 128 ] && echo ok
"$SH" -c "echo $(printf '\377')" "$(printf '\376')" "$(printf '\375')" | od -An -tx1 | tr -d ' \n'; echo
#> ff80fe0a
#> ok
#> ff0a

#### a long line and a long script
x=a; while [ ${#x} -lt 60000 ]; do x=$x$x; done
echo "echo $x" > s; "$SH" s | wc -c | tr -d ' '
i=0; while [ $i -lt 5000 ]; do echo "x=$i # a comment to make it longer"; i=$((i+1)); done > s; echo 'echo $x' >> s; "$SH" s
#> 65537
#> 4999

#### a script that grows while it runs
echo 'echo "echo added" >> s' > s; "$SH" ./s
#> added

#### ENV is not read by a script
echo 'echo env' > e; ENV=$PWD/e "$SH" -c 'echo cmd'
#> cmd

#### closed standard descriptors
"$SH" -c 'echo a' <&-
"$SH" -c 'echo a >&2' 2>&- ; echo $(( $? > 0 ))
"$SH" -c 'echo a' >&- 2>/dev/null; echo $(( $? > 0 ))
"$SH" -c ': < /dev/null; cat < /dev/null; echo b >&2' <&- 2>&1
"$SH" -c ':' <&- >&- 2>&-; echo $?
#> a
#> 1
#> 1
#> b
#> 0

#### commands that cannot be read end the shell with status 128
#% clause: XCU sh, EXIT STATUS: 128 for a read error of the shell; XCU 2.8.1: but the EXIT trap, nothing is executed
"$SH" </ 2>said; echo $?; grep -ci 'syntax' said
printf 'trap "echo bye" EXIT; echo one\nexec </\necho no\n' | "$SH" 2>/dev/null; echo $?
printf 'exec </\necho no; (' | "$SH" 2>/dev/null; echo $?
"$SH" -c '. ./; echo no' 2>/dev/null; echo $(( $? > 0 && $? < 128 ))
#> 128
#> 0
#> one
#> bye
#> 128
#> 128
#> 1
