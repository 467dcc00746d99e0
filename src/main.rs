#![no_main]
//! The `tine` shell: everything is in the library.
tine::entry!(tine::cli::main);
