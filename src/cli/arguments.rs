//! The arguments (XCU `sh`).

use crate::env::Options;
use crate::env::options::SETTLED;
use crate::interactive::startup::Choice;

/// What the arguments ask for.
#[derive(Debug, PartialEq, Eq)]
pub enum Request<'a> {
    /// A shell.
    Run(Box<Invocation<'a>>),
    /// A text.
    Say(String),
}

/// How the shell is to run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Invocation<'a> {
    /// The name the program was called by.
    pub name: &'a [u8],
    /// The options that are on.
    pub options: Options,
    /// The options that were named, on or off.
    pub named: Options,
    /// `-O` without a name: the habits are shown, with `+O` as commands.
    pub listing: Option<bool>,
    /// `-c`: the commands.
    pub command: Option<&'a [u8]>,
    /// The script file.
    pub script: Option<&'a [u8]>,
    /// The positional parameters, and `$0` if it is given.
    pub zero: Option<&'a [u8]>,
    /// The positional parameters.
    pub parameters: Vec<&'a [u8]>,
    /// Which start-up files are read.
    pub startup: Choice<'a>,
}

impl<'a> Invocation<'a> {
    /// The last component of the name: a login shell has a hyphen before it, `sh` and `bash` are asked for by it.
    pub fn bare_name(&self) -> &'a [u8] {
        let mut components = self.name.rsplit(|&byte| byte == b'/');
        components.next().unwrap_or_default()
    }
}

const USAGE: &str = "\
usage: tine [options] [file [argument...]]
       tine [options] -c commands [name [argument...]]
       tine [options] -s [argument...]

  -c            execute the commands in the argument
  -s            read commands from standard input
  -i            interactive
  -l, --login   login shell
  -o option, +o option, and the letters of `set`: see `help set`
  -O name, +O name, as `shopt` does: see `help shopt`
  --posix       follow POSIX where habits of other shells conflict with it
  --norc        read no start-up files
  --noprofile   a login shell reads no profile
  --rcfile file read this start-up file instead of the usual ones
  --noediting   no line editor
  --help, --version
";

/// Reads the arguments.
pub fn parse<'a>(args: &[&'a [u8]]) -> Result<Request<'a>, String> {
    let name = args.first().copied().unwrap_or(b"tine");
    let mut invocation = Invocation {
        name,
        ..Invocation::default()
    };
    let bare = invocation.bare_name();
    if bare.starts_with(b"-") {
        set(&mut invocation, Options::LOGIN, true);
    }
    if matches!(bare, b"sh" | b"-sh") {
        set(&mut invocation, Options::POSIX, true);
    }
    let mut rest = args.get(1..).unwrap_or_default().iter().copied();
    let mut operands: Vec<&[u8]> = Vec::new();
    let mut command = false;
    while let Some(argument) = rest.next() {
        // Long options may have one hyphen, as in bash.
        let long = argument.strip_prefix(b"-");
        let long = long.map(|name| name.strip_prefix(b"-").unwrap_or(name));
        match long {
            Some(b"") => {
                operands.extend(rest);
                break;
            }
            Some(b"help") => return Ok(Request::Say(USAGE.to_owned())),
            Some(b"version") => {
                let version = env!("CARGO_PKG_VERSION");
                return Ok(Request::Say(format!("tine {version}\n")));
            }
            Some(b"login") => set(&mut invocation, Options::LOGIN, true),
            Some(b"posix") => set(&mut invocation, Options::POSIX, true),
            Some(b"verbose") => set(&mut invocation, Options::VERBOSE, true),
            Some(b"noediting") => set(&mut invocation, Options::EMACS, false),
            Some(b"noprofile") => invocation.startup.no_profiles = true,
            Some(b"norc") => invocation.startup.no_own = true,
            Some(b"rcfile" | b"init-file") => {
                let file = rest.next().ok_or("--rcfile: file expected")?;
                invocation.startup.instead = Some(file);
            }
            _ => match argument {
                [b'-', b'-', ..] => {
                    let shown = String::from_utf8_lossy(argument);
                    return Err(format!("{shown}: unknown option"));
                }
                [sign @ (b'-' | b'+'), letters @ ..] if !letters.is_empty() => {
                    command |= self::letters(&mut invocation, letters, *sign == b'-', &mut rest)?;
                }
                operand => {
                    operands.push(operand);
                    operands.extend(rest);
                    break;
                }
            },
        }
    }
    assign_operands(&mut invocation, operands, command)?;
    Ok(Request::Run(Box::new(invocation)))
}

fn set(invocation: &mut Invocation<'_>, option: Options, on: bool) {
    invocation.options.set(option, on);
    invocation.named |= option;
}

/// Option letters of one argument; the answer is whether `c` is among them.
fn letters<'a>(
    invocation: &mut Invocation<'a>,
    letters: &[u8],
    on: bool,
    rest: &mut impl Iterator<Item = &'a [u8]>,
) -> Result<bool, String> {
    let mut command = false;
    for &letter in letters {
        let option = match letter {
            b'o' => {
                let name = rest.next().ok_or("-o: option name expected")?;
                Options::by_name(name)
                    .ok_or_else(|| format!("{}: unknown option", String::from_utf8_lossy(name)))?
            }
            b'O' => {
                let Some(name) = rest.next() else {
                    invocation.listing = Some(on);
                    continue;
                };
                match Options::by_habit(name) {
                    Some(option) => option,
                    // What is always on, or always off, scripts may name too.
                    None if SETTLED.iter().any(|(known, _)| known.as_bytes() == name) => continue,
                    None => {
                        let name = String::from_utf8_lossy(name);
                        return Err(format!("{name}: unknown option"));
                    }
                }
            }
            _ => Options::by_letter(letter)
                .ok_or_else(|| format!("-{}: unknown option", char::from(letter)))?,
        };
        command |= option.flag == Options::COMMAND && on;
        set(invocation, option.flag, on);
    }
    Ok(command)
}

fn assign_operands<'a>(
    invocation: &mut Invocation<'a>,
    operands: Vec<&'a [u8]>,
    command: bool,
) -> Result<(), String> {
    let mut operands = operands.into_iter();
    if command {
        invocation.command = Some(operands.next().ok_or("-c: commands expected")?);
        invocation.zero = operands.next();
    } else if !invocation.options.contains(Options::STDIN) {
        invocation.script = operands.next();
        invocation.zero = invocation.script;
    }
    invocation.parameters = operands.collect();
    if invocation.command.is_none() && invocation.script.is_none() {
        invocation.options |= Options::STDIN;
    }
    Ok(())
}
