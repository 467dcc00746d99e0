# What a subshell environment must not leak: aliases. XCU 2.13.

#### definitions
(alias a='echo alias'; alias a >/dev/null && echo set)
alias a 2>/dev/null || echo unset
x=$(alias b=c; alias b >/dev/null && echo set); echo $x
alias b 2>/dev/null || echo unset
#> set
#> unset
#> set
#> unset

#### removal
alias a='echo alias'
(unalias a; alias a 2>/dev/null || echo gone)
a 1
x=$(unalias -a; alias); echo "<$x>"
a 2
#> gone
#> alias 1
#> <>
#> alias 2

#### changes
alias a='echo outer'
(alias a='echo inner'
eval a)
a
#> inner
#> outer
