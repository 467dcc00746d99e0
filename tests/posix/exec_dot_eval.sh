# exec, dot and eval: XCU 2.15.

#### eval joins its operands
x='echo a'
eval $x b '"c  d"'
eval "x=1" "; echo \$x"
eval; echo $?
eval ''; echo $?
#> a b c  d
#> 1
#> 0
#> 0

#### eval and the status
eval 'exit_status() { return 3; }; exit_status'; echo $?
false; eval; echo $?
false; eval 'echo $?'
eval false || echo or
#> 3
#> 0
#> 1
#> or

#### eval of several lines, with alias and here-document
eval 'alias e="echo alias"
e x
cat <<END
doc
END
echo last'
#> alias x
#> doc
#> last

#### eval nested and with quotes
eval eval eval echo '"\\\$HOME"' | grep -c /
x="it's"; eval "y=\$x"; echo "$y"
#> 1
#> it's

#### eval of a compound command that breaks the loop outside
for i in 1 2; do eval 'if true; then break; fi'; echo no; done; echo $i
#> 1

#### dot runs a file in the shell
echo 'x=1; f() { echo f; }; echo "$1" $#' > s
set -- a b
. ./s; echo $x; f
#> a 2
#> 1
#> f

#### dot and the status
echo '(exit 3)' > s; . ./s; echo $?
: > s; false; . ./s; echo $?
echo 'echo $?' > s; false; . ./s
echo 'return 4; echo no' > s; . ./s; echo $?
echo 'return' > s; false; . ./s; echo $?
#> 3
#> 0
#> 1
#> 4
#> 1

#### return in dot in a function ends the file only
echo 'return 5' > s
f() { . ./s; echo $?; return 6; }; f; echo $?
#> 5
#> 6

#### dot finds a file by PATH, without execute permission
mkdir d; echo 'echo found' > d/s; PATH=$PWD/d:$PATH
. s
#> found

#### dot of a file that is not there ends the script
. ./nosuchfile
echo no
#2>
#$? >0

#### dot of a file with a syntax error
echo 'echo a
if' > s
"$SH" -c '. ./s; echo no' 2>/dev/null; echo $(( $? > 0 ))
#> a
#> 1

#### dot nests
echo 'echo 1; . ./b; echo 3' > a; echo 'echo 2' > b
. ./a
#> 1
#> 2
#> 3

#### dot reads a fifo
mkfifo p; echo 'echo from fifo' > p & . ./p
#> from fifo

#### a file that dot runs may change itself behind the line that is read
printf 'echo one\necho two\n' > s; . ./s
#> one
#> two

#### exec replaces the shell
exec echo replaced
echo no
#> replaced

#### exec keeps the process id
x=$("$SH" -c 'echo $$; exec sh -c "echo \$\$"'); set -- $x; [ $1 = $2 ] && echo same
#> same

#### exec with redirections and no command
exec > f; echo in; exec >&2
cat f >&2
#2> in

#### exec runs no EXIT trap
trap 'echo trap' EXIT
exec true
#$? 0

#### exec finds by PATH
mkdir d; printf '#!/bin/sh\necho mine\n' > d/cmd; chmod +x d/cmd
PATH=$PWD/d:$PATH
exec cmd
#> mine

#### exec of a script without an interpreter line
echo 'echo $0 $1' > s; chmod +x s; exec ./s a
#> ./s a

#### exec passes assignments, environment and arguments
x=1 exec "$SH" -c 'echo $x "$@"' name 'a b'
#> 1 a b

#### a text that is evaluated again means what it says by then
f() { echo function; }
for i in 1 2 3 4; do
    case $i in
        2) alias f='echo alias' ;;
        3) unalias f ;;
        4) unset -f f; f() { echo other; } ;;
    esac
    eval 'f $i'
done
#> function
#> alias 2
#> function
#> other

#### a text that is evaluated again is on the line where it is now
t='echo $LINENO'
eval "$t"
eval "$t"; eval "$t"
#> 2
#> 3
#> 3

