# Pattern matching notation in case and parameter expansion: XCU 2.14.

#### the matcher, by case
m() { case $1 in $2) echo yes;; *) echo no;; esac; }
m abc abc; m abc 'a*'; m abc '*c'; m abc 'a?c'; m abc 'a??c'; m '' ''; m '' '*'; m abc '*b*'; m abc 'ab'
#> yes
#> yes
#> yes
#> yes
#> no
#> yes
#> yes
#> yes
#> no

#### bracket expressions
m() { case $1 in $2) printf y;; *) printf n;; esac; }
m b '[abc]'; m d '[abc]'; m b '[!abc]'; m d '[!abc]'; m b '[a-c]'; m - '[a-]'; m - '[-a]'; m ']' '[]a]'; m ']' '[!]a]'; m '[' '[[]'; m a '[a'; m '[a' '[a'; echo
#> ynnyyyyynyny

#### classes, equivalents, collating symbols
m() { case $1 in $2) printf y;; *) printf n;; esac; }
for c in alnum alpha blank cntrl digit graph lower print punct space upper xdigit; do
    m a "[[:$c:]]"; m 1 "[[:$c:]]"; m ' ' "[[:$c:]]"; m . "[[:$c:]]"; m Z "[[:$c:]]"; printf ' '
done; echo
m - '[[.-.]]'; m a '[[=a=]]'; m b '[[=a=]]'; echo
#> yynny ynnny nnynn nnnnn nynnn yynyy ynnnn yyyyy nnnyn nnynn nnnny yynnn 
#> yyn

#### quoted characters in patterns are literal
case 'a*' in a\*) echo 1;; esac
case abc in a'*') ;; *) echo 2;; esac
case 'a]' in a[\]]) echo 3;; esac
case a-b in a["-"]b) echo 4;; esac
case b in [a"-"c]) ;; *) echo 5;; esac
p='*'; case abc in "$p") ;; $p) echo 6;; esac
#> 1
#> 2
#> 3
#> 4
#> 5
#> 6

#### a backslash in a pattern from a variable quotes
p='a\*'
case 'a*' in $p) echo yes;; esac
case 'ab' in $p) ;; *) echo no;; esac
#> yes
#> no

#### slashes and dots are ordinary in case
case a/b.c in *) echo 1;; esac
case .x in ?x) echo 2;; esac
case a/b in a[/]b) echo 3;; esac
#> 1
#> 2
#> 3

#### newlines and blanks in the subject
case 'a
b' in a*b) echo 1;; esac
case ' ' in ?) echo 2;; esac
case '
' in '
') echo 3;; esac
#> 1
#> 2
#> 3

#### characters, not bytes
case é in ?) echo one;; esac
case é in [à-ü]) echo range;; esac
case aé in a[!b]) echo other;; esac
#> one
#> range
#> other

#### bytes that are no characters match one by one
x=$(printf 'a\377b')
case $x in a?b) echo yes;; esac
case $x in a*b) echo yes;; esac
#> yes
#> yes

#### removal from both ends with stars
x=aXbXc
echo ${x#*X} ${x##*X} ${x%X*} ${x%%X*} ${x#?X} ${x%[X]c}
#> bXc c aXb a bXc aXb

#### the sign of a number makes a range in brackets
case 4 in [1$((-6))]) echo between;; *) echo no;; esac
case - in [1$((-6))]) echo dash;; *) echo no;; esac
#> between
#> no

#### a backslash from a variable is itself before what is quoted
x='a\'
case 'a*b' in $x'*b') echo star;; 'a*b') echo none;; esac
case 'a\*b' in $x'*b') echo backslash;; esac
#> none
#> backslash

#### a pattern that is the same each time meets other values; one from a variable changes with it
quote=a
for path in /usr/lib/x.tar.gz '*.b' none /; do
    printf '<%s>' "${path##*/}" "${path%/*}" "${path%%.*}" "${path#*[.x]}" "${path%"$quote"*}" "${path#"${path%?}"}"
    echo
    quote='*'
done
#> <x.tar.gz></usr/lib></usr/lib/x><.tar.gz></usr/lib/x.t><z>
#> <*.b><*.b><*><b><><b>
#> <none><none><none><none><none><e>
#> <><></></></></>

#### a bracket expression is found behind a star in a long text
text='the first of these ~ is the only one; the last [*] is another'
case $text in *[~]*) echo tilde ;; esac
case $text in *[!a-z' ']*[[:punct:]]*) echo two ;; esac
case $text in *[0-9]*) echo digit ;; *[A-Z]*) echo capital ;; *[]]*) echo bracket ;; esac
printf '<%s>' "${text%%[!a-z ]*}" "${text#*[;]}" "${text##*[!a-z ]}" "${text%[[:digit:]]*}"; echo
#> tilde
#> two
#> bracket
#> <the first of these >< the last [*] is another>< is another><the first of these ~ is the only one; the last [*] is another>
