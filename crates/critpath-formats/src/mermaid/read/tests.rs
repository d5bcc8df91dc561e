//! Charts into phases and tasks.

use super::*;

fn read(code: &str) -> MermaidGantt {
    read_gantt(code, &|range| Span::new(range.start, range.end))
}

/// A task as one line: `id [phase] kind duration >start after`.
fn shown(task: &Task) -> String {
    let mut shown = task.id.clone();
    task.phase.iter().for_each(|phase| shown.push_str(&format!(" [{phase}]")));
    if task.kind == TaskKind::Milestone {
        shown.push_str(" milestone");
    }
    task.duration.iter().for_each(|duration| shown.push_str(&format!(" {duration}")));
    for constraint in &task.constraints {
        assert_eq!(constraint.kind, ConstraintKind::StartNoEarlierThan);
        shown.push_str(&format!(" >{}", constraint.date.unwrap()));
    }
    for link in &task.after {
        let lag = link.lag.map(|lag| format!("+{lag}")).unwrap_or_default();
        let implied = if link.implied.is_some() { "~" } else { "" };
        shown.push_str(&format!(" {implied}{}:{}{lag}", link.predecessor, link.relation));
    }
    shown
}

fn tasks(code: &str) -> Vec<String> {
    read(code).tasks.iter().map(shown).collect()
}

fn findings(code: &str) -> Vec<String> {
    let shown = |d: Diagnostic| {
        let place = d.span.map(|span| &code[span.range()]).unwrap_or_default();
        format!("{} [{place}] {}", d.code, d.help.unwrap_or_default())
    };
    read(code).diagnostics.into_iter().map(shown).collect()
}

#[test]
fn reads_sections_and_bars() {
    let code = "gantt\n title Maintenance\n dateFormat YYYY-MM-DD\n\n section Daily\n  Health Check :daily1, 2024-01-01, 1d\n  \
                Log Review :daily2, after daily1, 1d\n section Weekly\n  Security Scan :crit, active, weekly1, 2024-01-01, 7d\n  \
                Report : done, 2d\n  Sign-off :milestone, m1, after weekly1 daily2, 0d\n";
    let gantt = read(code);
    assert_eq!(gantt.title.as_deref(), Some("Maintenance"));
    assert_eq!(gantt.start.map(|start| start.to_string()).as_deref(), Some("2024-01-01T00:00:00"));
    let phases: Vec<_> = gantt.phases.iter().map(|p| (p.id.as_str(), p.name.as_str())).collect();
    assert_eq!(phases, [("daily", "Daily"), ("weekly", "Weekly")]);
    assert_eq!(
        gantt.tasks.iter().map(shown).collect::<Vec<_>>(),
        [
            "daily1 [daily] 1ed >2024-01-01",
            "daily2 [daily] 1ed daily1:FS",
            "weekly1 [weekly] 7ed >2024-01-01",
            "report [weekly] 2ed ~weekly1:FS",
            "m1 [weekly] milestone weekly1:FS daily2:FS",
        ]
    );
    assert_eq!(gantt.tasks[2].priority.as_deref(), Some("crit"));
    assert_eq!(gantt.tasks[3].progress.as_ref().unwrap().percent, Some(100.0));
    assert_eq!(gantt.diagnostics, Vec::new());
    assert_eq!(&code[gantt.tasks[1].span.unwrap().range()], "Log Review :daily2, after daily1, 1d");
}

