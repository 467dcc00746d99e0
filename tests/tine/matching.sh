# Matching in time that does not explode.

#### many stars do not take for ever
: > aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
echo a*a*a*a*a*a*a*a*a*a*a*a*a*b
case aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa in *a*a*a*a*a*a*a*a*a*a*a*a*b) ;; *) echo no;; esac
#> a*a*a*a*a*a*a*a*a*a*a*a*a*b
#> no
