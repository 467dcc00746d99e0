# Redirection: XCU 2.7.

#### input, output, appending
echo one > f; echo two >> f; cat < f
echo three > f; cat f
#> one
#> two
#> three

#### redirections anywhere in a simple command
> f echo a b
>> f echo c >> g
cat < f g
: 2>err >out 3>three; ls
#> c
#> err
#> f
#> g
#> out
#> three

#### order is from left to right
{ echo out; echo err >&2; } 2>&1 >f | cat
echo --; cat f
{ echo out; echo err >&2; } >f 2>&1; cat f
#> err
#> --
#> out
#> out
#> err

#### several outputs of one kind: the last one gets it
echo x > a > b
[ -s a ] || echo empty; cat b
#> empty
#> x

#### read and write
echo abc > f
exec 3<>f; read x <&3; echo def >&3; exec 3>&-
echo $x; cat f
: <>new; [ -f new ] && echo created
#> abc
#> abc
#> def
#> created

#### duplicate and close
exec 3>f; echo to3 >&3; exec 4>&3; echo to4 >&4; exec 3>&-
echo again >&4; exec 4>&-; cat f
#> to3
#> to4
#> again

#### duplicating a closed descriptor fails
echo x 5>&- >&5
echo $(( $? > 0 ))
#> 1
#2>

#### closing a closed descriptor is no error
: 7>&- 8<&-; echo $?
exec 9>&-; echo $?
#> 0
#> 0

#### duplication checks the access mode
{ echo x >&3; } 3</dev/null
echo $(( $? > 0 ))
{ cat <&3; } 3>/dev/null
echo $(( $? > 0 ))
#> 1
#> 1
#2>
#% clause: XCU 2.7.5 and 2.7.6

#### a descriptor onto itself
exec 3>f; echo x 3>&3 >&3; cat f
#> x

#### the shell's own descriptors do not stand in the way
for n in 10 11 12 13 14; do { eval "echo $n $n>f$n >&$n"; } 2>/dev/null; cat f$n; done
echo back
#> 10
#> 11
#> 12
#> 13
#> 14
#> back
#% clause: XCU 2.7 (2024) any number of digits

#### high descriptors for child processes
bash -c 'echo a >&11; echo b >&13' 11>f1 13>f2; cat f1 f2
{ bash -c 'echo a >&11; echo b >&12; echo c >&13'; } 13>f1 12>f2 11>f3; cat f1 f2 f3
exec 11>f1 12>f2; bash -c 'echo d >&12; echo e >&11'; exec 11>&- 12>&-; cat f1 f2
#> a
#> b
#> c
#> b
#> a
#> e
#> d
#% clause: XCU 2.7 (2024) any number of digits
#% needs: bash

#### words are expanded, but neither split nor globbed
x='a b' ; echo data > $x; cat "a b"
echo star > '*'; : > other
cat < *
HOME=$PWD; echo home > ~/h; cat h
echo n > f$((1+1)); cat f2
#> data
#> star
#> home
#> n

#### on compound commands
for i in 1 2; do echo $i; done > f; cat f
while read x; do echo "<$x>"; done < f
if true; then echo yes; fi >> f
{ cat; } < f
(echo sub) > g; cat g
case x in x) cat;; esac < g
#> 1
#> 2
#> <1>
#> <2>
#> 1
#> 2
#> yes
#> sub
#> sub

#### they end with their command
echo in > f; echo out
{ echo in; } > f; echo out
(exec > f; echo in); echo out
#> out
#> out
#> out

#### exec makes them permanent
exec 3>&1 > f
echo to file
exec >&3 3>&-
echo to out
cat f
#> to out
#> to file

#### exec for reading
printf 'a\nb\n' > f
exec < f
read x; read y; echo $x $y
#> a b

#### a failed redirection of a utility: status and onwards
echo x > /nonexistent/file
echo $(( $? > 0 ))
cat < /nonexistent
echo $(( $? > 0 ))
#> 1
#> 1
#2>

#### a failed redirection: the command does not run
{ echo ran; } < /nonexistent || echo not run
f() { echo ran; }
f < /nonexistent || echo not run
read x < /nonexistent || echo not run
for i in 1; do echo ran; done < /nonexistent || echo not run
#> not run
#> not run
#> not run
#> not run
#2>

#### a failed redirection of a special builtin ends the script
: < /nonexistent
echo not reached
#2>
#$? >0

#### but not under command
command : < /nonexistent
echo $(( $? > 0 ))
command exec 3< /nonexistent
echo $(( $? > 0 ))
#> 1
#> 1
#2>

#### redirections without a command
> f; [ -f f ] && echo made
echo x > f; >> f; cat f; > f; [ -s f ] || echo emptied
< /nonexistent || echo failed
echo on
#> made
#> x
#> emptied
#> failed
#> on
#2>

#### redirection without a command happens in a subshell
< ${x=/dev/null}
echo "<$x>"
#> <>
#% clause: XCU 2.9.1.3 without a command name redirections are performed in a subshell environment

