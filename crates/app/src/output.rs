//! Results on standard output, all else on standard error.

use std::io::{self, IsTerminal, Write};

use armistice_brief::{Outline, Style};
use armistice_types::assessment::Assessment;
use armistice_types::view::View;

use crate::args::{Colour, Format, Output};

/// Writes a result.
///
/// # Errors
/// Where standard output cannot be written; a closed pipe is one, which the program takes for success.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Was the reader of our output gone?
#[must_use]
pub fn is_closed_pipe(err: &anyhow::Error) -> bool {
    err.chain().any(|it| it.downcast_ref::<io::Error>().is_some_and(|it| it.kind() == io::ErrorKind::BrokenPipe))
}

/// How to print text.
#[must_use]
pub fn style(output: &Output) -> Style {
    let colour = match output.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    };
    Style { width: usize::from(output.width), colour }
}

/// Shows an outline in the form asked for; `csv` gives the rows where that form is asked for.
///
/// # Errors
/// As [`print()`].
pub fn show(outline: &Outline, view: &View, assessment: &Assessment, output: &Output, csv: &dyn Fn() -> String) -> io::Result<()> {
    print(&match output.format {
        Format::Text => armistice_brief::terminal(outline, style(output)),
        Format::Md => armistice_brief::markdown(outline),
        Format::Json => armistice_brief::json(view, assessment, outline),
        Format::Csv => csv(),
    })
}
