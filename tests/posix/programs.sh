# Programs that cannot be run, and those that the system does not know the format of: XCU 2.9.1.6.

#### a stage that cannot be run: told once, and the others run
printf '#!/nonexistent/interpreter\n' >bad; chmod +x bad
./bad | cat; echo $?
echo x | ./bad; echo $?
./bad | ./bad | cat 2>/dev/null; echo $?
#> 0
#> 127
#> 0
#2> ./bad

#### each time on the standard error of the stage
printf '#!/nonexistent/interpreter\n' >bad; chmod +x bad
./bad 2>one | cat; grep -c ./bad one
./bad 2>&1 | grep -c ./bad
{ ./bad | cat; } 2>two; grep -c ./bad two
x=$(./bad 2>&1 | cat); case $x in *./bad*) echo told; esac
(./bad | ./bad) 2>three; grep -c ./bad three
#> 1
#> 1
#> 1
#> told
#> 2

#### a program in the background that cannot be run is a process all the same
printf '#!/nonexistent/interpreter\n' >bad; chmod +x bad
./bad 2>err & wait $!; echo $?
grep -c ./bad err
./bad 2>/dev/null & kill -0 $! 2>/dev/null; wait; echo $?
mkdir dir; ./dir 2>/dev/null & wait $!; echo $?
#> 127
#> 1
#> 0
#> 126

#### with the line that it stands on
printf '#!/nonexistent/interpreter\n' >bad; chmod +x bad
cat >script <<'END'
:
./bad |
    cat
:
./bad &

wait
END
"$SH" script 2>err
sed 's/[^0-9]*\([0-9]*\).*/\1/' err
#> 2
#> 5
#% clause: the line of the command

#### a file without a format is a script, in any place
printf 'echo "$0" "$#" "$2"; exit 5\n' >plain; chmod +x plain
./plain a 'b c' | cat
./plain 1 2 & wait $!; echo $?
true | ./plain x y; echo $?
x=$(./plain p 'q  r'); echo "$? $x"
(./plain s t; echo $?)
(exec ./plain u v); echo $?
PATH=$PWD:$PATH
plain - dash |
    sed "s:.*/plain:plain:"
#> ./plain 2 b c
#> ./plain 2 2
#> 5
#> ./plain 2 y
#> 5
#> 5 ./plain 2 q  r
#> ./plain 2 t
#> 5
#> ./plain 2 v
#> 5
#> plain 2 dash

#### a process that is stopped on its way holds nobody up
i=0
while [ $i -lt 20 ]; do
    sleep 60 & kill -STOP $!
    true | cat
    (exit 3); [ $? = 3 ] || echo wrong
    kill -KILL $!; wait $! 2>/dev/null; [ $? = 137 ] || echo wrong
    i=$((i + 1))
done
echo end
#> end

#### many at once
n=0
for i in 1 2 3 4 5 6 7 8 9 10; do
    for j in 1 2 3 4 5 6 7 8 9 10; do
        sh -c "exit $j" &
        last=$!
    done
    wait $last; [ $? = 10 ] || echo wrong
    A=$i env | grep -c "^A=$i\$" | cat | cat | { read -r found; [ "$found" = 1 ] || echo wrong; }
done
wait
echo $?
#> 0
