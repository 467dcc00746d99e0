# Depth: what makes other shells crash.

#### deep nesting gives an answer or an error
n=3000
rep() { awk -v n=$2 -v s="$1" 'BEGIN { for (i = 0; i < n; i++) printf "%s", s }'; }
t() { "$SH" ./s >out 2>/dev/null; [ $? -lt 128 ] || echo "crash: $1"; }
{ rep '( ' 200; printf 'echo a'; rep ')' 200; echo; } > s; t subshells
{ rep '{ ' $n; printf 'echo a'; rep ';}' $n; echo; } > s; t braces
{ rep 'if :; then ' $n; printf 'echo a'; rep ';fi' $n; echo; } > s; t if
{ printf 'echo '; rep '$(echo ' 200; rep ')' 200; echo; } > s; t substitutions
{ printf 'echo '; rep '${x-' $n; printf a; rep '}' $n; echo; } > s; t parameters
{ printf 'echo $(('; rep '(' $n; printf 1; rep ')' $n; echo '))'; } > s; t arithmetic
{ rep 'while :; do ' $n; printf 'exit'; rep ';done' $n; echo; } > s; t loops
{ rep '! ' $n; echo :; } > s; t bangs
{ rep 'eval ' $n; echo :; } > s; t eval
{ printf ':'; rep ' && :' 20000; echo; } > s; t and
{ printf ':'; rep ';:' 20000; echo; } > s; t list
{ printf 'echo '; rep '"$(echo ' 200; printf a; rep ')"' 200; echo; } > s; t quoted
echo end
#> end
#% needs: awk

#### recursion without end gives an error
"$SH" -c 'f() { f; }; f' 2>/dev/null; x=$?; [ $x -gt 0 ] && [ $x -lt 128 ] && echo 1
"$SH" -c 'eval_it() { eval eval_it; }; eval_it' 2>/dev/null; x=$?; [ $x -gt 0 ] && [ $x -lt 128 ] && echo 2
echo '. ./s' > s; "$SH" ./s 2>/dev/null; x=$?; [ $x -gt 0 ] && [ $x -lt 128 ] && echo 3
"$SH" -c 'a="$((a))"; x=x; echo $((x))' >/dev/null 2>&1; [ $? -lt 128 ] && echo 4
#> 1
#> 2
#> 3
#> 4

#### few descriptors
echo 'echo script; ls -d / | cat' > s
"$SH" -c 'ulimit -n 10; echo a | cat; echo $(ls -d /); { ls -d /; } 3</dev/null; exec 3<s; read x <&3; echo $x; . ./s; cat <<END
here
END
(cd /; pwd) | cat; : & wait'
#> a
#> /
#> /
#> echo script; ls -d / | cat
#> script
#> /
#> here
#> /

#### no descriptor is left to wait for a program by
echo text > s
"$SH" -c 'ulimit -n 10; exec 5>&1 6>&1 7>&1
up() { cat <s | tr a-z A-Z; }
echo "<$(up)>" 3<&0 4<&0
echo "<$(up)>" 3<&0
echo "<$(up)>"' | tail -n 1
#> <TEXT>

#### an OPTIND far behind the arguments ends at once
OPTIND=9000000000000000000; getopts a o -a; echo $? $OPTIND
#> 1 2

#### a limit below what the shell would use is told as one
"$SH" -c 'ulimit -n 4; cat <(echo no)' 2>&1 | grep -c 'Too many open files'
#> 1

#### pipes for programs take what numbers the limit leaves
for limit in 12 20 63 64; do
    "$SH" -c "ulimit -n $limit"'
    cat <(echo in)
    cat <(echo one) <(echo two)
    echo out | tee >(cat >f) >/dev/null; while [ ! -s f ]; do :; done; cat f; rm f
    coproc cat; echo both >&${COPROC[1]}; read -r x <&${COPROC[0]}; echo $x'
done
#> in
#> one
#> two
#> out
#> both
#> in
#> one
#> two
#> out
#> both
#> in
#> one
#> two
#> out
#> both
#> in
#> one
#> two
#> out
#> both

#### a pipeline of which a part cannot be started has failed
"$SH" -c 'ulimit -n 4; ls / | cat | cat; echo $? ${PIPESTATUS[*]}' 2>/dev/null
"$SH" -c 'ulimit -n 5; ls / | cat | while read -r x; do echo no; done; echo $?' 2>/dev/null
"$SH" -c 'ulimit -n 4; if yes | cat | cat; then echo no; fi; x=$(yes | cat | cat); echo $?' 2>/dev/null
"$SH" -c 'ulimit -n 4; yes | cat | cat & wait $!; echo $?' 2>/dev/null
#> 2 2 2 2
#> 2
#> 2
#> 2

#### the pipes of a stage are made one after the other
"$SH" -c 'ulimit -n 6; echo a | cat | cat | cat; echo $?'
#> a
#> 0

#### read needs no descriptor of its own
"$SH" -c 'ulimit -n 4; while read -r x; do echo "<$x>"; done'  <<END
one
two
END
printf 'one\ntwo\n' | cat | "$SH" -c 'ulimit -n 4; while read -r x; do echo "<$x>"; done; { read -r x; } 3</dev/null'
#> <one>
#> <two>
#> <one>
#> <two>
#$? 1

#### why a background program could not be started is said once
# A limit of processes is none for root.
[ "$("$SH" -c 'ulimit -u 1; sleep 0 &' 2>&1 | grep -c 'cannot fork')" -le 1 ]; echo $?
#> 0

#### depth where the address space is limited ends with an error, not by a signal
i=0; deep='${ '; while [ $i -lt 14 ]; do deep=$deep$deep; i=$((i+1)); done
echo "echo $deep" > nested; echo 'f() { f; }; f' > calls
for limit in 10000 12000 15000 20000 30000; do
  for file in nested calls; do
    "$SH" -c 'ulimit -v $1; . ./$2' sh $limit $file 2> errors
    case $?$(cat errors) in [12]tine*) ;; *) echo $limit $file; cat errors;; esac
  done
done
