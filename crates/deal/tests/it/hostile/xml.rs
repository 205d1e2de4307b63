//! What is said of bad Genius files, one fault each.

use super::named::{noted, refused, said};
use super::seeds::GENIUS;

#[test]
fn genius_files_are_refused_with_their_line() {
    for (file, from, to, words) in [
        (
            "ellary.xml",
            "</issue>\n  <issue index=\"2\"",
            "<issue index=\"2\"",
            "ellary.xml line 10: this is no XML: expected 'issue' tag, not 'objective'",
        ),
        (
            "port.xml",
            "<weight index=\"1\" value=\"0.4\"/>",
            "<weight index=\"1\" value=\"0.4/>",
            "port.xml line 10: this is no XML: expected '\"' not '<'",
        ),
        (
            "port.xml",
            "<weight index=\"3\" value=\"0.2\"/>",
            "<weight index=\"3\" value=\"0.2\"",
            "port.xml line 12: this is no XML: invalid name token",
        ),
        ("port.xml", "index=\"1\" value=\"0.4\"", "index=\"1\" index=\"1\"", "port.xml line 9: this is no XML: attribute 'index'"),
        ("port.xml", "</utility_space>", "", "port.xml line 1: this is no XML: the root node was opened but never closed"),
        (
            "guild.xml",
            "<utility_space",
            "<!DOCTYPE x [<!ENTITY a \"b\">]>\n<utility_space",
            "guild.xml line 1: document types and entities (<!DOCTYPE, <!ENTITY) are not read: remove them",
        ),
        ("guild.xml", "value=\"0.3\"", "value=\"NaN\"", "guild.xml line 10: value `NaN` is not a number of at most 30 digits"),
        ("guild.xml", "evaluation=\"3\"", "evaluation=\"1e999\"", "guild.xml line 4: evaluation `1e999` is not a number"),
        (
            "guild.xml",
            "slope=\"0.2\"",
            "slope=\"99999999999999999999999999999999\"",
            "guild.xml line 7: slope `99999999999999999999999999999999` is not a number",
        ),
        ("guild.xml", "value=\"0.25\"", "value=\"a quarter\"", "guild.xml line 13: value `a quarter` is not a number"),
        (
            "guild.xml",
            "linear\" offset",
            "triangular\" offset",
            "guild.xml line 7: evaluators of type `triangular` are not worked on, only linear",
        ),
        (
            "guild.xml",
            "<reservation",
            "<utility_space><hyperRectangle/></utility_space><reservation",
            "guild.xml line 13: preferences that are not additive (hyper-rectangles) are not solved yet",
        ),
        (
            "ellary.xml",
            "upperbound=\"6\"",
            "upperbound=\"999999999\"",
            "ellary.xml line 9: issue `Berths` has 999999998 options; 1 to 65535 options are worked on",
        ),
        (
            "ellary.xml",
            "lowerbound=\"2\" upperbound=\"6\"",
            "lowerbound=\"-9223372036854775808\" upperbound=\"9223372036854775807\"",
            "ellary.xml line 9: issue `Berths` has 18446744073709551615 options",
        ),
        ("ellary.xml", "lowerbound=\"2\"", "lowerbound=\"2.5\"", "whole numbers, the first at most the second; they are 2.5 and 6"),
        (
            "ellary.xml",
            "vtype=\"integer\"",
            "vtype=\"real\"",
            "ellary.xml line 9, issue `Berths`: issues of type `real` are not worked on, only discrete and integer",
        ),
        ("ellary.xml", "\"Pilots\"", "\"Dues\"", "ellary.xml line 10: an issue `Dues` stands there already: rename or remove one"),
        ("ellary.xml", "name=\"Pilots\"", "", "ellary.xml line 10: an issue without a name"),
        (
            "ellary.xml",
            "<item index=\"1\" value=\"ours\"/><item index=\"2\" value=\"theirs\"/>",
            "",
            "ellary.xml line 10: issue `Pilots` has 0 options",
        ),
        ("port.xml", "name=\"", "name=\"New ", "port.xml: no issue of the domain is in it: is it a profile of another domain?"),
    ] {
        refused(GENIUS, file, from, to, words);
    }
}

#[test]
fn genius_faults_are_read_over_with_their_line() {
    for (file, from, to, words) in [
        ("ellary.xml", "value=\"middle\"", "value=\"low\"", "ellary.xml line 6: option `low` stands twice, once is counted"),
        ("ellary.xml", "value=\"theirs\"", "", "ellary.xml line 10: an option without a name"),
        (
            "ellary.xml",
            "<issue index=\"2\"",
            "<issue index=\"5\"",
            "ellary.xml line 4: issues are numbered 1 to 5, and none has index 2, 4; those that are there count",
        ),
        ("guild.xml", "value=\"middle\"", "value=\"low\"", "guild.xml line 4: option `low` stands twice, the last counts"),
        ("guild.xml", "value=\"middle\"", "value=\"medium\"", "guild.xml line 4: option `medium` is not in the domain and counts nothing"),
        (
            "guild.xml",
            "value=\"middle\"",
            "value=\"medium\"",
            "guild.xml line 2, issue `Dues`: option `middle` has no evaluation and counts 0",
        ),
        ("guild.xml", "\"Pilots\"", "\"Dues\"", "guild.xml line 8: issue `Dues` stands twice, the first counts"),
        ("guild.xml", "\"Pilots\"", "\"Tugs\"", "guild.xml line 8: issue `Tugs` is not in the domain and counts nothing"),
        ("guild.xml", "\"Pilots\"", "\"Tugs\"", "guild.xml: nothing on issue `Pilots`, which counts 0"),
        ("guild.xml", "<weight index=\"2\"", "<weight index=\"1\"", "guild.xml line 10: index `1` has two weights, the last counts"),
        ("guild.xml", "<weight index=\"2\"", "<weight index=\"7\"", "guild.xml line 10: no issue has index `7`: its weight counts nothing"),
        ("guild.xml", "<weight index=\"2\"", "<weight index=\"7\"", "guild.xml line 7: issue `Berths` has no weight and counts 0"),
        (
            "guild.xml",
            "<weight index=\"2\" value=\"0.3\"",
            "<weight index=\"2\" value=\"0.4\"",
            "guild.xml line 9: weights add up to 1.1, not 1; they are used as written",
        ),
        ("guild.xml", "<reservation value=\"0.25\"/>", "<reservation/>", "guild.xml line 13: a reservation without value counts 0"),
        ("guild.xml", "slope=\"0.2\"", "", "guild.xml line 7: slope is missing and counts 0"),
    ] {
        noted(GENIUS, file, from, to, words);
    }
    // Blank lines in front, which no parser takes, are counted.
    let (above, twice) =
        (("port.xml", "<utility_space", "\n \n<utility_space"), ("port.xml", "<weight index=\"2\"", "<weight index=\"1\""));
    let found = said(GENIUS, &[above, twice]).unwrap();
    assert_eq!(found[0], "port.xml line 12: index `1` has two weights, the last counts");
}
