//! The fields of one table, taken by name and type; what is wrong with one is noted at its place.

use std::ops::Range;
use std::str::FromStr;

use armistice_types::case::RowMeta;
use armistice_types::marking::Marking;
use armistice_types::time::{Day, Known, Published};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::{Log, nearest};

type Value<'i> = Spanned<DeValue<'i>>;

/// A number that may be known within bounds alone.
pub(super) struct Estimate {
    /// A number as written, a range or a distribution as JSON.
    pub(super) written: String,
    /// The number, the lower end of the range, the mean.
    pub(super) low: f64,
}

/// A number as written, and what it is.
fn number(value: &Value<'_>) -> Option<(String, f64)> {
    let written = match value.get_ref() {
        DeValue::Integer(it) => it.as_str(),
        DeValue::Float(it) => it.as_str(),
        _ => return None,
    };
    let read = written.parse::<f64>().ok().filter(|it| it.is_finite())?;
    Some((written.to_owned(), read))
}

/// A table with its place and what to call it in messages.
pub(super) struct Fields<'a, 'i> {
    table: &'a DeTable<'i>,
    span: Range<usize>,
    what: &'static str,
}

impl<'a, 'i> Fields<'a, 'i> {
    pub(super) fn new(table: &'a DeTable<'i>, span: Range<usize>, what: &'static str) -> Self {
        Self { table, span, what }
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Value<'i>> {
        self.table.iter().find(|(key, _)| key.get_ref().as_ref() == name).map(|(_, value)| value)
    }

    /// Where a field stands; the table where it has none.
    pub(super) fn place(&self, name: &str) -> Range<usize> {
        self.get(name).map_or_else(|| self.span.clone(), Spanned::span)
    }

    /// Notes every key that is none of these.
    pub(super) fn unknown(&self, known: &[&str], log: &mut Log<'_>) {
        for (key, _) in self.table.iter().filter(|(key, _)| !known.contains(&key.get_ref().as_ref())) {
            let hint = match nearest(key.get_ref(), known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", known.join(", ")),
            };
            log.add(key.span(), format!("unknown key `{}` in {}", key.get_ref(), self.what), hint);
        }
    }

    fn wrong(&self, value: &Value<'_>, name: &str, want: &str, log: &mut Log<'_>) {
        log.add(
            value.span(),
            format!("`{name}` of {} is {}, want {want}", self.what, value.get_ref().type_str()),
            format!("write it as {want}"),
        );
    }

