//! Results on standard output or into a file, all else on standard error.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, bail};
use armistice_brief::{Outline, Style};
use armistice_types::assessment::Assessment;
use armistice_types::view::View;

use crate::args::{Colour, Format, Output};
use crate::outside::{Outside, Terminal};
use crate::place::{self, Place};

/// Was the reader of our output gone?
#[must_use]
pub fn is_closed_pipe(err: &anyhow::Error) -> bool {
    err.chain().any(|it| it.downcast_ref::<io::Error>().is_some_and(|it| it.kind() == io::ErrorKind::BrokenPipe))
}

/// The form asked for: by flag, else by the ending of the output file, else text.
#[must_use]
pub fn format(output: &Output) -> Format {
    let ending = output.output.as_deref().and_then(Path::extension).and_then(|it| it.to_str()).unwrap_or("");
    output.format.unwrap_or(match ending.to_lowercase().as_str() {
        "md" => Format::Md,
        "html" | "htm" => Format::Html,
        "json" => Format::Json,
        "csv" => Format::Csv,
        "docx" => Format::Docx,
        _ => Format::Text,
    })
}

/// How to print text.
#[must_use]
pub fn style(output: &Output, terminal: Terminal) -> Style {
    let colour = match output.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => output.output.is_none() && terminal.out && terminal.colour,
    };
    Style { width: usize::from(output.width), colour }
}

/// Shows an outline in the form asked for; `csv` gives the rows where that form is asked for.
///
/// # Errors
/// As [`deliver`].
pub fn show(
    outline: &Outline,
    view: &View,
    assessment: &Assessment,
    output: &Output,
    csv: &dyn Fn() -> String,
    outside: &mut Outside<'_>,
) -> anyhow::Result<()> {
    let json = || armistice_brief::json(view, assessment, outline);
    deliver(&formed(outline, form(output, outside.terminal), &json, csv), output, outside)
}

/// A form with all that bears on it.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    format: Format,
    style: Style,
}

/// The form asked for, for these streams.
#[must_use]
pub fn form(output: &Output, terminal: Terminal) -> Form {
    Form { format: format(output), style: style(output, terminal) }
}

/// An outline in the form asked for.
#[must_use]
pub fn formed(outline: &Outline, form: Form, json: &dyn Fn() -> String, csv: &dyn Fn() -> String) -> Vec<u8> {
    match form.format {
        Format::Text => armistice_brief::terminal(outline, form.style).into_bytes(),
        Format::Md => armistice_brief::markdown(outline).into_bytes(),
        Format::Html => armistice_brief::html(outline).into_bytes(),
        Format::Json => json().into_bytes(),
        Format::Csv => csv().into_bytes(),
        Format::Docx => armistice_brief::docx(outline),
    }
}

/// Into the output file, else to standard output.
///
/// # Errors
/// Where it cannot be written or must not be, or where bytes would go to a terminal.
pub fn deliver(bytes: &[u8], output: &Output, outside: &mut Outside<'_>) -> anyhow::Result<()> {
    if let Some(path) = &output.output {
        return whole(path, bytes).with_context(|| format!("cannot write `{}`", path.display()));
    }
    if format(output) == Format::Docx && outside.terminal.out {
        bail!("a DOCX file is nothing for a terminal: give a file with --output FILE.docx");
    }
    Ok(outside.write(bytes)?)
}

fn whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    put(place::of(path)?, false, &mut |file| Ok(file.write_all(bytes)?))
}

/// Writes what a file is to hold.
pub type Fill<'f> = &'f mut dyn FnMut(&mut dyn Write) -> anyhow::Result<()>;

/// Writes a file that was not there, whatever it is.
///
/// # Errors
/// Where it cannot be written, or what writes it fails.
pub fn new_by(path: &Path, write: Fill<'_>) -> anyhow::Result<()> {
    put(Place::Moved(path.to_owned(), None), false, write)
}

/// Writes a file that was asked for and that nobody but its maker is to read: with keys in it, or all of a ledger.
///
/// # Errors
/// As [`deliver`], or what writes it fails.
pub fn private_by(path: &Path, write: Fill<'_>) -> anyhow::Result<()> {
    put(place::of(path)?, true, write)
}

/// Writes beside the file and moves it into place, so that nobody finds half a file and a failure leaves the old one.
fn put(place: Place, private: bool, write: Fill<'_>) -> anyhow::Result<()> {
    let mut options = fs::OpenOptions::new();
    let (path, old) = match place {
        Place::Moved(path, old) => (path, old.filter(|_| !private)),
        Place::Straight(path) => return filled(options.append(true).open(path)?, write).map(drop),
    };
    #[cfg(unix)]
    if private || old.is_some() {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    armistice_ledger::swept(&path);
    let name = path.file_name().context("no file name")?;
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(beside);
    let written = (|| {
        let file = options.write(true).create_new(true).open(&beside)?;
        if let Some(old) = &old {
            place::like(&file, old)?;
        }
        filled(file, write)?.sync_all()?;
        Ok(fs::rename(&beside, &path)?)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn filled(file: fs::File, write: Fill<'_>) -> anyhow::Result<fs::File> {
    let mut file = io::BufWriter::new(file);
    write(&mut file)?;
    Ok(file.into_inner().map_err(io::IntoInnerError::into_error)?)
}

/// An error with its causes; a cause that is told already is not told again.
#[must_use]
pub fn in_full(err: &anyhow::Error) -> String {
    let mut out = String::new();
    for cause in err.chain().map(ToString::to_string) {
        if !out.contains(&cause) {
            out.push_str(if out.is_empty() { "" } else { ": " });
            out.push_str(&cause);
        }
    }
    out
}
