# read: options beyond POSIX.

#### a number of characters
printf 'abcdef\n' | { read -n 3 x; read y; echo "$x $y"; }
#> abc def

#### -n stops at a newline
printf 'ab\ncd\n' | { read -n 5 x; read y; echo "$x|$y"; }
#> ab|cd

#### a time limit
mkfifo p; exec 3<>p
read -t 0.1 x <&3; [ $? -gt 128 ] && echo timeout
echo data >&3; read -t 5 x <&3; echo $? $x
#> timeout
#> 0 data

#### a prompt is not shown without a terminal
echo x | { read -p 'prompt: ' y; echo $y; }
#> x

#### -s reads like any other without a terminal
echo secret | { read -s y; echo $y; }
#> secret

#### the default name
echo 'a b' | { read; echo "<$REPLY>"; }
#> <a b>

#### -N reads so many characters, of whatever kind
printf 'a b\ncd\n' | { read -N 5 x y; printf '<%s>' "$x" "$y"; read z; echo "$z"; }
#> <a b
#> c><>d

#### read with no time at all only looks
printf 'one\ntwo\n' >file
{ read -t 0; echo $?; read -r x; echo "$x"; } <file
read -t 0 </dev/null; echo $?
#> 0
#> one
#> 0

#### read sets elements of arrays
typeset -A m; read m[key] 'a[2]' <<<'value rest of it'
echo "${m[key]}|${a[2]}"; k=key; read 'm[$k]' <<<new; echo "${m[key]} ${#m[@]}"
#> value|rest of it
#> new 1

#### backslashes do not count, and protect a delimiter
printf '%s\n' 'a\b\c\d' | { read -n 3 x; echo "$x"; }
printf '%s' 'a\;b;c' | { read -d ';' x; echo "$x"; }
printf '%s\n' 'a\' 'b;c' | { read -d ';' x; echo "$x"; }
#> abc
#> a;b
#> ab

#### options behind the array
read -a words -d x <<<"1 2 3x4"; declare -p words
read -ra words -n 3 <<<"abcdef"; echo "${words[@]}"
#> declare -a words=([0]="1" [1]="2" [2]="3")
#> abc

#### a time that the clock does not reach is none
for time in 9223372036854775807 9223372036854775808; do read -t $time x <<<ab; echo $? $x; done
#> 0 ab
#> 0 ab
