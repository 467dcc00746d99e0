# printf: options beyond POSIX.

#### into a variable
printf -v x '%s-%d' a 5; echo $x
#> a-5

#### %q can be read again
eval "set -- $(printf '%q ' 'a b' "it's" '')"; printf '<%s>' "$@"; echo
#> <a b><it's><>
