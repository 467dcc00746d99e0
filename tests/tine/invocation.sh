# Invocation: own choices.

#### a NUL byte in a script does no harm
printf 'echo a\nec\0ho b\necho c\n' > s; "$SH" ./s 2>/dev/null | tail -n 1
#> c

#### a script by interpreter line
printf '#!%s\necho "$1"\n' "$SH" > s; chmod +x s; ./s arg
#> arg

#### the option that makes every subshell a process
set -o forksubshell; x=1; (x=2; echo $x); echo $x; y=$(x=3; echo $x); echo $x $y
set +o forksubshell; (x=2; echo $x); echo $x
#> 2
#> 1
#> 1 3
#> 2
#> 1

#### a byte order mark is passed over
printf '\357\273\277echo bom\necho on\n' > s; "$SH" ./s
#> bom
#> on

#### an error ends -i -c
$SH -i -c 'x=)' 2>/dev/null; echo $?
$SH -i -c 'set -u; echo a; echo $nothing; echo b' 2>/dev/null; echo $?
#> 2
#> a
#> 1

#### BASH_ENV is read before a script, not by sh
echo 'echo first' >settings; echo 'echo script' >script
BASH_ENV='$PWD/settings' $SH script
BASH_ENV=./settings $SH -c 'echo command'
BASH_ENV=./settings $SH -o posix -c 'echo command'
BASH_ENV=./none $SH -c 'echo command'
#> first
#> script
#> first
#> command
#> command
#> command

#### a login shell without its profile
echo 'echo profile' > .profile
"$SH" --noprofile -l -c 'echo ran' 2>/dev/null
#> ran

#### options of shopt at the start
"$SH" -O nullglob +O sourcepath -O histappend -c 'shopt -q nullglob && echo on; shopt -q sourcepath || echo off; echo none*'
"$SH" -O nothing -c 'echo no' 2>&1 | grep -c nothing
#> on
#> off
#> 
#> 1

#### -p takes nothing from the environment
echo 'echo file' > start
export BASH_ENV=$PWD/start
"$SH" -c 'echo one'
"$SH" -p -c 'case $- in *p*) echo on; esac; set +p; case $- in *p*) echo still; esac; shopt -qo privileged || echo off'
#> file
#> one
#> on
#> off

#### -O without a name shows them all
echo 'echo read' | "$SH" -O | grep -E '^(nullglob|read)'
echo 'echo read' | "$SH" +O | grep -E '^(shopt .* nullglob|read)'
#> nullglob       	off
#> read
#> shopt -u nullglob
#> read

#### an interactive shell goes on behind the line of an error, in a script and in a command string
printf 'echo one\nif :; then\necho )\necho two\n(\necho ${none?}; echo same\necho three' >script
"$SH" -i script 2>/dev/null
"$SH" -i -c 'echo $((1/0)); echo same
echo next
)
echo last' 2>/dev/null
#> one
#> two
#> next
#> last

#### what asks for bash is told that it may count on it
cat > s <<'X'
echo "${BASH_VERSION%%.*} ${BASH_VERSINFO[0]} ${#BASH_VERSINFO[@]} ${BASH_VERSINFO[4]}"
X
for line in '#!/bin/bash' '#!/usr/bin/env -S bash -e' '#!/bin/sh' '# bash'; do
    { echo "$line"; cat s; } > script
    "$SH" ./script
done
echo '#!/bin/bash
echo "[$BASH_VERSION$BASH_VERSINFO]"' > script
"$SH" -o posix ./script
#> 5 5 6 tine
#> 5 5 6 tine
#>  5 6 tine
#>  5 6 tine
#> []

#### what asks for bash gets the list of signals that it knows
echo 'kill -l' > s
echo '#!/bin/bash
kill -l' > script
"$SH" ./s | head -n 1; "$SH" ./script | grep -c SIGTERM; "$SH" -o posix ./script | head -n 1
#> HUP
#> 1
#> HUP
