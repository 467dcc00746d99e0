# The errexit option: XCU 2.15 set.

#### a failing command ends the shell with its status
set -e
(exit 3)
echo not reached
#$? 3

#### by the command line
false
echo not reached
#% options: -e
#$? 1

#### conditions are spared
set -e
if false; then :; fi
while false; do :; done
until true; do :; done
if ! true; then :; elif false; then :; fi
false || true
false && true
! true
! false
true | false || :
echo reached
#> reached

#### the last command of an and-or list is not spared
set -e
true && false
echo not reached
#$? 1

#### an and-or list that stops early is spared
set -e
false && true && true
echo reached
true && false && true
echo reached too
#> reached
#> reached too

#### a pipeline counts by its last command
set -e
false | true
echo reached
true | false
echo not reached
#> reached
#$? 1

#### a negated pipeline never ends the shell
set -e
! true
! (exit 0)
echo reached
#> reached

#### functions called from a condition are spared whole
set -e
f() { false; echo in f; }
if f; then echo then; fi
f && echo and
f || echo or
! f
echo end
#> in f
#> then
#> in f
#> and
#> in f
#> in f
#> end

#### functions otherwise are not
set -e
f() { false; echo not reached; }
f
echo not reached
#$? 1

#### subshells in a condition are spared whole
set -e
if (false; echo inside); then echo yes; fi
(false; echo again) || echo no
#> inside
#> yes
#> again

#### a subshell that fails
set -e
(false; echo not reached)
echo not reached
#$? 1

#### a subshell of its own
(set -e; false; echo not reached); echo $?
false; echo on
#> 1
#> on

#### an assignment from a failing substitution
set -e
x=$(exit 4)
echo not reached
#$? 4

#### a failing substitution in an argument is no failure
set -e
echo a$(exit 4)
: $(false)
echo reached
#> a
#> reached

#### substitutions end at their first failure
set -e
echo "<$(echo a; false; echo b)>"
#> <a>

#### braces and loops
set -e
{ false; } || echo spared
{ true; false; }
echo not reached
#> spared
#$? 1

#### a loop body
set -e
for i in 1 2; do echo $i; false; done
echo not reached
#> 1
#$? 1

#### a compound command whose status comes from a spared command
set -e
if true; then false && true; fi
{ false && true; }
for i in 1; do false && true; done
case x in x) false && true;; esac
echo reached
#> reached

#### a function whose status comes from a spared command
set -e
f() { false && true; }
f
echo not reached
#$? 1

#### a subshell whose status comes from a spared command
set -e
(false && true)
echo not reached
#$? 1

#### eval and dot
set -e
eval 'false || true'
echo 'false || true' > s; . ./s
if eval false; then :; fi
eval false
echo not reached
#$? 1

#### turned off again
set -e; set +e; false; echo on
set -o errexit; set +o errexit; false; echo on
#> on
#> on

#### the EXIT trap runs and sees the status
set -e
trap 'echo trap $?' EXIT
(exit 6)
#> trap 6
#$? 6

#### a failing builtin, redirection, assignment
"$SH" -ec 'cd /nonexistent; echo no' 2>/dev/null; [ $? -gt 0 ] && echo 1
"$SH" -ec 'echo x >/nonexistent/x; echo no' 2>/dev/null; [ $? -gt 0 ] && echo 2
"$SH" -ec '</nonexistent; echo no' 2>/dev/null; [ $? -gt 0 ] && echo 3
"$SH" -ec 'nonexistent-command; echo no' 2>/dev/null; [ $? -eq 127 ] && echo 4
#> 1
#> 2
#> 3
#> 4

#### asynchronous lists do not count
set -e
false &
wait $! || echo waited
echo reached
#> waited
#> reached

#### in the middle of a pipeline's stage
set -e
{ echo a; false; echo b; } | cat
echo reached
#> a
#> reached

#### set -e in a function stays
f() { set -e; }
f
false
echo not reached
#$? 1

#### the return of a function after a spared failure
set -e
f() { false || return 0; echo no; }
f; echo reached
g() { if false; then :; fi; }
g; echo reached
#> reached
#> reached
