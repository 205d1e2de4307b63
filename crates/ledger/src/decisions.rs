//! What persons decided, applied to a view. Pure: takes a view whose entries are those that it may show, so that nothing above the clearance
//! or later than the moment has a part in it.

use armistice_types::view::View;

/// The view with its standing decisions applied.
pub(crate) fn applied(mut view: View) -> View {
    hide(&mut view);
    view
}

/// An entry that names a report that is not in the view is not in it either, whether the ledger has the report or not.
fn hide(view: &mut View) {
    let here: std::collections::BTreeSet<&str> = view.reports.iter().map(|filed| filed.reading.report.id.as_str()).collect();
    view.entries.retain(|it| it.content.names().reports.iter().all(|id| here.contains(id)));
}
