# Parameters and parameter expansion: XCU 2.5, 2.6.2.

#### positional parameters past the ninth need braces
set -- a b c d e f g h i j k
echo $1 $9 $10 ${10} ${11} $#
#> a i a0 j k 11

#### special parameters at the start
printf '<%s>' "$#" "$*" "$?" "${!-unset}"; echo
#> <0><><0><unset>

#### the separate and joined forms of all parameters
set -- 'a b' c ''
printf '<%s>' "$@"; echo
printf '<%s>' "$*"; echo
printf '<%s>' $@; echo
printf '<%s>' $*; echo
printf '<%s>' "x$@y"; echo
#> <a b><c><>
#> <a b c >
#> <a><b><c>
#> <a><b><c>
#> <xa b><c><y>

#### no parameters: the separate form vanishes
set --
printf '<%s>' "$@" end; echo
printf '<%s>' "$@$@" end; echo
printf '<%s>' "$*" end; echo
printf '<%s>' x"$@"y end; echo
printf '<%s>' '' "$@" end; echo
printf '<%s>' ''"$@" end; echo
#> <end>
#> <end>
#> <><end>
#> <xy><end>
#> <><end>
#> <><end>

#### joining uses the first character of IFS
set -- a b c
IFS=:-; echo "$*"
IFS=; echo "$*"
unset IFS; echo "$*"
IFS=é; echo "$*"
#> a:b:c
#> abc
#> a b c
#> aébéc

#### all parameters unquoted with a null IFS stay separate
set -- 'a b' 'c d'
IFS=
printf '<%s>' $@; echo
printf '<%s>' $*; echo
printf '<%s>' ${1+$*}; echo
#> <a b><c d>
#> <a b><c d>
#> <a b><c d>

#### empty positional parameters unquoted disappear
set -- '' a ''
printf '<%s>' $@ end; echo
printf '<%s>' $* end; echo
#> <a><end>
#> <a><end>

#### use a default
unset u; e= ; v=value
printf '<%s>' "${u-d}" "${u:-d}" "${e-d}" "${e:-d}" "${v-d}" "${v:-d}"; echo
#> <d><d><><d><value><value>

#### assign a default
unset u w; e= 
printf '<%s>' "${u=d1}" "$u" "${w:=d2}" "$w" "${e=d3}" "$e" "${e:=d4}" "$e"; echo
#> <d1><d1><d2><d2><><><d4><d4>

#### use an alternative
unset u; e= ; v=value
printf '<%s>' "${u+a}" "${u:+a}" "${e+a}" "${e:+a}" "${v+a}" "${v:+a}"; echo
#> <><><a><><a><a>

#### report an error if unset, with the word
(unset u; : ${u?message here}; echo not reached)
echo $(( $? > 0 ))
#> 1
#2> message here

#### report an error if unset or null, without a word
(e=; : ${e:?}; echo not reached)
echo $(( $? > 0 ))
#> 1
#2>

#### no error if null without the colon
e=; echo "<${e?no}>"
#> <>

#### words are expanded only if they are used
x=set
: ${x-$(echo used >&2)} ${x:=$(echo used >&2)} ${u+$(echo used >&2)} ${x?$(echo used >&2)}
echo quiet
#> quiet

