//! Where files come to be, and what is there already: outputs, links, what cut-off commands have left.

use std::fs;
use std::path::Path;

use armistice_read::intake::{Given, report_id, take};

use crate::keeping::{fine, harbour, inside, path, refused, text};

#[test]
fn an_output_takes_the_place_of_nothing_that_a_case_is_made_of() {
    let (top, dir) = harbour();
    fine(&["positions", path(&dir)]);
    let backup = top.path().join("kept.db");
    fine(&["backup", path(&dir), path(&backup)]);
    let all = || {
        let of = |it: &Path| (it.to_owned(), fs::read(it).unwrap());
        let reports = fs::read_dir(dir.join("reports")).unwrap().map(|it| it.unwrap().path());
        let mut all: Vec<_> = reports.chain([dir.join("case.toml"), dir.join("armistice.db"), backup.clone()]).map(|it| of(&it)).collect();
        all.sort();
        all
    };
    let before = all();
    let mut places: Vec<_> =
        ["armistice.db", "armistice.db-wal", "armistice.db-journal", "case.toml", "CASE.toml"].map(|it| dir.join(it)).into();
    places.extend(["reports/page.html", "reports/02-eskerry-packet.txt", "reports/../armistice.db"].map(|it| dir.join(it)));
    places.push(backup.clone());
    #[cfg(unix)]
    for (name, to) in [("ledger", "armistice.db"), ("page", "reports/new.txt")] {
        let link = top.path().join(name);
        std::os::unix::fs::symlink(dir.join(to), &link).unwrap();
        places.push(link);
    }
    for place in &places {
        refused(&["brief", path(&dir), "-o", path(place)], 2, "give another file");
        refused(&["export", path(&dir), "-o", path(place)], 2, "give another file");
    }
    // A case of which only the ledger is there, and that of somebody else.
    let other = top.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::copy(&backup, other.join("armistice.db")).unwrap();
    refused(&["brief", path(&dir), "-o", path(&other.join("armistice.db"))], 2, "the ledger of a case");
    refused(&["backup", path(&dir), path(&dir.join("armistice.db-journal"))], 2, "a journal of it");
    refused(&["backup", path(&dir), path(&dir.join("reports/copy.db"))], 2, "reports/ of a case");
    refused(&["backup", path(&dir), path(&backup)], 2, "it is there already");
    assert!(all() == before && fine(&["verify", path(&dir)]).contains("0 damaged"));
    refused(&["brief", path(&dir), "-o", path(&other)], 2, "it is a folder");
}

#[cfg(unix)]
#[test]
fn an_output_keeps_the_mode_follows_links_and_goes_into_pipes() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (top, dir) = harbour();
    let at = |name: &str| top.path().join(name);
    let mode = |name: &str| fs::metadata(at(name)).unwrap().permissions().mode() & 0o777;
    let page = fine(&["positions", path(&dir)]);
    for (name, private) in [("page.txt", 0o600), ("shared.txt", 0o664)] {
        fs::write(at(name), "of before").unwrap();
        fs::set_permissions(at(name), fs::Permissions::from_mode(private)).unwrap();
        fine(&["positions", path(&dir), "-o", path(&at(name))]);
        assert_eq!((mode(name), fs::read_to_string(at(name)).unwrap()), (private, page.clone()));
    }
    fine(&["export", path(&dir), "-o", path(&at("shared.txt"))]);
    assert_eq!(mode("shared.txt"), 0o600, "keys are in it");
    symlink("page.txt", at("link")).unwrap();
    symlink("later.txt", at("new")).unwrap();
    for (link, to) in [("link", "page.txt"), ("new", "later.txt")] {
        let _ = fs::write(at("page.txt"), "of before");
        fine(&["positions", path(&dir), "-o", path(&at(link))]);
        assert!(at(link).is_symlink() && fs::read_to_string(at(to)).unwrap() == page);
    }
    assert!(std::process::Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = at("pipe");
        move || fs::read_to_string(pipe).unwrap()
    });
    fine(&["positions", path(&dir), "-o", path(&at("pipe"))]);
    assert!(reader.join().unwrap() == page && fs::read_dir(top.path()).unwrap().count() == 7);
    fs::write(at(".page.txt.4294967295.part"), "left by a process that was killed").unwrap();
    fine(&["positions", path(&dir), "-o", path(&at("page.txt"))]);
    assert!(!at(".page.txt.4294967295.part").exists());
}

