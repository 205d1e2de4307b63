//! READ: bytes to statements. Who said what, in which words, each with its place; what is doubtful
//! as problems. Knows no case but in [`code`], no clock and no files.
#![deny(clippy::disallowed_methods)]

mod acts;
mod attribution;
mod code;
mod lexicon;
mod phrases;
mod quotes;
mod sentences;
pub mod statements;
mod subjects;
pub mod tags;
mod tokens;
pub use code::code;
