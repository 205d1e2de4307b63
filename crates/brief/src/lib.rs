//! BRIEF: a view, its coding and its assessment to something to read. What is said stands in an
//! [`Outline`]; terminal, Markdown, HTML, DOCX, JSON and CSV only show it. Pure: returns text, writes nothing.
#![deny(clippy::disallowed_methods)]

mod blocks;
mod changes;
mod cite;
mod clean;
mod csv;
mod deals;
mod docx;
mod entries;
mod forecasts;
mod html;
mod json;
mod markdown;
mod markup;
mod matrix;
mod notes;
mod outline;
mod packages;
mod page;
mod plot;
mod proposals;
mod reading;
mod rules;
mod runs;
mod search;
mod source;
mod sources;
mod tables;
mod terminal;
mod timeline;
mod zip;

pub use crate::csv::{defused, lines_csv, statements_csv};
pub use changes::{changes, changes_csv, changes_json};
pub use cite::Cites;
pub use clean::clean;
pub use deals::{deal_sections, deals, deals_csv, deals_json, problem};
pub use docx::docx;
pub use entries::{entries, entries_csv, entries_json};
pub use forecasts::{forecasts, forecasts_csv};
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use outline::{Cell, Head, Line, Outline, ReportRow, Section, Table};
pub use page::brief;
pub use plot::plot;
pub use proposals::{proposals, proposals_csv};
pub use reading::reading;
pub use rules::{rules, rules_csv};
pub use runs::{Direction, Run};
pub use search::{Searched, search, search_json, searched};
pub use source::Source;
pub use sources::{sources, sources_csv};
pub use tables::{conflicts, positions, statements, why};
pub use terminal::{Style, terminal};
pub use timeline::{Days, timeline, timeline_csv};
