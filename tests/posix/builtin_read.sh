# read: XCU read.

#### fields to names, the last gets the rest
read a b c
printf '<%s>' "$a" "$b" "$c"; echo
#< one two  three   four  
#> <one><two><three   four>

#### fewer fields than names
b=old c=old
read a b c; printf '<%s>' "$a" "$b" "$c"; echo
read a b; printf '<%s>' "$a" "$b"; echo
#< one
#<
#> <one><><>
#> <><>

#### leading and trailing blanks
read a; printf '<%s>' "$a"; echo
IFS= read a; printf '<%s>' "$a"; echo
#<   x  y  
#<   x  y  
#> <x  y>
#> <  x  y  >

#### backslashes
read a b; printf '<%s>' "$a" "$b"; echo
read a b; printf '<%s>' "$a" "$b"; echo
read -r a b; printf '<%s>' "$a" "$b"; echo
#< a\ b c\d
#< one\
#< two three
#< a\ b\
#> <a b><cd>
#> <onetwo><three>
#> <a\><b\>

#### other separators
IFS=: read a b c; printf '<%s>' "$a" "$b" "$c"; echo
IFS=: read a b; printf '<%s>' "$a" "$b"; echo
IFS=: read a b; printf '<%s>' "$a" "$b"; echo
IFS=: read a b; printf '<%s>' "$a" "$b"; echo
IFS=': ' read a b c; printf '<%s>' "$a" "$b" "$c"; echo
#< a::b:
#< a:b:
#< a:b:c:
#< a:b::
#< a : b  c :
#> <a><><b>
#> <a><b>
#> <a><b:c:>
#> <a><b::>
#> <a><b><c>

#### one name and a separator at the end
IFS=: read a; printf '<%s>' "$a"; echo
IFS=: read a; printf '<%s>' "$a"; echo
#< x:
#< x:y:
#> <x>
#> <x:y:>

#### end of file
read a; echo $?; read b; echo $? "<$b>"
printf 'no newline' | { read x; echo $? "$x"; }
#< last
#> 0
#> 1 <>
#> 1 no newline

#### reads no further than the line
read a; cat; read b; echo $a "<$b>"
#< one
#< two
#< three
#> two
#> three
#> one <>

#### reads no further than the line from a pipe
printf '1\n2\n3\n' | { read a; cat; echo $a; }
printf '1\n2\n3\n' | { read a; (read b; echo $b); sh -c 'cat'; }
#> 2
#> 3
#> 1
#> 2
#> 3

#### a loop over lines with a child that reads too
while read a; do echo "shell $a"; head -c 2; done
#< 1
#< 2
#< 3
#< 4
#> shell 1
#> 2
#> shell 3
#> 4

#### long lines
x=$(i=0; while [ $i -lt 3000 ]; do printf 0123456789; i=$((i+1)); done)
echo "$x" > f; echo next >> f
{ read a; read b; } < f; echo ${#a} $b
cat f | { read a; read b; echo ${#a} $b; }
#> 30000 next
#> 30000 next

#### many lines from a file and from a pipe
i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done > f
n=0; while read a b; do n=$((n+b)); done < f; echo $n
cat f | { n=0; while read a b; do n=$((n+b)); done; echo $n; }
#> 4498500
#> 4498500

#### an invalid name
read 1x; echo $(( $? > 0 ))
#< x
#> 1
#2>

#### another delimiter
read -d : a; read -d '' b; printf '<%s>' "$a" "$b"; echo
#< one
#< two:three
#> <one
#> two><three>
#% clause: XCU read (2024) -d

#### NUL as delimiter
printf 'a b\0c\nd\0' | { IFS= read -r -d '' x; IFS= read -r -d '' y; printf '<%s>' "$x" "$y"; echo; }
#> <a b><c
#> d>
#% clause: XCU read (2024) -d

#### bytes that are no characters
printf 'a\377b c\n' | { read x y; printf %s "$x" | od -An -tx1 | tr -d ' \n'; echo $y; }
#> 61ff62c

#### from a descriptor that is closed or a directory
read x <&-; echo $(( $? > 0 ))
read x < /; echo $(( $? > 0 ))
#> 1
#> 1
#2>

#### into names that are used meanwhile
set -- 'x y'
IFS=' ' read a b <<END
$1 z
END
echo "$a|$b"
#> x|y z

#### with errexit and nounset
set -u
read a b
echo "$a$b"
#< x
#> x

#### in a while loop with a last line that lacks its newline
printf 'a\nb' | while read x || [ -n "$x" ]; do echo "<$x>"; done
#> <a>
#> <b>

#### a read-only variable is an error of read alone
readonly fixed=1
read fixed </dev/null; echo $(( $? > 1 ))
echo "a b c" > f
read first fixed last < f; echo $(( $? > 1 )) $first $fixed
#> 1
#> 1 a 1
#2> read only