#### a text that evaluates itself
n=0
t='n=$((n + 1)); [ $n -lt 5 ] && eval "$t"; echo $n'
eval "$t"
#> 5
#> 5
#> 5
#> 5
#> 5

#### a text with a here-document that is evaluated again
for i in 1 2; do
    eval 'cat <<END
$i
END'
done
#> 1
#> 2

#### more than one command in a text, again and again
for i in 1 2; do
    eval 'x=$i
echo $x
alias e="echo $x"
e'
    eval '
'; echo $?
    unalias e
done
#> 1
#> 1
#> 0
#> 2
#> 2
#> 0

#### the redirections of what an exec is in are not kept
echo 'command exec; :' > inc
. ./inc > /dev/null
echo one
eval exec > /dev/null
echo two
f() { exec; }
f > /dev/null
echo three
command exec 5>&1 && echo four >&5
#> one
#> two
#> three
#> four

#### a directory in PATH is no file to read
mkdir -p one/lib two; echo 'echo read' >two/lib
PATH=one:two:$PATH
. lib
#> read

#### a file that is read again means what it says by then
cat > inc <<'X'
echo $LINENO a

case $n in 2) return 3;; esac
echo $LINENO b; n=$((n + 1))
X
n=1
for i in 1 2 3; do . ./inc; echo $?; done
printf 'echo other\n\n\n' > inc
for i in 1 2; do . ./inc; done
#> 1 a
#> 4 b
#> 0
#> 1 a
#> 3
#> 1 a
#> 3
#> other
#> other

#### an alias that a file defines is known to its later lines, each time
printf 'here one\nalias here="echo \$n"\nhere two\nunalias here\n' > inc
here() { echo function "$@"; }
for n in 1 2 3; do . ./inc; done
#> function one
#> 1 two
#> function one
#> 2 two
#> function one
#> 3 two

#### set -v in a file that is read again
printf ': zero\n[ $n = 2 ] && set -v\n: one\n# two\n\n: three\n' > inc
for n in 1 2 2 3; do { . ./inc; set +v; } 2>&1; echo -; done
#> -
#> : one
#> # two
#> 
#> : three
#> -
#> : one
#> # two
#> 
#> : three
#> -
#> -

#### a text of several commands in itself
f='case $n in 3) ;; *) n=$((n + 1)); eval "$f";; esac
echo $n'
for i in 1 2; do n=1; eval "$f"; echo; done
#> 3
#> 3
#> 3
#> 
#> 3
#> 3
#> 3
#> 

#### a text with an error, and one without commands, again
for i in 1 2; do
    command eval 'echo a
echo b; )
echo c' 2>/dev/null; echo $?
    false; eval '# nothing
'; echo $?
    false; eval ''; echo $?
done
#> a
#> 2
#> 0
#> 0
#> a
#> 2
#> 0
#> 0

#### errors within what eval and dot execute end it, and under command nothing else
readonly fixed=1
printf '%s\n' 'echo in' 'shift x' 'echo no' >file
fail() { fixed=2; echo no; }
report() { [ $? -gt 0 ] && echo after; }
command eval 'echo in; shift x; echo no'; report
command . ./file; report
command eval fail; report
command eval 'eval "for i in 1 2; do fail; done"'; report
command eval 'eval \)'; report
command eval ': >/nonexistent/file; echo no'; report
command eval 'echo $(shift x; echo no) still in'; (exit 1); report
(eval 'shift x'; echo no); report
#> in
#> after
#> in
#> after
#> after
#> after
#> after
#> after
#> still in
#> after
#> after
#2>

#### ends and returns under command are none of its errors
f() { command eval 'return 3'; echo no; }
f; echo $?
(command eval 'exit 4'; echo no); echo $?
for i in 1 2; do command eval 'break'; echo no; done
(trap 'shift x; echo no' EXIT; command eval 'exit 5'; echo no) 2>/dev/null
(set -e; command eval 'shift x'; echo no) 2>/dev/null; echo end
#> 3
#> 4
#> end

#### what cannot be executed ends the shell under command as well
(command exec /nonexistent/program; echo no); echo $?
(command exec ./none </dev/null; echo no); echo $?
#> 127
#> 127
#2> No such file
