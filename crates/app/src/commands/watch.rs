//! The watch over long searches: how much of the time given is gone, and on a terminal a line that says what is being done.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use armistice_deal::{Stage, Watch};
use indicatif::ProgressBar;

use crate::Bars;

/// A search that ends sooner says nothing.
const QUIET: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(200);

/// Counts from when it is made.
pub(super) struct Timed {
    start: Instant,
    limit: Option<Duration>,
    line: OnceLock<ProgressBar>,
    bars: Bars,
}

impl Timed {
    /// So many seconds; any time will do where there are none.
    pub(super) fn new(seconds: Option<u32>, bars: Bars) -> Self {
        Self { start: Instant::now(), limit: seconds.map(|it| Duration::from_secs(it.into())), line: OnceLock::new(), bars }
    }
}

impl Watch for Timed {
    fn gone(&self) -> f64 {
        match self.limit {
            None => 0.0,
            Some(limit) if limit.is_zero() => 1.0,
            Some(limit) => self.start.elapsed().as_secs_f64() / limit.as_secs_f64(),
        }
    }

    fn told(&self, stage: Stage) {
        if self.start.elapsed() < QUIET {
            return;
        }
        // Hidden where standard error is no terminal.
        let line = self.line.get_or_init(|| {
            let line = self.bars.spinner();
            line.enable_steady_tick(TICK);
            line
        });
        let seconds = self.start.elapsed().as_secs();
        let text = match stage {
            Stage::Count => "counting what all could accept".to_owned(),
            Stage::Issue(issue, of, held) => format!("issue {issue} of {of}, {held} partial packages"),
            Stage::Draws(made, of) => format!("draw {made} of {of}"),
            Stage::Sets(size) => format!("what stands in the way: sets of {size}"),
        };
        line.set_message(format!("{text}, {seconds} s"));
    }
}

impl Drop for Timed {
    fn drop(&mut self) {
        if let Some(line) = self.line.get() {
            line.finish_and_clear();
        }
    }
}
