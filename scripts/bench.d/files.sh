# kind: process
# Files tested, written to and read, directories changed: mostly the system's own work.
cd "$BENCH_DIR"; echo 'value=$((value + 1))' > one.sh
i=0 value=0; while [ $i -lt 5000 ]; do
    [ -f one.sh ] && [ ! -d one.sh ] && [ ! -e none ] && echo "$i" >> log
    . ./one.sh; read -r line < one.sh; cd many; cd ..
    i=$((i+1))
done; echo $value "$line"; wc -l < log; rm log one.sh
