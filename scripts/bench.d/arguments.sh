# Options, locals, and lists of arguments.
read_options() {
    local OPTIND=1 letter
    while getopts ab:c letter "$@"; do
        case $letter in a) all=yes ;; b) base=$OPTARG ;; *) other=$letter ;; esac
    done
    shift $((OPTIND - 1)); rest=$*; unset other
}
i=0; while [ $i -lt 8000 ]; do read_options -a -b value -c one two; i=$((i+1)); done
set --; while [ $# -lt 500 ]; do set -- "$@" $#; done
sum=0; while [ $# -gt 0 ]; do sum=$((sum + $1)); shift; done; echo $all $base $rest $sum ${other-none}
