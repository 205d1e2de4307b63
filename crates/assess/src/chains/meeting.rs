//! What the sentences of two texts have in common, as a table. A word that stands in many sentences of the two texts says little about
//! any two of them: two desks on one event share its names and topics everywhere, a copy shares what only one sentence has.

use super::align::Side;

/// Weight that each sentence of one text shares with each of another.
pub(super) struct Meeting {
    /// Of sentence `i` of the one and `j` of the other, at `i * columns + j`.
    pub(super) cells: Vec<Cell>,
    pub(super) columns: usize,
    /// Weight of the sentences of the one.
    pub(super) rows: Vec<f32>,
    /// Weight of those of the other.
    pub(super) others: Vec<f32>,
}

/// What two sentences share.
#[derive(Clone, Copy, Default)]
pub(super) struct Cell {
    pub(super) weight: f32,
    pub(super) words: u16,
}

/// A content word of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    pub(super) word: u32,
    pub(super) sentence: u16,
    pub(super) weight: f32,
}

impl Meeting {
    /// By one pass over the sorted words of both.
    pub(super) fn new(a: &Side, b: &Side) -> Self {
        let (rows, columns) = (a.weights.len(), b.weights.len());
        let mut out = Self { cells: vec![Cell::default(); rows * columns], columns, rows: vec![0.0; rows], others: vec![0.0; columns] };
        let elsewhere = (rows + columns).saturating_sub(2).max(1) as f32;
        let (mut one, mut two) = (&a.places[..], &b.places[..]);
        while let Some(word) = one.first().into_iter().chain(two.first()).map(|at| at.word).min() {
            let run = |list: &[At]| list.iter().take_while(|at| at.word == word).count();
            let (here, there) = (&one[..run(one)], &two[..run(two)]);
            // Share of the other sentences that have the word, the two that may be copies left out.
            let more = (here.len() + there.len()).saturating_sub(2) as f32 / elsewhere;
            let rare = here.first().or(there.first()).map_or(0.0, |at| at.weight);
            let weight = if more > 0.0 { rare.min(-more.ln()).max(0.0) } else { rare };
            for at in here {
                out.rows[at.sentence as usize] += weight;
                for other in there {
                    let cell = &mut out.cells[at.sentence as usize * columns + other.sentence as usize];
                    (cell.weight, cell.words) = (cell.weight + weight, cell.words.saturating_add(1));
                }
            }
            for at in there {
                out.others[at.sentence as usize] += weight;
            }
            (one, two) = (&one[here.len()..], &two[there.len()..]);
        }
        out
    }

    /// Share of the lighter of two sentences that both have.
    pub(super) fn share(&self, row: usize, column: usize) -> f32 {
        let lighter = self.rows[row].min(self.others[column]);
        if lighter > 0.0 { self.cells[row * self.columns + column].weight / lighter } else { 0.0 }
    }

    /// Sentences of the other text that share enough with one of this, those that share most first.
    pub(super) fn nearest(&self, row: usize, enough: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let cells = &self.cells[row * self.columns..(row + 1) * self.columns];
        let mut out: Vec<usize> = (0..self.columns).filter(|n| cells[*n].weight > 0.0 && enough(*n)).collect();
        out.sort_by(|x, y| cells[*y].weight.total_cmp(&cells[*x].weight).then(x.cmp(y)));
        out
    }

    /// The same table seen from the other text.
    pub(super) fn turned(&self) -> Self {
        let rows = self.rows.len();
        let cells = (0..self.columns).flat_map(|j| (0..rows).map(move |i| self.cells[i * self.columns + j])).collect();
        Self { cells, columns: rows, rows: self.others.clone(), others: self.rows.clone() }
    }
}
