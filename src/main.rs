//! The `tine` shell: everything is in the library.
fn main() {
    std::process::exit(tine::cli::main());
}
