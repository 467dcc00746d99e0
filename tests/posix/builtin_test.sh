# test and [: XCU test.

#### by number of arguments
t() { test "$@"; printf '%s ' $?; }
t; t ''; t a; t !; t -n; t -f; t '('; t = ; t ! ''; t ! a; t -n ''; t -n a; t -z ''; t -z a; echo
#> 1 1 0 0 0 0 0 0 0 1 1 0 0 1 

#### three and four arguments
t() { test "$@"; printf '%s ' $?; }
t a = a; t a = b; t a != b; t ! -n ''; t ! -z ''; t '(' a ')'; t '(' '' ')'; t ! a = b; t ! a = a; t ! = !; t -n = -n; t '(' ! a ')'; echo
#> 0 1 0 0 1 0 1 0 1 0 0 1 

#### integers
t() { test "$@"; printf '%s ' $?; }
t 1 -eq 1; t 1 -eq 2; t 1 -ne 2; t 2 -gt 1; t 1 -ge 1; t 1 -lt 2; t 2 -le 1; t -1 -lt 0; t 007 -eq 7; t ' 5' -eq 5; t +3 -eq 3; echo
#> 0 1 0 0 0 0 1 0 0 0 0 

#### what is no integer
test a -eq 1; echo $(( $? > 1 ))
test 1 -eq ''; echo $(( $? > 1 ))
test 1.5 -eq 1; echo $(( $? > 1 ))
#> 1
#> 1
#> 1
#2>

#### string order
t() { test "$@"; printf '%s ' $?; }
t a '<' b; t b '<' a; t b '>' a; t a '>' a; echo
#> 0 1 0 1 
#% clause: XCU test (2024)

#### kinds of files
: > f; mkdir d; mkfifo p; ln -s f l; ln -s none broken; echo x > s
t() { test "$@"; printf '%s ' $?; }
t -e f; t -e none; t -e broken; t -f f; t -f d; t -d d; t -d f; t -p p; t -p f; t -h l; t -L broken; t -h f; t -s s; t -s f; t -c /dev/null; t -b /dev/null; t -S f; echo
#> 0 1 1 0 1 0 1 0 1 0 0 1 0 1 0 1 1 

#### permissions
: > f; chmod 600 f
t() { test "$@"; printf '%s ' $?; }
t -r f; t -w f; t -x f; chmod 755 f; t -x f; chmod 4755 f; t -u f; t -g f; chmod 2755 f; t -g f; t -u f; echo
#> 0 0 1 0 0 1 0 1 

#### two files
: > a; ln a b; : > c; touch -t 200001010000 old
t() { test "$@"; printf '%s ' $?; }
t a -ef b; t a -ef c; t a -nt old; t old -nt a; t old -ot a; t a -nt none; t none -ot a; t none -nt a; echo
#> 0 1 0 1 0 0 0 1 

#### descriptors
test -t 0 </dev/null; echo $?
test -t 1; echo $?
test -t 99; echo $?
#> 1
#> 1
#> 1

#### the bracket form
[ a = a ]; echo $?
[ a = b ]; echo $?
[ ]; echo $?
[ a; echo $(( $? > 1 ))
[ '!' ]; echo $?
[ ! ]; echo $?
#> 0
#> 1
#> 1
#> 1
#> 0
#> 0
#2>

#### binary and, or
[ a -a b ]; echo $?; [ a -a '' ]; echo $?; [ '' -o b ]; echo $?; [ '' -o '' ]; echo $?
[ a = a -a b = b ]; echo $?; [ a = b -o b = b ]; echo $?
#> 0
#> 1
#> 0
#> 1
#> 0
#> 0

#### strings that look like operators
t() { test "$@"; printf '%s ' $?; }
t -f = -f; t '(' = '('; t ! = a; t -a = -a; t ')' = ')'; t -n != -z; t "$(printf '\n')" = ''; t 'a b' = 'a b'; echo
#> 0 0 1 0 0 0 0 0 

#### an operator that is none
test a b c; echo $(( $? > 1 ))
test -Q a; echo $(( $? > 1 ))
test a b c d e; echo $(( $? > 1 ))
#> 1
#> 1
#> 1
#2>

#### an operator alone in parentheses is a text
test 1 -eq 1 -a '(' = ')' && echo yes
test 1 -eq 2 -o '(' = ')' && echo yes
test '(' = ')' || echo no
#> yes
#> yes
#> no
