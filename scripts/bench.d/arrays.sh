# What bash, ksh93 and zsh have beyond POSIX: arrays, [[ ]] and (( )).
typeset -a list; i=0
while (( i < 20000 )); do
    list[i]=$(( i * 7 % 1000 )); if [[ ${list[i]} == 9* && -n $i ]]; then (( nines += 1 )); fi
    (( i++ ))
done
sum=0; for value in "${list[@]}"; do (( sum += value )); done; echo ${#list[@]} $nines $sum