/// The id of the entry that took a report in.
fn taken(dir: &Path, n: usize) -> String {
    let csv = fine(&["export", path(dir), "--clearance", "top", "--format", "csv"]);
    let mut rows = csv::Reader::from_reader(csv.as_bytes()).into_records().map(Result::unwrap).filter(|it| &it[2] == "report taken in");
    rows.nth(n - 1).unwrap()[1].to_owned()
}

/// Id of the report that a file is.
fn report_of(file: &Path) -> String {
    report_id(&take(&fs::read(file).unwrap(), file.to_str().unwrap(), &Given::default()).unwrap())
}

#[test]
fn what_a_cut_off_expunge_has_put_aside_goes_with_its_report_or_comes_back() {
    let (_top, dir) = harbour();
    fine(&["positions", path(&dir)]);
    let reports = dir.join("reports");
    let (gone, kept) = (reports.join("01-north-shore-wire.txt"), reports.join("02-eskerry-packet.txt"));
    let (text_of_gone, text_of_kept) = (fs::read(&gone).unwrap(), fs::read(&kept).unwrap());
    let expunge = |what: &[&str]| {
        let rest = ["--why", "asked for", "--author", "Ada Penn", "--yes"];
        inside(&[&["expunge", path(&dir)], what, &rest[..]].concat())
    };
    let folder = |id: &str| reports.join(".expunged.4294967295.0").join(id.trim_start_matches("sha256:"));
    let put = |id: &str, name: &str, words: &[u8]| {
        fs::create_dir_all(folder(id)).unwrap();
        fs::write(folder(id).join(name), words).unwrap();
        folder(id).join(name)
    };
    let early = put("sha256:00", "early.txt", b"Outlet: Wire\nDate: 2032-05-04\n\nThe heron would land.\n");
    fine(&["brief", path(&dir)]);
    assert!(early.exists(), "nothing was destroyed in this ledger");
    fs::remove_dir_all(early.parent().unwrap().parent().unwrap()).unwrap();
    let [id_of_gone, id_of_kept] = [&gone, &kept].map(|file| report_of(file));
    assert_eq!(expunge(&[&taken(&dir, 1)]).status, 0);
    assert!(!gone.exists() && fs::read_dir(&reports).unwrap().all(|it| !it.unwrap().file_name().to_str().unwrap().starts_with('.')));
    let page = fine(&["brief", path(&dir)]);
    put(&id_of_gone, "01-north-shore-wire.txt", &text_of_gone);
    put(&id_of_kept, "02-eskerry-packet.txt", &text_of_kept);
    fs::remove_file(&kept).unwrap();
    let aside = reports.join(".expunged.4294967295.0");
    // A link to a folder is none that an expunge made, and what it leads to is somebody's.
    #[cfg(unix)]
    let elsewhere = {
        let elsewhere = dir.join("elsewhere");
        fs::create_dir_all(elsewhere.join("00")).unwrap();
        fs::write(elsewhere.join("00/mine.txt"), "mine").unwrap();
        std::os::unix::fs::symlink(&elsewhere, reports.join(".expunged.4294967295.1")).unwrap();
        elsewhere
    };
    assert_eq!(fine(&["brief", path(&dir), "--no-write"]), page);
    assert!(aside.exists(), "nothing is written");
    let ran = inside(&["brief", path(&dir)]);
    assert!(ran.status == 0 && String::from_utf8_lossy(&ran.out) == page && text(&ran).contains("was cut off"), "{}", text(&ran));
    assert!(!aside.exists() && !gone.exists() && fs::read(&kept).unwrap() == text_of_kept);
    #[cfg(unix)]
    assert!(elsewhere.join("00/mine.txt").exists());
    // What it is of is above the clearance: at that clearance nothing comes of it.
    let secret = dir.join("secret.txt");
    fs::write(&secret, "Outlet: Eskerry Packet\nDate: 2032-05-04\n\nThe heron would land at noon.\n").unwrap();
    fine(&["add", path(&dir), path(&secret), "--marking", "red"]);
    let hidden = put(&report_of(&secret), "secret.txt", &fs::read(&secret).unwrap());
    fs::remove_file(&secret).unwrap();
    assert_eq!(fine(&["brief", path(&dir), "--clearance", "clear"]), page);
    assert!(hidden.exists());
    fine(&["brief", path(&dir), "--clearance", "top"]);
    assert!(reports.join("secret.txt").exists());
}

