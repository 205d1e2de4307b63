//! What is said in the worlds, and the words that nobody may see whom they are hidden from. All names are invented.

use std::sync::OnceLock;

use armistice_read::intake::{Given, take};
use armistice_read::read;
use armistice_types::statement::Reading;

/// A report.
pub(super) struct Text {
    pub(super) outlet: &'static str,
    pub(super) published: &'static str,
    pub(super) title: Option<&'static str>,
    pub(super) body: &'static str,
}

/// Words of hidden things alone: in a body, an outlet, a title, a note, a name, a compartment, a row of the case.
pub(super) const CANARIES: [&str; 16] = [
    "zarquil",
    "obrant",
    "quenzil",
    "vexmoor",
    "tirrazol",
    "brundlebay",
    "glimmerwick",
    "spangholt",
    "mirvathex",
    "polquist",
    "dravennel",
    "zelquat",
    "hexwether",
    "umbrick",
    "yarrowgast",
    "fennimost",
];

macro_rules! long {
    ($more:literal) => {
        concat!(
            "The ferry between Selm and Ansel stayed in port for a third week on Tuesday, and shops on the island ran short of flour. ",
            "Ivo Marsh, chairman of the Ferry Crews Union, said the Union demanded boats in winter. ",
            $more,
            "Both sides meet again on Friday in the old customs house.\n"
        )
    };
}

/// Those that everybody may see, where nothing else is said.
pub(super) const OPEN: [Text; 9] = [
    Text {
        outlet: "Selm Post",
        published: "2031-10-02",
        title: None,
        body: "Orla Finch, director of the Port of Selm, said the Port demanded half the toll. \"I hope the ferry will sail by Friday, 10 October,\" Finch said.\n",
    },
    Text {
        outlet: "Selm Post",
        published: "2031-10-04",
        title: Some("No toll"),
        body: "Ivo Marsh, chairman of the Ferry Crews Union, said the Union demanded no toll.\n",
    },
    Text {
        outlet: "Harbour News",
        published: "2031-10-06",
        title: None,
        body: "Ivo Marsh, chairman of the Ferry Crews Union, said the Union demanded boats in winter.\n",
    },
    Text {
        outlet: "Harbour News",
        published: "2031-10-07",
        title: None,
        body: "Orla Finch, director of the Port of Selm, said the Port rejected half the toll.\n",
    },
    Text {
        outlet: "Ansel Radio",
        published: "2031-10-09",
        title: None,
        body: "The Ferry Crews Union said on Thursday: \"We demand no toll.\"\n",
    },
    Text {
        outlet: "Ansel Radio",
        published: "2031-10-08",
        title: Some("If"),
        body: "The Union will accept half the toll if the Port accepts boats in winter, said Ivo Marsh, chairman of the Ferry Crews Union.\n",
    },
    Text {
        outlet: "Selm Post",
        published: "2031-10-05",
        title: Some("A draft"),
        body: "The Port handed the Union a second draft of its proposal on Monday. The draft proposes half the toll and boats in winter, said Orla Finch, director of the Port of Selm.\n",
    },
    Text { outlet: "Harbour News", published: "2031-10-08", title: Some("Third week"), body: long!("") },
    Text { outlet: "Ansel Radio", published: "2031-10-09", title: Some("Ferry in port"), body: long!("Nobody on the quay knew more. ") },
];

/// Those that are hidden: what they would move, number, deny, join or come before is open.
pub(super) const HIDDEN: [Text; 8] = [
    Text {
        outlet: "Zarquil Courier",
        published: "2031-09-30",
        title: Some("Obrant speaks"),
        body: "Zarquil Obrant, director of the Port of Selm, said the Port accepted no toll. \"The ferry will sail by 10 October,\" Obrant said.\n",
    },
    Text {
        outlet: "Vexmoor Wire",
        published: "2031-10-07",
        title: Some("Third week"),
        body: long!("A clerk called Quenzil counted the sacks. "),
    },
    Text {
        outlet: "Selm Post",
        published: "2031-10-10",
        title: Some("Tirrazol"),
        body: "Ivo Marsh, chairman of the Ferry Crews Union, denied that the Union demanded no toll. The Union accepts half the toll, he told Tirrazol. The ferry sailed on Thursday.\n",
    },
    Text {
        outlet: "Ansel Radio",
        published: "2031-10-11",
        title: None,
        body: "The Port will accept no toll if the Union accepts a winter stop in Brundlebay, said Orla Finch, director of the Port of Selm.\n",
    },
    Text {
        outlet: "Harbour News",
        published: "2031-10-01",
        title: None,
        body: "The Union handed the Port a first draft of its proposal, the Glimmerwick paper, on Wednesday. The draft proposes no toll, said Ivo Marsh, chairman of the Ferry Crews Union.\n",
    },
    Text {
        outlet: "Selm Post",
        published: "2031-12-01",
        title: None,
        body: "Ivo Marsh, chairman of the Ferry Crews Union, said in Spangholt that the Union demanded boats in winter.\n",
    },
    Text {
        outlet: "Vexmoor Wire",
        published: "2031-10-02",
        title: None,
        body: "Orla Finch, director of the Port of Selm, said the Port demanded half the toll. \"I hope the ferry will sail by Friday, 10 October,\" Finch said. Quenzil wrote it down.\n",
    },
    Text {
        outlet: "Spangholt Mail",
        published: "2031-10-05",
        title: Some("A draft"),
        body: "The Port handed the Union a second draft of its proposal on Monday. The draft proposes half the toll and a winter stop, said Orla Finch, director of the Port of Selm. Obrant would not sign it.\n",
    },
];

