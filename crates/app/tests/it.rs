//! The whole program, and what holds the house together.

#[path = "it/attribution.rs"]
mod attribution;
#[path = "it/audit.rs"]
mod audit;
#[path = "it/below.rs"]
mod below;
#[path = "it/cases.rs"]
mod cases;
#[path = "it/changes.rs"]
mod changes;
#[path = "it/deals.rs"]
mod deals;
#[path = "it/decided.rs"]
mod decided;
#[path = "it/entered.rs"]
mod entered;
#[path = "it/files.rs"]
mod files;
#[path = "it/forecasts.rs"]
mod forecasts;
#[path = "it/forms.rs"]
mod forms;
#[path = "it/in_process.rs"]
mod in_process;
#[path = "it/in_the_way.rs"]
mod in_the_way;
#[path = "it/keeping.rs"]
mod keeping;
#[path = "it/pages.rs"]
mod pages;
#[path = "it/persons.rs"]
mod persons;
#[path = "it/program.rs"]
mod program;
#[path = "it/proposals.rs"]
mod proposals;
#[path = "it/rules.rs"]
mod rules;
#[path = "it/running.rs"]
mod running;
#[path = "it/signed_terms.rs"]
mod signed_terms;
#[path = "it/threads.rs"]
mod threads;
#[path = "it/tied.rs"]
mod tied;
#[path = "it/told_of.rs"]
mod told_of;
#[path = "it/track_status.rs"]
mod track_status;
#[path = "it/two_worlds/mod.rs"]
mod two_worlds;
#[path = "it/voices.rs"]
mod voices;
#[path = "it/walls.rs"]
mod walls;
#[path = "it/weir.rs"]
mod weir;
#[path = "it/yes.rs"]
mod yes;
