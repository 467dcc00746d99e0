# help and the command line's own texts.

#### --help and --version
"$SH" --version | grep -ci tine
"$SH" --help | grep -c -- -c | grep -c '[1-9]'
#> 1
#> 1

#### texts that cannot be written
"$SH" --help >/dev/full || echo $?
#> 1
#2> tine: write error: No space left on device

#### an unknown long option
"$SH" --nosuchoption 2>err; [ $? -gt 0 ] && [ -s err ] && echo refused
#> refused

#### help lists every builtin and explains each
help | grep -c . | grep -c '^[0-9]*$'
for b in : . alias bg break cd command continue echo eval exec exit export false fc fg getopts hash help jobs kill local printf pwd read readonly return set shift test [ times trap true type ulimit umask unalias unset wait; do
    help "$b" > out 2>&1 && [ -s out ] || echo "$b"
done
help nosuchbuiltin >/dev/null 2>&1; echo $(( $? > 0 ))
#> 1
#> 1

#### help of set and shopt has every option, with its letter and whether it is on
for name in $(set -o | cut -d' ' -f1); do
    case $name in interactive|login|stdin) continue ;; esac
    help set | grep -q "^  ...$name " || echo "$name"
done
help shopt > all
help set | grep -c '^  -B braceexpand .*(on)$'
grep -c '^  sourcepath .*(on)$' all; grep -c '^  localvar_inherit .*[^)]$' all; grep -c '^  -' all
#> 1
#> 1
#> 1
#> 5

#### help -d and -s: parts of it
help -d cd : ; help -s -- cd; help -s nothing || echo $?
#> cd - change the working directory
#> : - do nothing
#> cd: cd [-L | -P [-e]] [directory | -]
#> 1
#2> nothing: not a builtin

#### no line of a manual ends in a blank
for name in $(compgen -b); do help "$name"; help -s "$name"; done >all
grep -n ' $' all
sed -n '/^true/p' all
#> true
#> true: true
