#### -a
type -a echo | wc -l | grep -c '[2-9]'
#> 1

#### -p and -P
type -p cat | grep -c '/cat$'; type -p cd; type -P cat | grep -c '/cat$'
#> 1
#> 1

#### -t
f() { :; }; alias a=b
type -t f a cd if cat nosuch
#> function
#> alias
#> builtin
#> keyword
#> file
#$? 1

#### in posix mode, words that POSIX does not reserve are none
command -v select; command -v '[['; command -v if
set -o posix
command -v select || echo no; command -v '[[' || echo no; command -v if
#> select
#> [[
#> if
#> no
#> no
#> if
