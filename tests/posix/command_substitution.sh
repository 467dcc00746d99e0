# Command substitution: XCU 2.6.3.

#### both spellings
echo $(echo a) `echo b` "$(echo 'c  d')" "`echo 'e  f'`"
#> a b c  d e  f

#### only trailing newlines are removed
x=$(printf '\n a \n b \n\n\n')
printf '<%s>\n' "$x"
#> <
#>  a 
#>  b >

#### nested
echo $(echo $(echo $(echo deep))) `echo \`echo \\\`echo deep\\\`\``
#> deep deep

#### backslashes in backquotes
x=val
printf '%s\n' `printf %s '\\\\'` `printf %s \$x` `printf %s '\$x'` `printf %s '\x'`
#> \\
#> val
#> $x
#> \x

#### single quotes in backquotes in double quotes
printf '%s\n' "`printf '%s' 'a  b'`"
#> a  b

#### the result is split and globbed unless quoted
: > file
x='*'
printf '<%s>' $(echo 'a  b' "$x") "$(echo 'a  b' "$x")"; echo
#> <a><b><file><a  b *>

#### an empty result unquoted is no field
set -- $(:) a "$(:)" $(echo)
echo $#
#> 2

#### runs in a subshell environment
x=1
y=$(x=2; cd /; exit 3); echo $? $x
[ "$PWD" != / ] && echo still here
#> 3 1
#> still here

#### status without a command name
$(exit 4)
echo $?
$(exit 5) $(exit 6)
echo $?
x=$(exit 7)
echo $?
#> 4
#> 6
#> 7

#### status does not matter with a command name
true $(exit 4); echo $?
#> 0

#### a null command
echo a$()b a$( )b a``b "$(
)"
#> ab ab ab 

#### the parameters are those of the shell
set -- a b
echo $(echo $#; shift; echo $1) $1
#> 2 b a

#### a large result
x=$(i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done)
echo ${#x}
#> 208889

#### a large result from an external command
x=$(dd if=/dev/zero bs=1000 count=300 2>/dev/null | tr '\0' x)
echo ${#x}
#> 300000

#### NUL bytes are dropped
x=$(printf 'a\0b'); echo ${#x}
#> 2

#### standard error and other descriptors are those of the shell
exec 3>file
x=$(echo out; echo three >&3) 
cat file; echo $x
#> three
#> out

#### waits for the end of the output
mkfifo gate
x=$( (read go <gate; sleep 0.1; echo late) & echo early; echo go >gate)
echo $x
#> early late

#### does not wait for a background process that closed the output
x=$( sleep 100 >/dev/null 2>&1 & echo $!)
kill $x && echo alive
#> alive

#### in the middle of a word and in assignments
a=x$(echo y)z
echo $a p$(echo q)r$(echo s)
#> xyz pqrs

#### in a here-document and in arithmetic
cat <<END
$(echo a  b) `echo c`
END
echo $(( $(echo 2) * `echo 3` ))
#> a b c
#> 6

#### in a redirection and in a case word
echo data > $(echo file)
cat < "$(echo file)"
case $(echo a b) in "a b") echo match;; esac
#> data
#> match

#### a function called inside
f() { echo "f$1"; return 3; }
x=$(f 1); echo $x $?
#> f1 3

#### an exit inside a function inside
f() { exit 4; echo no; }
x=$(f; echo no); echo "<$x>" $?
#> <> 4

#### the last command of the substitution is a pipeline
x=$(echo a | cat; false | true); echo $x $?
#> a 0

#### compound commands inside
echo $(if true; then echo a; fi; for i in b c; do echo $i; done; { echo d; }; (echo e))
#> a b c d e

#### many one after another
i=0; while [ $i -lt 500 ]; do x=$(echo $i); i=$((i+1)); done; echo $x
#> 499

#### status is visible inside
false
echo $(echo $?)
#> 1

#### a continued line in backquotes, even within quotes
x=`printf %s 'one\
two'`; echo "$x"
y="`echo 'a\
b' "c\
d"`"; echo "$y"
#> onetwo
#> ab cd
