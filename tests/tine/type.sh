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

#### hash tells and forgets where commands are
mkdir bin; echo 'echo found' >bin/there; chmod +x bin/there
hash -p "$PWD/bin/there" elsewhere; elsewhere
hash -t elsewhere | sed 's,.*/,,'
hash -l | grep elsewhere | sed 's,/.*/,/,'
hash -d elsewhere; hash -t elsewhere; echo $?
#2> not found
#> found
#> there
#> hash -p /there elsewhere
#> 1

#### type shows functions, or leaves them out
f() { echo hi; }
type f | head -n 1
type f | grep -c 'echo hi'
type -f f; echo $?
#2> not found
#> f is a shell function
#> 1
#> 1

#### umask as a command
umask 027; umask -p; umask -p -S
#> umask 0027
#> umask -S u=rwx,g=rx,o=

#### what stood in one pair of double quotes is shown in one
f() { echo "in f $1, $(pwd)!" 'just text' a"$b"'c'; }
declare -f f | sed 's/ $//'
#> f ()
#> {
#>     echo "in f $1, $(pwd)!" 'just text' a"${b}c"
#> }

#### a directory is no program
type -P /; echo $?
#> 1

#### command -v with several names looks for any of them
command -v : nosuch; echo $?
command -v nosuch :; echo $?
command -v nosuch nosuch2; echo $?
type -t : nosuch; echo $?
#> :
#> 0
#> :
#> 0
#> 1
#> builtin
#> 1

#### a program that has gone from where it was is looked for anew
mkdir one two; for d in one two; do echo echo $d > $d/prog; chmod +x $d/prog; done
PATH=$PWD/one:$PWD/two:$PATH; prog; rm one/prog
[ "$(command -v prog)" = "$PWD/two/prog" ] && echo found; type -p prog >/dev/null && echo found
rm two/prog; command -v prog; echo $?; command -v echo >/dev/null; mkdir two/echo; hash -r; command -v echo | grep -c /echo
#> one
#> found
#> found
#> 1
#> 1

#### command -p of a path that leads nowhere
command -pv /nonexistent/program; echo $?; command -pV /nonexistent/program 2>err; echo $?; [ -s err ] && echo said
#> 1
#> 1
#> said

#### type -a says the same with its options as without
f() { :; }; alias ll='ls -l'
for name in f ll cd if :; do
    [ "$(type $name)" = "$(type -a $name)" ] || echo $name
done
set -o posix
[ "$(type f)" = "$(type -a f)" ] && type f
#> f is a shell function

#### options find a file that is not executable if nothing else is there
mkdir a b; echo : >a/tool; echo : >a/other; cp a/other b/other; chmod +x b/other; mkdir a/place
PATH=$PWD/a:$PWD/b
for name in tool other; do at=$(type -P "$name"); echo "${at#"$PWD/"}"; done
type -t tool; type -aP tool; echo $?; type -P place; echo $?
set -o posix; type -P tool; echo $?
#> a/tool
#> b/other
#> file
#> 1
#> 1
#> 1
