# Variables that the shell computes.

#### where a function was called
f() { echo "${FUNCNAME[0]} $FUNCNAME ${BASH_LINENO[0]}"; g; }
g() { echo "${FUNCNAME[*]}" "${#BASH_SOURCE[@]}"; caller | cut -d' ' -f1; caller 0 | cut -d' ' -f1,2; caller 9 || echo none; }

f
echo "${FUNCNAME-unset} ${BASH_LINENO[0]} ${#BASH_SOURCE[@]} ${BASH_SOURCE##*/}" | sed "s/${0##*/}/script/"
#> f f 4
#> g f main 3
#> 1
#> 1 f
#> none
#> unset 0 1 script

#### files that are sourced
cat > lib <<'X'
libf() { echo "${FUNCNAME[0]} ${BASH_SOURCE[0]} ${BASH_LINENO[0]}"; }
echo "${BASH_SOURCE[0]} ${BASH_LINENO[0]} ${FUNCNAME-none}"
X
. ./lib
libf
#> ./lib 5 none
#> libf ./lib 6

#### time, subshells, the machine
[ $EPOCHSECONDS -gt 1000 ] && [ ${EPOCHREALTIME%.*} -ge $((EPOCHSECONDS - 1)) ] && echo time
(echo $BASH_SUBSHELL); echo $BASH_SUBSHELL
[ $UID = $(id -ru) ] && [ $EUID = $(id -u) ] && [ ${GROUPS[0]} = $(id -g) ] && echo ids
[ $SRANDOM != $SRANDOM ] && [ -n "$HOSTNAME$HOSTTYPE$MACHTYPE$OSTYPE$TINE_VERSION" ] && echo there
$SH -c 'echo $((SHLVL - 1))' | grep -x $SHLVL > /dev/null && echo level
SHLVL=5 $SH -c 'exec $SH -c "echo \$SHLVL"'
SHLVL=5 $SH -c '(exec $SH -c "echo \$SHLVL"); echo $SHLVL'
UID=mine; echo $UID
#> time
#> 1
#> 0
#> ids
#> there
#> level
#> 6
#> 7
#> 6
#> mine

#### in posix mode there are none of them
$SH -o posix -c 'echo "${UID-}${FUNCNAME-}${EPOCHSECONDS-}${TINE_VERSION-}${BASH_SOURCE-}"'
#>

#### BASHPID is the process that a subshell is
[ "$BASHPID" = "$$" ] && echo same
(kill -TERM "$BASHPID"; echo not reached); echo $?
a=$(echo "$BASHPID"); [ "$a" != "$$" ] && echo other
#> same
#> 143
#> other
#2>

#### the last argument of the last command
[ -n "$_" ] && echo set
echo one two; echo "$_"
f() { : inside; }; f x y; echo "$_"
: >file; mkdir -p d/e && cd "$_" && pwd | grep -c 'd/e$'
for i in 1 2; do echo "$_"; done
declare a=(1 2); echo "$_"
#> set
#> one two
#> two
#> y
#> 1
#> d/e
#> d/e
#> a

#### references to elements of arrays
a=(zero one two); typeset -A m; m[k]=v i=2 key=k
typeset -n r='a[1]' s='a[i]' t='m[$key]' u='m["k"]'
echo "$r $s $t $u"
r=1 s+=2 t=w; echo "${a[@]} ${m[k]} ${!r}"
i=0; echo "$s"; unset s; echo "${a[*]}"; typeset -p r
p='m["k"]'; echo "${!p}"; printf -v 'm["k"]' x; echo "${#m[@]} ${m[k]}"
#> one two v v
#> zero 1 two2 w a[1]
#> zero
#> 1 two2
#> declare -n r="a[1]"
#> w
#> 1 x

#### a program finds its own path in the environment
env | sed -n "s|^_=/.*/|/|p"
cp "$(command -v env)" mine; ./mine | sed -n "s|^_=.*/|/|p"
x=$(env); echo "$x" | sed -n "s|^_=.*/|/|p"
export _ x=1; (exec env) | sed -n "s|^_=.*/|/|p"
set -o posix; env | grep -c "^_="
set +o posix; ./mine | sed -n "s|^_=.*/|/|p"
#> /env
#> /mine
#> /env
#> /env
#> 0
#> /mine

#### BASH_ARGV0 sets the name of the shell, BASH says where it is
BASH_ARGV0=other; echo "$0 $BASH_ARGV0"
(BASH_ARGV0=inner; echo "$0"); echo "$0"
[ -x "$BASH" ] && echo executable
#> other other
#> inner
#> other
#> executable

#### BASH is the link that the shell was started by
mkdir bin; ln -s "$(readlink -f "$BASH")" bin/bash
for bash in "$PWD/bin/bash" "env PATH=$PWD/bin:$PATH bash"; do
    $bash -c 'cd /; [ "$BASH" = "$1/bin/bash" ] && "$BASH" -c "echo \${BASH_VERSION:+set}"' x "$PWD"
