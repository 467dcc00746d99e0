# mapfile, readarray.

#### lines of the input
printf '1\n2\n3' > f
mapfile < f; printf '<%s>' "${MAPFILE[@]}"; echo
printf '1\n2\n3\n4\n' | { mapfile -t -s1 -n2 q; declare -p q; mapfile -t -O 5 q; declare -p q; }
readarray -d : -t z <<< "a:b:c"; declare -p z
#> <1
#> ><2
#> ><3>
#> declare -a q=([0]="2" [1]="3")
#> declare -a q=([0]="2" [1]="3" [5]="4")
#> declare -a z=([0]="a" [1]="b" [2]=$'c\n')

#### a callback
printf '1\n2\n3\n4\n' > f
mapfile -t -c2 -C 'echo at' w < f
echo ${#w[@]}
#> at 1 2
#> at 3 4
#> 4

#### what is not asked for stays in the input
printf 'a\nb\nc\n' | { mapfile -n 1 x; read y; echo "$y"; }
#> b

#### in posix mode there are no arrays
$SH -o posix -c 'readarray lines </dev/null || echo none'
#> none
#2> no arrays
