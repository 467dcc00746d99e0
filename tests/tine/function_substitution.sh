# ${ commands; } and ${| commands; }: what commands give, without a subshell.

#### the output, and what the commands change
x=1; y=${ x=2; echo out; echo; }; echo $x "[$y]"
set -- a b c; echo ${ shift; echo $1; } $# ${ cd /; pwd; } $PWD
#> 2 [out]
#> b 2 / /

#### the value of REPLY, all of it, and what is written is not caught
REPLY=old; x=${| echo "[${REPLY-unset}]"; REPLY=$'new\n\n'; }; echo "$x$REPLY"
echo "[${| : ; }]" "${| REPLY=(first second); }"; set -u; echo "<${| unset REPLY; }>"
#> [unset]
#> new
#>
#> old
#> [] first
#> <>

#### which bytes may follow the brace
echo ${ echo blank; } ${	echo tab; } ${
echo line
} ${|REPLY=bar
}
#> blank tab line bar

#### the closing brace stands where a command may begin, whatever is behind it
echo ${ echo 1;}${ echo 2; }x ${ { echo 3; }}} "${ echo 4;}}" ${ (echo 5)} ${ if :; then echo 6; fi } ${ echo } ; }
echo ${ case a in a) echo "}";; esac } ${ echo a}; } ${ # }
echo c # }
}
#> 12x 3} 4} 5 6 }
#> } a} c

#### nested, in quotes, and in everything that is expanded
echo ${ echo ${ echo $(echo `echo ${ echo deep; }`); }; } "a${ echo "${ echo "b  c"; }"; }d"
cat <<E
${ cat <<F
$((${ echo 3; } + ${| REPLY=4; })) ${x:-${ echo word; }}
F
}
E
a=(${ echo 1 2; } "${ echo 3 4; }"); a[${ echo 7; }]=x; echo ${#a[@]} ${!a[@]} "${a[${ echo 2; }]}"
case ${ echo a; } in ${| REPLY=[a]; }) echo case;; esac
[[ ${ echo ab; } == ${| REPLY=a*; } ]] && (( ${ echo 1; } )) && echo {${ echo x; },y}
x=abcabc; echo ${x/${ echo b; }/${| REPLY=Q; }} ${x:${ echo 1; }:2} <<<z; cat <<< ${ echo "h  s"; }
#> deep ab  cd
#> 7 word
#> 4 0 1 2 7 3 4
#> case
#> x y
#> aQcabc bc
#> h  s

#### splitting and pathname expansion, outside of quotes
: >f1; : >f2; IFS=:; printf '<%s>' ${ echo a:b; } "${| REPLY=a:b; }" ${| REPLY='f*'; } "${ echo 'f*'; }"; echo
#> <a><b><a:b><f1><f2><f*>

#### local variables and options, and return
f() { local v=1 w=${ local v=2 -; set -f; echo $v $-; return 3; echo no; }; echo $? $v $w $-; }
f | tr -d hBc
x=1; y=${ local x=2; echo $x; return 4; }; echo $? $x $y; local z; echo $?
#> 0 1 2 f 
#> 4 1 2
#> 1
#2> local

#### status
x=${ false; }; echo $? ${ (exit 3); } $?; false; echo ${ echo $?; } $?; ${ }; x=${ }; echo $?
#> 1 3
#> 1 0
#> 0

#### exit ends the shell
trap 'echo bye' EXIT; x=${ echo lost; exit 3; }; echo no
#> bye
#$? 3

#### set -e
set -e; x=${ echo in; if false; then :; fi; }; echo $x; x=${ echo a; false; echo b; }; echo no
#> in
#$? 1

#### an error in it is one of the command
x=${ echo a; : ${nope?is missing}; echo b; }; echo no
#2> nope: is missing
#$? 1

#### break and continue are those of the loop around it
for i in 1 2 3; do x=${ [ $i = 2 ] && continue; [ $i = 3 ] && break; echo $i; }; echo "$i$x"; done; echo $i
#> 11
#> 3

#### what exec redirects is put back, and so is the output
x=${ exec >/dev/null; echo z; }; echo "[$x]"; x=${ exec 2>&1; echo z >&2; }; echo "[$x]"
x=${ { echo o; echo e >&2; } 2>&1; echo "to 1" >&1; }; echo $x
#> []
#> [z]
#> o e to 1

#### programs, pipelines, subshells and builtins, in order
x=${ cat <<<1; echo 2; (echo 3; cat <<<4); echo 5 | cat; ( cd /; cat <<<6 ) ; echo 7 | { read y; echo $y; }; }; echo $x
echo in | { x=${ cat; echo 2; }; echo $x; }; (x=${ cd /; pwd; cat <<<s; }; echo $x $PWD)
#> 1 2 3 4 5 6 7
#> in 2
#> / s /

#### more than a pipe holds
x=${ head -c 300000 /dev/zero | tr '\0' a; printf b; head -c 200000 /dev/zero | tr '\0' c; }; echo ${#x} ${x//[ac]}
x=${ printf '%*s' 300000 .; }; echo ${#x}
#> 500001 b
#> 300000

#### what goes on in the background is not waited for, and may write on
mkfifo p; x=${ { read line <p; echo late; echo $line >done; } & echo early; }; echo "$x"
echo go >p; wait; cat done
#> early
#> go

#### input and a file
printf '1\n2\n' | { read a; x=${ read b; echo $b; }; echo $a$x$b; }
echo text >f; echo "${ <f; }${| <f; }"
#> 122
#> text

#### functions and aliases
f() { echo ${ echo ${FUNCNAME[@]} $#; }; }; f 1 2; echo "${ echo "[${FUNCNAME-}]"; }"
alias foo='echo foo'; ${ alias bar='echo bar'; }
echo ${ foo; } ${ bar
alias baz='echo baz'
baz; }
#> f main 2
#> []
#> foo bar baz

#### as a command, in front of one, and in arguments of declarations
${ echo echo; } ${| REPLY=a; }; "${ echo printf; }" '%s\n' b; x=${ echo "q  r"; } env | grep ^x=
export x=${ echo "s  t"; }; readonly y=${| REPLY='u  v'; }; echo "$x" "$y"
#> a
#> b
#> x=q  r
#> s  t u  v

#### recursion
f() { [ $1 -le 0 ] || echo "$1 ${ f $(($1 - 1)); }"; }; f 5; g() { echo ${ g; }; }; (g) 2>/dev/null; echo $?
#> 5 4 3 2 1 
#> 2

#### shown as it was written
f() { x=${ echo a; : b & } y="${| REPLY=b; }"; echo ${ cat <<E
q
E
}; }; eval "$(declare -f f | sed 's/^f/g/')"; g; echo $x "$y"
#> q
#> a b

#### unfinished, or nothing like a command
echo ${ echo a }; echo $?
#2> expected `}` for the `${`
#$? 2

#### not a separator
echo ${|; }
#2> unexpected `;`
#$? 2

#### in posix mode too
#% options: -o posix
x=1; echo ${ x=2; echo hi; } ${| REPLY=r; } $x
#> hi r 2

#### no subscript of an argument runs it
a=(1 2 3); x='a[${ echo ran >&2; echo 1; }]'; (unset "$x") 2>/dev/null; y='a[${| echo ran; }]'; (unset "$y") 2>/dev/null; echo end
#> end

#### DEBUG and ERR see the commands
trap 'echo E' ERR; x=${ false; echo a; }; echo $x
trap - ERR; exec 3>&1; trap 'echo "$BASH_COMMAND" >&3' DEBUG
x=${ echo b; }
#> E a
#> x=${ echo b; }
#> echo b
