//! Commands end to end: what they print, what they refuse and the code they end with.
#![cfg(test)]

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use practicum::library::Library;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{made, record};

/// A home of its own, with a data folder inside and an environment that says nothing else.
pub(crate) struct Home(TempDir);

pub(crate) fn home() -> Home {
    Home(tempfile::tempdir().unwrap())
}

/// What a command came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Home {
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_practicum"));
        command.args(line.split_whitespace()).current_dir(self.path()).env_clear().stdin(Stdio::null());
        command.env("HOME", self.path()).env("TZ", "UTC").env("PRACTICUM_DATA_DIR", self.path().join("data"));
        command
    }

    pub(crate) fn run(&self, line: &str) -> Ran {
        let Output { status, stdout, stderr } = assert_cmd::Command::from_std(self.command(line)).output().unwrap();
        let text =
            |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&self.path().display().to_string(), "HOME");
        Ran { code: status.code().unwrap(), out: text(stdout), err: text(stderr) }
    }

    /// What a command prints that ends well and complains of nothing.
    #[track_caller]
    pub(crate) fn prints(&self, line: &str) -> String {
        let ran = self.run(line);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
        ran.out
    }

    #[track_caller]
    pub(crate) fn json(&self, line: &str) -> Value {
        let document: Value = serde_json::from_str(&self.prints(line)).unwrap();
        assert_eq!(document["version"], 1);
        document
    }

    /// A command that does nothing but say why, and what to do.
    #[track_caller]
    pub(crate) fn fails(&self, line: &str, code: i32, message: &str) {
        let ran = self.run(line);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.trim_end()), (code, "", message));
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A bank folder with a credential of ten items, six in domain 1 and four in domain 2.
    fn with_made_bank(self) -> Self {
        let of = |domain: u32, count| {
            (0..count).map(move |number| {
                made::turned(made::item(&format!("made-{domain}-{number}"), &format!("{domain}.1")), number)
            })
        };
        let items: Vec<Value> = of(1, 6).chain(of(2, 4)).collect();
        self.write("banks/made/outline.json", &made::outline(&[60, 40], 8, 2).to_string());
        self.write("banks/made/items.json", &made::file(&items));
        self
    }

    /// The record that version 1 wrote: sitting 1 has ended, sitting 2 was left.
    fn with_record(self) -> Self {
        fs::create_dir(self.path().join("data")).unwrap();
        record::fixture(&self.path().join("data"));
        self
    }
}

const NO_TERMINAL: &str = "practicum: this is drawn on a terminal, and input or output is none
  run it in a terminal; for scripts there are exam --plan, report --json, history --json and bank check";

#[test]
fn without_a_terminal_the_screens_are_wrong_usage() {
    for line in ["", "exam rhit", "exam rhit --quick --untimed", "resume 3"] {
        home().fails(line, 2, NO_TERMINAL);
    }
}

#[test]
fn what_is_not_known_is_named_with_what_is() {
    let home = home();
    let known = Library::with_folders(Vec::new()).credentials().join(", ");
    let none = format!("practicum: cpa:1: no such credential\n  known are: {known}");
    home.fails("exam cpa --plan", 1, &none);
    home.fails("bank list cpa", 1, &none);
    home.fails("exam rhit --domain 9", 1, "practicum: RHIT has no domain '9'\n  its domains are 1, 2, 3, 4, 5, 6");
    home.fails("exam rhit --outline 1999", 1, "practicum: RHIT has no such outline\n  its outlines are 2026, earlier");
    let none = format!("practicum: there is no 'cpa'\n  name a credential ({known}), a file or a folder");
    home.fails("bank check cpa", 1, &none);
    home.fails(
        "bank show rhit-0",
        1,
        "practicum: no bank has an item 'rhit-0'\n  ids look like rhit-2-014; the report of a sitting names them",
    );
    let none =
        "practicum: the bank of RHIT has no queries to build\n  practicum bank list shows which credentials there are";
    home.fails("query rhit", 1, none);
    home.fails("query cpa", 1, &format!("practicum: cpa:1: no such credential\n  known are: {known}"));
    home.fails("resume", 1, "practicum: no sitting was left unfinished\n  practicum exam rhit begins one");
    home.fails(
        "report 7",
        1,
        "practicum: there is no sitting 7\n  practicum history lists the sittings with their numbers",
    );
    home.fails(
        "--bank-dir nowhere bank list",
        1,
        "practicum: nowhere is no folder\n  --bank-dir takes a folder that holds a folder for each credential",
    );
}

