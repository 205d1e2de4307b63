//! How often each text was met, in room that is used again from one text to the next.

/// Counts by text; all of them nothing between uses.
pub(super) struct Counts {
    of: Vec<u16>,
    met: Vec<u32>,
}

impl Counts {
    /// For `n` texts.
    pub(super) fn new(n: usize) -> Self {
        Self { of: vec![0; n], met: Vec::new() }
    }

    /// Counts a text once more; beyond what the number holds it stays.
    pub(super) fn add(&mut self, text: u32) {
        let count = &mut self.of[text as usize];
        if *count == 0 {
            self.met.push(text);
        }
        *count = count.saturating_add(1);
    }

    /// Every text that was met with its count, in the order of meeting; counted from nothing again.
    pub(super) fn taken(&mut self) -> Vec<(u32, u16)> {
        self.met.drain(..).map(|text| (text, std::mem::take(&mut self.of[text as usize]))).collect()
    }
}
