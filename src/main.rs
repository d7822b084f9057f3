//! Parses the command line, nothing else.

use std::process::ExitCode;

/// Under glibc's allocator argon2 grew the process to gigabytes.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    parea::cli::run()
}