#[test]
fn wrong_usage_is_said_and_ends_with_2() {
    let home = home();
    for (line, said) in [
        ("exam", "<CREDENTIAL>"),
        ("exam rhit --plan --half --quick", "cannot be used with '--quick'"),
        ("exam rhit --plan --full --items 9", "cannot be used with '--items <N>'"),
        ("exam rhit --plan --minutes 9 --untimed", "cannot be used with '--untimed'"),
        ("exam rhit --plan --relaxed --untimed", "cannot be used with '--untimed'"),
        ("exam rhit --plan --items 0", "0 is not in 1..=999"),
        ("exam rhit --plan --minutes 1000", "1000 is not in 1..=999"),
        ("exam rhit --json", "--plan"),
        ("history --json --csv", "cannot be used with '--csv'"),
        ("completions csh", "invalid value 'csh'"),
        ("--seed x history", "invalid value 'x' for '--seed <N>'"),
        ("exams", "unrecognized subcommand 'exams'"),
    ] {
        let ran = home.run(line);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line}");
        assert!(ran.err.contains(said), "{line}: {}", ran.err);
    }
}

#[test]
fn help_names_the_exit_codes_and_every_command() {
    let help = home().prints("--help");
    let exit_codes = "0 well, 1 something about your input or your files, 2 wrong usage, 3 findings (bank check)";
    assert!(help.split_whitespace().collect::<Vec<_>>().join(" ").contains(exit_codes), "{help}");
    for command in ["exam", "resume", "history", "report", "bank", "data", "completions", "man"] {
        assert!(help.contains(&format!("\n  {command}")), "{command}");
    }
    assert_eq!(home().prints("--version"), format!("practicum {}\n", env!("CARGO_PKG_VERSION")));
}

fn quotas(plan: &Value) -> Vec<(u64, u64)> {
    let quotas = plan["form"]["quotas"].as_array().unwrap().iter();
    quotas.map(|quota| (quota["scored"].as_u64().unwrap(), quota["pretest"].as_u64().unwrap())).collect()
}

fn slots(plan: &Value) -> &Vec<Value> {
    plan["form"]["slots"].as_array().unwrap()
}

#[test]
fn a_plan_is_the_full_form_and_the_same_for_the_same_seed() {
    let home = home();
    let plan = home.json("exam rhit --plan --seed 7 --json");
    assert_eq!(quotas(&plan), [(29, 5), (21, 3), (19, 3), (28, 4), (19, 3), (14, 2)]);
    assert_eq!(slots(&plan).len(), 150);
    assert_eq!(slots(&plan).iter().filter(|slot| slot["scored"] == false).count(), 20);
    let form = &plan["form"];
    assert_eq!((&form["version"], &form["seed"], &form["number"]), (&json!(2), &json!(7), &json!(1)));
    assert_eq!((&form["minutes"], &form["timing"]), (&json!(210), &json!("exam")));
    assert_eq!(home.json("exam rhit --plan --seed 7 --json"), plan);
    assert_eq!(self::home().json("exam rhit --plan --seed 7 --json"), plan);
    assert_ne!(slots(&home.json("exam rhit --plan --seed 8 --json")), slots(&plan));
    assert!(!home.path().join("data").exists());
}

#[test]
fn a_plan_without_a_seed_names_the_one_it_took() {
    let plan = home().prints("exam rhit --plan");
    let seed = plan.split("seed ").nth(1).unwrap().split(',').next().unwrap();
    assert_eq!(home().prints(&format!("exam rhit --plan --seed {seed}")), plan);
}