#[test]
fn reads_dates_ends_and_exclusions() {
    for (code, expected) in [
        ("gantt\nA :2024-01-01, 2024-01-08", &["a 7ed >2024-01-01"][..]),
        ("gantt\ninclusiveEndDates\nA :2024-01-01, 2024-01-08", &["a 8ed >2024-01-01"]),
        (
            "gantt\nexcludes weekends\nA :a, 2024-01-05, 2d\nB :after a, 1w",
            &["a 2d >2024-01-05", "b 7d a:FS"],
        ),
        ("gantt\ndateFormat DD-MM-YYYY\nA :29-01-2024, 3d", &["a 3ed >2024-01-29"]),
        ("gantt\ndateFormat YYYY-MM-DD HH:mm\nA :2024-01-01 22:00, 90m", &["a 90em >2024-01-01T22:00:00"]),
        // Nothing is written twice: the end is where the drawn bar ends.
        ("gantt\nA :a, 2024-01-01, 3d\nB :b, after a, 2024-01-10", &["a 3ed >2024-01-01", "b 6ed a:FS"]),
        (
            "gantt\nA :a, 2024-01-01, until b\nB :b, 2024-01-05, 1d",
            &["a 4ed >2024-01-01", "b 1ed >2024-01-05"],
        ),
        ("gantt\nA :a, 3d\nB :b, after a", &["a 3ed", "b a:FS"]),
        ("gantt\nA :3d\nB :2d\nC :1h", &["a 3ed", "b 2ed ~a:FS", "c 1eh ~b:FS"]),
        ("gantt\ndateFormat X\nA :1704067200, 1704153600", &["a 1ed >2024-01-01"]),
        (
            "gantt\nsection S\nS :1d\nS :1d\nA :s, 1d",
            &["s-2-s [s-2] 1ed", "s-2-s-2 [s-2] 1ed ~s-2-s:FS", "s [s-2] 1ed ~s-2-s-2:FS"],
        ),
    ] {
        assert_eq!(tasks(code), expected, "{code}");
    }
}

#[test]
fn places_times_of_day_from_the_first() {
    let code =
        "gantt\ndateFormat HH:mm\nsection Night\nStop :22:00, 30m\nBackup :23:30, 1h\nStart :00:15, 00:45\n";
    assert_eq!(
        tasks(code),
        ["stop [night] 30em", "backup [night] 1eh ~stop:SS+90em", "start [night] 30em ~stop:SS+135em"]
    );
    assert_eq!(findings(code), ["text.unplaced [22:00] use a `dateFormat` with a date to fix the day"]);
}

#[test]
fn amounts_are_no_schedule() {
    let gantt =
        read("gantt\n title Response times\n dateFormat X\n axisFormat %s\n section API\n Create :0, 1000\n");
    assert!(gantt.tasks.is_empty() && gantt.phases.is_empty());
    assert_eq!(gantt.title.as_deref(), Some("Response times"));
    assert_eq!(gantt.diagnostics[0].code, Code::TextUnplaced);
}

#[test]
fn reports_what_is_wrong() {
    for (code, expected) in [
        ("gantt\nA :backup, 1d\nB :after bakcup, 1d", "id.unknown [bakcup] did you mean `backup`?"),
        (
            "gantt\nA :a, 1d\nB :b, after nothing, 1d",
            "id.unknown [nothing] give the bar that is meant this id, or remove the reference",
        ),
        ("gantt\nA :a, 1d\nB :a, 2d", "id.duplicate [a] give each bar its own id"),
        (
            "gantt\nA :2024-02-30, 1d",
            "date.invalid [2024-02-30] write the start in the format that `dateFormat` states",
        ),
        (
            "gantt\nA :a, 2024-01-01, soon",
            "duration.invalid [soon] write a length like 3d or 4h, a date, or `until` and an id",
        ),
        (
            "gantt\nA :2024-01-05, 2024-01-01",
            "date.order [2024-01-05, 2024-01-01] write the start before the end",
        ),
        (
            "gantt\njunk",
            "text.unplaced [junk] a bar is a name, a colon, and its id, start and length: Build :build, after plan, 3d",
        ),
        ("gantt\nA :a, until a", "duration.invalid [until a] write a length like 3d, or dates for both ends"),
        (
            "gantt\nexcludes 2024-01-01",
            "text.unplaced [2024-01-01] state free days in the calendar of the plan",
        ),
    ] {
        assert_eq!(findings(code), [expected], "{code}");
    }
    assert_eq!(tasks("gantt\nA :a, 1d\nB :b, after nope a, 1d")[1], "b 1ed a:FS");
}

#[test]
fn hostile_charts_take_linear_time() {
    let mut code = String::from("gantt\n");
    (0..20_000).for_each(|n| code.push_str(&format!("A :after x{n} y, 1d\n")));
    (0..20_000).for_each(|n| code.push_str(&format!("B :b{n}, after b{}, 1d\n", n + 1)));
    code.push_str(&",".repeat(100_000));
    code.push_str(&format!("\nC :{}", "crit,".repeat(50_000)));
    let gantt = read(&code);
    assert_eq!(gantt.tasks.len(), 40_001);
    let ids: BTreeSet<_> = gantt.tasks.iter().map(|task| task.id.as_str()).collect();
    assert_eq!(ids.len(), 40_001);
}
