# The exact form of the trace.

#### one line a command, quoted so that it can be read again
exec 2>&1
set -x
x=1 y='a b'
z=3 true 'c d' "it's" ''
for i in 1 2; do : $i; done
{ set +x; } 2>/dev/null
#> + x=1
#> + y='a b'
#> + z=3 true 'c d' 'it'\''s' ''
#> + for i in 1 2
#> + : 1
#> + for i in 1 2
#> + : 2

#### lists and what is appended
a=(1); set -x
a+=(2 "3 4"); a[i+1]=x; b=y; b+=z
declare -a c=(5 "6 7")
set +x
#2> + a+=(2 '3 4')
#2> + a[i+1]=x
#2> + b+=z
#2> + declare -a c=(5 '6 7')

#### BASH_XTRACEFD
exec 5>trace; BASH_XTRACEFD=5; set -x
echo one
unset BASH_XTRACEFD
echo two
set +x; cat trace
#> one
#> two
#> + echo one
#> + unset BASH_XTRACEFD
#2> + echo two

#### conditions
s='a b' n=1; set -x
[[ $s == a* && -n $s ]]
[[ $u || ! ( $n -eq 1 ) ]] || (( n++ ))
[[ -z $u && $s =~ ^a ]]
for ((i=0;i<1;i++)); do [[ $s < b ]]; done
{ set +x; } 2>/dev/null
#2> + [[ 'a b' == a* ]]
#2> + [[ -n 'a b' ]]
#2> + [[ -n '' ]]
#2> + [[ 1 -eq 1 ]]
#2> + (( n++ ))
#2> + [[ -z '' ]]
#2> + [[ 'a b' =~ ^a ]]
#2> + ((i=0))
#2> + ((i<1))
#2> + [[ 'a b' < b ]]
#2> + ((i++))

#### the first character of PS4 tells how deep a command is
exec 2>&1
echo ': dot' >dot
f() { echo $(echo in); }
PS4='é> '; set -x
eval "eval :"; y=$(echo $(echo q)); f; . ./dot
#> é> eval 'eval :'
#> éé> eval :
#> ééé> :
#> ééé> echo q
#> éé> echo q
#> é> y=q
#> é> f
#> éé> echo in
#> é> echo in
#> in
#> é> . ./dot
#> éé> : dot

#### the heads of case, for and select
exec 2>&1; set -x
case a in b) ;; esac
for i in 1 $none; do :; done
select i in a; do :; done
#> + case a in
#> + for i in 1 $none
#> + :
#> + select i in a
#> 1) a
#> #? 
#$? 1

#### the head of for has its own line each time
exec 2>&1; PS4='$LINENO '; set -x
:
for i in 1 2
do
    :
done
#> 2 :
#> 3 for i in 1 2
#> 5 :
#> 3 for i in 1 2
#> 5 :
