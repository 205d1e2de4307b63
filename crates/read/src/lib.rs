//! READ: bytes to statements. Who said what, in which words, each with its place; what is doubtful
//! as problems. Knows no case but in [`code`], no clock and no files.
#![deny(clippy::disallowed_methods)]

mod lexicon;
mod quotes;
mod sentences;
mod tokens;