#[cfg(unix)]
#[test]
fn an_expunge_is_refused_where_the_folder_of_reports_cannot_be_listed() {
    use std::os::unix::fs::symlink;
    let (top, dir) = harbour();
    fine(&["positions", path(&dir)]);
    let (reports, share) = (dir.join("reports"), top.path().join("share"));
    fs::rename(&reports, &share).unwrap();
    symlink(top.path().join("not mounted"), &reports).unwrap();
    let id = taken(&dir, 1);
    let expunge = ["expunge", path(&dir), &id, "--why", "asked for", "--author", "Ada Penn", "--yes"];
    refused(&expunge, 2, "cannot list");
    assert!(fine(&["verify", path(&dir)]).contains("0 damaged") && taken(&dir, 1) == id);
    fs::remove_file(&reports).unwrap();
    fs::create_dir(&reports).unwrap();
    symlink(share.join("01-north-shore-wire.txt"), reports.join("first.txt")).unwrap();
    symlink(share.join("not there"), reports.join("second.txt")).unwrap();
    let said = text(&inside(&expunge));
    assert!(
        said.contains("destroyed by Ada Penn") && said.contains("first.txt` is a link") && said.contains("second.txt` leads nowhere"),
        "{said}"
    );
    assert!(!reports.join("first.txt").is_symlink() && share.join("01-north-shore-wire.txt").exists());
}

#[cfg(unix)]
#[test]
fn a_ledger_whose_link_leads_nowhere_is_not_taken_for_none() {
    let (top, dir) = harbour();
    fine(&["note", path(&dir), "case", "seen on the quay", "--author", "Ada Penn"]);
    let vault = top.path().join("vault.db");
    fs::rename(dir.join("armistice.db"), &vault).unwrap();
    std::os::unix::fs::symlink(&vault, dir.join("armistice.db")).unwrap();
    assert!(fine(&["entries", path(&dir), "--no-write"]).contains("seen on the quay"));
    let export = top.path().join("export.jsonl");
    fine(&["export", path(&dir), "-o", path(&export)]);
    fs::rename(&vault, top.path().join("elsewhere")).unwrap();
    for command in [&["brief", "--no-write"][..], &["brief"], &["search", "--no-write", "quay"], &["verify"], &["export"]] {
        refused(&[&command[..1], &[path(&dir)], &command[1..]].concat(), 2, "a link to what is not there");
    }
    refused(&["backup", path(&dir), path(&top.path().join("copy.db"))], 2, "a link to what is not there");
    refused(&["import", path(&dir), path(&export)], 2, "is there already");
    assert!(!vault.exists());
}

