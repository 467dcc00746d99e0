# Redirections that POSIX does not have, and what posix mode makes of them.

#### here-strings
cat <<<"a  $((1+1))"
read x y <<< 'one two'; echo "$y"
#> a  2
#> two

#### both outputs
f() { echo out; echo err >&2; }
d=$(mktemp -d); cd "$d"
f &>both; cat both
f &>>both; wc -l <both
f >&both; cat both
f |& sort
cd /; rm -r "$d"
#> out
#> err
#> 4
#> out
#> err
#> err
#> out

#### in posix mode the ampersand separates commands
#% options: -o posix
d=$(mktemp -d); cd "$d"
echo shown &>f
wait; cat f
cd /; rm -r "$d"
#> shown

#### in posix mode nothing is added to the language
#% options: -o posix
[[ a = a ]] 2>/dev/null; echo $?
v=x; v+=y 2>/dev/null; echo $v
function() { echo defined; }; function
case x in '+(x)') ;; *) echo text ;; esac
echo "${RANDOM-unset}"
#> 127
#> x
#> defined
#> text
#> unset

#### syntax that posix mode refuses
#% options: -o posix
a=(1 2)
#$? 2
#2> syntax error

#### a descriptor that the shell chooses
exec {out}> f
echo one >&$out; echo two >&"$out"; $SH -c "echo three >&$out"
[ "$out" -ge 10 ] && echo high
exec {out}>&-
(echo lost >&$out) 2> /dev/null || echo closed
exec {in}< f {other}< f
read -u $in x; read -r y <&$other; read -u $in z; echo "$x $y $z"
[ $in != $other ] && echo differ
exec {in}<&- {other}<&-
echo {in}\>a {in }
f() { exec {g}> h; echo from f >&$g; exec {g}>&-; }; f; cat h
(exec {s}> s; echo sub >&$s); echo "${s-unset}"; cat s
#> high
#> closed
#> one one two
#> differ
#> {in}>a {in }
#> from f
#> unset
#> sub

#### a descriptor is moved
exec 5>file; exec 6>&5-
{ echo five >&5; } 2>/dev/null || echo closed
echo six >&6; exec 6>&-; cat file
#> closed
#> six

#### both go to the file that a parameter names
f=file; { echo out; echo err >&2; } >&$f; cat file
#> out
#> err

#### what a descriptor from 3 up is kept for is not asked
echo >f; exec 3<&1 4<f >f 5>&4-
echo out >&3; echo in
read x <&5; echo $x >&3
(set -o posix; true 6<&1) && echo posix >&3
true <&3 || echo no >&3
#> out
#> in
#> posix
#> no
#2> Bad file descriptor

#### a descriptor whose number is in an element of an array
declare -A m; k=key
exec {a[1]}>one {m[$k]}>two
echo first >&${a[1]}; echo second >&"${m[key]}"
exec {a[1]}>&- {m[key]}>&-
cat one two; echo x 2>/dev/null >&${a[1]} || echo closed
exec 5>three {fd}>&5-; echo third >&$fd; echo x 2>/dev/null >&5 || echo moved; cat three
#> first
#> second
#> closed
#> moved
#> third

#### commands from a pipe make way for every descriptor
printf '%s\n' 'echo a' 'exec 10>&1 11>&1 12>&1 13>&1' 'echo b >&10' 'read x' line 'echo $x' 'exec 10>&- 11>&- 12>&- 13>&-' 'read x' last 'echo $x' | cat | "$SH"
echo $?
#> a
#> b
#> line
#> last
#> 0

#### so does read from a pipe
{ printf '1\n2\n3\n'; } | cat | { read a; exec 10>&1 11>&1 12>&1 13>&1; read b; exec 10>&- 11>&- 12>&- 13>&-; read c; echo $a$b$c; }
#> 123

#### loops in the background look into pipes of their own
producer() { i=0; while [ $i -lt 200 ]; do i=$((i+1)); echo "$1$i"; done; }
reader() { n=0; while read -r x; do case $x in $1*) n=$((n+1)) ;; *) echo "$1 got $x" ;; esac; done; echo $n; }
echo first | cat | { read x; echo $x; }
producer a | cat | reader a >f & producer b | cat | reader b >g & producer c | cat | reader c; wait; cat f g
#> first
#> 200
#> 200
#> 200

#### what has been kept by <& comes back by <&
exec 3<&1
{ echo away; echo back 1<&3; } > f
exec 4>&0 < f
read word; exec 0>&4 4>&-
echo $word
#> back
#> away

#### whatever the operator, descriptor 0 reads and 1 writes
exec 5>f 6</dev/null
(cat 0>&5) 2>/dev/null || echo not for reading
(echo x 1<&6) 2>/dev/null || echo not for writing
#> not for reading
#> not for writing

#### connections are files
#% needs: perl
perl -e '
    use Socket;
    socket(S, PF_INET, SOCK_STREAM, 0);
    bind(S, sockaddr_in(0, INADDR_LOOPBACK)); listen(S, 1);
    open(P, ">", "port.new"); print P +(sockaddr_in(getsockname(S)))[0], "\n"; close P; rename "port.new", "port";
    accept(C, S); select C; $| = 1; print "hello ", scalar <C>;' &
until [ -e port ]; do :; done
exec {net}<>"/dev/tcp/127.0.0.1/$(cat port)"
echo there >&$net
read -r answer <&$net; echo "$answer"
wait
cat 2>/dev/null </dev/tcp/127.0.0.1/none || echo "no port"
$SH -o posix -c 'cat < "/dev/tcp/127.0.0.1/$(cat port)"' 2>/dev/null || echo "a file"
#> hello there
#> no port
#> a file

#### tests and cd take the path of a descriptor as the redirection has it
echo text >file; : >old; touch -t 200101010000 old
{
    for test in -e -f -s -r -w -h; do test "$test" /dev/fd/7 && printf '%s\n' "$test"; done
    test -x /dev/fd/7 || echo 'not -x'
    [[ -r /dev/stdin && /dev/stdin -ef file ]] && echo same
    [ /dev/fd/7 -nt old ] && [ old -ot /proc/self/fd/7 ] && echo newer
    [ -r /dev/fd/8 ] || echo none
    cd /dev/fd/9 && pwd -P
} 7<file <file 9</
#> -e
#> -f
#> -s
#> -r
#> -w
#> -h
#> not -x
#> same
#> newer
#> none
#> /