#[track_caller]
fn plans(line: &str, items: usize, minutes: &Value, name: &str) -> Value {
    let plan = home().json(&format!("exam rhit --plan --json --seed 7 {line}"));
    assert_eq!(slots(&plan).len(), items);
    assert_eq!((&plan["form"]["minutes"], &plan["form"]["name"]), (minutes, &json!(name)));
    plan
}

#[test]
fn a_plan_follows_length_domains_outline_and_time() {
    plans("--half", 75, &json!(105), "half mock");
    plans("--quick", 38, &json!(54), "quick mock");
    plans("--full --minutes 30", 150, &json!(30), "full mock");
    plans("--items 1", 1, &json!(2), "mock of 1 item");
    assert_eq!(plans("--quick --untimed", 38, &Value::Null, "quick mock")["form"]["timing"], "untimed");
    assert_eq!(plans("--quick --relaxed", 38, &json!(54), "quick mock")["form"]["timing"], "relaxed");
    let two = plans("--items 40 --domain 2 --domain 4", 40, &json!(56), "mock of 40 items, domains 2, 4");
    assert_eq!(quotas(&two), [(15, 2), (20, 3)]);
    assert!(slots(&two).iter().all(|slot| slot["domain"] == "2" || slot["domain"] == "4"));
    let earlier = plans("--outline earlier", 150, &json!(210), "full mock");
    assert_eq!(quotas(&earlier), [(34, 5), (18, 3), (21, 3), (21, 3), (19, 3), (17, 3)]);
}

#[test]
fn a_plan_for_people_lists_the_quotas_and_every_item() {
    let plan = home().with_made_bank().prints("--bank-dir banks exam made --plan --seed 7");
    let head = "MADE full mock, seed 7, outline first\n10 items, 8 scored, 60 minutes, cut 5.2\n\n";
    assert!(plan.starts_with(head), "{plan}");
    assert!(plan.contains("\n  1 Short"), "{plan}");
    assert_eq!(plan.lines().filter(|line| line.contains("  made-")).count(), 10);
    assert_eq!(plan.lines().filter(|line| line.ends_with("unscored")).count(), 2);
}

#[test]
fn too_many_items_for_the_bank_name_the_domain_and_the_shortage() {
    home().with_made_bank().fails(
        "--bank-dir banks exam made --items 20 --plan",
        1,
        "practicum: domain 1 (Domain 1) needs 12 items and the bank has 6 that can stand together
  ask for fewer items or other domains, or add items with --bank-dir",
    );
}

#[test]
fn an_empty_history_says_how_to_begin() {
    let home = home();
    assert_eq!(home.prints("history"), "No sitting yet: practicum exam rhit begins one.\n");
    assert_eq!(home.json("history --json"), json!({ "version": 1, "sittings": [] }));
    assert_eq!(home.prints("history --csv"), format!("{CSV_HEAD}\n"));
    let none = "practicum: no sitting has ended yet\n  practicum history lists what there is";
    home.fails("report", 1, none);
    home.fails("report --json", 1, none);
    assert!(!home.path().join("data").exists());
}

const CSV_HEAD: &str = "id,uid,credential,name,started,ended,active_seconds,scaled,passed,domain,right,scored";

#[test]
fn history_lists_ended_and_left_sittings() {
    let home = home().with_record();
    assert_eq!(
        home.prints("history"),
        "   id  day          sitting                  scaled   right      of  time
    2  1 Nov 2026   MADE full mock             left                  3 s
    1  1 Nov 2026   MADE full mock              176       1       4  12 s\n"
    );
    assert_eq!(
        home.prints("history --csv"),
        format!(
            "{CSV_HEAD}
2,second,made,full mock,2026-11-01T09:01:00Z,,3.0,,,all,,
1,first,made,full mock,2026-11-01T09:00:00Z,2026-11-01T09:00:12Z,12.0,176,false,all,1,4
1,first,made,full mock,2026-11-01T09:00:00Z,2026-11-01T09:00:12Z,12.0,176,false,1,1,2
1,first,made,full mock,2026-11-01T09:00:00Z,2026-11-01T09:00:12Z,12.0,176,false,2,0,2\n"
        )
    );
    let sittings = &home.json("history --json")["sittings"];
    assert_eq!((&sittings[0]["id"], &sittings[0]["ended_ms"]), (&json!(2), &Value::Null));
    assert_eq!((&sittings[1]["id"], &sittings[1]["summary"]["scaled"]), (&json!(1), &json!(176)));
    assert_eq!(home.json("history rhit --json")["sittings"], json!([]));
}

