#!/bin/sh
# report.sh: what a source tree consists of. Counts files and lines by kind, and names the longest.
#
# usage: report.sh [-n COUNT] [DIRECTORY]
#   -n COUNT   how many of the longest files to show (default 5)

set -eu

usage() {
    sed -n 's/^# \{0,1\}//; 2,5p' "$0" >&2
    exit 2
}

# Right-aligned number with thousands set apart: 1234567 -> 1 234 567
grouped() {
    number=$1 tail=
    while [ "${#number}" -gt 3 ]; do
        head=${number%???}
        tail=" ${number#"$head"}$tail"
        number=$head
    done
    printf '%s' "$number$tail"
}

# The kind of a file, by its name.
kind() {
    case ${1##*/} in
        *.rs) echo Rust ;;
        *.sh | configure) echo shell ;;
        *.md | LICENSE* | README*) echo text ;;
        *.toml | *.lock | *.json | *.y*ml) echo data ;;
        .*) echo hidden ;;
        *.*) echo ".${1##*.}" ;;
        *) echo other ;;
    esac
}

bar() {
    length=$(( $1 * 30 / $2 ))
    while [ "$length" -gt 0 ]; do
        printf '#'
        length=$((length - 1))
    done
}

count=5
while getopts n: option; do
    case $option in
        n) count=$OPTARG ;;
        *) usage ;;
    esac
done
shift $((OPTIND - 1))
case $count in '' | *[!0-9]*) usage ;; esac
cd -- "${1:-.}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

find . \( -name .git -o -name target \) -prune -o -type f -exec wc -l {} + |
    while read -r lines name; do
        [ "$name" = total ] || printf '%s %s %s\n' "$lines" "$(kind "$name")" "${name#./}"
    done >"$work/files"

files=0 total=0
while read -r lines _; do
    files=$((files + 1)) total=$((total + lines))
done <"$work/files"
if [ "$files" -eq 0 ]; then
    echo "No files in $(pwd)."
    exit 1
fi

cat <<END
${PWD##*/}: $(grouped "$files") files, $(grouped "$total") lines

END
printf '%-10s %7s %9s\n' kind files lines
cut -d ' ' -f 2 "$work/files" | sort | uniq -c | sort -rn | while read -r files kind; do
    lines=$(
        sum=0
        while read -r n k _; do
            [ "$k" = "$kind" ] && sum=$((sum + n))
        done <"$work/files"
        echo "$sum"
    )
    printf '%-10s %7s %9s  %s\n' "$kind" "$(grouped "$files")" "$(grouped "$lines")" \
        "$(bar "$lines" "$((total ? total : 1))")"
done

printf '\nlongest:\n'
sort -rn "$work/files" | head -n "$count" | while read -r lines _ name; do
    printf '%9s  %s\n' "$(grouped "$lines")" "$name"
done
