# A text taken apart and put together, character by character.
n=0; while [ $n -lt 1000 ]; do
    rest="the quick brown $n" turned=
    while [ -n "$rest" ]; do first=${rest%"${rest#?}"}; rest=${rest#?}; turned=$first$turned; done
    n=$((n+1))
done; echo "$turned"
