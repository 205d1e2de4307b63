//! The form that all tables of `data/` share: tab-separated, one fact a line, `#` comments.

/// The rows of a table with their 1-based line numbers; comments and blank lines are left out.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = (usize, Vec<&'static str>)> {
    table
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(n, line)| (n + 1, line.split('\t').collect()))
}