impl Text {
    /// Its number among all, the open ones first.
    pub(super) fn of(n: usize) -> &'static Self {
        OPEN.get(n).unwrap_or_else(|| &HIDDEN[n - OPEN.len()])
    }

    /// Its file, in the folder of a pair.
    pub(super) fn file(n: usize) -> String {
        format!("files/{n}.txt")
    }

    fn given(&self) -> Given {
        Given {
            outlet: Some(self.outlet.to_owned()),
            published: Some(self.published.parse().unwrap()),
            title: self.title.map(str::to_owned),
            ..Given::default()
        }
    }

    /// What the program is told of it, so that it is the same report.
    pub(super) fn flags(&self) -> Vec<String> {
        let mut flags = ["--outlet", self.outlet, "--published", self.published].map(str::to_owned).to_vec();
        flags.extend(self.title.iter().flat_map(|it| ["--title".to_owned(), (*it).to_owned()]));
        flags
    }
}

/// What is read in each, once for all pairs.
pub(super) fn readings() -> &'static [Reading] {
    static READ: OnceLock<Vec<Reading>> = OnceLock::new();
    READ.get_or_init(|| {
        let one = |n: usize| {
            let text = Text::of(n);
            read(&take(text.body.as_bytes(), &Text::file(n), &text.given()).unwrap())
        };
        (0..OPEN.len() + HIDDEN.len()).map(one).collect()
    })
}

/// The case file; with rows that are marked `hidden` and match what open reports say, where there is such a marking. Without them their
/// lines are empty: pages tell in which line of the case file a row stands.
pub(super) fn case(fictional: bool, hidden: Option<&str>) -> String {
    let marking = hidden.unwrap_or("clear");
    let rows = |text: String| if hidden.is_some() { text } else { text.lines().map(|_| "#\n").collect() };
    let mut text = include_str!("../../fixtures/ferry.toml").to_owned();
    if fictional {
        text = text.replace("time_zone = \"UTC\"", "time_zone = \"UTC\"\nfictional = true");
    }
    let option =
        rows(format!("[[issue.option]]\nid = \"umbrick\"\nlabel = \"Umbrick\"\ncues = [\"toll\", \"boats\"]\nmarking = \"{marking}\"\n"));
    text = text.replacen("[[outcome]]", &format!("{option}\n[[outcome]]"), 1);
    if fictional {
        let more = if hidden.is_some() { ", umbrick = 0.4" } else { "" };
        text.push_str("\n[[preference]]\nparty = \"port\"\nissue = \"toll\"\nweight = 2\nscores = { none = 0, half = 1 }\n");
        text.push_str(&format!("\n[[preference]]\nparty = \"crews\"\nissue = \"winter\"\nscores = {{ run = 1, stop = 0{more} }}\n"));
        text.push_str("\n[[reservation]]\nparty = \"port\"\ntrack = \"ferry\"\nvalue = 0.2\n");
    }
    for row in HIDDEN_ROWS {
        text.push_str(&rows(format!("{row}\nmarking = \"{marking}\"\n")));
    }
    text + &rows("[[issue.option]]\nid = \"yarrowgast\"\nlabel = \"Yarrowgast\"\ncues = [\"the toll\"]\n".to_owned())
}

/// Rows without their marking; the last is an issue.
const HIDDEN_ROWS: [&str; 8] = [
    "[[actor]]\nid = \"hexwether\"\nname = \"Hexwether House\"\naliases = [\"Crews Union\"]\nkind = \"organisation\"",
    "[[person]]\nid = \"yarrowgast\"\nname = \"Ivo Yarrowgast\"\naliases = [\"Marsh\"]\naffiliation = \"hexwether\"\nrole = \"chairman\"",
    "[[track]]\nid = \"fennimost\"\nname = \"Fennimost talks\"\nlinked_to = [\"ferry\"]",
    "[[role]]\ntrack = \"ferry\"\nactor = \"hexwether\"\nrole = \"must assent\"",
    "[[exclusion]]\noptions = [\"toll.half\", \"winter.run\"]\nreason = \"Fennimost law\"",
    "[[clock]]\nid = \"umbrick\"\nname = \"Umbrick day\"\ndate = 2031-10-12\ntrack = \"ferry\"",
    "[[outcome]]\nid = \"hexwether\"\ntrack = \"ferry\"\nproposition = \"Hexwether sails\"\ncues = [\"ferry will sail\"]\nby = 2031-10-11",
    "[[issue]]\nid = \"fennimost\"\ntrack = \"ferry\"\nquestion = \"Fennimost\"\nkind = \"categorical\"",
];