#### length
x=hello e= ; set -- abc ''
echo ${#x} ${#e} ${#1} ${#2} ${#} ${#unset}
#> 5 0 3 0 2 0

#### length counts characters
x=héé€𝄞
echo ${#x}
#> 5

#### length of the number of parameters and its relatives
set -- a b
echo ${##} ${#-x} ${#?}
#> 1 2 1

#### remove the smallest and the largest suffix
x=a/b/c.d.e
echo ${x%.*} ${x%%.*} ${x%/*} ${x%%/*} ${x%q} ${x%%*} end
#> a/b/c.d a/b/c a/b a a/b/c.d.e end

#### remove the smallest and the largest prefix
x=a/b/c.d.e
echo ${x#*.} ${x##*.} ${x#*/} ${x##*/} ${x#q} ${x##*} end
#> d.e e b/c.d.e c.d.e a/b/c.d.e end

#### patterns come active from unquoted expansions only
x='a*c' p='*'
echo "${x#$p}" "${x##$p}" "${x#"$p"}" "${x#a"$p"}" "${x#a$p}"
#> a*c  a*c c *c

#### pattern characters are characters, not bytes
x=éa
echo "${x#?}" "${x%?}"
#> a é

#### a pattern with quoted brace and special characters
x='a}b'
echo "${x%\}b}" "${x#a'}'}"
x='a"b'
echo "${x%\"*}"
#> a b
#> a

#### nested operands
unset a b; c=deep
echo ${a-${b-${c}}} ${a:-"${b:-'q'}"} ${c%${c#?}}
#> deep 'q' d

#### unquoted default with several fields
unset u
set -- ${u-a "b c" d}
echo $#; printf '<%s>' "$@"; echo
#> 3
#> <a><b c><d>

#### alternative that holds all parameters
set -- 'a b' c
for i in ${1+"$@"}; do echo "<$i>"; done
set --
for i in ${1+"$@"}; do echo "<$i>"; done
echo end
#> <a b>
#> <c>
#> end

#### an assigned default is split when unquoted
unset u
set -- ${u='a  b'}
echo $# "$u"
#> 2 a  b

#### assignments see earlier assignments
a=1 b=$a; echo $a$b
a=2 b=$a c=$b; echo $a$b$c
#> 11
#> 222

#### an assignment before a command is not seen by its words
x=old
x=new echo $x
echo $x
#> old
#> old

#### no field splitting or pathname expansion in assignments
: > file; x='a  *'
y=$x z=*; printf '<%s>\n' "$y" "$z"
#> <a  *>
#> <*>

#### status of an assignment is that of its command substitution
x=$(exit 3); echo $?
x=$(exit 3) y=2; echo $?
x=1; echo $?
#> 3
#> 3
#> 0

#### assign to a positional parameter is an error
(: ${1=x}; echo not reached)
echo $(( $? > 0 ))
#> 1
#2>

#### a bad substitution is an error
(eval ': ${x!y}'; echo not reached)
echo $(( $? > 0 ))
#> 1
#2>

#### the shell's own process id is the same in subshells
a=$$ b=$(echo $$) c=$( (echo $$) )
[ $a = $b ] && [ $a = $c ] && echo same
#> same

#### PPID
x=$PPID
[ "$(echo $PPID)" = $x ] && [ "$x" -gt 0 ] && echo ok
#> ok

#### the option letters
set -f; case $- in *f*) echo on;; esac
set +f; case $- in *f*) ;; *) echo off;; esac
#> on
#> off

#### variables come from the environment, with export
x=out "$SH" -c 'echo $x; x=changed; "$SH" -c "echo \$x"'
#> out
#> changed

#### PS1 and IFS are not taken from the environment where that would hurt
IFS=x "$SH" -c 'v=axb; set -- $v; echo $#'
#> 1

#### names may have digits and underscores
_a1=x A_B=y; echo $_a1 ${A_B}$_a1-
#> x yx-

#### a name ends at the first other character
x=v; echo $x.y $x-z ${x}y $x$x /$x/
#> v.y v-z vy vv /v/

#### nounset spares the forms for all parameters and tests
set -u
echo "$@" "$*" $# ${x-d} ${x+a} end
#>  0 d end

#### trailing newlines and blanks in values survive
x='a
'
printf '<%s>' "$x" "${x}" "${x-}"; echo
#> <a
#> ><a
#> ><a
#> >

#### long values
x=x; i=0
while [ $i -lt 17 ]; do x=$x$x; i=$((i+1)); done
echo ${#x}; y=${x#x}; echo ${#y}; y=${x%x*}; echo ${#y}; y=${x##*x}; echo ${#y}
#> 131072
#> 131071
#> 131071
#> 0

#### backslash at the end of a pattern operand from a variable
x='a\' p='\'
echo "${x%"$p"}"
#> a

#### all parameters trimmed and joined are one field, even if there are none
set --; set -- "${*#x}" "${*%%x}"; echo $#
set --; set -- "${@#x}"; echo $#
#> 2
#> 0

#### an alternative for no positional parameters is no field
count() { echo $#; }
set --; count "${@+$@}"; count "${@+x}"; count "${@:+"$@"}"; count "a${@+x}"; count "${@-}"
set -- ''; count "${@+$@}"; count "${@:+x}"
#> 0
#> 0
#> 0
#> 1
#> 1
#> 1
#> 1

#### several parameters without text are not null
set -- "" ""
IFS=
echo "[${@:-none}]"
IFS=:
echo "[${@:-none}] [${*:-none}]"
set --; echo "[${@:-none}] [${*:-none}]"
set -- ""; echo "[${@:-none}] [${*:-none}]"
#> [ ]
#> [ ] [:]
#> [none] [none]
#> [none] [none]

#### an empty expansion without quotes makes no field beside an empty "$@"
f() { echo $#; }
set --
f $x"$@"; f $(true)"$@"; f ${y-$x"$@"}
f "$x""$@"; f ''"$@"
#> 0
#> 0
#> 0
#> 1
#> 1

#### an empty word of an expansion beside an empty list is no more than other empty expansions
set --
count() { echo $#; }
count "$x$@"; count "${x-}$@"; count "${x+y}$@${x-}"; count "${x-}"; count ''"$@"
#> 0
#> 0
#> 0
#> 1
#> 1
#% clause: XCU 2.5.2

#### an expansion that assigns to the variable of its own assignment
unset w v t u
w=${w=z}x true; echo "$w"
v=1$((v=7)) true; echo "$v"
f() { echo "in $t"; }
t=${t:=a}b f; echo "$t"
u=${u:=one} u=${u}two command echo; echo "$u"
w=5 true; echo "$w"
(w=6; w=${w:+7} true; echo "$w")
#> z
#> 7
#> in ab
#> a
#>
#> one
#> z
#> 6
