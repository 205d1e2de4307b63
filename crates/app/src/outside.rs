//! Everything of the world outside that a run of the program touches besides files: its streams, the clock, random bytes, the environment
//! and the terminal. It is made of the real process in one place, here; whoever else runs the program (a test) hands in their own.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Read, Write};

use anyhow::Context as _;
use armistice_ledger::Random;
use armistice_types::time::Recorded;
use indicatif::ProgressBar;

/// Asks a person for a passphrase, which is not shown while it is typed.
pub type Ask<'w> = &'w mut dyn FnMut(&str) -> io::Result<String>;

/// What one run of the program has of the world outside. It holds a passphrase and is never printed.
pub struct Outside<'w> {
    /// Where results go.
    pub out: &'w mut dyn Write,
    /// Where all else goes.
    pub err: &'w mut dyn Write,
    /// What the file `-` holds.
    pub stdin: &'w mut dyn Read,
    /// When the run is: one instant for all of it.
    pub now: Recorded,
    /// Where keys come from.
    pub random: Random<'w>,
    /// ARMISTICE_AUTHOR: under whose name entries are made that give none.
    pub author: Option<String>,
    /// ARMISTICE_PASSPHRASE: what opens a closed ledger.
    pub passphrase: Option<String>,
    /// ARMISTICE_NEW_PASSPHRASE: what is to close it.
    pub new_passphrase: Option<String>,
    /// A person who can be asked for a passphrase; none where no terminal is.
    pub ask: Option<Ask<'w>>,
    /// Who looks at the streams.
    pub terminal: Terminal,
}

/// Which streams are a terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Is `out` one?
    pub out: bool,
    /// Is `err` the terminal of the process? Only then are there bars that say how far a run is, since they are drawn on it directly.
    pub err: bool,
    /// Are colours wanted on a terminal?
    pub colour: bool,
}

/// A result that could not be written to standard output.
#[derive(Debug)]
pub(crate) struct Unprinted(io::Error);

impl std::fmt::Display for Unprinted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot write to standard output: {}", self.0)
    }
}

impl std::error::Error for Unprinted {}

impl Unprinted {
    /// Does an error say that a result could not be written?
    #[must_use]
    pub(crate) fn is(err: &anyhow::Error) -> bool {
        err.chain().any(|it| it.downcast_ref::<io::Error>().and_then(io::Error::get_ref).is_some_and(|it| it.is::<Self>()))
    }
}

impl Outside<'_> {
    /// Writes a result.
    ///
    /// # Errors
    /// Where it cannot be written; a closed pipe is one, which the program takes for success.
    pub fn print(&mut self, text: &str) -> io::Result<()> {
        self.write(text.as_bytes())
    }

    /// The same for bytes.
    ///
    /// # Errors
    /// As [`Self::print`].
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes).and_then(|()| self.out.flush()).map_err(|err| io::Error::new(err.kind(), Unprinted(err)))
    }

    /// Says something that is no result, with a line end. Where that cannot be written there is nobody to be told.
    pub fn tell(&mut self, text: &str) {
        let _ = self.err.write_all(format!("{text}\n").as_bytes()).and_then(|()| self.err.flush());
    }

    /// What a person types when asked.
    ///
    /// # Errors
    /// Where nobody can be asked, or does not answer.
    pub fn ask_for(&mut self, what: &str) -> anyhow::Result<String> {
        let ask = self.ask.as_mut().context("nobody can be asked for a passphrase here")?;
        ask(what).context("no passphrase was typed")
    }

    /// How to say how far a run is.
    #[must_use]
    pub fn bars(&self) -> Bars {
        Bars { shown: self.terminal.err }
    }
}

/// Makes bars that say how far a run is; none is ever seen where standard error is no terminal.
#[derive(Clone, Copy, Debug)]
pub struct Bars {
    shown: bool,
}

impl Bars {
    /// One that fills up.
    #[must_use]
    pub fn of(self, n: usize) -> ProgressBar {
        if self.shown { ProgressBar::new(n as u64) } else { ProgressBar::hidden() }
    }

    /// One that turns.
    #[must_use]
    pub fn spinner(self) -> ProgressBar {
        if self.shown { ProgressBar::new_spinner() } else { ProgressBar::hidden() }
    }
}

/// Runs something with the real process's streams, clock, random bytes and environment.
///
/// # Errors
/// Where a variable that must be understood is not.
pub(crate) fn real<T>(run: impl FnOnce(Vec<OsString>, &mut Outside<'_>) -> T) -> anyhow::Result<T> {
    // Not locked: bars are drawn from threads of their own.
    let (mut out, mut err, mut stdin) = (io::stdout(), io::stderr(), io::stdin());
    let colour = std::env::var_os("NO_COLOR").is_none();
    let terminal = Terminal { out: out.is_terminal(), err: err.is_terminal(), colour };
    let text = |name: &str| {
        let value = std::env::var_os(name).map(OsString::into_string).transpose();
        value.ok().with_context(|| format!("{name} is not valid UTF-8"))
    };
    if let Some(threads) = text("ARMISTICE_THREADS")?.filter(|it| !it.trim().is_empty()) {
        let why =
            || format!("ARMISTICE_THREADS is `{threads}`: give the number of threads that may work, from 1 to {}", armistice_cores::MOST);
        armistice_cores::limit(threads.trim().parse().with_context(why)?);
    }
    let (passphrase, new_passphrase) = (text("ARMISTICE_PASSPHRASE")?, text("ARMISTICE_NEW_PASSPHRASE")?);
    let mut ask = |what: &str| rpassword::prompt_password(what);
    let person: Option<Ask<'_>> = if stdin.is_terminal() && terminal.err { Some(&mut ask) } else { None };
    let mut outside = Outside {
        out: &mut out,
        err: &mut err,
        stdin: &mut stdin,
        now: Recorded(jiff::Timestamp::now()),
        random: &mut |place| getrandom::fill(place).map_err(io::Error::from),
        author: std::env::var("ARMISTICE_AUTHOR").ok(),
        passphrase,
        new_passphrase,
        ask: person,
        terminal,
    };
    Ok(run(std::env::args_os().collect(), &mut outside))
}

/// The last word of a run that could not even begin.
pub(crate) fn last_word(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
