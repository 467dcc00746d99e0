# Matching in time that does not explode.

#### many stars do not take for ever
: > aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
echo a*a*a*a*a*a*a*a*a*a*a*a*a*b
case aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa in *a*a*a*a*a*a*a*a*a*a*a*a*b) ;; *) echo no;; esac
#> a*a*a*a*a*a*a*a*a*a*a*a*a*b
#> no

#### case goes on looking behind ;;&
for x in apple 7 -; do
    case $x in
        [a-z]*) printf 'letter ' ;;&
        a*) printf 'a ' ;&
        q) printf 'joined ' ;;&
        *[0-9]*) printf 'digit ' ;;&
        nothing) printf 'wrong ' ;;
        ?) printf 'one ' ;;
    esac
    echo "$?"
done
f() { case $1 in a) echo b ;;& *) echo c ;; esac; }
typeset -f f | grep -c ';;&'
#> letter a joined 0
#> digit one 0
#> one 0
#> 1

#### two stars behind a pattern name the directory itself without a slash
shopt -s globstar
mkdir -p one/mid/low two/mid; : >one/mid/file
echo **/mid/**; echo one/**
#> one/mid one/mid/file one/mid/low two/mid
#> one/ one/mid one/mid/file one/mid/low

#### GLOBIGNORE
mkdir d; touch a.c a.o b.c .h d/a.o d/b.c
GLOBIGNORE='*.o'; echo * d/*
GLOBIGNORE='*.o:.h:[:x]*'; echo * */*
GLOBIGNORE='*/a.o'; echo a* .* */a*
GLOBIGNORE='*'; echo *; shopt -s nullglob; echo x*; shopt -u nullglob
unset GLOBIGNORE; echo *
#> .h a.c b.c d d/a.o d/b.c
#> a.c b.c d d/a.o d/b.c
#> a.c a.o .h */a*
#> *
#>
#> a.c a.o b.c d

#### classes of capitals have no others, even where case does not matter
shopt -s nocasematch
for p in '[[:upper:]]' '[![:lower:]]' '[[:upper:]x]' '[A-C]' '[_-c]' '[[=É=]]' 'É' '?(z|B)'; do
  for c in a B x X É é _ 1; do [[ $c == $p ]] && printf ' %s' $c; done; echo
done
case Ab in a[[:upper:]]) echo no;; A[![:upper:]]) echo yes;; esac
: > aB; : > ac; shopt -s nocaseglob; echo A[[:upper:]] A[b-c]
x=aÉb; echo ${x/éB/-} ${x//[[:upper:]]/-}
#>  B X É
#>  B X É _ 1
#>  B x X É
#>  a B
#>  a B _
#>  É é
#>  É é
#>  B
#> yes
#> aB aB ac
#> a- a-b

#### characters by their names
for c in ' ' - '[' ']' a 0 '\'; do
  case $c in
    [[.space.]]) echo blank;;
    [[.left-square-bracket.][.right-square-bracket.]]) echo bracket;;
    [[.hyphen.]-[.zero.]]) echo range;;
    [[.backslash.]]) echo backslash;;
    [[.none.]x]) echo no;;
    *) echo other;;
  esac
done
#> blank
#> range
#> bracket
#> bracket
#> other
#> range
#> backslash

#### classes word and ascii
for c in a 7 _ - é; do
    case $c in [[:word:]]) printf w ;; *) printf - ;; esac
    case $c in [![:ascii:]]) echo n ;; [[:ascii:]]) echo a ;; *) echo - ;; esac
done
#> wa
#> wa
#> wa
#> -a
#> wn

#### a dot that is written in a group is one at the beginning of a name
shopt -s extglob
touch .foo .a bar
echo @(.foo) ?(.)foo *(.)foo @(.*) @(.foo|*)
echo !(bar) !(.foo) +([.a]) @(?) @(b|.)* !(x).foo
shopt -s dotglob; echo @(?|??) !(bar)
#> .foo .foo .foo .a .foo .foo bar
#> !(bar) bar +([.a]) @(?) .a .foo bar !(x).foo
#> .a .a .foo

#### extglob counts for a pattern in a parameter expansion when it is expanded
x=foobar
f() { echo ${x##+(f|o)} "${x//@(o|a)/_}"; }
f; shopt -s extglob; f; shopt -u extglob; f
#> foobar foobar
#> bar f__b_r
#> foobar foobar
