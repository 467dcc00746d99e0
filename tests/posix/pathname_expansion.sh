# Pathname expansion: XCU 2.6.6, 2.14.

#### sorted matches
: > b; : > a; : > c1; : > c2
echo *
echo c* ?
echo [ab] [!ab] [a-b] c[0-9]
#> a b c1 c2
#> c1 c2 a b
#> a b [!ab] a b c1 c2

#### no match leaves the word
echo x* [z] ?????????????
echo "x"* 'q'?
#> x* [z] ?????????????
#> x* q?

#### quoted characters are literal
: > a; : > '*'
echo '*' "*" \* "a"*
rm a
echo \** *
#> * * * a
#> * *

#### a leading dot is matched only by a dot
: > .hidden; : > shown
echo *
echo .h* [.]hidden ?hidden
echo .[!.]*
#> shown
#> .hidden [.]hidden ?hidden
#> .hidden

#### a slash is matched only by a slash
mkdir d e; : > d/f; : > e/f
echo */f d/* */* */
echo d?f d[/]f
#> d/f e/f d/f d/f e/f d/ e/
#> d?f d[/]f

#### several levels
mkdir -p a/b/c; : > a/b/c/f
echo */*/*/* a/*/c/f ./*/b
#> a/b/c/f a/b/c/f ./a/b

#### results of expansions are patterns unless quoted
: > a1; : > a2
p='a*'
echo $p "$p" ${p} $(echo 'a?')
#> a1 a2 a* a1 a2 a1 a2

#### brackets
: > a; : > b; : > -; : > ']'; : > '!'; : > x
echo [a-b] [!a-x]
echo []] []a] [a-]
echo ["!"a] [a'-'x] [\!a]
#> a b ! - ]
#> ] ] a - a
#> ! a - a x ! a

#### a bracket that is not closed is literal
: > '[a'; : > a
echo [a [a*
#> [a [a

#### character classes
: > a; : > B; : > 1; : > _
echo [[:digit:]] [[:alpha:]] [[:upper:]] [[:lower:]] [![:alnum:]]
echo [[:alpha:]1] [[:punct:]]
#> 1 B a B a _
#> 1 B a _

#### the option that turns it off
: > a
set -f; echo *; set +f; echo *
#> *
#> a

#### names with blanks and odd characters
: > 'a b'; : > 'c	d'; : > 'e\f'; : > 'g"h'
for f in *; do printf '<%s>' "$f"; done; echo
printf '<%s>' *; echo
#> <a b><c	d><e\f><g"h>
#> <a b><c	d><e\f><g"h>

#### a broken link matches
ln -s nowhere link
echo l*
#> link

#### a directory given as a file gives no match
: > file
echo file/* nosuch/*
#> file/* nosuch/*

#### bytes that are no characters
: > "$(printf 'a\377')"
for f in *; do printf %s "$f" | od -An -tx1; done
echo a? | od -An -tx1 | tr -d ' \n'; echo
#>  61 ff
#> 61ff0a

#### characters of several bytes
: > é; : > aé
echo ? a? [é] [à-ü]
#> é aé é é

#### not in assignments, case words, quoted words
: > file
x=*; printf '%s\n' "$x" "*"
case * in '*') echo star;; esac
#> *
#> *
#> star

#### after splitting, per field
: > a1; : > b1
x='a* b*'
printf '<%s>' $x; echo
#> <a1><b1>

#### a backslash from an expansion escapes in a pattern
: > 'a*'; : > ab
x='a\**'
printf '<%s>' $x; echo
#> <a*>

#### a backslash from an expansion in a word without pattern characters
: > a
x='\a'
printf '<%s>' $x; echo
#> <\a>

#### in for lists and set
: > 1; : > 2
for i in [0-9] x; do printf "<$i>"; done; echo
set -- *; echo $#
#> <1><2><x>
#> 2

#### a thousand names
i=0; while [ $i -lt 1000 ]; do : > f$i; i=$((i+1)); done
set -- f*; echo $# $1 ${1000}
#> 1000 f0 f999

#### a backslash from a variable before what is quoted, and before a slash
mkdir d; touch 'd/a*b' 'd/a\*b' d/c
x='a\' y='\'
echo d/$x\*b*
echo d$y/c* d$y$y/c*
#> d/a\*b
#> d/c d\\/c*

#### names that are alike for long are sorted by what follows
mkdir d; cd d
for name in beginning-of-a-name beginning-of-a-name-1 beginning-of-a-name-10 beginning-of-a-name-2 beginning-of-a beginning-of-b \
    beginning-of-a-name-that-goes-on-1 beginning-of-a-name-that-goes-on-0 beginning beginnin beginnin0 beginnin-g; do : >$name; done
for name in *; do echo "$name"; done
echo beginning-of-a-name-*-[01] b????????
#> beginnin
#> beginnin-g
#> beginnin0
#> beginning
#> beginning-of-a
#> beginning-of-a-name
#> beginning-of-a-name-1
#> beginning-of-a-name-10
#> beginning-of-a-name-2
#> beginning-of-a-name-that-goes-on-0
#> beginning-of-a-name-that-goes-on-1
#> beginning-of-b
#> beginning-of-a-name-that-goes-on-0 beginning-of-a-name-that-goes-on-1 beginnin0 beginning
