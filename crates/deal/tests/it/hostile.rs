//! What must hold of any file at all: domain and problem files that were cut, doubled, shuffled and strewn with numbers and names no reader
//! expects. No panic; the same words and the same answer twice; a mistake names its file. A fixed number of sets of files as a test; for
//! `ARMISTICE_FUZZ_SECONDS` where that is given.

mod large;
mod named;
mod seeds;
mod xml;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use armistice_deal::{Kind, Limit, Problem, Source, Watch, Wish, answer, estimates, from_files, kind, robust};

use crate::Random;
use seeds::SETS;

const NUMBERS: [&str; 22] = [
    "NaN",
    "Infinity",
    "1e999",
    "1e-400",
    "-0",
    "-1",
    "0.0000000000000000000000000000000000000001",
    "99999999999999999999999999999999",
    "123456789012345678901234567890",
    "1e30",
    "1e2147483647",
    "1e-2147483648",
    "9223372036854775807",
    "-9223372036854775808",
    "999999999",
    "65535",
    "0.3333333333333333",
    "1e25",
    "1e-30",
    "",
    "[0, 1]",
    "{\"mean\": 1e29, \"sd\": 1e-29}",
];

const MARKS: [&str; 30] = [
    "\"",
    "'",
    "<",
    ">",
    "/>",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\u{feff}",
    "\u{0}",
    "\u{1b}[31m",
    "\u{202e}",
    "\\u0000",
    "\\ud800",
    "\n\n",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x ?>",
    "<!DOCTYPE x [<!ENTITY a \"b\">]>",
    "&amp;&#x10ffff;",
    "<issue name=\"Dues\" index=\"1\">",
    "<ufun/>",
    "xmlns:a=\"b\"",
    "null",
    "\"Dues\": ",
];

/// A stretch of a text on whole characters, of at most so many.
fn stretch(text: &[char], most: usize, random: &mut Random) -> std::ops::Range<usize> {
    let from = below(random, text.len() + 1);
    from..(from + below(random, most)).min(text.len())
}

fn below(random: &mut Random, n: usize) -> usize {
    random.below(n.max(1) as u64) as usize
}

fn of<'l, T>(random: &mut Random, list: &'l [T]) -> &'l T {
    &list[below(random, list.len())]
}

/// The stretches between quotation marks, marks left out, or those of digits.
fn pieces(text: &[char], quoted: bool) -> Vec<std::ops::Range<usize>> {
    let is = |c: &char| if quoted { *c != '"' } else { c.is_ascii_digit() || *c == '.' };
    let mut out: Vec<std::ops::Range<usize>> = Vec::new();
    for at in (0..text.len()).filter(|at| is(&text[*at])) {
        match out.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}

fn changed(text: &str, random: &mut Random) -> String {
    let mut out: Vec<char> = text.chars().collect();
    for _ in 0..below(random, 5) {
        let (one, two) = (stretch(&out, 60, random), stretch(&out, 200, random));
        let numbers = pieces(&out, false);
        let names = pieces(&out, true);
        let name = names.get(below(random, names.len())).cloned().unwrap_or_default();
        match below(random, 9) {
            0 => drop(out.drain(two)),
            1 => out.splice(two.start..two.start, out[two.clone()].to_vec()).for_each(drop),
            2 => {
                let moved: Vec<char> = out.drain(two).collect();
                let at = below(random, out.len() + 1);
                out.splice(at..at, moved).for_each(drop);
            }
            3..=5 if !numbers.is_empty() => {
                let number = of(random, &numbers).clone();
                out.splice(number, of(random, &NUMBERS).chars()).for_each(drop);
            }
            6 => {
                let other = out[of(random, &names).clone()].to_vec();
                out.splice(name, other).for_each(drop);
            }
            7 => {
                let long = ["", "x", "\u{7}", "name "][below(random, 4)].repeat([1, 30, 1_200][below(random, 3)]);
                out.splice(name, long.chars()).for_each(drop);
            }
            _ => out.splice(one.start..one.start, of(random, &MARKS).chars()).for_each(drop),
        }
        if out.is_empty() {
            break;
        }
    }
    out.into_iter().collect()
}

/// A set of files, most of them of one format: some left out, some of another format or set put in, some changed.
fn files(random: &mut Random) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for (name, text) in *of(random, &SETS) {
        if below(random, 12) == 0 {
            continue;
        }
        if below(random, 15) == 0 {
            let set = *of(random, &SETS);
            let (name, text) = of(random, set);
            out.push(((*name).to_owned(), (*text).replace("Dues", "Rent")));
        }
        let text = if below(random, 2) == 0 { changed(text, random) } else { (*text).to_owned() };
        out.push(((*name).to_owned(), text));
    }
    out
}

