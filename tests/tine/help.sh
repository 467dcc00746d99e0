# help and the command line's own texts.

#### --help and --version
"$SH" --version | grep -ci tine
"$SH" --help | grep -c -- -c | grep -c '[1-9]'
#> 1
#> 1

#### an unknown long option
"$SH" --nosuchoption 2>err; [ $? -gt 0 ] && [ -s err ] && echo refused
#> refused
