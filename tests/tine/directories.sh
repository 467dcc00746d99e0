# pushd, popd, dirs: the directory stack.

#### pushd goes there and popd comes back
mkdir a b
pushd a; pushd ../b; pushd; popd; popd; popd; echo $?
#> ~/a ~
#> ~/b ~/a ~
#> ~/a ~/b ~
#> ~/b ~
#> ~
#> 1
#2> empty

#### numbers count from either end
mkdir a b c
pushd a >/dev/null; pushd ../b >/dev/null; pushd ../c >/dev/null
pushd +1; pushd -0; dirs +1; dirs -1
popd +1; popd -0; popd -n; dirs -c; dirs
#> ~/b ~/a ~ ~/c
#> ~/c ~/b ~/a ~
#> ~/b
#> ~/a
#> ~/c ~/a ~
#> ~/c ~/a
#> ~/c
#> ~/c

#### the options of dirs
mkdir a
pushd a >/dev/null
dirs -v; dirs -p; test "$(dirs -l)" = "$HOME/a $HOME" && echo full
#>  0  ~/a
#>  1  ~
#> ~/a
#> ~
#> full

#### DIRSTACK and ~N are the stack
mkdir a b
cd a; pushd ../b >/dev/null
test ~1 = "$HOME/a" && test ~-0 = "$HOME/a" && test ~+ = "$PWD" && test ~- = "$OLDPWD" && echo tilde
test "${DIRSTACK[1]}" = "$HOME/a" && echo "${#DIRSTACK[@]}"
cd /; echo "${DIRSTACK[0]}"
#> tilde
#> 2
#> /

#### a subshell has a stack of its own
mkdir a; pushd a >/dev/null
(popd >/dev/null; dirs); dirs
#> ~
#> ~/a ~

#### cdable_vars
d=/; shopt -s cdable_vars; cd d
#> /

#### the way out of a directory that has been removed
here=$PWD; mkdir -p a/b; cd a/b; rm -r "$here/a"
(cd .. 2>&-) || echo gone
cd ../.. && [ "$PWD" = "$here" ] && echo out
cd nothing/.. || echo checked
#> gone
#> out
#> checked
#2> No such file or directory

#### what is no place in the stack is a wrong use, and what is none of its places fails
pushd +x; echo $?; popd -x; echo $?; popd x; echo $?
popd; echo $?; pushd +1; echo $?; pushd a b; echo $?
#> 2
#> 2
#> 2
#> 1
#> 1
#> 1
#2> usage

#### DIRSTACK has the working directory before the first pushd and after dirs -c
cd /
echo "${DIRSTACK[@]}" "${#DIRSTACK[@]}"
pushd "$HOME" >/dev/null; dirs -c; test "${DIRSTACK[*]}" = "$HOME" && echo alone
#> / 1
#> alone

#### dirs takes --
cd /; dirs --; dirs -- +0
#> /
#> /
