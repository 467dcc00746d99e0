# What a subshell environment must not leak: the working directory and the file mode mask. XCU 2.13.

#### cd in each kind
here=$PWD; mkdir d
(cd d && pwd | sed 's/.*\///'); [ "$(pwd)" = "$here" ] && [ "$PWD" = "$here" ] && echo back
x=$(cd d && pwd); [ "$x" = "$here/d" ] && [ "$(pwd)" = "$here" ] && echo back
{ cd d; } | cat; [ "$(pwd)" = "$here" ] && echo back
echo | { cd d; cat >/dev/null; }; [ "$(pwd)" = "$here" ] && echo back
cd d & wait; [ "$(pwd)" = "$here" ] && echo back
#> d
#> back
#> back
#> back
#> back
#> back

#### seen by the kernel, not only by PWD
mkdir d; : > d/in; : > out
(cd d; ls; echo *); ls -d in out 2>/dev/null
x=$(cd d; cat < in; echo *); echo $x; [ -f out ] && [ ! -f in ] && echo here
#> in
#> in
#> out
#> in
#> here

#### OLDPWD
cd / ; cd "$HOME"
(cd /tmp); [ "$OLDPWD" = / ] && echo kept
x=$(cd /tmp; cd /usr; echo $OLDPWD); [ "$OLDPWD" = / ] && echo $x
#> kept
#> /tmp

#### a directory that has gone meanwhile
mkdir d
(cd d; rmdir ../d); pwd >/dev/null; ls; echo $?
#> 0

#### nested
mkdir -p a/b
(cd a; (cd b; pwd | sed 's/.*\///'); pwd | sed 's/.*\///'); [ "$PWD" = "$HOME" ] && echo home
#> b
#> a
#> home

#### inside a function called from a subshell
f() { cd "$1"; }
mkdir d
(f d; : > new); ls d; [ -f new ] || echo not here
x=$(f d; ls); echo $x
#> new
#> not here
#> new

#### umask
umask 022
(umask 077; umask); umask
x=$(umask 027; umask); echo $x; umask
{ umask 0; } | cat; umask
echo | { umask 7; cat > /dev/null; }; umask
(umask 777; : > f1); : > f2; ls -l f2 | cut -c 1-10
#> 0077
#> 0022
#> 0027
#> 0022
#> 0022
#> 0022
#> -rw-r--r--

#### limits
a=$(ulimit -f)
(ulimit -f 100; ulimit -f); [ "$(ulimit -f)" = "$a" ] && echo kept
x=$(ulimit -f 100; ulimit -f); echo $x; [ "$(ulimit -f)" = "$a" ] && echo kept
#> 100
#> kept
#> 100
#> kept

#### a subshell that goes elsewhere and runs programs there
mkdir -p a/b; here=$(pwd)
( cd a && sh -c 'pwd' | sed 's/.*\///'; (cd b; sh -c pwd | sed 's/.*\///'); sh -c pwd | sed 's/.*\///' )
test "$(sh -c pwd)" = "$here" && echo back
x=$(cd a/b && pwd) && test "$x" = "$here/a/b" && echo there
test "$(pwd -P)" = "$(sh -c 'pwd -P')" && echo same
#> a
#> b
#> a
#> back
#> there
#> same

#### a subshell whose directory goes away under it
mkdir gone
( cd gone && rmdir ../gone; cd / ; echo "$?" )
( cd / ; exit 3 ); echo $?
mkdir kept; cd kept; ( cd ..; rmdir kept; mkdir kept; : > kept/new )
ls; ls ../kept
#> 0
#> 3
#> new

#### a stage that goes elsewhere leaves the others where they are
mkdir d; : > d/file
{ cd d; ls; } | { read x; echo "$x"; ls; }
cd d | cat; test -d d && echo here
#> file
#> d
#> here
