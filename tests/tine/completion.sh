#### compgen -W
x=beta
compgen -W 'alpha alpine $x' al; compgen -W 'alpha $x' b; compgen -W 'a b' z
#> alpha
#> alpine
#> beta
#$? 1

#### compgen of files and directories
mkdir dir; : >data; : >.hidden
compgen -f d; compgen -d d; compgen -f .h
#> data
#> dir
#> dir
#> .hidden

#### compgen of names of the shell
alias xya=b; xyf() { :; }; xyv=1
compgen -a xy; compgen -A function xy; compgen -v xy; compgen -b compg; compgen -c xy
#> xya
#> xyf
#> xyv
#> compgen
#> xya
#> xyf

#### compgen: prefix, suffix, filter
compgen -P '<' -S '>' -W 'one two' o
compgen -X 't*' -W 'one two three'
compgen -X '!t*' -W 'one two'
#> <one>
#> one
#> two

#### complete lists what can be read back
complete -o nospace -W 'a b' one; complete -F f two
complete -p
complete -r one
complete -p one
#> complete -o nospace -W 'a b' one
#> complete -F f two
#2> one
#$? 1

#### bind knows functions and keys
bind '"\C-xz": kill-whole-line'; bind -q kill-whole-line
bind -x '"\C-xy": echo hi'; bind -X
bind '"\C-xw": "text"'; bind -s
bind -l | grep -c '^accept-line$'
#> kill-whole-line can be invoked via "\C-xz".
#> "\C-xy": "echo hi"
#> "\C-xw": "text"
#> 1

#### bind: errors
bind '"\C-xz": nosuchfunction' || echo $?
bind '"\C-xz' || echo $?
#> 1
#> 1
#2> unknown function

#### the words of -W are quoted and expanded as words of a command
x='p q'; compgen -W "a 'b c' d\\ e \"\$x\" \$x \$(echo r 's') f;g {h,i} *" | sort
IFS=:; compgen -W 'a b:c d:"e:f"'; unset IFS; compgen -W "unclosed ' quote"; compgen -W "'b c' bd" "'b"; echo $?
#> *
#> a
#> b c
#> d e
#> f;g
#> h
#> i
#> p
#> p q
#> q
#> r
#> s
#> a b
#> c d
#> e:f
#> unclosed
#>  quote
#> b c
#> bd
#> 0

#### a kind of names that there is not
compgen -A nosuch; echo $?
complete -A nosuch x; echo $?; complete -p x; echo $?
#> 2
#> 2
#> 1
#2> nosuch

#### compgen of builtins that are on or off, and of reserved words
enable -n pushd
compgen -A disabled; compgen -A enabled push; echo $?; compgen -A enabled popd; compgen -k coproc
#> pushd
#> 1
#> popd
#> coproc

#### compgen knows no option that it would not heed
compgen -V x -W a 2>err; echo $?; [ -s err ] && echo refused
#> 2
#> refused

#### complete lists kinds by their letters, and quotes as bash does
complete -u -A user -A signal -v -o nospace -o default -G '*.c' -W "a'b c" -P p -S s -X '!*.c' -C cmd -F fn one
complete -W plain 'a b'; complete -p
compgen -f -A file /dev/zer
complete -D -F f two; complete -p two; complete -p -D
#> complete -W 'plain' 'a b'
#> complete -o default -o nospace -u -v -A signal -G '*.c' -W 'a'\''b c' -P 'p' -S 's' -X '!*.c' -C 'cmd' -F fn one
#> /dev/zero
#> complete -F f -D
#2> two

#### what a subshell does to completions, abbreviations, keys and the history is its own
complete -W a kept
(complete -F f one; complete -r kept; compopt -o nospace kept); x=$(complete -F f two); { complete -F f three; } | :
complete -p
(abbr a=b; bind '"\C-xz": kill-whole-line'; bind 'set bell-style visible'; history -s text)
history -s first; (fc -s first=: 2>/dev/null)
abbr; bind -q kill-whole-line | grep -c xz; bind -v | grep bell-style; history | tr -d ' '
echo "$(complete -W b inner; complete -p inner)"
#> complete -W 'a' kept
#> 0
#> set bell-style none
#> 1first
#> complete -W 'b' inner

#### with extglob, a filter !(pattern) is one pattern
compgen -X '!(o*)' -W 'one two'
shopt -s extglob
compgen -X '!(o*)' -W 'one two'; compgen -X '!t*' -W 'one two'; compgen -X '!!(o*)' -W 'one two'
#> one
#> two
#> two

#### compgen -c knows programs by their paths, and no directories in PATH
mkdir -p bin/place tools; ln -s ../tools bin/link; : >bin/prog; : >bin/plain; chmod +x bin/prog
compgen -c bin/p; compgen -c ./t; compgen -c /nodir/
PATH=$PWD/bin; compgen -c p | command -p grep -x -e prog -e plain -e place; compgen -c link
#> bin/place
#> bin/prog
#> ./tools
#> prog
#$? 1
