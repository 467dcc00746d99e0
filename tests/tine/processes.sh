# Process substitution.

#### a path to what commands write
cat <(echo hi); cat <(echo a) <(echo b) | cat; cat - <(echo p) </dev/null
#> hi
#> a
#> b
#> p

#### a path to what commands read
mkfifo p q
echo x | tee >(cat >f; echo >p) >/dev/null; read line <p; cat f
echo y > >(while read l; do echo "got $l"; done; echo end >q); read line <q; echo $line
#> x
#> got y
#> end

#### as the target of a redirection
while read l; do echo "got $l"; done < <(printf '1\n2\n')
if read x < <(echo v); then echo $x; fi
echo hi > >(read x; echo "r $x"); wait
#> got 1
#> got 2
#> v
#> r hi

#### in functions, nested, in substitutions
f() { cat "$1"; cat <(cat "$2"); }
f <(echo one) <(echo two); cat <(cat <(echo nest)); x=$(cat <(echo in)); echo $x
(cat <(echo sub))
#> one
#> two
#> nest
#> in
#> sub

#### it is a file for whoever asks, and may be part of a word
[[ -p <(true) ]] && echo pipe; test -e <(true) && echo there
echo --file=<(true) | sed 's/[0-9]*$//'
. <(echo 'v=1'); echo $v; exec 3< <(echo three); read x <&3; echo $x
#> pipe
#> there
#> --file=/dev/fd/
#> 1
#> three

#### wait knows its process
cat <(exit 3); wait $!; echo $?; jobs
#> 3

#### no descriptor and no process is left
n=$(ls /proc/self/fd | wc -l)
for i in 1 2 3 4 5; do cat <(echo $i) >/dev/null; done
m=$(ls /proc/self/fd | wc -l); echo $((m - n))
#> 0

#### quoted it is text
echo "<(x)" \<\(y\)
#> <(x) <(y)

#### in posix mode there is none
set -o posix
eval 'cat <(echo hi)'
#2> syntax error
#$? 2

#### TIMEFORMAT says how times are shown
TIMEFORMAT='%0R|%1U|%2lS|%%'
{ time :; } 2>&1 | sed 's/[0-9]/N/g'
TIMEFORMAT=
{ time :; } 2>&1
TIMEFORMAT=%Q
{ time :; } 2>&1
#> N|N.N|NmN.NNs|%
#> %Q

#### exec gives a program another name and an empty environment
x=1; export x
(exec -a one sh -c 'echo "$0"'); (exec -l -a two sh -c 'echo "$0"')
(exec -c env)
printf '#!/no/such/interpreter\n' >bad; chmod +x bad
shopt -s execfail; exec -c ./bad 2>/dev/null; sh -c 'echo "still $x"'
(exec -cl /bin/sh -c 'echo "$0 ${x-none}"')
#> one
#> -two
#> still 1
#> -/bin/sh none

#### coproc: a pipe to a command and one from it
coproc { while read -r line; do echo "got $line"; done; echo end; }
echo one >&"${COPROC[1]}"; read -r line <&"${COPROC[0]}"; echo "$line"
echo two >&${COPROC[1]}; read -r -u "${COPROC[0]}" line; echo "$line"
[ "$COPROC_PID" = "$!" ] && echo pid
eval "exec ${COPROC[1]}>&-"
cat <&"${COPROC[0]}"
wait "$COPROC_PID"; echo $?
#> got one
#> got two
#> pid
#> end
#> 0

#### coproc with a name, or with a simple command
coproc UP (tr a-z A-Z); echo abc >&${UP[1]}; eval "exec ${UP[1]}>&-"; cat <&"${UP[0]}"; wait $UP_PID
coproc sort -r; printf '%s\n' a c b >&"${COPROC[1]}"
eval "exec ${COPROC[1]}>&-"; cat <&"${COPROC[0]}"
coproc exit 3; wait $COPROC_PID; echo $?
coproc A if true; then cat; fi; echo q >&"${A[1]}"; read -u ${A[0]} z; echo $z
exec {A[1]}>&-; wait $A_PID; echo $?
#> ABC
#> c
#> b
#> a
#> 3
#> q
#> 0

#### nothing else has the pipes of a coprocess
coproc cat
sleep 5 & (sleep 5) & { sleep 5; :; } &
echo x >&${COPROC[1]}; eval "exec ${COPROC[1]}>&-"
cat <&${COPROC[0]}
kill %2 %3 %4; wait 2> /dev/null
coproc cat; coproc cat; echo y >&${COPROC[1]}; read -u ${COPROC[0]} y; echo $y
#> x
#> y

#### coproc is a command like any other in posix mode
set -o posix
coproc() { echo "own $*"; }
eval 'coproc a b'
#> own a b

#### a coprocess that has been waited for is forgotten
coproc { echo said; }
read -r line <&"${COPROC[0]}"; echo "$line"
wait "$COPROC_PID"
echo "${COPROC-no pipe} ${COPROC_PID-no process}"
#> said
#> no pipe no process

#### a function that reads what a process substitution writes is shown so that it can be read back
f() { cat < <(echo one) 3> >(cat); }
eval "$(declare -f f)"; f
#> one

#### in the word that takes the place of a parameter
cat ${none-<(echo one)} ${none:=x} 2>/dev/null
x=set; cat ${x+<(echo two)}
echo "${none2-<(echo one)}" ${none2-a<b}
#> one
#> two
#> <(echo one) a<b

#### how a program ends is told on the standard error around it
sh -c 'kill -SEGV $$' 2>/dev/null
{ sh -c 'kill -SEGV $$'; } 2>/dev/null
sh -c 'kill -SEGV $$' 2>file; cat file
echo end
#> end
#2> Segmentation fault

#### bg of a job that runs says what it is, and no more
set -m
sleep 1000 & bg >f; echo $?
grep -c '^\[1\].*sleep 1000' f
kill %1; wait
#> 0
#> 1

#### who says something where nobody reads any more ends by SIGPIPE, a process or not
mkfifo gate
(read go <gate; cd /nonexistent; echo no >&3) 3>&1 2>&1 | { exec <&-; echo go >gate; }
echo "${PIPESTATUS[@]}"
(read go <gate; : ${none?gone}) 2>&1 | { exec <&-; echo go >gate; }
echo "${PIPESTATUS[@]}"
#> 141 0
#> 141 0
