# echo as bash has it, and as POSIX has it under `set -o posix`.

#### options
echo -n a; echo b; echo -e 'x\ty'; echo -E 'x\ty'; echo -en 'p\nq\n'; echo -nn z; echo
#> ab
#> x	y
#> x\ty
#> p
#> q
#> z

#### what is no option
echo - -n; echo -x; echo --; echo -nx
#> - -n
#> -x
#> --
#> -nx

#### escapes are literal without -e
echo 'a\tb\\c'
#> a\tb\\c

#### escapes with -e
echo -e '\a\b\e\f\n\r\t\v\\\0101\x41\cnever' | od -An -tx1 | tr -d ' \n'; echo
#> 07081b0c0a0d090b5c4141

#### in posix mode escapes always act
set -o posix
echo 'a\tb\0101\c'; echo; echo -e x
#> a	bA
#> -e x

#### octal numbers of -e begin with 0
echo -e '\1\101\0101'; printf '%b\n' '\101\0101'
#> \1\101A
#> AA
