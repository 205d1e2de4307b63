//! Sentences and what they say when.

use armistice_types::time::Day;

use super::*;
use crate::tags;
use crate::tokens::tokens;

#[track_caller]
fn check(sentence: &str, tense: Tense, expect: &str) {
    let cut = tokens(sentence);
    let words: Vec<&str> = (0..cut.tokens.len()).map(|i| cut.word(i)).collect();
    // Friday
    let anchor = Day::new(2031, 10, 10).unwrap();
    let tagged = tags::tag(&words);
    let found: Vec<String> = Places::new(&cut, &tagged)
        .within(&cut, &tagged, &(0..cut.tokens.len()))
        .iter()
        .map(|it| resolve(&it.meaning, anchor, tense).map_or_else(|| "?".to_owned(), |days| days.to_string()))
        .collect();
    assert_eq!(found.join(" "), expect, "{sentence}");
}

#[test]
fn weekdays_look_back_in_the_past_and_ahead_in_the_future() {
    check("He said on Wednesday that it was over.", Tense::Past, "2031-10-08");
    check("They will meet on Wednesday.", Tense::Future, "2031-10-15");
    check("She spoke on Friday evening.", Tense::Past, "2031-10-10");
    check("They met last Friday.", Tense::Past, "2031-10-03");
}

#[test]
fn dates_and_months_are_read_in_both_orders() {
    check("It ended on 12 March 2032.", Tense::Past, "2032-03-12");
    check("It ended on Friday, March 12, 2032.", Tense::Past, "2032-03-12");
    check("Talks resume in November.", Tense::Future, "2031-11");
    check("It began on Oct. 2.", Tense::Past, "2031-10-02");
}

#[test]
fn horizons_reach_from_the_day_of_speaking() {
    check("A truce in the next few hours or days.", Tense::Future, "2031-10-10/2031-10-17");
    check("An answer within 48 hours.", Tense::Future, "2031-10-10/2031-10-12");
    check("A text by Friday.", Tense::Future, "2031-10-10/2031-10-17");
    check("A vote before the end of the year.", Tense::Future, "2031-10-10/2031-12-31");
    check("A pause before the election.", Tense::Future, "?");
}

#[test]
fn words_that_only_look_like_dates_are_none() {
    check("He may march with 400 others for years.", Tense::Past, "");
}

/// What stands in a range is what stands there when nothing else does.
#[test]
fn expressions_are_the_same_whether_found_once_or_for_each_range() {
    let text = "He said on Wednesday, 12 March 2031 that in the next few hours or days or weeks, by the end of the year, before the \
        long awaited vote or two weeks ago, earlier this month, on Nov. 1, 2031, May 2 and that day, the Sunday Times would by late next \
        Friday evening print it in 2032, within 48 hours or within a couple of weeks and months, 2031-10-02, until the weekend.";
    let cut = tokens(text);
    let words: Vec<&str> = (0..cut.tokens.len()).map(|i| cut.word(i)).collect();
    let tagged = tags::tag(&words);
    let all = Places::new(&cut, &tagged);
    for from in 0..words.len() {
        for to in from..=words.len() {
            let range = from..to;
            assert_eq!(all.within(&cut, &tagged, &range), all.one_by_one(&cut, &tagged, &range), "{:?}", &words[range]);
        }
    }
}

/// What a report of Friday, 10 October 2031 says, as `words=value`; `?` where no day can be known.
#[track_caller]
fn says(text: &str, expect: &[&str]) {
    let document = armistice_types::report::Document {
        path: "a.txt".to_owned(),
        title: None,
        outlet: None,
        author: None,
        url: None,
        published: Some(armistice_types::time::Published::Day(Day::new(2031, 10, 10).unwrap())),
        language: Some("en".to_owned()),
        kind: armistice_types::report::ReportKind::News,
        integrity: None,
        text: text.to_owned(),
        problems: Vec::new(),
    };
    let reading = crate::read(&document);
    let shown = |it: &armistice_types::dates::DateMention| {
        format!("{}={}", it.text, it.edtf.map_or_else(|| "?".to_owned(), |edtf| edtf.to_string()))
    };
    assert_eq!(reading.dates.iter().map(shown).collect::<Vec<_>>(), expect, "{text}");
}