/// Everything that is said of some files, in words that are the same if it is.
fn said(files: &[(String, String)]) -> String {
    let mut out = String::new();
    let kinds: Vec<Kind> = files.iter().map(|it| kind(&it.1)).collect();
    for format in [Kind::Genius, Kind::Web, Kind::NegoLog, Kind::Other] {
        let of = files.iter().zip(&kinds).filter(|it| *it.1 == format).map(|it| it.0);
        let sources: Vec<Source<'_>> = of.map(|(name, text)| Source { name, text }).collect();
        match from_files(format, &sources) {
            Ok((problem, notes)) => out += &answered(&problem, notes),
            Err(err) => {
                let err = err.to_string();
                let named = files.iter().any(|it| err.contains(it.0.split('.').next().unwrap()));
                assert!(named || sources.is_empty() || format == Kind::Other, "{err}: {files:?}");
                out += &err;
            }
        }
    }
    // The wrong reader too: whoever calls it need not have asked what a file is.
    let all: Vec<Source<'_>> = files.iter().map(|(name, text)| Source { name, text }).collect();
    for format in [Kind::Genius, Kind::Web, Kind::NegoLog] {
        out += &from_files(format, &all).map_or_else(|err| err.to_string(), |it| format!("{:?}", it.1));
    }
    for (_, text) in files {
        out += &match estimates(text) {
            Ok(found) => {
                let drawn = limited(|limit| robust(&found, 3, 1, 1, &limit));
                format!("{drawn:?}{}", found.middle().map_or_else(|err| err.to_string(), |it| answered(&it, Vec::new())))
            }
            Err(err) => err.to_string(),
        };
    }
    assert!(out.len() < 1_000_000, "{} bytes are said of {files:?}", out.len());
    out
}

/// Little memory, and few steps: counted, not timed, so that the answer is the same twice.
fn limited<T>(search: impl FnOnce(Limit<'_>) -> T) -> T {
    search(Limit::new(6_000_000, &Asked(AtomicUsize::new(0))))
}

struct Asked(AtomicUsize);

impl Watch for Asked {
    fn gone(&self) -> f64 {
        self.0.fetch_add(1, Ordering::Relaxed) as f64 / 200.0
    }
}

fn answered(problem: &Problem, notes: Vec<String>) -> String {
    match limited(|limit| answer(problem, notes, &Wish { top: 2, negmas: true, limit, ..Wish::default() })) {
        Ok(deals) => serde_json::to_string(&deals).unwrap(),
        Err(err) => err.to_string(),
    }
}

#[test]
fn no_file_takes_the_program_down_and_each_is_answered_the_same_twice() {
    let seconds = std::env::var("ARMISTICE_FUZZ_SECONDS").ok().and_then(|it| it.parse().ok()).map(Duration::from_secs);
    let mut random = Random(0xE11A);
    let (begun, mut n, mut answers) = (Instant::now(), 0, 0);
    while seconds.map_or(n < 200, |seconds| begun.elapsed() < seconds) {
        let files = files(&mut random);
        let at = Instant::now();
        let first = said(&files);
        assert!(at.elapsed() < Duration::from_secs(20), "so small and so slow: {files:?}");
        assert_eq!(first, said(&files), "{files:?}");
        answers += usize::from(first.contains("\"acceptable\""));
        n += 1;
    }
    assert!(answers * 10 > n && answers < n, "{answers} of {n} were answered");
}
