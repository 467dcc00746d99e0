# shopt, and what its options do; enable, builtin.

#### shopt shows, switches and tells
shopt nullglob; echo $?; shopt -s nullglob; shopt -q nullglob; echo $?; shopt -p nullglob
shopt -so pipefail; shopt -po pipefail; shopt -s nosuch; echo $?
#> nullglob       	off
#> 1
#> 0
#> shopt -s nullglob
#> set -o pipefail
#> 1
#2> no such option

#### what cannot be switched is said to be so
shopt -s histappend; echo $?; shopt -u histappend; echo $?; shopt -s login_shell; echo $?
#> 0
#> 1
#> 1
#2> cannot be switched off

#### nullglob, dotglob, globskipdots
touch .a b
shopt -s nullglob; echo x* y; shopt -u nullglob; echo x*
shopt -s dotglob; echo *; shopt -u dotglob; echo .*; shopt -u globskipdots; echo .*
#> y
#> x*
#> .a b
#> .a
#> . .. .a

#### failglob ends the command line, not the script
shopt -s failglob
echo x* ; echo not reached
echo $?
#> 1
#2> no match

#### globstar goes down without following links
mkdir -p a/b; touch x a/y a/b/z; ln -s a l
shopt -s globstar
echo **; echo **/; echo **/z; echo a/**; echo **/b/*
#> a a/b a/b/z a/y l x
#> a/ a/b/ l/
#> a/b/z
#> a/ a/b a/b/z a/y
#> a/b/z

#### nocaseglob and nocasematch
touch Abc aBd; shopt -s nocaseglob; echo AB*
shopt -s nocasematch
case ABC in abc) echo case;; esac; [[ Foo == f* && FOO =~ ^fo && É == é ]] && echo test
x=HELLO; echo ${x/ll/zz} ${x#he}
#> Abc aBd
#> case
#> test
#> HEzzO HELLO

#### extglob in any word
shopt -s extglob
touch aa ab bb cc aab
echo !(a*) +(a)b @(aa|bb) "+(a)"*
x=foobarbar; echo ${x%+(bar)} ${x%%+(bar)} ${x##?(foo|x)} ${x//@(o|a)/-}
#> bb cc aab ab aa bb +(a)*
#> foobar foo barbar f--b-rb-r

#### without extglob an exclamation mark negates
if !(false); then echo yes; fi
#> yes

#### lastpipe
shopt -s lastpipe; echo a | read x; echo $x
#> a

#### expand_aliases
alias foo='echo hi'
shopt -u expand_aliases
foo 2>/dev/null || echo none
shopt -s expand_aliases
foo
#> none
#> hi

#### xpg_echo, sourcepath, execfail
shopt -s xpg_echo; echo 'a\tb'; echo -E 'a\tb'
shopt -u sourcepath; echo 'echo here' >f; source f
shopt -s execfail; exec ./nosuch; echo $?
#> a	b
#> a\tb
#> here
#> 127
#2> nosuch

#### set -B and set -P
set +B
echo a{b,c}
set -B
echo a{b,c}
mkdir r; ln -s r l; set -P; cd l; echo ${PWD##*/}
#> a{b,c}
#> ab ac
#> r

#### set +o and shopt -p can be read back
set +o >s; shopt -p >>s; set -f; shopt -s nullglob
. ./s 2>/dev/null; case $- in *f*) echo still;; esac; shopt -q nullglob || echo back
#> back

#### a missing file ends no script for source
source ./nosuch; echo $?
#> 1
#2> nosuch

#### nor does a directory
source /; echo $?
#> 1
#2> directory

#### builtin passes a function by
cd() { builtin cd "$@" && echo went; }
cd /; builtin nosuch; echo $?
#> went
#> 1
#2> not a builtin

#### enable switches builtins
type -t printf; enable -n printf; type -t printf; enable -n; enable printf; type -t printf
(enable -n true); type -t true; enable nosuch; echo $?
#> builtin
#> file
#> enable -n printf
#> builtin
#> builtin
#> 1
#2> not a builtin

#### OPTERR switches the messages off
OPTERR=0; getopts a o -b; echo $? $o
#> 0 ?

#### a file that is in no directory of PATH is read from here
echo 'echo read' > near.here
. near.here; source near.here
(set -o posix; . near.here) || echo not found
#> read
#> read
#> not found
#2> No such file

#### a number in braces behind the x of an escape
echo $'\x{41}\x{042}C\x{44' $'\x45\x{146}'
#> ABCD EF

#### a delimiter that would be translated
cat <<$"END"
$HOME
END
#> $HOME

#### an exclamation mark alone turns the status of nothing round
! ; echo $?; !
echo $?; if ! ; then echo yes; else echo no; fi; ! ! ; echo $?; (! ); echo $?
#> 1
#> 1
#> no
#> 0
#> 1

#### but POSIX wants a command behind it
#% options: -o posix
! ; echo no
#2> expected a command after `!`
#$? 2

#### parentheses in quotes do not end an expression, nor a command that looks like one
((echo "a))"; echo b) ); ((echo 'c))'; echo d) ); x=$((echo "e))"; echo ')') ); echo $x
((echo f # it's a comment
) ; (echo g)); declare -A m; ((m['h)']=7, "1" + 1)) && echo "${m[h)]}"; echo $(( 1 + (2) ))
#> a))
#> b
#> c))
#> d
#> e)) )
#> f
#> g
#> 7
#> 3

#### a command is known by BASH_COMMAND, without a trap too
f() { echo "<$BASH_COMMAND>"; }; f a; x=$BASH_COMMAND; echo "$x"; (eval 'echo $BASH_COMMAND')
#> <echo "<$BASH_COMMAND>">
#> x=$BASH_COMMAND
#> echo $BASH_COMMAND

#### shift of more than there are is no end outside posix mode
command=$1; shift; echo $? $#
set -- a b; shift 3; echo $? $#
"$SH" -o posix -c 'shift 3; echo on'; echo $(( $? > 0 ))
#> 1 0
#> 1 2
#> 1
#2>

#### a script reads what is new in the history file
HISTFILE=./past; printf 'one\ntwo\n' > past
history -n; history | wc -l
echo three >> past; history -n; history -n; history 1 | sed 's/^ *//'
#> 2
#> 3  three
