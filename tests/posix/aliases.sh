# Alias substitution: XCU 2.3.1.

#### takes effect on the next line, not on its own
alias a='echo alias'; a 2>/dev/null || echo none
a
#> none
#> alias

#### only for an unquoted literal command word
alias e='echo alias'
\e x 2>/dev/null || echo no
'e' x 2>/dev/null || echo no
x=e
$x x 2>/dev/null || echo no
echo e
e x
#> no
#> no
#> no
#> e
#> alias x

#### after assignments and redirections
alias e='echo alias'
a=1 e x
>file e y
cat file
a=1 2>/dev/null e z
#> alias x
#> alias y
#> alias z

#### in every command position
alias e='echo alias'
if e 1; then e 2; fi
{ e 3; }
( e 4 )
! e 5
e 6 | cat
true && e 7
for i in 1; do e 8; done
case x in x) e 9 ;; esac
#> alias 1
#> alias 2
#> alias 3
#> alias 4
#> alias 5
#> alias 6
#> alias 7
#> alias 8
#> alias 9

#### a value that ends in a blank makes the next word a candidate
alias e='echo ' w='world wide' f='echo'
e w
f w
e  w w
#> world wide
#> w
#> world wide w

#### the blank may come from a chain of aliases
alias e='e2 ' e2='echo' w='world'
e w
#> world

#### does not recurse
alias echo='echo again'
echo x
#> again x

#### mutual recursion stops
a() { echo function; }
alias a=b b=a
a
#> function

#### a value may hold operators and several commands
alias two='echo 1; echo 2' out='> file echo'
two
out x; cat file
#> 1
#> 2
#> x

#### a value may hold reserved words
alias start='if true; then' stop=fi
start echo yes; stop
#> yes

#### a value may open a quote or a here-document
alias q='echo "a  ' h='cat <<END'
q b"
h
body
END
#> a   b
#> body

#### a reserved word is recognised before an alias
alias then=echo
if true; then echo yes; fi
#> yes

#### an alias for what is a reserved word elsewhere
alias for='echo for'
'for' 2>/dev/null; echo $?
#> 127

#### in command substitution, defined inside
x=$(alias e='echo inside'
e)
echo "$x"
#> inside
#% clause: XCU 2.6.3 the text of the substitution is a script of its own

#### eval sees aliases that its own line did not
alias e='echo alias'; eval 'e x'
#> alias x

#### unalias removes one or all
alias a=b c=d
unalias a
alias a 2>/dev/null || echo gone
alias c
unalias -a
alias
#> gone
#> c='d'

#### the output of one alias can be read again
alias q="it's" b='a\b' s='  sp  '
x=$(alias q; alias b; alias s)
unalias -a
eval "alias $(printf '%s' "$x" | tr '\n' ' ')"
y=$(alias q; alias b; alias s)
[ "$x" = "$y" ] && echo same
#> same

#### an unknown name is an error
alias nothing
echo $?
unalias nothing
echo $?
#2>
#> 1
#> 1

#### names with odd characters
alias a.b='echo dot' %=percent 1x='echo digit' a-b_c@='echo at'
a.b
1x
a-b_c@
#> dot
#> digit
#> at

#### a line continuation after an alias that ends in a blank
alias e='echo ' w=world
e \
w
#> world

#### an alias that is the last word of the file
alias e='echo last'
e
#> last

#### an alias to the empty string
alias nothing='' blank=' ' e='echo yes'
nothing e
blank e
nothing
echo $?
#> yes
#> yes
#> 0

#### the word after a blank-ending alias counts in any role
alias e='for ' v='x' i='in a b'
e v in a b; do echo $x; done
#> a
#> b

#### an alias may stand for the `!` before a pipeline
alias not='! ' twice='! not'
f() { return 0; }
eval 'not f; echo $?
if not f; then echo yes; else echo no; fi
twice f; echo $?
! not f | cat; echo $?
echo $(not false && echo inside)'
#> 1
#> no
#> 0
#> 0
#> inside

#### punctuation in the name of an alias
alias a_b-c,d@e='echo one'
eval 'a_b-c,d@e two'
#> one two

#### an alias of several lines at the end
"$SH" -c 'alias m="echo one
echo two
env echo three"
m'
"$SH" -c 'alias m="env echo one
echo two"
m'
#> one
#> two
#> three
#> one
#> two

#### a text that comes again is read with the aliases of its time
alias a='echo 1'
eval a; eval a
(alias a='echo 2'; eval a; eval a)
alias a='echo 3'
eval a
unalias a
a() { echo function; }
eval a
#> 1
#> 1
#> 2
#> 2
#> 3
#> function

#### aliases longer and shorter than what stands for them, and what stands behind
alias long='echo a rather long value' e=: two='echo one
echo'
for i in 1 2; do
    eval 'long
echo behind'
    eval 'e; e
echo b'
    eval 'two two'
    eval 'long '
    echo "$(long; e)"
done
#> a rather long value
#> behind
#> b
#> one
#> two
#> a rather long value
#> a rather long value
#> a rather long value
#> behind
#> b
#> one
#> two
#> a rather long value
#> a rather long value

#### an alias moves the parentheses that stand behind it
alias e='echo aaaaaa;' o='( (' c='echo b) )'
((e (echo x) ;(echo 1)); e ((echo 2); echo 3) ; ((echo 4; e (echo 5) ) ); echo 6)
((o c ; ((echo 7) ; (echo 8)) ; e ((echo 9; echo 10) ) ) ; echo 11)
#> aaaaaa
#> x
#> 1
#> aaaaaa
#> 2
#> 3
#> 4
#> aaaaaa
#> 5
#> 6
#> b
#> 7
#> 8
#> aaaaaa
#> 9
#> 10
#> 11

#### a long file that is read again is read as it is by then
{
    echo 'say() { echo say $later; }; later=no'
    i=0
    while [ $i -lt 400 ]; do echo ": a line to make it longer, $i"; i=$((i + 1)); done
    echo 'say; tell'
} >file
tell() { echo function; }
for n in 1 2 3 4; do
    . ./file
    case $n in
        2) sed 's/later=no/later=yes/' file >new; mv new file ;;
        3) alias tell='echo alias' ;;
    esac
done
unalias tell
. ./file
#> say no
#> function
#> say no
#> function
#> say yes
#> function
#> say yes
#> alias
#> say yes
#> function