#[test]
fn parts_of_stretches_are_told() {
    says(
        "The envoys met late last month in Selm and will meet again early next week.",
        &["late last month=2031-09-15/2031-09-30", "early next week=2031-10-13/2031-10-15"],
    );
    says("A deal could come by the end of the month.", &["the end of the month=2031-10-31"]);
    says("The vote is set for the first half of 2032.", &["the first half of 2032=2032-01/2032-06"]);
    says("Trade fell in the second quarter of 2031.", &["the second quarter of 2031=2031-04/2031-06"]);
    says("The talks began in mid-August.", &["mid-August=2031-08-10/2031-08-20"]);
    says("She left in the late 1980s.", &["late 1980s=1985/1989"]);
}

#[test]
fn stretches_ahead_and_behind_are_told() {
    says(
        "An answer is due within days, he said, or in the next few hours or days.",
        &["within days=2031-10-10/2031-10-17", "the next few hours or days=2031-10-10/2031-10-17"],
    );
    says("Over the past two weeks nobody spoke.", &["the past two weeks=2031-09-26/2031-10-10"]);
    says("A few days ago the pier burned.", &["A few days ago=../2031-10-10"]);
    says("It will end in three weeks.", &["in three weeks=2031-10-10/2031-10-31"]);
    says("They want the guards out by Friday.", &["Friday=2031-10-17"]);
}

#[test]
fn what_is_tied_to_no_day_is_found() {
    says("The port has been shut since the death of Orla Rill.", &["since the death of Orla Rill=?"]);
    says("A pause before the election is unlikely.", &["before the election=?"]);
    says("Two weeks after the raid they met.", &["Two weeks after the raid=?"]);
    says("On 07/10/2031 the crossing was open.", &["07/10/2031=?"]);
}

#[test]
fn days_stand_in_the_calendar() {
    says("The round ran from 3 to 5 September.", &["3 to 5 September=2031-09-03/2031-09-05"]);
    says("It was shut from November – February 2031.", &["November – February 2031=2030-11/2031-02"]);
    says("She left the day before yesterday.", &["the day before yesterday=2031-10-08"]);
    says("The raids of March and August 2029 were alike.", &["March=2029-03", "August 2029=2029-08"]);
    says("Christmas is a deadline; so is Easter.", &["Christmas=2031-12-25", "Easter=2032-03-28"]);
    says("He will be back on the 15th.", &["the 15th=2031-10-15"]);
    says("Pre-1967 lines, they say; post-2029 ones, we say.", &["Pre-1967=../1966-12-31", "post-2029=2030-01-01/.."]);
}

#[test]
fn years_and_longer_are_told() {
    says("The accord (2029) fixed what the 1998 law left open.", &["2029=2029", "1998=1998"]);
    says("It was the worst raid since the 19th century.", &["19th century=1800/1899"]);
    says("Selm was founded in 400 BCE and sacked in AD 842.", &["400 BCE=-0399", "AD 842=0842"]);
    says("In 1892–94 the pier was built.", &["1892=1892", "94=1894"]);
    says("The strike ended in the spring of 2030.", &["spring of 2030=2030-03/2030-05"]);
}

#[test]
fn a_tale_goes_on_from_the_day_named_last() {
    says(
        "In November 2027 the accord was signed. Two years later it failed. That year nobody spoke.",
        &["November 2027=2027-11", "Two years later=2029", "That year=2029"],
    );
    says("He was born on 4 July 1831. On July 14 he was named.", &["4 July 1831=1831-07-04", "July 14=1831-07-14"]);
    says("The ferry sails every day in July.", &["July=XXXX-07"]);
    says("Summers are hot.", &["Summers=XXXX-22"]);
}

/// Words and numbers that only look like a time.
#[test]
fn what_is_no_date_is_none() {
    says("They may march, said April Rill of the Sunday Sun, a second time.", &[]);
    says("1,998 ships and 2000 people passed, 24 hours a day.", &[]);
    says("The sun sat low; we spring and fall.", &[]);
    says("Rule 2016 and Resolution 1701 say so, on page 1998.", &[]);
    says("She was 24 years old, and jailed for ten years.", &[]);
    says("He read it in the Sunday Times, as he does every Friday.", &[]);
    says("Orla May and August Finch left at 9:30 a.m. with 1200 crates.", &[]);
    says("The day will come. Years ago, one could still walk there.", &[]);
}
