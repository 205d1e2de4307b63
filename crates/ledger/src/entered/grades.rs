//! The stored form of grades.

use armistice_types::case::{ActorKey, PersonKey};
use armistice_types::entries::{Credibility, Grade, Graded, GradedSource, Reliability};
use serde::Deserialize;

use super::on::OnRow;
use crate::rows::Word;

#[derive(Deserialize)]
pub(super) struct GradeRow {
    graded: GradedRow,
    why: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "what", rename_all = "lowercase")]
enum GradedRow {
    Reliability { of: SourceRow, grade: Word<Reliability> },
    Credibility { of: OnRow, grade: Word<Credibility> },
}

#[derive(Deserialize)]
#[serde(tag = "source", rename_all = "lowercase")]
enum SourceRow {
    Outlet { name: String },
    Actor { actor: String },
    Person { person: String },
    Named { name: String },
}

impl GradeRow {
    pub(super) fn entry(self) -> Grade {
        let graded = match self.graded {
            GradedRow::Reliability { of, grade } => Graded::Reliability { of: of.source(), grade: grade.0 },
            GradedRow::Credibility { of, grade } => Graded::Credibility { of: of.on(), grade: grade.0 },
        };
        Grade { graded, why: self.why }
    }
}

impl SourceRow {
    fn source(self) -> GradedSource {
        match self {
            Self::Outlet { name } => GradedSource::Outlet { name },
            Self::Actor { actor } => GradedSource::Actor { actor: ActorKey(actor) },
            Self::Person { person } => GradedSource::Person { person: PersonKey(person) },
            Self::Named { name } => GradedSource::Named { name },
        }
    }
}
