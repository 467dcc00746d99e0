# Arithmetic expansion: XCU 2.6.4, with the operators of C.

#### the four operations and their precedence
echo $((1+2*3)) $(((1+2)*3)) $((7/2)) $((-7/2)) $((7%3)) $((-7%3)) $((2-3-4))
#> 7 9 3 -3 1 -1 -5

#### unary operators
echo $((-5)) $((+5)) $((- -5)) $((!0)) $((!7)) $((~0)) $((~5)) $((!!3)) $((-~1))
#> -5 5 5 1 0 -1 -6 1 2

#### shifts and bits
echo $((1<<4)) $((256>>2)) $((-16>>2)) $((6&3)) $((6|3)) $((6^3)) $((1|2^3&4))
#> 16 64 -4 2 7 5 3

#### comparison and logic
echo $((1<2)) $((2<=2)) $((3>4)) $((3>=4)) $((1==1)) $((1!=1)) $((1&&0)) $((0||2)) $((1&&2))
#> 1 1 0 0 1 0 0 1 1

#### the conditional operator
echo $((1?2:3)) $((0?2:3)) $((0?1:0?2:3)) $((1?0?4:5:6))
#> 2 3 3 5

#### operands that are not chosen have no effect
x=1
echo $((0 && (x=5))) $((1 || (x=6))) $((1 ? 2 : (x=7))) $((0 ? (x=8) : 3)) $x
#> 0 1 2 3 1

#### a division that is not chosen does not fail
echo $((0 && 1/0)) $((1 || 1/0)) $((1 ? 2 : 1/0))
#> 0 1 2

#### assignments
x=10
echo $((x=5)) $((x+=3)) $((x-=2)) $((x*=4)) $((x/=3)) $((x%=5)) $((x<<=3)) $((x>>=1)) $((x|=3)) $((x&=6)) $((x^=5)) $x
#> 5 8 6 24 8 3 24 12 15 6 3 3

#### assignments are right-associative and stay in the shell
echo $((a=b=4)) $a $b
#> 4 4 4

#### constants
echo $((10)) $((010)) $((0x1f)) $((0X1F)) $((0))
#> 10 8 31 31 0

#### names with and without a dollar
x=5
echo $((x)) $(($x)) $((x*x)) $((-x)) $((${x}1))
#> 5 5 25 -5 51

#### unset and empty variables are zero
unset u; e=
echo $((u)) $((e)) $((u+1))
#> 0 0 1

#### values with sign and blanks
a=' 7 ' b=-5 c=+3 d=0x10 e=010
echo $((a)) $((b)) $((a-b)) $((c)) $((d)) $((e))
#> 7 -5 12 3 16 8

#### blanks and newlines are free
echo $((  1
+
2 	)) $(( 3 ))
#> 3 3

#### the expression is expanded first
x=3 op=+
echo $(( $x $op $(echo 4) )) $(( `echo 5` * ${u-6} ))
#> 7 30

#### quotes in the expression
echo $((1+2)) "$((1 + 2))"
#> 3 3

#### wraps at 64 bits
echo $((9223372036854775807)) $((9223372036854775807+1)) $((-9223372036854775807-1)) $((9223372036854775807*2))
#> 9223372036854775807 -9223372036854775808 -9223372036854775808 -2

#### the smallest number divided by minus one gives an answer
x=$((-9223372036854775807-1))
"$SH" -c "echo \$(( $x / -1 )); echo done" 2>/dev/null | tail -n 1
"$SH" -c "echo \$(( $x % -1 ))"
#> done
#> 0

#### shift counts out of range do not crash
"$SH" -c 'echo $((1 << 64)) $((1 >> 70)) $((1 << -1))' >/dev/null 2>&1
[ $? -lt 128 ] && echo ok
#> ok

#### division by zero is an error
(echo $((1/0)); echo not reached)
echo $(( $? > 0 ))
(echo $((1%0)); echo not reached)
echo $(( $? > 0 ))
#> 1
#> 1
#2>

#### a value that is no number is an error
(x=1.5; echo $((x)); echo not reached)
echo $(( $? > 0 ))
(x='1 2'; echo $((x)); echo not reached)
echo $(( $? > 0 ))
#> 1
#> 1
#2>

#### syntax errors in expressions are errors
for e in '1+' '*2' '(1' '1)' '09' '1.5' '5=1' '1 2'; do
    ("$SH" -c "echo \$(( $e )); echo not reached") >/dev/null 2>&1
    [ $? -gt 0 ] && [ $? -lt 128 ] || echo "$e"
done
echo end
#> end

#### a value is a number, never a command
x='a[$(echo ran >&2)]'
(echo $((x))) 2>&1 | grep -c '^ran'
:
#> 0

#### the result is split by IFS when unquoted
IFS=5
printf '<%s>' $((1000+555)) "$((1555))"; echo
#> <1><><><1555>

#### nested arithmetic and parentheses
echo $((1+$((2*$((3+4)))))) $((((1)+(2))*(3)))
#> 15 9

#### in here-documents, assignments and parameter operands
x=$((2+3))
cat <<END
$((x*2))
END
echo ${unset-$((x+1))}
#> 10
#> 6

#### positional parameters inside
set -- 4 5
echo $(($1*$2)) $(($#+1))
#> 20 3

#### logical operators bind in their order
echo $((1||0&&0)) $((0&&0||1)) $((1|0&&0)) $((1==2<3)) $((4>3>2)) $((5&3==3))
#> 1 1 0 1 0 1

#### an assignment in a condition
i=0
while [ $((i+=1)) -lt 5 ]; do :; done
echo $i
#> 5

#### nounset makes unset names an error
(set -u; unset x; echo $((x)); echo not reached)
echo $(( $? > 0 ))
#> 1
#2>

#### a readonly variable cannot be assigned
(readonly r=1; echo $((r=2)); echo not reached)
echo $(( $? > 0 ))
#> 1
#2>

#### the comma and increment operators, where the shell has them, do not crash
"$SH" -c 'x=1; echo $((x++)) $((++x)) $((x--)) $((1,2))' >/dev/null 2>&1
[ $? -lt 128 ] && echo ok
#> ok

#### a deep expression
i=0 e=1
while [ $i -lt 200 ]; do e="($e+1)"; i=$((i+1)); done
echo $(($e))
#> 201