#[test]
fn a_report_is_made_of_the_record_alone() {
    let home = home().with_record();
    let text = home.prints("report");
    assert!(
        text.starts_with("MADE full mock, 1 Nov 2026\n\n  176 of 100 to 400: not passed (an estimate)\n"),
        "{text}"
    );
    assert!(text.contains("\n  1 of 4 right, 3 needed on this form\n"), "{text}");
    assert_eq!(home.prints("report 1"), text);
    home.fails(
        "report 2",
        1,
        "practicum: sitting 2 has not ended, and its answers stay closed until then
  practicum resume 2 goes on with it; the report comes at the end",
    );
    let document = home.json("report --json");
    assert_eq!((&document["sitting"]["id"], &document["report"]["version"]), (&json!(1), &json!(1)));
    assert_eq!(document["report"]["items"][0]["stem"], "What does made-1 ask?");
}

#[test]
fn banks_are_listed_with_their_outlines_and_items() {
    let home = home();
    let rhit = &home.json("bank list rhit --json")["credentials"][0];
    assert_eq!((&rhit["credential"], &rhit["errors"]), (&json!("rhit"), &json!(0)));
    assert_eq!((&rhit["outlines"][0]["id"], &rhit["outlines"][1]["id"]), (&json!("2026"), &json!("earlier")));
    let domains = rhit["domains"].as_array().unwrap();
    assert_eq!(domains.len(), 6);
    assert_eq!(rhit["items"], domains.iter().map(|domain| domain["items"].as_u64().unwrap()).sum::<u64>());
    let text = home.prints("bank list rhit");
    assert!(text.starts_with("rhit   Registered Health Information Technician, "), "{text}");
}

#[test]
fn an_item_is_shown_with_its_key_reasons_and_sources() {
    let home = home().with_made_bank();
    let text = home.prints("--bank-dir banks bank show made-2-1");
    assert!(text.starts_with("made-2-1  single 2.1 · a topic · application · angoff 0.65\n"), "{text}");
    assert!(text.contains("\n✓ The answer\n    It is right.\n  The opposite\n    It is wrong.\n"), "{text}");
    assert!(text.ends_with("\nSource: 45 CFR 164.524(b)(2) (read 2026-11)\n"), "{text}");
    let document = home.json("--bank-dir banks bank show made-2-1 --json");
    assert_eq!(document["item"], made::turned(made::item("made-2-1", "2.1"), 1));
    assert_eq!(document["file"].as_str().unwrap().rsplit(':').next(), Some("9"));
    // What a report of a wrong item has to name.
    let (program, content) = (env!("CARGO_PKG_VERSION"), document["content"].as_str().unwrap());
    assert_eq!(document["program"], program);
    assert!(text.contains(&format!("banks/made/items.json:9\npracticum {program}  wording {content}\n")), "{text}");
}