#### noclobber
set -C
echo a > f; echo b > f || echo refused
cat f; echo c >| f; cat f; echo d >> f; cat f
echo x > /dev/null && echo device
#> refused
#> a
#> c
#> c
#> d
#> device
#2>

#### noclobber and links
set -C
ln -s nowhere link
echo x > link || echo refused
: > target; ln -s target l2
echo x > l2 || echo refused
#> refused
#> refused
#2>

#### noclobber off again
: > f
set -o noclobber; set +C; echo x > f; cat f
#> x

#### assignments are kept although the redirection fails
x=1 < /nonexistent || echo failed
echo end
#> failed
#> end
#2>

#### a redirection uses the parameters as they are
set -- f1
echo x > "$1"; cat f1
f() { echo y > "$1"; }; f f2; cat f2
#> x
#> y

#### a function's redirections apply at each call
f() { echo "$1"; } >> log
f a; f b; cat log
#> a
#> b

#### a function's redirection may use its arguments
f() { echo data; } > "$1.out"
f a; f b; cat a.out b.out
#> data
#> data

#### standard input from a file read in parts
printf 'a\nb\nc\n' > f
{ read x; cat; } < f
#> b
#> c

#### a loop's input and inner commands share it
printf '1\n2\n3\n4\n' > f
while read a; do read b; echo $a-$b; done < f
#> 1-2
#> 3-4

#### a closed standard output is a write error
echo x >&-
echo $(( $? > 0 ))
#> 1
#2>

#### a closed standard input
read x <&-
echo $(( $? > 0 ))
#> 1
#2>

#### child processes get the descriptors that were opened
exec 5>f
"$SH" -c 'echo child >&5'; cat f
#> child

#### child processes get none of the shell's own descriptors
x() { for n in 3 4 5 6 7 8 9; do sh -c "echo x >&$n" && echo leaked $n; done; echo checked; }
{ x; } 2>/dev/null > f < /dev/null
cat f
#> checked

#### restored after a failing builtin
cd /nonexistent 2>/dev/null > f
echo visible
#> visible

#### nested blocks restore level by level
{ { { echo c >&3; } 3>f3; echo b >&3; } 3>f2; cat f2 f3; }
#> b
#> c

#### input of a here-document and output to a file
cat > f <<END
body
END
cat f
#> body

#### a FIFO joins two commands
mkfifo p
echo through > p & cat < p; wait
#> through

#### descriptors of two digits
exec 12>f; echo twelve >&12; exec 12>&-; cat f
cat 15<f <&15
#> twelve
#> twelve
#% clause: XCU 2.7 (2024) any number of digits

#### paths of descriptors mean what is redirected
x=$(echo in >/dev/stdout); echo "[$x]"
{ echo err >/dev/stderr; } 2>file; cat file
echo piped >/dev/stdout | tr p q
read line </dev/stdin <<X
here
X
echo "$line"
echo text | { read line </dev/stdin; echo "$line"; }
. /dev/stdin <<X
echo dot
X
x=$({ echo three >/dev/fd/3; } 3>&1); echo "[$x]"
#> [in]
#> err
#> qiqed
#> here
#> text
#> dot
#> [three]

#### what standard input is can be asked by its path
: >file
echo | { [ -p /dev/stdin ] && echo pipe; }
{ [ -p /dev/stdin ] || [ ! -f /dev/stdin ] || echo file; } <file
#> pipe
#> file

#### what the shell has open under a number is not there for the script
open() { for n in 3 4 5 6 7 8 9; do if [ -e /dev/fd/$n ]; then echo "$n"; fi; done; }
{ open; open >f; } 2>/dev/null 5>g
echo --; cat f
{ echo x >&3; } 2>/dev/null || echo closed
f() { { echo x >&3; } 2>/dev/null || echo "closed in f" >&2; cat <&4; }
{ f >h 4<f; } 2>&1; cat h
#> 5
#> --
#> 5
#> closed
#> closed in f
#> 5

#### a script takes and closes any number, whatever the shell has there
{ exec 3>&1; echo a; exec 3>&-; echo b; } >f
cat f
{ exec 3>g; echo c; echo d >&3; sh -c 'echo e >&3'; } >f
echo g >&3; exec 3>&-; cat f g
exec 4>f 3>g; echo 4 >&4; echo 3 >&3; sh -c 'echo four >&4; echo three >&3'; exec 3>&- 4>&-
cat f g
exec 3>f 4>&3; echo 3 >&3; exec 3>&-; echo 4 >&4; exec 4>&-; cat f
{ exec 5>&3; } 2>/dev/null 3>f
{ exec 6>&1 5>f 3>&6; echo six >&6; echo five >&5; echo three >&3; } >g
cat f g
#> a
#> b
#> c
#> d
#> e
#> g
#> 4
#> four
#> 3
#> three
#> 3
#> 4
#> five
#> six
#> three

