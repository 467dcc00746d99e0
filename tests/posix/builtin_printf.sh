# printf and echo: XCU printf, echo; XBD 5.

#### strings
printf '%s|%5s|%-5s|%.2s|%5.1s|\n' abc abc abc abc abc
#> abc|  abc|abc  |ab|    a|

#### integers
printf '%d %i %5d|%-5d|%05d|%+d|% d|%.3d\n' 42 -7 42 42 42 42 42 7
printf '%u %o %x %X %#o %#x\n' 42 8 255 255 8 255
#> 42 -7    42|42   |00042|+42| 42|007
#> 42 10 ff FF 010 0xff

#### constants as operands
printf '%d %d %d %d %d\n' 0x1f 010 "'A" '"B' -0x10
#> 31 8 65 66 -16

#### a character beyond ASCII as operand
printf '%d\n' "'é"
#> 233

#### characters and percent signs
printf '%c%c%%\n' abc d
#> ad%

#### escapes in the format
printf '\a\b\f\n\r\t\v\\\101\7' | od -An -tx1 | tr -d ' \n'; echo
#> 07080c0a0d090b5c4107

#### %b
printf '%b|' 'a\tb' '\0101' '\\' 'x\cy' 'never'; echo end
#> a	b|A|\|xend

#### the format is used again
printf '%s-%s\n' a b c
printf '%d\n' 1 2 3
printf 'x\n' unused
#> a-b
#> c-
#> 1
#> 2
#> 3
#> x

#### missing operands
printf '%s|%d|%b|\n'
#> |0||

#### width and precision from operands
printf '%*d|%-*d|%.*s|%*s|\n' 5 42 5 42 2 abc -4 x
#>    42|42   |ab|x   |

#### floating point conversions of whole numbers
printf '%f|%.0f|%#.0f|%+.1f|%-7.2f|%07.1f\n' 3 4 5 0 -8 -9
printf '%.1f\n' 9007199254740991 9007199254740992 1e22
#> 3.000000|4|5.|+0.0|-8.00  |-0009.0
#> 9007199254740991.0
#> 9007199254740992.0
#> 10000000000000000000000.0

#### floating point
printf '%.2f %e %g %5.1f|%E %G\n' 3.14159 12345.678 0.0001 2.25 0.5 1e10
#> 3.14 1.234568e+04 0.0001   2.2|5.000000E-01 1E+10

#### operands that are no numbers
printf '%d\n' abc; echo $(( $? > 0 ))
printf '%d\n' 12abc; echo $(( $? > 0 ))
printf '%d\n' ''; 
#> 0
#> 1
#> 12
#> 1
#> 0
#2>

#### numbered operands
printf '%2$s %1$s\n' a b
printf '%1$s%1$s\n' x y
#> b a
#> xx
#> yy
#% clause: XCU printf (2024) numbered conversions

#### options end
printf -- '-%s\n' a
printf '%s\n' -n
#> -a
#> -n

#### without operands it is an error
printf; echo $(( $? > 0 ))
#> 1
#2>

#### an invalid conversion is an error
printf '%y\n' x >/dev/null; echo $(( $? > 0 ))
#> 1
#2>

#### bytes pass
printf '%s\n' "$(printf '\377\200')" | od -An -tx1 | tr -d ' \n'; echo
#> ff800a

#### a NUL byte in the output
printf 'a\0b' | od -An -tx1 | tr -d ' \n'; echo
#> 610062

#### a big number
printf '%d %d\n' 9223372036854775807 -9223372036854775808
#> 9223372036854775807 -9223372036854775808

#### echo
echo a  b "c  d"
echo
echo -; echo --; echo "-x"
echo 'a
b'
#> a b c  d
#>
#> -
#> --
#> -x
#> a
#> b

#### a write error
printf x > /dev/full; echo $(( $? > 0 ))
echo x > /dev/full; echo $(( $? > 0 ))
#> 1
#> 1
#2>
