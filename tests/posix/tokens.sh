# Token recognition and line continuation: XCU 2.2.1, 2.3.

#### comments begin only at the start of a word
echo a#b a #c
# whole line
echo a'#'b; #comment
: && # comment after an operator
echo end
#> a#b a
#> a#b
#> end

#### a backslash does not continue a comment
# comment \
echo shown
#> shown

#### line continuation inside names and words
ec\
ho ab\
c
x\
y=1
echo $x\
y ${x\
y} "$x\
y"
#> abc
#> 1 1 1

#### line continuation inside operators
tr\
ue &\
& echo and
false |\
| echo or
case a in a) echo one ;\
; esac
cat <\
<E\
ND
here
END
echo out >\
> file; cat file
#> and
#> or
#> one
#> here
#> out

#### line continuation inside expansion openers
x=5
echo $\
x $\
{x} $(\
echo sub) $\
(echo sub) $\
((1+\
1)) ${\
#x} ${x\
:\
-d}
#> 5 5 sub sub 2 1 5

#### line continuation inside reserved words
i\
f true; th\
en echo yes; f\
i
fo\
r i i\
n 1 2; d\
o echo $i; d\
one
#> yes
#> 1
#> 2

#### line continuation inside a function definition
f\
u(\
) \
{ echo called; }
fu
#> called

#### line continuation before an io number's operator
echo err 2\
>file >\
&2; cat file
#> err

#### digits are an io number only directly before a redirection
echo 2>file; echo 3 >file; cat file
echo 4\5>file; cat file
echo a2>file; cat file
#>
#> 3
#> 45
#> a2

#### operators end words
echo a;echo b&&echo c|cat
(echo d)
#> a
#> b
#> c
#> d

#### longest operator first
true&&echo a||echo b
case x in x)echo one;;esac
cat<<-E
	x
	E
#> a
#> one
#> x

#### blanks between tokens
	echo	a	  b  ;	echo c
#> a b
#> c

#### reserved words are words in argument position
echo if then else fi do done case esac while until for in { } !
#> if then else fi do done case esac while until for in { } !

#### braces are not operators
echo {a} {}; echo a}
#> {a} {}
#> a}

#### assignment-like words after the command name are arguments
echo a=b
#> a=b

#### what only looks like an assignment is a command name
a-b=c 2>/dev/null
echo $?
"a"=c 2>/dev/null
echo $?
1a=c 2>/dev/null
echo $?
#> 127
#> 127
#> 127

#### a script whose last line lacks its newline
printf 'echo a\necho b' > script
"$SH" ./script
#> a
#> b

#### an empty script
: > script
"$SH" ./script; echo $?
printf '\n\n# only a comment' > script
"$SH" ./script; echo $?
#> 0
#> 0

#### one line runs before the next is read
echo first
echo second; fi
echo third
#> first
#2>
#$? >0

#### commands on the line of a syntax error do not run
echo shown
echo hidden; )
#> shown
#2>
#$? >0

#### arithmetic or subshell after a dollar
echo $((1)) $( (echo a) ) $((echo b); (echo c))
#> 1 a b c

#### case patterns inside command substitution
echo $(case a in a) echo x;; esac) $(case b in (b) echo y; esac)
#> x y

#### comments and quotes inside command substitution
echo $(echo a # it's a ) comment
echo b)
#> a b

#### here-document inside command substitution
echo "$(cat <<END
a ) b
END
)" after
#> a ) b after

#### nested quoting in substitutions
echo "$(echo "a $(echo "b '$(echo c)'")")"
#> a b 'c'

#### carriage return is an ordinary character
printf 'x=a\r\nprintf "%%s" "$x" | od -An -c | tr -d " "\n' > script
"$SH" ./script
#> a\r
