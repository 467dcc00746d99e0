#### the parenthesis of a substitution may follow the delimiter
x=$(cat <<END
one $((1 + 1)) )
END)
echo "[$x]"
x=$(cat <<'END' | tr a-z A-Z
$x
END)$(cat <<-END; echo more
	tabs
	END )
echo "[$x]" "$LINENO"
#> [one 2 )]
#> [$Xtabs
#> more] 10

#### where it follows in other places
cat <(cat <<A
a
A) <(cat <<B
b
B)
y=${none:-$(cat <<C
c
C)}; echo "$y" $(( $(cat <<D
5
D) + 1 ))
list=($(cat <<E
d e
E)); echo "${list[1]}"
eval 'z=$(cat <<F
f
F)'; echo "$z"
cat <<OUT
in $(cat <<G
g
G) a body
OUT
[[ $(cat <<H
h
H) == h ]] && echo yes
#> a
#> b
#> c 6
#> e
#> f
#> in g a body
#> yes

#### in a subshell or a compound command of the substitution
x=$( (cat <<A
a
A) )
y=$(while read -r line; do echo "<$line>"; done <<B
b
B)
echo "$x$y"
#> a<b>

#### a longer line does not end it
x=$(cat <<END
ENDING)
 END)
END
)
echo "$x"
#> ENDING)
#>  END)

#### nor does one outside a substitution
(cat <<END
END)
END
)
x=`cat <<END
END)
END`
echo "$x"
#> END)
#> END)

#### only the parenthesis of the substitution can follow
x=$({ cat <<END
text
END); })
#2> 3: syntax error
#$? 2

#### not in POSIX
set -o posix
x=$(cat <<END
END)
END
)
echo "$x"
#> END)

#### a function shows it with a line of its own
f() { x=$(cat <<A
a
A); echo "$x"; }
eval "$(declare -f f)"; f
#> a

#### a document that begins behind the substitution
x=$(cat <<A) y=$(cat <<B; echo more)
a
A
b
B
echo "$x $y" "$LINENO"
#> a b
#> more 6

#### with aliases, which have it read again
shopt -s expand_aliases
alias say='echo said'
x=$(cat <<A; say)
a
A
y=$( (cat <<B
b
B); say; alias say='echo now'
say $LINENO; cat <<C
c
C)
echo "$x"; echo "$y"
#> a
#> said
#> b
#> said
#> now 9
#> c