#[test]
fn a_query_is_shown_with_its_parts_rules_and_models() {
    let banks = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/query-banks");
    let home = home();
    let text = home.prints(&format!("--bank-dir {banks} bank show cdi-q-002"));
    for part in [
        "cdi-q-002  query 1.1 · a query about present on admission · analysis · angoff 0.5\n",
        "\nNeed: present on admission\n\nNursing, skin check on arrival\n6 April, 18:30.",
        "\nSend to (1 to 1)\n  to1  P. Okafor, MD\n       Wrote the entry, and answers for it.\n",
        "  q3   The sacral injury came from outside, correct? [leading, yes_no]\n",
        "\nRules\n  addressee (1): Goes to the provider whose documentation is unclear.\n",
        "  accurate (2, not compliant without it): Every finding stands in the record as quoted.\n",
        "\nModels\n  100%  full marks, yes or no: compliant\n",
        "   34%  a conclusion cited: not compliant; breaks accurate\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let document = home.json(&format!("--bank-dir {banks} bank show cdi-q-002 --json"));
    assert_eq!((&document["item"]["need"], &document["item"]["rules"][0]["id"]), (&json!("poa"), &json!("addressee")));
    home.fails(
        &format!("--bank-dir {banks} query cdi cdi-q-9"),
        1,
        "practicum: CDI has no query 'cdi-q-9'\n  ids look like cdi-q-001; practicum query cdi lists them all",
    );
}

#[test]
fn whole_banks_are_measured_beside_their_bounds() {
    let home = home().with_made_bank();
    let text = home.prints("bank stats banks");
    assert!(text.starts_with("MADE · 10 items · 0 cases\n"), "{text}");
    let line = text.lines().find(|line| line.starts_with("key is the shortest option ")).unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(words[5..], ["1.000", "0.137", "to", "0.569", "few"], "{line}");
    assert!(text.contains("\nkey is the shortest option         1.000! 1.000!\n"), "{text}");
    let document = home.json("--bank-dir banks bank stats made rhit --json");
    assert_eq!((&document["version"], &document["banks"][1]["credential"]), (&json!(1), &json!("rhit")));
    let (bank, measure) = (&document["banks"][0], &document["banks"][0]["scopes"][0]["measures"][1]);
    assert_eq!(
        (&bank["items"], &bank["scopes"][1]["domain"], &bank["accepted"]),
        (&json!(10), &json!("1"), &json!([]))
    );
    assert_eq!((&measure["name"], &measure["verdict"]), (&json!("bank-key-shortest"), &json!("few")));
    assert_eq!((&measure["n"], &measure["value"], &measure["blocks"]), (&json!(10), &json!(1.0), &json!(true)));
}

#[test]
fn a_new_credential_needs_a_folder_and_no_code() {
    let home = home().with_made_bank();
    assert_eq!(home.run("exam made --plan").code, 1);
    let document = home.json("--bank-dir banks bank list --json");
    let names = document["credentials"].as_array().unwrap().iter().map(|credential| &credential["credential"]);
    assert!(names.clone().any(|name| name == "made") && names.clone().any(|name| name == "rhit"), "{document}");
    assert_eq!(home.json("--bank-dir banks bank list made --json")["credentials"][0]["items"], 10);
    assert_eq!(slots(&home.json("--bank-dir banks exam made --plan --json")).len(), 10);
    assert_eq!(home.prints("--bank-dir banks bank check made"), "10 items, 0 errors, 0 pieces of advice\n");
    fs::create_dir(home.path().join("data")).unwrap();
    fs::rename(home.path().join("banks"), home.path().join("data/banks")).unwrap();
    assert_eq!(slots(&home.json("exam made --plan --json")).len(), 10);
}

#[test]
fn a_broken_file_is_named_and_takes_no_built_in_bank_down() {
    let home = home();
    home.write("banks/rhit/own.json", "{\n \"format\": 1,\n \"credential\" \"rhit\"\n}");
    assert_eq!(
        home.json("--bank-dir banks exam rhit --plan --seed 7 --json"),
        home.json("exam rhit --plan --seed 7 --json")
    );
    let ran = home.run("--bank-dir banks bank check rhit");
    assert_eq!((ran.code, ran.err.as_str()), (3, ""));
    let finding = "banks/rhit/own.json:3: error: expected `:` at line 3 column 15 [json]\n";
    assert!(ran.out.contains(finding), "{}", ran.out);
    let ran = home.run("--bank-dir banks bank check --json");
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    let findings = document["findings"].as_array().unwrap();
    let own: Vec<&Value> = findings.iter().filter(|one| one["file"] == "banks/rhit/own.json").collect();
    assert_eq!((ran.code, own.len(), &own[0]["line"]), (3, 1, &json!(3)));
}

#[test]
fn a_file_or_a_folder_is_checked_by_its_path() {
    let home = home().with_made_bank();
    let mut wrong = made::item("made-1-9", "1.1");
    wrong["level"] = json!("hard");
    home.write("loose.json", &made::file(&[wrong]));
    assert_eq!(home.prints("bank check banks"), "10 items, 0 errors, 0 pieces of advice\n");
    let ran = home.run("bank check banks loose.json");
    let finding =
        "loose.json:2: error: made-1-9: level: 'hard' is no level [level]\n    use recall, application or analysis\n";
    assert_eq!((ran.code, ran.out), (3, format!("{finding}10 items, 1 errors, 0 pieces of advice\n")));
}

#[test]
fn advice_alone_ends_well() {
    let home = home().with_made_bank();
    home.write("banks/made/outline.json", &made::outline(&[60, 40], 20, 0).to_string());
    assert_eq!(
        home.prints("--bank-dir banks bank check made"),
        "outline.json:1: advice: too few items for a full form: domain 1 has 6 of 12 (outline first); domain 2 has 4 of \
         8 (outline first) [shortage]
    shorter forms still work; add items to these domains for a full one
10 items, 0 errors, 1 pieces of advice\n"
    );
}

#[test]
fn an_outline_of_the_users_own_takes_the_place_of_the_built_in_one() {
    let home = home();
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("question-banks/rhit/outline.json");
    let mut outline: Value = serde_json::from_str(&fs::read_to_string(built_in).unwrap()).unwrap();
    outline["outlines"] = json!([outline["outlines"][0]]);
    outline["outlines"][0]["id"] = json!("mine");
    outline["outlines"][0]["scored"] = json!(80);
    outline["outlines"][0]["pretest"] = json!(0);
    home.write("banks/rhit/outline.json", &outline.to_string());
    let plan = home.json("--bank-dir banks exam rhit --plan --json");
    assert_eq!((slots(&plan).len(), &plan["form"]["outline"]["id"]), (80, &json!("mine")));
    home.fails(
        "--bank-dir banks exam rhit --plan --outline 2026",
        1,
        "practicum: RHIT has no such outline\n  its outlines are mine",
    );
}

#[test]
fn a_broken_outline_is_named_and_takes_no_built_in_bank_down() {
    let home = home();
    home.write("banks/rhit/outline.json", "{ \"format\": 1 ");
    assert_eq!(
        home.json("--bank-dir banks exam rhit --plan --seed 7 --json"),
        home.json("exam rhit --plan --seed 7 --json")
    );
    let ran = home.run("--bank-dir banks bank check rhit");
    let finding = "banks/rhit/outline.json:1: error: EOF while parsing";
    assert!(ran.code == 3 && ran.out.contains(finding), "{ran:?}");
}

#[test]
fn a_credential_that_cannot_be_read_is_said_in_the_list_and_hides_no_other() {
    let home = home();
    home.write("banks/new/outline.json", "{}");
    let list = home.prints("--bank-dir banks bank list");
    assert!(list.contains("\nrhit   Registered"), "{list}");
    assert!(list.contains("new    cannot be read: practicum bank check new says why\n"), "{list}");
    assert_eq!(home.run("--bank-dir banks bank list new").code, 1);
    assert_eq!(home.run("--bank-dir banks bank check new").code, 3);
}

#[test]
fn findings_of_broken_files_stand_in_the_order_of_the_files() {
    let home = home().with_made_bank();
    home.write("banks/made/a.json", "\n\n\n{");
    home.write("banks/made/b.json", "{");
    let mut wrong = made::item("made-1-9", "1.1");
    wrong["level"] = json!("hard");
    home.write("banks/made/c.json", &made::file(&[wrong]));
    let ran = home.run("--bank-dir banks bank check made --json");
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    let findings = document["findings"].as_array().unwrap().iter();
    let places: Vec<String> = findings.map(|finding| format!("{}:{}", finding["file"], finding["line"])).collect();
    assert_eq!(places, ["\"banks/made/a.json\":4", "\"banks/made/b.json\":1", "\"banks/made/c.json\":2"]);
}

#[test]
fn a_loose_file_without_a_credential_is_told_to_name_one() {
    let home = home();
    home.write("loose.json", "{ \"format\": 1, \"items\": [] }");
    let ran = home.run("bank check loose.json");
    let finding = "loose.json:1: error: credential: missing [credential]\n    name the credential that the file is for";
    assert!(ran.code == 3 && ran.out.starts_with(finding), "{ran:?}");
}

#[test]
fn completions_and_the_man_page_come_from_the_command_line_itself() {
    let home = home();
    assert!(home.prints("completions bash").contains("complete -F _practicum"));
    assert!(home.prints("completions zsh").starts_with("#compdef practicum"));
    assert!(home.prints("completions fish").contains("complete -c practicum"));
    let man = home.prints("man");
    assert!(man.contains(".TH practicum 1"), "{man}");
    assert!(man.contains("Exit codes"), "{man}");
}

#[test]
fn the_data_folder_is_the_one_that_was_named() {
    let home = home();
    assert_eq!(home.prints("data path"), "HOME/data\n");
    assert_eq!(home.prints("--data-dir elsewhere data path"), "elsewhere\n");
}

#[cfg(target_os = "linux")]
#[test]
fn the_data_folder_is_by_default_the_one_of_the_system() {
    let home = home();
    let mut command = home.command("data path");
    command.env_remove("PRACTICUM_DATA_DIR");
    let out = String::from_utf8(command.output().unwrap().stdout).unwrap();
    assert_eq!(out, format!("{}/.local/share/practicum\n", home.path().display()));
}

#[test]
fn a_record_that_cannot_be_used_is_an_error_of_the_users_files() {
    let home = home();
    home.write("data/practicum.db", &"a letter, and no database at all\n".repeat(40));
    let ran = home.run("history");
    assert_eq!(ran.code, 1);
    let said = "practicum: the record of your sittings at HOME/data/practicum.db is damaged: file is not a database\n";
    assert!(ran.err.starts_with(said), "{}", ran.err);
}

#[test]
fn a_reader_that_went_away_is_no_failure() {
    let home = home().with_record().with_made_bank();
    for line in [
        "exam rhit --plan --json",
        "bank list",
        "bank check banks",
        "bank stats",
        "history --csv",
        "report",
        "man",
        "completions zsh",
    ] {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let output = home.command(line).stdout(writer).output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), [].as_slice()), "{line}");
    }
}

#[test]
fn a_credential_is_told_with_what_each_fact_rests_on() {
    let home = home();
    for credential in Library::with_folders(Vec::new()).credentials() {
        let document = home.json(&format!("about {credential} --json"));
        let headings: Vec<&str> =
            document["parts"].as_array().unwrap().iter().map(|part| part["heading"].as_str().unwrap()).collect();
        for heading in ["What it certifies", "Who may sit", "How the exam runs", "What it covers", "Fee", "Renewal"] {
            assert!(headings.contains(&heading), "{credential} has {headings:?}");
        }
        let text = home.prints(&format!("about {credential}"));
        assert!(text.contains("How sure: ") && text.contains(", as of 2026-"), "{text}");
    }
}

#[test]
fn a_further_credential_needs_a_folder_and_no_code() {
    let home = home().with_made_bank();
    let among = |line: &str| home.prints(&format!("--bank-dir banks --seed 1 {line}"));
    assert!(among("bank list").contains("made"));
    assert!(among("about made").contains("What it covers"));
    assert!(among("exam made --plan").contains("10 items, 8 scored"));
    assert!(among("drill made --plan").contains("made-"));
    assert!(among("bank check made").contains("10 items, 0 errors"));
    assert!(among("ready made").contains("MADE"));
}