    pub(super) fn text(&self, name: &str, log: &mut Log<'_>) -> Option<String> {
        let value = self.get(name)?;
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some(text.to_owned()),
            Some(_) => {
                log.add(value.span(), format!("`{name}` of {} is empty", self.what), "give it a value or leave the key out");
                None
            }
            None => {
                self.wrong(value, name, "a text in quotation marks", log);
                None
            }
        }
    }

    /// A text that must be there; empty after the mistake is noted.
    pub(super) fn required(&self, name: &str, log: &mut Log<'_>) -> String {
        if self.get(name).is_none() {
            log.add(self.span.clone(), format!("{} has no `{name}`", self.what), format!("add `{name} = \"…\"`"));
        }
        self.text(name, log).unwrap_or_default()
    }

    pub(super) fn texts(&self, name: &str, log: &mut Log<'_>) -> Vec<String> {
        let Some(value) = self.get(name) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(value, name, "a list of texts", log);
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in list.iter() {
            match item.get_ref().as_str() {
                Some(text) => out.push(text.to_owned()),
                None => self.wrong(item, name, "a text in quotation marks", log),
            }
        }
        out
    }

    pub(super) fn flag(&self, name: &str, log: &mut Log<'_>) -> bool {
        let Some(value) = self.get(name) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong(value, name, "true or false", log);
            false
        })
    }

    pub(super) fn maybe_flag(&self, name: &str, log: &mut Log<'_>) -> Option<bool> {
        self.get(name).map(|_| self.flag(name, log))
    }

    /// A number as written: an integer, a decimal, or either in quotation marks.
    pub(super) fn number(&self, name: &str, log: &mut Log<'_>) -> Option<String> {
        let value = self.get(name)?;
        let written = match value.get_ref() {
            DeValue::Integer(it) => it.as_str().to_owned(),
            DeValue::Float(it) => it.as_str().to_owned(),
            DeValue::String(it) => it.trim().to_owned(),
            _ => String::new(),
        };
        if written.parse::<f64>().is_ok_and(f64::is_finite) {
            return Some(written);
        }
        self.wrong(value, name, "a number", log);
        None
    }

    /// A number, a range `[low, high]` or a distribution `{ mean = m, sd = s }`.
    pub(super) fn estimate(&self, name: &str, log: &mut Log<'_>) -> Option<Estimate> {
        let value = self.get(name)?;
        let found = match value.get_ref() {
            DeValue::Array(pair) => match &pair.iter().map(number).collect::<Option<Vec<_>>>().unwrap_or_default()[..] {
                [low, high] if low.1 <= high.1 => Some(Estimate { written: format!("[{}, {}]", low.0, high.0), low: low.1 }),
                _ => None,
            },
            DeValue::Table(table) => {
                let of = |key: &str| table.iter().find(|it| it.0.get_ref() == key).and_then(|it| number(it.1));
                let both = of("mean").zip(of("sd")).filter(|(_, sd)| table.len() == 2 && sd.1 >= 0.0);
                both.map(|(mean, sd)| Estimate { written: format!("{{\"mean\": {}, \"sd\": {}}}", mean.0, sd.0), low: mean.1 })
            }
            _ => return self.number(name, log).map(|written| Estimate { low: written.parse().unwrap_or_default(), written }),
        };
        if found.is_none() {
            self.wrong(value, name, "a number, a range [low, high] or { mean = number, sd = number of 0 or more }", log);
        }
        found
    }

    /// A TOML date or a text like 2031-10-03.
    pub(super) fn day(&self, name: &str, log: &mut Log<'_>) -> Option<Day> {
        let value = self.get(name)?;
        let written = match value.get_ref() {
            DeValue::Datetime(it) => it.to_string(),
            DeValue::String(it) => it.to_string(),
            _ => String::new(),
        };
        let day = written.parse().ok();
        if day.is_none() {
            log.add(value.span(), format!("`{name}` of {} is no day", self.what), "write it as 2031-10-03");
        }
        day
    }

    /// A word of a closed list; the list's first where it is wrong.
    pub(super) fn word<T>(&self, name: &str, all: &[T], log: &mut Log<'_>) -> Option<T>
    where
        T: FromStr<Err = String> + Copy + std::fmt::Display,
    {
        let text = self.text(name, log)?;
        let words: Vec<String> = all.iter().map(ToString::to_string).collect();
        match text.parse() {
            Ok(word) => Some(word),
            Err(_) => {
                let hint = match nearest(&text, words.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => format!("one of: {}", words.join(", ")),
                };
                log.add(self.place(name), format!("unknown {name} \"{text}\" of {}", self.what), hint);
                None
            }
        }
    }

    pub(super) fn marking(&self, log: &mut Log<'_>) -> Marking {
        let Some(text) = self.text("marking", log) else { return Marking::clear() };
        text.parse().unwrap_or_else(|_| {
            log.add(
                self.place("marking"),
                format!("unknown marking \"{text}\""),
                "one of: clear, green, amber, amber+strict, red; compartments behind a colon: \"amber:prisoners\"",
            );
            // Until it is mended, nobody below the top is shown the row.
            Marking { level: armistice_types::marking::Level::Red, ..Marking::clear() }
        })
    }

    /// Line, marking and Known of a row.
    pub(super) fn meta(&self, zone: &str, log: &mut Log<'_>) -> RowMeta {
        let line = u32::try_from(log.line(self.span.start)).unwrap_or(u32::MAX);
        let known = self.get("known").and_then(|value| {
            let written = match value.get_ref() {
                DeValue::Datetime(it) => it.to_string(),
                DeValue::String(it) => it.to_string(),
                _ => String::new(),
            };
            let known: Option<Known> = written.parse::<Published>().ok().and_then(|it| super::known(it, zone).ok());
            if known.is_none() {
                log.add(
                    value.span(),
                    format!("`known` of {} is no day or instant", self.what),
                    "write it as 2031-10-03 or 2031-10-03T18:30:00Z",
                );
            }
            known
        });
        RowMeta { line, marking: self.marking(log), known }
    }

    /// The rows of an array of tables; a mistake where it is something else.
    pub(super) fn rows(&self, name: &str, what: &'static str, log: &mut Log<'_>) -> Vec<Fields<'a, 'i>> {
        let Some(value) = self.get(name) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            log.add(value.span(), format!("`{name}` is {}, want a table", value.get_ref().type_str()), format!("write it as `[[{name}]]`"));
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in list.iter() {
            match item.get_ref().as_table() {
                Some(table) => out.push(Fields::new(table, item.span(), what)),
                None => self.wrong(item, name, "a table", log),
            }
        }
        out
    }

    pub(super) fn table(&self, name: &str, what: &'static str, log: &mut Log<'_>) -> Option<Fields<'a, 'i>> {
        let value = self.get(name)?;
        match value.get_ref().as_table() {
            Some(table) => Some(Fields::new(table, value.span(), what)),
            None => {
                self.wrong(value, name, "a table", log);
                None
            }
        }
    }

    /// Keys of the table, as written, with their places.
    pub(super) fn keys(&self) -> Vec<(String, Range<usize>)> {
        self.table.iter().map(|(key, value)| (key.get_ref().to_string(), value.span())).collect()
    }
}
