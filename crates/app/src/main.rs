//! The binary: arguments in, exit code out. Everything else is the library beside it.

use std::process::ExitCode;

/// Reading makes many short-lived lists; with this allocator it takes two thirds of the time and of the memory (`bench/RESULTS.md`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    armistice::run()
}
