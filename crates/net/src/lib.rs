//! The network behind the reader's tags, trees and names: from the words of a sentence to what is likeliest of each. Takes words and a
//! fitted model, gives numbers of classes; knows no text, no tokens and no meaning of a class.
//!
//! A crate of its own because `tools/train`, which fits the model, and `read`, which uses it, share it, and because a build for
//! testing compiles it as fast code all the same.
#![deny(clippy::disallowed_methods)]

mod encoder;
pub mod features;
mod kernel;
pub mod layout;
pub mod model;
pub mod names;
mod network;
pub mod squash;
mod tree;
mod widely;

pub use network::{Network, Said};
