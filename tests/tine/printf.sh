# printf: options beyond POSIX.

#### into a variable
printf -v x '%s-%d' a 5; echo $x
#> a-5

#### %q can be read again
eval "set -- $(printf '%q ' 'a b' "it's" '')"; printf '<%s>' "$@"; echo
#> <a b><it's><>

#### times
TZ=UTC0; export TZ
printf '%(%Y-%m-%d %H:%M)T|%d\n' 86400 5
[ "$(printf '%(%s)T' -1)" -ge $((EPOCHSECONDS - 2)) ] && [ "$(printf '%(%s)T')" -gt 1000 ] && echo now
#> 1970-01-02 00:00|5
#> now

#### into an element
declare -A m; a=(1 2)
printf -v 'm[a b]' %03d 7; printf -v 'a[1+1]' x
echo "${m[a b]} ${a[2]}"
#> 007 x

#### %q as others quote
printf '%q\n' plain 'a b' "it's" '$x' '' '~a' 'a~#' "$(printf 'a\nb')"
#> plain
#> a\ b
#> it\'s
#> \$x
#> ''
#> \~a
#> a~#
#> $'a\nb'

#### the time zone of %()T is the shell's
TZ=JST-9 printf '%(%H:%M)T\n' 0
export TZ=EST5; printf '%(%H:%M)T\n' 0
TZ=UTC0 printf '%(%H:%M)T\n' 0; printf '%(%H:%M)T\n' 0
unset TZ; TZ=UTC0; export TZ; printf '%(%H:%M)T\n' 0
#> 09:00
#> 19:00
#> 00:00
#> 19:00
#> 00:00

#### %Q is quoted behind its precision
printf '%Q|%.2Q|%8Q|%.2q\n' "a b" "a b" "x y" "a b"
#> a\ b|a\ |    x\ y|a\

#### %n assigns how much there is so far
printf 'abc'; printf '%s %s%n|\n' ab cd n; echo $n; printf -v x '%5s%n' a 'y[2]'; echo "${y[2]}"
printf '%n' 1a; echo $?
#> abcab cd|
#> 5
#> 5
#> 1
#2> 1a

#### times have width and precision
TZ=UTC0; printf '[%10.5(%Y-%m-%d)T]%-6(%Y)T|%*(%Y)T\n' 1557978599 0 6 0
#> [     2019-]1970  |  1970
