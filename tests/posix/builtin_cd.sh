# cd and pwd: XCU cd, pwd.

#### to a directory and home
mkdir d; cd d && pwd | grep -c '/d$'
HOME=/; cd; pwd
#> 1
#> /

#### PWD and OLDPWD
a=$PWD; mkdir d; cd d; [ "$OLDPWD" = "$a" ] && [ "$PWD" = "$a/d" ] && echo ok
#> ok

#### the directory before
cd /; cd "$HOME"; cd -; cd - | grep -c work
#> /
#> 1

#### logical and physical
mkdir -p real/sub; ln -s real/sub link
cd link; pwd | sed 's/.*\///'; pwd -P | sed 's/.*\///'
cd ..; pwd | sed 's/.*\///'
cd -P link; pwd | sed 's/.*\///'
cd -P ..; pwd | sed 's/.*\///'
cd -L ../link; cd -P .; pwd | sed 's/.*\///'
#> link
#> sub
#> work
#> sub
#> real
#> sub

#### dots and slashes are reduced
mkdir -p a/b
cd ./a//b/../b/./; [ "$PWD" = "$HOME/a/b" ] && echo ok
cd ../..; [ "$PWD" = "$HOME" ] && echo ok
cd /..; echo "$PWD"; cd /./; echo "$PWD"
#> ok
#> ok
#> /
#> /

#### a component before dot-dot must be a directory
: > file
cd file/.. ; echo $(( $? > 0 ))
cd nosuch/.. ; echo $(( $? > 0 ))
#> 1
#> 1
#2>

#### CDPATH
mkdir -p p/d q/d e
CDPATH=nosuch:$PWD/p:$PWD/q
cd d | grep -c '/p/d$'
cd e; echo $?
cd ..; CDPATH=:p; mkdir d; cd d; [ "$PWD" = "$HOME/d" ] && echo here
cd ..; CDPATH=$PWD/p; cd ./d; [ "$PWD" = "$HOME/d" ] && echo dot
#> 1
#> 0
#> here
#> dot

#### errors leave everything as it was
a=$PWD
cd /nonexistent; echo $(( $? > 0 ))
: > file; cd file; echo $(( $? > 0 ))
cd ''; echo $(( $? > 0 ))
[ "$PWD" = "$a" ] && [ "$(pwd)" = "$a" ] && echo same
#> 1
#> 1
#> 1
#> same
#2>
#% clause: XCU cd (2024) an empty operand is an error

#### without HOME and without OLDPWD
unset HOME OLDPWD
cd; echo $(( $? > 0 ))
cd -; echo $(( $? > 0 ))
#> 1
#> 1
#2>

#### a directory that begins with a dash
mkdir ./-d; cd -- -d && echo ok
#> ok

#### a PWD from the environment that is wrong is ignored
a=$(pwd); x=$(PWD=/nonexistent "$SH" -c pwd); [ "$x" = "$a" ] && echo ok
x=$(PWD=relative "$SH" -c pwd); [ "$x" = "$a" ] && echo ok
x=$(PWD=$a/. "$SH" -c pwd); [ "$x" = "$a" ] && echo ok
#> ok
#> ok
#> ok

#### a PWD from the environment that is right is kept
mkdir real; ln -s real link
(cd -P link; PWD=$HOME/link "$SH" -c 'pwd; pwd -P') | sed 's/.*\///'
#> link
#> real

#### names with blanks, newlines, odd bytes
mkdir 'a b' 'c
d' "$(printf 'e\377')"
for d in *; do cd "$d" && cd .. && echo ok; done
#> ok
#> ok
#> ok

#### cd -e reports an unknown directory by status 1
cd -Pe / && pwd
#> /

#### pwd takes no operands of meaning, and refuses unknown options
pwd -Q; echo $(( $? > 0 ))
#> 1
#2>

#### the environment's PWD follows
mkdir d; export PWD; cd d; "$SH" -c 'echo ${PWD##*/}'; env | grep '^PWD=' | sed 's/.*\///'
#> d
#> d

#### programs are told where they are
mkdir d; env -i "PATH=$PATH" $SH -c 'env | grep "^PWD=" | sed "s,.*/,,"; cd d; env | grep "^PWD=" | sed "s,.*/,,"' | tail -n 1
#> d

#### from the root directory
cd /; cd dev; pwd
cd //; cd /dev; cd ..; pwd; cd ./dev; pwd
#> /dev
#> /
#> /dev

#### a read-only OLDPWD or PWD does not end the shell
readonly OLDPWD; cd / ; echo on
(readonly PWD; cd "$HOME"; echo on)
#> on
#> on
#2> read only