done
#> set
#> set

#### what is assigned to a computed variable in a subshell or for a command stays there
SECONDS=500; (SECONDS=5); echo "${SECONDS%?}"
SECONDS=300 true; echo "${SECONDS%?}"
f() { echo "${SECONDS%?}"; }; SECONDS=300 f; echo "${SECONDS%?}"
x=$(SECONDS=700; echo "${SECONDS%?}"); echo "$x ${SECONDS%?}"
RANDOM=4; a=$RANDOM; RANDOM=4; (RANDOM=8); [ "$a" = "$RANDOM" ] && echo same
#> 50
#> 50
#> 30
#> 50
#> 70 50
#> same

#### a reference to an element in arithmetic
a=(10 20 30); declare -n e='a[2]'
((e++, e += 2)); echo "${a[2]} $((e * 2))"
for ((e = 1; e < 3; e++)); do echo "${a[2]}"; done
#> 33 66
#> 1
#> 2

#### a reference to an element of itself is none
f() { local -n a=$1; a=X; echo "$a"; }
a=(0)
f 'a[0]' 2>/dev/null; echo "${a[@]}"
#> X
#> 0

#### for with a reference refers to each word by turns
x=1 y=2 z=3
declare -n r
for r in x y z; do r=$((r * 10)); done
echo "$x $y $z ${!r}"
#> 10 20 30 z

#### export and readonly of a reference are those of what it refers to
declare -n r=seen
export r=5; env | grep -c '^seen=5$'
export -n r; env | grep -c '^seen='
readonly r; (seen=6) 2>/dev/null || echo protected
[[ -R r ]] && echo reference; [[ -R seen ]] || echo none
#> 1
#> 0
#> protected
#> reference
#> none

#### the statuses of a pipeline without an index
(exit 2) | (exit 3) | (exit 4); echo "$PIPESTATUS ${PIPESTATUS-none} ${PIPESTATUS[2]}"
(exit 5); echo $PIPESTATUS
#> 2 2 4
#> 5

#### nothing can be assigned to references that go round in a circle
declare -n a=b b=a
(a=1; echo no) 2>/dev/null; echo $?
(a+=1; echo no) 2>/dev/null; echo $?
(read a <<< x) 2>/dev/null; echo $(($? > 0))
(printf -v a x); echo $(($? > 0))
unset a; declare -p b
#> 2
#> 2
#> 1
#> 1
#> declare -n b="a"
#2> the reference leads to no variable

#### nor to one that stands for all elements
a=(1 2); declare -n each='a[@]'
echo "$each"
(each=3; echo no) 2>/dev/null; echo $?
declare -p a
#> 1 2
#> 2
#> declare -a a=([0]="1" [1]="2")

#### SHELL is the user's login shell where the environment has none
env -i "$SH" -c 'case $SHELL in /*) echo path; esac; env | grep -c ^SHELL='
SHELL=/some/shell "$SH" -c 'echo $SHELL; env | grep ^SHELL='
SHELL= "$SH" -c 'echo "[$SHELL]"'
#> path
#> 0
#> /some/shell
#> SHELL=/some/shell
#> []

#### programs are told what is computed if it is exported
export HOSTTYPE
declare -x UID
env | grep -c -e '^HOSTTYPE=.' -e '^UID=[0-9]'
env -i "$SH" -c 'export SHELL; env | grep -c "^SHELL=/"'
#> 2
#> 1

#### PATH is the standard one where the environment has none
env -i "$SH" -c 'echo "$PATH"; PATH=$PATH:/none; env | grep -c ^PATH='
PATH= "$SH" -c 'eval "exit ${#PATH}"'; echo $?
#> /bin:/usr/bin
#> 0
#> 0

#### computed arrays are shown as such
true | false; declare -p PIPESTATUS
declare -p BASH_VERSINFO | sed 's/=.*"5"/="5"/; s/" \[1\].*//'
declare -a | grep -c 'BASH_VERSINFO='
declare -p FUNCNAME
f() { declare -p FUNCNAME BASH_LINENO; }; f
(BASH_VERSINFO[0]=9; echo no); :
#> declare -a PIPESTATUS=([0]="0" [1]="1")
#> declare -ar BASH_VERSINFO="5
#> 1
#> declare -a FUNCNAME
#> declare -a FUNCNAME=([0]="f" [1]="main")
#> declare -a BASH_LINENO=([0]="5" [1]="0")
#2> BASH_VERSINFO: is read only

#### caller has an answer outside all calls
caller; echo $?; caller 0; echo $?
"$SH" -c 'caller'
#> 0 NULL
#> 0
#> 1
#> 0 NULL

#### names of variables that are set
declare prexa; declare -a prexb; export prexc; prexd=; prexe=(); prexf=1
echo ${!prex*}
#> prexd prexe prexf
