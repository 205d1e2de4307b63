//! Domain and problem files of an invented harbour, in the four formats, before anything is done to them.

/// Files of one format, by name and text.
pub(super) type Files = &'static [(&'static str, &'static str)];

pub(super) const SETS: [Files; 4] = [GENIUS, WEB, NEGOLOG, OURS];

pub(super) const GENIUS: Files = &[
    (
        "ellary.xml",
        r#"<?xml version="1.0" encoding="UTF-8"?>
<negotiation_template><utility_space number_of_issues="3">
<objective index="0" name="root" type="objective">
  <issue index="1" name="Dues" type="discrete" vtype="discrete">
    <item index="1" value="low"/>
    <item index="2" value="middle"/>
    <item index="3" value="high"/>
  </issue>
  <issue index="2" name="Berths" type="integer" vtype="integer" lowerbound="2" upperbound="6"/>
  <issue index="3" name="Pilots" type="discrete" vtype="discrete"><item index="1" value="ours"/><item index="2" value="theirs"/></issue>
</objective>
</utility_space></negotiation_template>
"#,
    ),
    (
        "guild.xml",
        r#"<utility_space type="linear"><objective index="0" name="root" type="objective">
<issue index="1" name="Dues" type="discrete">
<item index="1" value="low" evaluation="4"/>
<item index="2" value="middle" evaluation="3"/>
<item index="3" value="high" evaluation="0"/>
</issue>
<issue index="2" name="Berths" type="integer" lowerbound="2" upperbound="6"><evaluator ftype="linear" offset="0.1" slope="0.2"/></issue>
<issue index="3" name="Pilots" type="discrete"><item index="1" value="ours" evaluation="1"/><item index="2" value="theirs" evaluation="2"/></issue>
<weight index="1" value="0.5"/>
<weight index="2" value="0.3"/>
<weight index="3" value="0.2"/>
</objective>
<discount_factor value="1.0"/><reservation value="0.25"/></utility_space>
"#,
    ),
    (
        "port.xml",
        r#"<utility_space type="linear"><objective index="0" name="root" type="objective">
<issue index="1" name="Dues" type="discrete">
<item index="1" value="low" evaluation="1"/>
<item index="2" value="middle" evaluation="0.08888888888888889"/>
<item index="3" value="high" evaluation="9"/>
</issue>
<issue index="2" name="Berths" type="integer" lowerbound="2" upperbound="6"><evaluator ftype="linear" offset="1" slope="-0.25"/></issue>
<issue index="3" name="Pilots" type="discrete"><item index="1" value="ours" evaluation="5"/><item index="2" value="theirs" evaluation="1"/></issue>
<weight index="1" value="0.4"/>
<weight index="2" value="0.4"/>
<weight index="3" value="0.2"/>
</objective></utility_space>
"#,
    ),
];

pub(super) const WEB: Files = &[
    (
        "guild.json",
        r#"{"LinearAdditiveUtilitySpace": {
  "issueUtilities": {
    "Dues": {"DiscreteValueSetUtilities": {"valueUtilities": {"low": 1, "middle": 0.6, "high": 0}}},
    "Berths": {"NumberValueSetUtilities": {"lowValue": 2, "lowUtility": 0, "highValue": 6, "highUtility": 1}}},
  "issueWeights": {"Dues": 0.6, "Berths": 0.4},
  "reservationBid": {"issuevalues": {"Dues": "middle", "Berths": "2"}},
  "domain": {"name": "ellary", "issuesValues": {"Dues": {"values": ["low", "middle", "high"]}, "Berths": {"range": [2, 6, 1]}}},
  "name": "guild"}}
"#,
    ),
    (
        "port.json",
        r#"{"LinearAdditiveUtilitySpace": {
  "issueUtilities": {
    "Dues": {"DiscreteValueSetUtilities": {"valueUtilities": {"low": 0.1, "middle": 0.7, "high": 1}}},
    "Berths": {"NumberValueSetUtilities": {"lowValue": 2, "lowUtility": 1, "highValue": 6, "highUtility": 0}}},
  "issueWeights": {"Dues": 0.5, "Berths": 0.5},
  "domain": {"name": "ellary", "issuesValues": {"Dues": {"values": ["low", "middle", "high"]}, "Berths": {"range": [2, 6, 1]}}},
  "name": "port"}}
"#,
    ),
    (
        "ellary.json",
        r#"{"name": "ellary", "issuesValues": {
  "Dues": {"values": ["low", "middle", "high"]},
  "Berths": {"range": [2, 6, 1]}}}
"#,
    ),
];

pub(super) const NEGOLOG: Files = &[
    (
        "guild.json",
        r#"{"reservationValue": 0.2,
 "issueWeights": {"Dues": 0.7, "Pilots": 0.3},
 "issues": {"Dues": {"low": 1, "middle": 0.5, "high": 0.05}, "Pilots": {"ours": 0.4, "theirs": 1}}}
"#,
    ),
    (
        "port.json",
        r#"{"reservationValue": 0.0,
 "issueWeights": {"Dues": 0.55, "Pilots": 0.45},
 "issues": {"Dues": {"low": 0.1, "middle": 0.8, "high": 1}, "Pilots": {"ours": 1, "theirs": 0.2}}}
"#,
    ),
];

pub(super) const OURS: Files = &[(
    "ellary.json",
    r#"{"issues": [
  {"name": "Dues", "options": ["low", "middle", "high"]},
  {"name": "Pilots", "options": ["ours", "theirs"]}],
 "parties": [
  {"name": "Guild", "reservation": 0.3, "weights": {"Dues": 0.6, "Pilots": 0.4},
   "scores": {"Dues": {"low": 1, "middle": [0.4, 0.7], "high": 0}, "Pilots": {"ours": 0.2, "theirs": 1}}},
  {"name": "Port", "reservation": [0.1, 0.2], "weights": {"Dues": 0.5, "Pilots": {"mean": 0.5, "sd": 0.1}},
   "scores": {"Dues": {"low": 0, "middle": 0.6, "high": 1}, "Pilots": {"ours": 1, "theirs": 0.3}}}],
 "exclusions": [{"Dues": "high", "Pilots": "ours"}]}
"#,
)];
