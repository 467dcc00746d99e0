# Here-documents: XCU 2.7.4.

#### the body is expanded
x=val
cat <<END
$x ${x} $(echo sub) `echo old` $((1+2)) "$x" '$x'
\$x \`echo\` \\ \a \
joined
END
#> val val sub old 3 "val" 'val'
#> $x `echo` \ \a joined

#### any quoting of the delimiter turns expansion off
x=val
cat <<'END'
$x \
END
cat <<\END
$x $(echo)
END
cat <<E"N"D
`x` \\
END
#> $x \
#> $x $(echo)
#> `x` \\

#### tabs are stripped with the dash
cat <<-END
	one
		two	x
	    three
	END
cat <<-'END'
	$x
	END
#> one
#> two	x
#>     three
#> $x

#### tabs that come from expansions stay
x='	tab'
cat <<-END
	$x
	END
#> 	tab

#### several on one line
cat <<A; cat <<B
a
A
b
B
{ cat <&3; cat; } 3<<A <<B
three
A
zero
B
#> a
#> b
#> three
#> zero

#### the rest of the line goes on
cat <<END && echo and; echo next
body
END
cat <<END | tr a-z A-Z
pipe
END
#> body
#> and
#> next
#> PIPE

#### empty
cat <<END
END
cat <<''

echo after
#> after

#### a delimiter that looks odd
cat <<'a b'
body
a b
cat <<!
exclaim
!
cat <<$x
literal
$x
cat << END
spaced
END
#> body
#> exclaim
#> literal
#> spaced

#### the delimiter line must match exactly
cat <<END
 END
END 
ENDX
END
#>  END
#> END 
#> ENDX

#### in a compound command
if true; then cat <<END
inside
END
fi
for i in 1 2; do cat <<END
i=$i
END
done
while read x; do echo "<$x>"; done <<END
a
b
END
#> inside
#> i=1
#> i=2
#> <a>
#> <b>

#### in a function, expanded at each call
f() { cat <<END
arg $1
END
}
f a; f b
#> arg a
#> arg b

#### in command substitution
x=$(cat <<END
line
END
)
echo "$x"
echo "$(cat <<'END'
quoted ) paren
END
)"
#> line
#> quoted ) paren

#### in a subshell and in a group
(cat <<END
sub
END
)
{ cat <<END
group
END
}
#> sub
#> group

#### nested inside a body's substitution
cat <<OUT
$(cat <<IN
inner
IN
)
outer
OUT
#> inner
#> outer

#### double quotes are literal in the body
x=v
cat <<END
"$x" "a" ${u-q}
END
#> "v" "a" q

#### single quotes in a body's parameter expansion are literal
cat <<END
${u-'q'}
END
#> 'q'

#### no field splitting and no pathname expansion
x='a  b *'
cat <<END
$x *
END
#> a  b * *

#### assignments in the body reach the shell
cat <<END
${u=assigned}
END
echo $u
#> assigned
#> assigned

#### on any descriptor
cat 5<<END <&5
five
END
#> five

#### read by a builtin
read a b <<END
one two three
END
echo "$b"
#> two three

#### large bodies
i=0 x=0123456789abcdef
while [ $i -lt 13 ]; do x=$x$x; i=$((i+1)); done
cat <<END | wc -c | tr -d ' '
$x
END
cat <<END > file
$x
END
wc -c < file | tr -d ' '
read y <<END
$x
END
echo ${#y}
#> 131073
#> 131073
#> 131072

#### a large quoted body
{ echo "cat <<'END' | wc -l | tr -d ' '"; i=0; while [ $i -lt 20000 ]; do echo "line $i \$x"; i=$((i+1)); done; echo END; } > script
"$SH" ./script
#> 20000

#### unread bodies do no harm
i=0 x=0123456789abcdef
while [ $i -lt 13 ]; do x=$x$x; i=$((i+1)); done
true <<END
$x
END
echo $?
#> 0

#### works with an umask that forbids everything
umask 777
cat <<END
body
END
#> body

#### a delimiter reached only at the end of the file
printf 'cat <<END\nbody\nEND' > script
"$SH" ./script
#> body

#### line continuation does not act in a quoted body
cat <<'END'
a\
b
END
#> a\
#> b

#### a backslash before other characters stays
cat <<END
\" \' \n \{ \\$
END
#> \" \' \n \{ \$

#### in the input of a loop whose body reads another
while read a; do
    read b <<IN
inner $a
IN
    echo $b
done <<OUT
1
2
OUT
#> inner 1
#> inner 2

#### line continuation joins the delimiter line
cat <<END
a
E\
ND
cat <<END
a\
END
END
#> a
#> aEND
#% clause: XCU 2.7.4 (2024) line continuation is removed during the search for the delimiter

#### a substitution in the delimiter is part of it, as it stands
cat <<$(a b)
one
$(a b)
cat <<x${y}`z`
two $((1 + 1))
x${y}`z`
#> one
#> two 2

#### what a subshell has read of a here-document is read, be it a process or not
some() {
  (read -r a; echo "$a")
  b=$(read -r b; echo "$b"); echo "$b"
  { read -r c; echo "$c"; } | cat
  ({ umask 0; } </dev/null; read -r d; echo "$d")
  read -r e; echo "$e"
}
some <<E
1
2
3
4
5
E
trap : USR1
some <<E
a
b
c
d
e
E
#> 1
#> 2
#> 3
#> 4
#> 5
#> a
#> b
#> c
#> d
#> e