/// A date that stands for none must not stop a case.
#[test]
fn a_report_of_the_last_day_of_the_calendar_is_a_report() {
    let (_top, dir) = harbour();
    for (zone, day) in [("UTC", "9999-12-31"), ("America/Los_Angeles", "9999-12-30"), ("Pacific/Kiritimati", "9999-12-31")] {
        let case = fs::read_to_string(dir.join("case.toml")).unwrap();
        let lines = case.lines().map(|it| if it.starts_with("time_zone") { format!("time_zone = \"{zone}\"") } else { it.to_owned() });
        fs::write(dir.join("case.toml"), lines.collect::<Vec<_>>().join("\n")).unwrap();
        let placeholder = format!("Title: In {zone}\nOutlet: Wire\nDate: {day}\n\nThe union said in {zone} that it would strike.\n");
        fs::write(dir.join(format!("reports/{}.txt", zone.replace('/', "-"))), placeholder).unwrap();
        for command in ["brief", "timeline", "chains", "entries", "statements", "forecasts"] {
            fine(&[command, path(&dir)]);
        }
        assert!(fine(&["brief", path(&dir)]).contains(&format!("In {zone}")));
        fine(&["note", path(&dir), "case", "far", "--known", day, "--author", "Ada Penn"]);
        fine(&["brief", path(&dir), "--as-of", day]);
        assert!(fine(&["verify", path(&dir)]).contains("0 damaged"));
    }
}

#[test]
fn an_export_is_imported_with_a_mark_of_the_byte_order_and_over_what_a_killed_import_left() {
    let (top, dir) = harbour();
    fine(&["positions", path(&dir)]);
    let (out, other) = (top.path().join("out.jsonl"), top.path().join("other"));
    let lines = fine(&["export", path(&dir)]);
    fs::write(&out, format!("\u{feff}{lines}")).unwrap();
    fs::create_dir(&other).unwrap();
    let part = other.join(".armistice.db.4294967295.part");
    fs::write(&part, "a whole ledger").unwrap();
    fine(&["import", path(&other), path(&out)]);
    assert!(fine(&["export", path(&other)]) == lines && !part.exists());
    fs::remove_file(other.join("armistice.db")).unwrap();
    fs::write(other.join("armistice.db-wal"), "left by a crash").unwrap();
    refused(&["import", path(&other), path(&out)], 2, "a journal of another ledger");
    refused(&["brief", path(&other)], 2, "a journal of another ledger");
    assert!(!other.join("armistice.db").exists());
}

/// Whoever is told no more than that it failed would do it twice.
#[cfg(target_os = "linux")]
#[test]
fn what_is_stored_and_cannot_be_printed_is_said_to_be_stored() {
    let (top, dir) = harbour();
    fine(&["positions", path(&dir)]);
    let full = |args: &[&str]| {
        let out = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ran = std::process::Command::new(env!("CARGO_BIN_EXE_armistice"))
            .args(args)
            .env("ARMISTICE_AUTHOR", "Ada Penn")
            .stdout(out)
            .output()
            .unwrap();
        assert_eq!(ran.status.code(), Some(2));
        String::from_utf8(ran.stderr).unwrap()
    };
    let copy = top.path().join("copy.db");
    let id = taken(&dir, 2);
    for command in [
        &["note", path(&dir), "case", "seen on the quay"][..],
        &["keep", path(&dir), "bottom-line", "The tugs sail."],
        &["backup", path(&dir), path(&copy)],
    ] {
        let said = full(command);
        assert!(said.contains("this was done and is kept") && said.contains("cannot write to standard output"), "{said}");
    }
    assert!(fine(&["entries", path(&dir)]).contains("seen on the quay") && copy.exists());
    assert!(full(&["expunge", path(&dir), &id, "--why", "asked for", "--yes"]).contains("it was destroyed"));
    for command in ["brief", "verify", "export", "entries"] {
        let said = full(&[command, path(&dir)]);
        assert!(said.contains("cannot write to standard output") && !said.contains("is kept"), "{said}");
    }
    let said = full(&["expunge", path(&dir), &taken(&dir, 1), "--why", "asked for"]);
    assert!(!said.contains("destroyed") && fine(&["verify", path(&dir)]).contains("0 damaged"), "{said}");
}
