# Tilde expansion: XCU 2.6.1.

#### home directory
HOME=/h
echo ~ ~/x ~/ 
#> /h /h/x /h/

#### only an unquoted tilde at the start of a word
HOME=/h
echo a~ "~" '~' \~ "~"/x \~/x ~"/x" x=~
#> a~ ~ ~ ~ ~/x ~/x ~/x x=~
#% clause: XCU 2.6.1 a prefix with a quoted character is not expanded

#### in assignments, after the equals sign and unquoted colons
HOME=/h
a=~ b=~/x:~/y:z~ c=":~" d=x:~
echo $a $b $c $d
#> /h /h/x:/h/y:z~ :~ x:/h

#### not after a quoted colon or equals sign
HOME=/h
a=x":"~ b=x\:~
echo $a $b
#> x:~ x:~

#### in words of parameter expansions
HOME=/h
unset u
echo ${u-~} ${u:-~/x} "${u-~}" ${u-a~}
#> /h /h/x ~ a~

#### in patterns of parameter expansions
HOME=/h
x=/h/dir
echo ${x#~} ${x#~/}
#> /dir dir

#### in case words and patterns
HOME=/h
case ~ in ~) echo same;; esac
case /h/x in ~/x) echo path;; esac
#> same
#> path

#### in redirections
HOME=$PWD
echo data > ~/file
cat < ~/file
#> data

#### the result is neither split nor globbed
HOME='a  *'
: > file
printf '<%s>\n' ~ ~/x
#> <a  *>
#> <a  */x>

#### a user's home
case ~root in /*) echo absolute;; esac
#> absolute

#### arguments of declaration utilities
HOME=/h
export a=~ b=x:~
readonly c=~/y
command export d=~
echo $a $b $c $d
#> /h x:/h /h/y /h

#### a home directory that ends in a slash
HOME=/foo/
echo ~/x ~ 
HOME=/
echo ~/x ~
#> /foo/x /foo/
#> /x /
#% clause: XCU 2.6.1 (2024) one slash is left out where the prefix is followed by one

#### an empty home directory is one empty field
HOME=
set -- ~ ~/x
printf '<%s>' "$@"; echo
#> <></x>
#% clause: XCU 2.6.1 the pathname that replaces the prefix is treated as if quoted

#### not in here-documents
HOME=/h
cat <<END
~
END
#> ~

#### an expansion does not bring a tilde
HOME=/h; t='~'
echo $t $t/x ${t}
#> ~ ~/x ~

#### an expansion after the tilde makes the prefix unusable
HOME=/h; x=; u=root
echo ~$x ~$u
#> ~ ~root

#### in for lists and arguments after a colon
HOME=/h
for i in ~ a:~; do echo $i; done
#> /h
#> a:~

#### an unknown user stays as it is
echo ~no-such-user-here ~no-such-user-here/x
#> ~no-such-user-here ~no-such-user-here/x

#### after a colon in an expansion in the value of an assignment
HOME=/h
x=${none-~:~/a}; echo "$x"
x=a:${none-b:${none-~:~}}; echo "$x"
export y=${none-~:~}; echo "$y"
x="${none-a:~}"; echo "$x"
echo ${none-a:~}
#> /h:/h/a
#> a:b:/h:/h
#> /h:/h
#> a:~
#> a:~
