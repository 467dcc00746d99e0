# What a subshell environment must not leak: functions. XCU 2.13.

#### definitions
(f() { echo sub; }; f); f 2>/dev/null; echo $?
x=$(g() { echo sub; }; g); echo $x; g 2>/dev/null; echo $?
{ h() { :; }; } | cat; h 2>/dev/null; echo $?
#> sub
#> 127
#> sub
#> 127
#> 127

#### redefinitions
f() { echo outer; }
(f() { echo inner; }; f); f
x=$(f() { echo inner; }; f); echo $x; f
echo | { f() { echo inner; }; f; }; f
#> inner
#> outer
#> inner
#> outer
#> inner
#> outer

#### unset
f() { echo outer; }
(unset -f f; f 2>/dev/null; echo $?); f
x=$(unset -f f; f 2>/dev/null; echo $?); echo $x; f
#> 127
#> outer
#> 127
#> outer

#### a function that shadows a utility
(cat() { echo mine; }; cat /dev/null); cat /dev/null; echo end
(echo() { printf 'mine\n'; }; echo x); echo x
#> mine
#> end
#> mine
#> x

#### redefined while it runs
f() { (f() { echo inner; }; f); echo outer; }
f; f
#> inner
#> outer
#> inner
#> outer
