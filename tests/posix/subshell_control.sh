# What passes the edge of a subshell environment, and what does not: exit, return, break. XCU 2.13.

#### exit ends the subshell only
(exit 3; echo no); echo $?
x=$(echo a; exit 4; echo no); echo $x $?
{ exit 5; echo no; } | cat; echo on
echo | { exit 6; echo no; }; echo $?
(eval 'exit 7'; echo no); echo $?
#> 3
#> a 4
#> on
#> 6
#> 7

#### exit from deep inside
f() { while :; do for i in 1; do { if true; then exit 3; fi; }; done; done; }
(f; echo no); echo $?
x=$(f; echo no); echo "<$x>" $?
#> 3
#> <> 3

#### exit of the innermost level only
(echo a; (exit 3); echo b; x=$(exit 4); echo $?; exit 5); echo $?
#> a
#> b
#> 4
#> 5

#### return in a subshell in a function ends the subshell
f() { (return 3; echo no); echo $?; return 4; }
f; echo $?
g() { x=$(return 5; echo no); echo "$?<$x>"; }
g
h() { return 6 | cat; echo on; }
h
#> 3
#> 4
#> 5<>
#> on

#### break and continue do not cross
for i in 1 2; do (break); echo $i; done
for i in 1 2; do x=$(continue); echo $i; done
for i in 1 2; do (for j in a b; do echo $j; break 2; done); echo $i; done
#> 1
#> 2
#> 1
#> 2
#> a
#> 1
#> a
#> 2

#### break and continue leave the subshell they are in, but no loop around it
for i in 1 2; do (break; echo no); echo "$?$i"; done
for i in 1 2; do x=$(false; continue; echo no); echo "$?$i$x"; done
for i in 1 2; do { break; echo no; } | cat; echo a | { continue 2; echo no; }; echo "$i"; done
for i in 1; do { break; echo no; } & wait "$!"; echo "$?"; done
for i in 1; do x=`eval "break; echo no"; echo no`; echo "$x"; (while :; do break; done; echo yes); done
#> 01
#> 02
#> 01
#> 02
#> 1
#> 2
#> 0
#>
#> yes

#### errors that end a shell end the subshell only
(: ${x?}; echo no) 2>/dev/null; echo $(( $? > 0 ))
y=$(: ${x?}; echo no) 2>/dev/null; echo $(( $? > 0 ))
(readonly r=1; r=2; echo no) 2>/dev/null; echo $(( $? > 0 ))
(set -o nosuch; echo no) 2>/dev/null; echo $(( $? > 0 ))
(eval '('; echo no) 2>/dev/null; echo $(( $? > 0 ))
(set -u; echo $x; echo no) 2>/dev/null; echo $(( $? > 0 ))
(: $((1/0)); echo no) 2>/dev/null; echo $(( $? > 0 ))
#> 1
#> 1
#> 1
#> 1
#> 1
#> 1
#> 1
#2>

#### errexit inside ends the subshell
(set -e; false; echo no); echo $?
x=$(set -e; echo a; false; echo no); echo $x $?
set -e
(echo b; false; echo no) || echo c
x=$(echo d; exit 3) || echo $x
#> 1
#> a 1
#> b
#> no
#> d

#### exec in a subshell
(exec sh -c 'exit 3'; echo no); echo $?
x=$(exec echo replaced; echo no); echo $x
(exec nosuchcommand; echo no) 2>/dev/null; echo $?
{ exec echo stage; echo no; } | cat
#> 3
#> replaced
#> 127
#> stage

#### the position in a loop stays
i=0; while [ $i -lt 3 ]; do i=$((i+1)); (i=10; exit $i); echo $i $?; done
#> 1 10
#> 2 10
#> 3 10

#### a subshell whose pid a program tells is a process of its own
( me=$("$SH" -c 'echo $PPID'); trap 'echo trapped' USR1; kill -s USR1 "$me"; echo end )
test "$(sh -c 'echo $PPID'; :)" != "$$" && echo apart
#> trapped
#> end
#> apart
