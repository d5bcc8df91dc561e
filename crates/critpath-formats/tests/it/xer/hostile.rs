//! Broken and hostile exports: no panic, no long wait, everything said in diagnostics.

use critpath::check::{CheckOptions, check};
use critpath::diagnostic::Code;
use critpath_formats::xer;

use super::table;
use crate::clock::time;
use crate::mutation::{Dice, all_inside};

const PIECES: &[&str] = &[
    "\t",
    "\n",
    "%T\t",
    "%R\t",
    "%F\t",
    "%E",
    "%T\tTASK\n",
    "(",
    ")",
    "||",
    "|",
    "(0||DaysOfWeek()(",
    "-1",
    "1e999",
    "NaN",
    "2026-02-30 08:00",
    "9999-12-31 23:59",
    "0001-01-01 00:00",
    "d|99999999999",
    "s|25:00",
    "TT_WBS",
    "CS_MANDFIN",
    "\u{7f}",
    "\u{0}",
    "\u{feff}",
    "9101",
];

#[test]
fn mutated_exports_are_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/cpm/p6-mini/cases-import.xer");
    let Ok(text) = std::fs::read_to_string(path) else { return println!("skipped: {path} is missing") };
    let texts = [text];
    let mut dice = Dice(7);
    for round in 0..600 {
        let mut text = dice.mutate(&texts, PIECES);
        if round % 5 == 0 {
            let cut = dice.roll(text.len());
            text.truncate((0..=cut).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0));
        }
        let read = xer::read(&format!("plan.xer#XV{:02}", dice.roll(14)), &text);
        all_inside(&read.diagnostics, &text);
        check(read.document, &CheckOptions::default());
    }
}

#[test]
fn length_and_depth_cost_in_proportion() {
    let time_of = |text: &str| time(2, || drop(xer::read("plan.xer", text))).as_secs_f64();
    let rows = |count: usize| {
        let list = |row: &dyn Fn(usize) -> String| (1..=count).map(row).collect::<Vec<_>>();
        let nodes = list(&|at| format!("{at}|1|{}|N{at}", at + 1));
        let tasks = list(&|at| format!("{at}|1|{at}|A{at}|8"));
        let links = list(&|at| format!("{}|{at}|PR_FS|8", at + 1));
        let table = |name, columns, rows: &[String]| {
            table(name, columns, &rows.iter().map(String::as_str).collect::<Vec<_>>())
        };
        format!(
            "ERMHDR\n%T\tPROJECT\n%F\tproj_id\n%R\t1\n{}{}{}%E\n",
            table("PROJWBS", "wbs_id|proj_id|parent_wbs_id|wbs_short_name", &nodes),
            table("TASK", "task_id|proj_id|wbs_id|task_code|target_drtn_hr_cnt", &tasks),
            table("TASKPRED", "task_id|pred_task_id|pred_type|lag_hr_cnt", &links),
        )
    };
    let (short, long) = (rows(2_000), rows(20_000));
    let ratio = time_of(&long) / time_of(&short).max(1e-2);
    assert!(ratio < 40.0, "ten times the rows took {ratio} times as long");
    let nested = "(0||A()(".repeat(100_000);
    let read = xer::read("plan.xer", &format!("%T\tCALENDAR\n%F\tclndr_id\tclndr_data\n%R\t1\t{nested}\n"));
    assert!(read.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::XerValue));
    let columns = format!("%T\tTASK\n%F{}\n%R{}\n", "\ta".repeat(100_000), "\t1".repeat(200_000));
    assert_eq!(xer::read("plan.xer", &columns).diagnostics[0].code, Code::XerSyntax);
}

#[test]
fn what_is_no_export_is_said() {
    for (text, code) in [
        ("", Code::TextEmpty),
        ("ERMHDR\t23.12\n", Code::TextNoPlan),
        ("%T\tUDFTYPE\n%F\tid\n%R\t1\n", Code::TextNoPlan),
        ("# A guide\n", Code::TextNoPlan),
    ] {
        assert_eq!(xer::read("plan.xer", text).diagnostics[0].code, code, "{text}");
    }
}

/// Nodes that are part of themselves, twice there, or nowhere.
#[test]
fn a_breakdown_in_a_circle_loses_no_node() {
    let columns = "wbs_id|proj_id|proj_node_flag|wbs_short_name|parent_wbs_id";
    let nodes =
        ["1|1|Y|P|", "2|1|N|A|3", "3|1|N|B|2", "4|1|N|C|4", "5|1|N|D|1", "5|1|N|E|1", "6|1|N|F|5", "||||"];
    let text = format!("%T\tPROJECT\n%F\tproj_id\n%R\t1\n{}", table("PROJWBS", columns, &nodes));
    let read = xer::read("plan.xer", &text);
    assert_eq!(read.document.phases.len(), 6);
    let wrong = read.diagnostics.iter().filter(|diagnostic| diagnostic.code == Code::XerValue);
    assert_eq!(wrong.count(), 3);
}
