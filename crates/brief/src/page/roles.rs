//! Roles that a report gives an actor and the case file does not.

use armistice_types::assessment::RoleTold;
use armistice_types::case::{Case, RoleKind};

use super::{Page, actor_name};
use crate::clean;
use crate::outline::Line;

impl Page<'_> {
    /// One line a telling, with the roles that the case file gives instead.
    pub(super) fn roles_told(&self) -> Vec<Line> {
        let Some(case) = &self.view.case else { return Vec::new() };
        self.assessment.roles_told.iter().map(|it| self.role_told(case, it)).collect()
    }

    fn role_told(&self, case: &Case, it: &RoleTold) -> Line {
        let mut roles: Vec<&str> = Vec::new();
        for row in case.roles.iter().filter(|row| row.actor == it.actor && row.role != RoleKind::SpeaksFor) {
            if !roles.contains(&row.role.as_str()) {
                roles.push(row.role.as_str());
            }
        }
        let instead = if roles.is_empty() { "gives it no role".to_owned() } else { format!("has it as: {}", roles.join(", ")) };
        let principal = actor_name(case, &it.principal);
        let text = format!("called “{}” by the report; the case file {instead}; its words are not {principal}'s", clean(&it.words));
        let line = Line::new(actor_name(case, &it.actor), text).from(self.cites.places(&[it.place]));
        case.actor(&it.actor).map_or(line.clone(), |row| line.case_file(row.meta.line))
    }
}