#### a here-document stays open under the number that it happens to get
exec 3<<E
three
E
command exec 4<<E
four
E
cat <&3; sh -c 'cat <&4'; exec 3<&- 4<&-
exec 5<<E 3<&0
five
E
cat <&5
#> three
#> four
#> five

#### redirections that exchange numbers reach programs in order
f() { sh -c 'echo 3 >&3; echo 4 >&4; echo 5 >&5'; }
f 4>a 3>b 5>c; cat a b c
f 5>a 3>&5 4>b; cat a b
{ f; } 3>a 4>&3 5>&4 4>b; cat a b
#> 4
#> 3
#> 5
#> 3
#> 5
#> 4
#> 3
#> 5
#> 4

#### redirections where a standard descriptor is closed
exec <&-
{ echo out; sh -c 'echo program'; } >f; cat f
read x 2>/dev/null || echo nothing to read
f() { echo from f; }; f >f; cat f
exec 0<f; cat
#> out
#> program
#> nothing to read
#> from f
#> from f

#### a file that a text of the same length is written to
echo one >f; ln f g; echo two >f; cat f g; printf 2wo >f; cat g; echo
echo three >|f; echo a >f; cat g; printf '' >f; wc -c <g | tr -d ' '
echo 1 >f; printf '%s\n' 2 >f; cat f; (echo 3 >f); cat f; echo 4 >f && cat f
#> two
#> two
#> 2wo
#> a
#> 0
#> 2
#> 3
#> 4

#### a file that a text of the same length cannot be written to
echo old >f
$SH -c "trap '' XFSZ; ulimit -f 0; echo new >f" 2>/dev/null || echo failed
wc -c <f | tr -d ' '
#> failed
#> 0

#### what a redirection is for is seen by what stands behind it
echo old >f; echo new >f 2>"$(wc -c <f | tr -d ' ')"; ls 0; cat f
x=$(wc -c <f | tr -d ' ') echo more >f; cat f
#> 0
#> new
#> more

#### a file that several texts are written to, of the same length and of others
echo one two >f; ln f g
{ echo three; printf '%s\n' x; } >f; cat g
{ echo a; echo b; } >f; cat g
{ echo c; echo d; } >|f; cat g
w() { echo $1; printf '%s' "${2}" >&1; echo; }; w e f >f; cat g
v() { echo $1; printf '%s\n' "$2"; }; v g h >f; cat g; v >f; cat g
for i in 1 2; do echo $i; done >f; cat g
{ printf ''; } >f; wc -c <g | tr -d ' '
#> three
#> x
#> a
#> b
#> c
#> d
#> e
#> f
#> g
#> h
#> 
#> 
#> 1
#> 2
#> 0

#### who looks at a file among what is written to it
echo old >f
{ echo new; wc -c <f | tr -d ' '; } >f; cat f
{ echo new; [ -s f ] && echo there; } >f; cat f
{ [ -s f ] || echo empty; } >f; cat f
f() { echo "$1" $(wc -c <f | tr -d ' '); }; f one >f; cat f
{ echo long long long; echo ${x?gone}; } >f 2>/dev/null & wait $!; cat f
set -u; ({ echo old; echo old; } >f; { echo new; echo $y; } >f) 2>/dev/null; cat f
#> new
#> 4
#> new
#> there
#> empty
#> one 0
#> long long long
#> new

#### several texts that cannot be written
echo old >f
"$SH" -c 'trap "" XFSZ; ulimit -f 0; { echo ne; printf w; } >f' 2>/dev/null || echo failed
wc -c <f | tr -d ' '
echo old >f
"$SH" -c 'trap "" XFSZ; ulimit -f 0; set -e; { echo ne; printf w; } >f; exit 0' 2>/dev/null; echo $?
#> failed
#> 0
#> 1

#### standard input is kept whatever way the arrow points
keep() {
  exec 3>&0 4>&1
  exec 0</dev/null 1>away
  echo away
  exec 0>&3 1>&4
}
echo line >f
keep <f; echo here
{ keep; read -r word; echo "$word"; } <f
exec 0</dev/null
{ exec 5>&0; read -r word <&5; echo "$word"; } <f
#> here
#> line
#> line

#### text and errors in one file that is written over
t() { "$@" >f 2>&1; sed 's/.*: .*/error/' f; wc -l <f | tr -d ' '; }
f() { echo one; printf '%d\n' x; echo two; }
t f; t f; echo three >f 2>&1; cat f; echo three >f 2>&1; cat f
{ echo a; echo b; } >f 2>&1; cat f; { echo a; printf '%d\n' x; } >f 2>&1; wc -l <f | tr -d ' '
#> one
#> error
#> 0
#> two
#> 4
#> one
#> error
#> 0
#> two
#> 4
#> three
#> three
#> a
#> b
#> 3

#### an error goes to the file that standard output is about to empty
echo old text that is longer than what is to come >f
("$SH" -c 'exec 2>f; printf "%d\n" x >f'); sed -n 1p f; wc -l <f | tr -d ' '
#> 0
#> 2
