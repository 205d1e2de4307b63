//! What the sentences of two texts have in common, as a table. A word that stands in many sentences of the two texts says little about
//! any two of them: two desks on one event share its names and topics everywhere, a copy shares what only one sentence has.

use super::align::Side;
use super::weights::Weights;

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

/// Content words of a text, with the sentences that have them.
#[derive(Debug)]
pub(super) struct Content {
    /// In order.
    words: Vec<Word>,
    /// Those of one word behind those of the word before, in order.
    sentences: Vec<u16>,
}

#[derive(Debug)]
struct Word {
    word: u32,
    weight: f32,
    /// Where its sentences end; they begin where those of the word before do.
    end: u32,
}

impl Content {
    /// Of (word, sentence), sorted.
    pub(super) fn new(places: &[(u32, u16)], weights: &Weights) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let mut sentences = Vec::with_capacity(places.len());
        for run in places.chunk_by(|a, b| a.0 == b.0) {
            sentences.extend(run.iter().map(|it| it.1));
            let end = u32::try_from(sentences.len()).unwrap_or(u32::MAX);
            words.push(Word { word: run[0].0, weight: weights.of(run[0].0), end });
        }
        Self { words, sentences }
    }
}

/// The words of a text, one after the other.
struct Walk<'c> {
    words: std::slice::Iter<'c, Word>,
    sentences: &'c [u16],
    at: u32,
}

impl<'c> Walk<'c> {
    fn new(of: &'c Content) -> Self {
        Self { words: of.words.iter(), sentences: &of.sentences, at: 0 }
    }

    /// The next word.
    fn word(&self) -> Option<u32> {
        self.words.as_slice().first().map(|it| it.word)
    }

    /// Its weight and its sentences; behind the last word nothing.
    fn step(&mut self) -> (f32, &'c [u16]) {
        let Some(it) = self.words.next() else { return (0.0, &[]) };
        let (own, rest) = self.sentences.split_at((it.end - self.at) as usize);
        (self.sentences, self.at) = (rest, it.end);
        (it.weight, own)
    }
}

impl Meeting {
    /// By one pass over the words of both.
    pub(super) fn new(a: &Side, b: &Side) -> Self {
        let (rows, columns) = (a.weights.len(), b.weights.len());
        let mut out = Self { cells: vec![Cell::default(); rows * columns], columns, rows: vec![0.0; rows], others: vec![0.0; columns] };
        let elsewhere = (rows + columns).saturating_sub(2).max(1) as f32;
        // A word is worth no more than its share of the other sentences lets it be, the two that may be copies left out.
        let worth = |rare: f32, sentences: usize| match sentences.saturating_sub(2) {
            0 => rare,
            more => rare.min(-(more as f32 / elsewhere).ln()).max(0.0),
        };
        let (mut one, mut two) = (Walk::new(&a.content), Walk::new(&b.content));
        loop {
            let (x, y) = (one.word(), two.word());
            if x.is_some() && x == y {
                let ((rare, here), (_, there)) = (one.step(), two.step());
                out.meet(here, there, worth(rare, here.len() + there.len()));
            } else if x.is_some_and(|x| y.is_none_or(|y| x < y)) {
                let (rare, here) = one.step();
                let weight = worth(rare, here.len());
                here.iter().for_each(|n| out.rows[*n as usize] += weight);
            } else if y.is_some() {
                let (rare, there) = two.step();
                let weight = worth(rare, there.len());
                there.iter().for_each(|n| out.others[*n as usize] += weight);
            } else {
                return out;
            }
        }
    }

    /// A word stands in these sentences of the one and in those of the other.
    fn meet(&mut self, here: &[u16], there: &[u16], weight: f32) {
        for row in here.iter().map(|n| *n as usize) {
            self.rows[row] += weight;
            for column in there {
                let cell = &mut self.cells[row * self.columns + *column as usize];
                (cell.weight, cell.words) = (cell.weight + weight, cell.words.saturating_add(1));
            }
        }
        there.iter().for_each(|n| self.others[*n as usize] += weight);
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
