# What a subshell environment must not leak: descriptors. XCU 2.13.

#### exec in each kind
(exec > f; echo in); echo out; cat f
x=$(exec > g; echo in2); echo "<$x>"; cat g
{ exec > h; echo in3; } | cat; cat h
echo | { exec > i; echo in4; }; cat i; echo end
#> out
#> in
#> <>
#> in2
#> in3
#> in4
#> end

#### a descriptor opened inside is closed outside
(exec 5>f); { echo x >&5; } 2>/dev/null || echo closed
x=$(exec 5>f; echo y >&5); { echo x >&5; } 2>/dev/null || echo closed
cat f
#> closed
#> closed
#> y

#### a descriptor closed inside is open outside
exec 5>f
(exec 5>&-; { echo no >&5; } 2>/dev/null || echo closed); echo yes >&5
x=$(exec 5>&-); echo again >&5
cat f
#> closed
#> yes
#> again

#### standard output closed inside
(exec >&-); echo open
x=$(exec >&-); echo open
#> open
#> open

#### standard input moved inside
printf '1\n2\n' > f
(exec < f; read x; echo $x); read y; echo "<$y>"
x=$(exec < f; read a; read b; echo $b); read y; echo $x $y
#< first
#< second
#> 1
#> <first>
#> 2 second

#### the offset of a shared file moves for all
printf 'a\nb\nc\n' > f
exec < f
(read x; echo $x)
y=$(read x; echo $x)
read z; echo $y $z
#> a
#> b c

#### standard error
(exec 2>f; nosuchcommand); nosuchcommand 2>g; [ -s f ] && [ -s g ] && echo both
#> both

#### many subshells leave no descriptors behind
f() { ls /proc/self/fd 2>/dev/null | wc -l; }
a=$(f); i=0
while [ $i -lt 300 ]; do (exec 7>f); x=$(exec 8<f; echo); : | :; cat /dev/null <<END
$(echo x)
END
i=$((i+1)); done
[ "$a" = "$(f)" ] && echo same
#> same

#### redirections of the subshell itself
(echo in; (exec > g; echo deep); echo in2) > f; echo out; cat f g
#> out
#> in
#> in2
#> deep

#### what a builtin opens is nobody else's descriptor
echo one > f1 > $(exec 3> f3; sh -c 'echo three >&3'; echo f2)
cat f1 f2 f3
exec 3> f5; echo a >&3; printf '%s\n' b >&3 3>&-; exec 3>&-
cat f5
{ echo out; echo err >&2; } 2> f6 > f7; cat f6 f7
{ exec 3> f8; echo c >&3; sh -c 'echo d >&3'; } > f9 4> f10
cat f8
#> one
#> three
#> a
#> b
#> err
#> out
#> c
#> d

#### descriptors that a process of its own gets, exchanged and under high numbers
{ { sh -c 'echo three >&3; echo four >&4'; } 5>&3 3>&4 4>&5 5>&- & } 3> f3 4> f4; wait
cat f3 f4
for n in 10 11 12 13; do
    eval "{ { sh -c 'echo one >&3'; echo in \$n >&\$n; sh -c \"cat <&0\"; } 3>&\$n & } $n> f"; wait; cat f
done
{ { echo kept >&11; } & } 11> f11 12>&- 0< f3; wait; cat f11
#> four
#> three
#> one
#> in 10
#> one
#> in 11
#> one
#> in 12
#> one
#> in 13
#> kept
