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
(exec -c env | grep '^x=')
(exec -cl /bin/sh -c 'echo "$0 ${x-none}"')
#> one
#> -two
#> -/bin/sh none
