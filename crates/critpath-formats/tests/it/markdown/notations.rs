//! The many ways in which guides write the same thing, each in a few lines.

use critpath::diagnostic::Code;
use critpath::model::{Document, Level, RiskStatus, Window, WindowUnit};

fn read(text: &str) -> Document {
    critpath_formats::markdown::read("guide.md", text).document
}

fn window(window: Option<&Window>) -> String {
    window.map(|window| format!(" [{}]", window.text)).unwrap_or_default()
}

/// Phases and tasks, a line each: names, windows, durations, predecessors, owners, marks.
fn work(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    for phase in &document.phases {
        let parent = phase.parent.as_ref().map(|parent| format!("{parent} > ")).unwrap_or_default();
        let after: Vec<_> = phase.after.iter().map(|d| format!(" <{}", d.predecessor)).collect();
        lines.push(format!("{parent}{}{}{}", phase.name, window(phase.window.as_ref()), after.concat()));
    }
    for task in &document.tasks {
        let place =
            task.phase.as_ref().or(task.step.as_ref()).map(|place| format!("{place}/")).unwrap_or_default();
        let mut line = format!("{place}{}{}", task.name, window(task.window.as_ref()));
        if let Some(duration) = task.duration {
            line += &format!(" {duration}");
        }
        if let Some(estimate) = &task.estimate {
            let ends = [estimate.low, estimate.likely, estimate.high];
            line += &format!(" {}", ends.map(|end| end.map(|d| d.to_string()).unwrap_or_default()).join("/"));
        }
        for dependency in &task.after {
            let lag = dependency.lag.map(|lag| format!("+{lag}")).unwrap_or_default();
            line += &format!(" <{}:{}{lag}", dependency.predecessor, dependency.relation);
        }
        line += &task.owner.as_ref().map(|owner| format!(" @{owner}")).unwrap_or_default();
        line += &task.deadline.map(|date| format!(" !{date}")).unwrap_or_default();
        if let Some(progress) = &task.progress {
            line += &progress.percent.map(|p| format!(" {p}%")).unwrap_or_default();
            line += &progress.status.as_ref().map(|s| format!(" {s}")).unwrap_or_default();
        }
        lines.push(line);
    }
    lines
}

#[test]
fn phases_in_headings_bold_lines_lists_and_tables() {
    let headings = "# Plan\n## Phase 1: Build (Week 1-2)\n- a\n### Stage 2 – Test [Weeks 3–4] ✅\n- b\n#### Week 5: Ship\n- c\n## Q3 2026: Grow\n- d\n## Sprint 4 (2026-12-07 to 2026-12-18)\n- e\n";
    assert_eq!(
        work(&read(headings)),
        [
            "Build [Week 1-2]",
            "build > Test [Weeks 3–4]",
            "test > Ship [Week 5]",
            "Grow [Q3 2026]",
            "Sprint 4 [2026-12-07 to 2026-12-18] <grow",
            "build/a",
            "test/b",
            "ship/c",
            "grow/d",
            "sprint-4/e",
        ]
    );
    let bold = "Plan\n====\n**Phase 1: Build** (Week 1-2)\n- a\n\n**Phase 2: Test (Week 3)**\n1. b\n   - c\n   - d\n2. e\n   - Owner: Kim\n   - Duration: 1 day\n   - Depends on: b\n";
    assert_eq!(
        work(&read(bold)),
        [
            "Build [Week 1-2]",
            "Test [Week 3] <build",
            "test > b",
            "build/a",
            "b/c",
            "b/d",
            "test/e 1d <b:FS @Kim",
        ]
    );
    let list = "# Plan\n## Timeline\n- Week 1: Rehearse\n- **Phase 2** (Week 2)\n  - Copy\n  - Compare\n- 2026-12-20: Cut over\n";
    assert_eq!(
        work(&read(list)),
        ["Phase 2 [Week 2]", "Rehearse [Week 1]", "phase-2/Copy", "phase-2/Compare", "Cut over [2026-12-20]",]
    );
    let table = "# Plan\n| Phase | Timeline | Key Activities | Owner |\n|--|--|--|--|\n| Phase 1: Build | Week 1-2 | Backend, frontend | Kim |\n| Phase 2: Test | Week 3 | Everything | |\n";
    assert_eq!(
        work(&read(table)),
        ["Build [Week 1-2]", "Test [Week 3] <build", "build/Backend", "build/frontend", "test/Everything",]
    );
    let weeks = "# Plan\n| Week | Activities |\n|--|--|\n| Week 1 | Build |\n| Week 2-3 | Test, ship |\n";
    assert_eq!(
        work(&read(weeks)),
        ["Week 1 [Week 1]", "Week 2-3 [Week 2-3] <week-1", "week-1/Build", "week-2-3/Test", "week-2-3/ship",]
    );
}

#[test]
fn headings_that_look_like_phases_and_are_not() {
    let text = "# Notes\n## Phase-Based Timeline\nprose\n## Current Status - Phase 2 Complete ✅\n- fine\n## About phases\n- they pass\n## Phase 1 Results\n- good\n## Changelog\n### 1.0 (2025-08-14)\n- first\n## Phase space\n- x\n";
    let document = read(text);
    assert_eq!(work(&document), [""; 0]);
    let with_code = "# Notes\n```\n# Phase 1: No\n- [ ] task\n```\n    # Phase 2: No\n";
    assert_eq!(work(&read(with_code)), [""; 0]);
}

#[test]
fn tasks_with_durations_windows_owners_and_marks() {
    let text = "# Plan\n## Phase 1: Build\n- Provision (3 days)\n- Configure - 2-4 hours\n- **Backup**: 30 minutes\n- **Copy**: the database\n- Review (2d, owner: Kim)\n- Call @lee\n- [x] Done (1h)\n- [-] Dropped\n- ✅ Ticked\n- Wait (in progress)\n- Retain logs for 30 days\n- Answer within 72 hours\n- Keep (old) things\n";
    assert_eq!(
        work(&read(text))[1..],
        [
            "build/Provision 3d",
            "build/Configure 2h//4h",
            "build/Backup 30m",
            "build/Copy",
            "build/Review 2d @Kim",
            "build/Call @lee",
            "build/Done 1h 100%",
            "build/Dropped [-]",
            "build/Ticked 100%",
            "build/Wait in progress",
            "build/Retain logs for 30 days",
            "build/Answer within 72 hours",
            "build/Keep (old) things",
        ]
    );
}

#[test]
fn tasks_in_tables_of_every_kind() {
    let text = "# Plan\n| ID | Task | Estimate (hours) | Depends On | Assignee | Status | Room |\n|--|--|--|--|--|--|--|\n| T1 | Set up | 4 | - | Kim | Done | 12 |\n| T2 | Write | 16 | T1 | Lee | 50% | |\n| T3 | Test | 2-4 hours | T1, T2:SS+1d | | ⏳ | |\n";
    let read = critpath_formats::markdown::read("guide.md", text);
    assert_eq!(
        work(&read.document),
        ["Set up 4h @Kim 100% Done", "Write 16h <T1:FS @Lee 50% 50%", "Test 2h//4h <T1:FS <T2:SS+1d ⏳",]
    );
    assert_eq!(read.document.tasks[0].extensions["columns"]["room"], "12");
    assert!(
        read.diagnostics.iter().any(|d| d.code == Code::TableColumnUnknown && d.message.contains("Room"))
    );

    let three_point = "# Plan\n| Activity | Optimistic | Most likely | Pessimistic | Predecessors |\n|--|--|--|--|--|\n| Dig | 1 day | 2 days | 5 days | |\n| Fill | 1d | 1d | 2d | Dig |\n";
    assert_eq!(work(&super::notations::read(three_point)), ["Dig 1d/2d/5d", "Fill 1d/1d/2d <dig:FS"]);

    let steps = "# Cutover plan\n| Step | Action | Responsible | Duration |\n|--|--|--|--|\n| 1 | Stop writers | Ops | 5 min |\n| 2 | Copy | DBA | 1 h |\n";
    assert_eq!(work(&super::notations::read(steps)), ["Stop writers 5m @Ops", "Copy 1h @DBA"]);
}

#[test]
fn milestones_by_section_label_and_flag() {
    let text = "# Plan\n## Milestones\n- **Go-live**: 2027-01-15\n- M2: Handover - Week 8\n- Retro (2027-01-20)\n## Phase 1: Build\n- Milestone 1: Half way\n- Ready {milestone}\n**Milestone**: Built\n";
    let document = read(text);
    let milestones =
        document.tasks.iter().filter(|task| task.kind == critpath::model::TaskKind::Milestone).count();
    assert_eq!(
        work(&document),
        [
            "Build",
            "Go-live !2027-01-15",
            "M2: Handover [Week 8]",
            "Retro !2027-01-20",
            "build/Half way",
            "build/Ready",
            "build/Built",
        ]
    );
    assert_eq!(milestones, 6);
}

#[test]
fn attributes_make_tasks_anywhere_and_refer_by_id_or_name() {
    let text = "# Deployment {start=2026-12-07 time-zone=Europe/Berlin}\n## Preparation {#prep}\n- Provision {#provision 2d/3d/6d owner=devops}\n- Migrate {#migrate 20m after=backup env=production undo=15m}\n- Back up {#backup 1h after=provision}\n## Switch\n- Switch traffic {#switch 2m after=migrate,smoke:FS+5m}\n- Smoke {#smoke 10m after=\"Back up\"}\n## Environments\n- Staging Environment\n- Production Environment\n";
    let document = read(text);
    assert_eq!(
        work(&document)[2..],
        [
            "prep/Provision 2d/3d/6d @devops",
            "prep/Migrate 20m <backup:FS",
            "prep/Back up 1h <provision:FS",
            "switch-2/Switch traffic 2m <migrate:FS <smoke:FS+5m",
            "switch-2/Smoke 10m <backup:FS",
        ]
    );
    assert_eq!(document.tasks[1].environment.as_deref(), Some("production-environment"));
    assert_eq!(document.start.unwrap().to_string(), "2026-12-07");
    assert_eq!(document.time_zone.as_deref(), Some("Europe/Berlin"));
    let plain = "# Reference\n## Syntax\n- Use `{id}` for ids\n- Write ${HOME}\n- A set {1, 2}\n";
    assert_eq!(work(&read(plain)), [""; 0]);
}

#[test]
fn settings_at_the_top() {
    let text = "\u{feff}---\ntitle: Rollout\nstart: 2026-12-07\ndeadline: 2027-02-01\nteam: payments\n---\n\n# Plan\n\n**Time zone**: Europe/Berlin  \n**Version**: 3\n\nWhat it is for.\n\n## Phase 1: A\n- b\n";
    let document = read(text);
    assert_eq!(document.name, "Rollout");
    assert_eq!(document.start.unwrap().to_string(), "2026-12-07");
    assert_eq!(document.deadline.unwrap().to_string(), "2027-02-01");
    assert_eq!(document.time_zone.as_deref(), Some("Europe/Berlin"));
    assert_eq!(document.overview.as_deref(), Some("What it is for."));
    assert_eq!(document.extensions["settings"]["team"], "payments");
    assert_eq!(document.extensions["settings"]["version"], "3");
    assert!(document.unplaced.is_empty(), "{:?}", document.unplaced);
    let labels = "Plan\n\nStart date: 7 December 2026\n\n- [ ] a\n";
    assert_eq!(read(labels).start.unwrap().to_string(), "2026-12-07");
}

#[test]
fn working_time() {
    let text = "# Plan\n## Calendar\n- Working days: Monday to Thursday, Saturday\n- Working hours: 09:00-12:00, 13:00-18:00\n- Friday: 9:00–13:00\n- Sunday: off\n- Holidays: 2026-12-25, 2027-01-01\n- 2027-01-06: Epiphany\n- Freeze: 2026-12-23 to 2027-01-03\n## Phase 1: A\n- b\n";
    let document = read(text);
    let calendar = &document.calendars[0];
    assert_eq!(document.calendar.as_deref(), Some("calendar"));
    let week: Vec<_> = calendar
        .week
        .iter()
        .map(|day| {
            let shifts: Vec<_> =
                day.shifts.iter().map(|shift| format!("{}-{}", shift.start, shift.finish)).collect();
            format!(
                "{} {}",
                day.days.iter().map(|d| &d.as_str()[..2]).collect::<Vec<_>>().concat(),
                shifts.join(" ")
            )
        })
        .collect();
    assert_eq!(week, ["motuwethsa 09:00-12:00 13:00-18:00", "fr 09:00-13:00", "su "]);
    let exceptions: Vec<_> = calendar
        .exceptions
        .iter()
        .map(|e| format!("{} {}", e.start.unwrap(), e.finish.map(|d| d.to_string()).unwrap_or_default()))
        .collect();
    assert_eq!(exceptions, ["2026-12-25 ", "2027-01-01 ", "2027-01-06 ", "2026-12-23 2027-01-03"]);
    assert_eq!(calendar.exceptions[2].name, "Epiphany");
}

#[test]
fn risks_in_every_form() {
    let text = "# Plan\n## Phase 1: A\n- b\n## Risks\n### Risk 1: Data loss\n- **Probability**: Low\n- **Impact**: Very High\n- **Mitigation**: Backups, drills\n- **Owner**: DBA\n### Operational Risks\n| Risk | **Likelihood** | Severity | Owner | Score |\n|--|--|--|--|--|\n| **Outage** | 0.3 | **High** | Ops | 9 |\n### Other\n- **Risk:** Delay\n  - **Mitigation:** Buffer\n- Staff leaves\n";
    let document = read(text);
    let risks: Vec<_> = document
        .risks
        .iter()
        .map(|risk| {
            let text = |rating: &Option<critpath::model::Rating>| {
                rating.as_ref().map(|r| r.text.clone()).unwrap_or_default()
            };
            let mitigations: Vec<_> = risk.mitigations.iter().map(|m| m.text.as_str()).collect();
            format!(
                "{} p={} i={} {} @{}",
                risk.name,
                text(&risk.probability),
                text(&risk.impact),
                mitigations.join("+"),
                risk.owner.as_deref().unwrap_or("-")
            )
        })
        .collect();
    assert_eq!(
        risks,
        [
            "Data loss p=Low i=Very High Backups+drills @DBA",
            "Outage p=0.3 i=High  @Ops",
            "Delay p= i= Buffer @-",
            "Staff leaves p= i=  @-",
        ]
    );
    assert_eq!(document.risks[1].category.as_deref(), Some("Operational"));
    assert_eq!(document.risks[1].extensions["columns"]["score"], "9");
}

#[test]
fn rollbacks_gates_and_checklists() {
    let text = "# Plan\n## Rollback Plan\n1. Stop traffic\n2. Restore\n\n- RTO: 15 minutes\n- Trigger: error rate above 5%\n## Go/No-Go\n### Gate 1: Ready {#g1 owner=cto}\n- Error rate < 1%\n- All tests pass\n## Pre-launch checklist\n- Backups verified\n- Alerts muted\n## Post launch\n- [x] Alerts on\n  - Owner: Kim\n";
    let document = read(text);
    let [rollback] = document.rollback_procedures.as_slice() else {
        panic!("{:?}", document.rollback_procedures)
    };
    assert_eq!(rollback.steps, ["Stop traffic", "Restore"]);
    assert_eq!(rollback.objective.unwrap().to_string(), "15m");
    assert_eq!(rollback.triggers, ["error rate above 5%"]);
    let [gate] = document.gates.as_slice() else { panic!("{:?}", document.gates) };
    assert_eq!((gate.id.as_str(), gate.owner.as_deref(), gate.criteria.len()), ("g1", Some("cto"), 2));
    let lists: Vec<_> =
        document.checklists.iter().map(|list| (list.stage.as_str(), list.items.len())).collect();
    assert_eq!(lists, [("pre_deployment", 2), ("post_deployment", 1)]);
    let last = &document.checklists[1].items[0];
    assert_eq!((last.done, last.owner.as_deref()), (true, Some("Kim")));
    assert!(document.tasks.is_empty());
}

#[test]
fn a_guide_in_persian() {
    let text = "# برنامه استقرار\n## زمان‌بندی\n### فاز ۱: آماده‌سازی (هفته ۱-۲)\n- راه‌اندازی سرور\n- پیکربندی شبکه (۳ روز)\n### فاز ۲: استقرار (هفته ۳)\n- [x] آزمون\n## ریسک‌ها\n| ریسک | تأثیر | احتمال | راهکار |\n|---|---|---|---|\n| خرابی | زیاد | کم | پشتیبان‌گیری |\n";
    let document = read(text);
    assert_eq!(
        work(&document),
        [
            "آماده‌سازی [هفته ۱-۲]",
            "استقرار [هفته ۳] <آماده-سازی",
            "آماده-سازی/راه‌اندازی سرور",
            "آماده-سازی/پیکربندی شبکه 3d",
            "استقرار/آزمون 100%",
        ]
    );
    assert_eq!(document.phases[0].window.as_ref().unwrap().last, Some(2));
    assert_eq!(document.risks.len(), 1);
}

#[test]
fn phases_that_state_how_long_they_take() {
    let text = "# Plan\n## Phase 1: A\n**Duration**: 2 weeks\n- a\n## Phase 2: B (3 weeks)\n- b\n## Phase 3: C (Week 7)\n- c\n";
    let read = critpath_formats::markdown::read("guide.md", text);
    let windows: Vec<_> = read
        .document
        .phases
        .iter()
        .map(|phase| phase.window.as_ref().map(|w| (w.first.unwrap(), w.last.unwrap())).unwrap())
        .collect();
    assert_eq!(windows, [(1, 2), (3, 5), (7, 7)]);
    let implied = read.diagnostics.iter().filter(|d| d.code == Code::WindowImplied).count();
    assert_eq!(implied, 2);
}

#[test]
fn phases_side_by_side_follow_the_same_one() {
    let text = "# Plan\n## Phase 1: A (Week 1)\n- a\n## Phase 2: B (Week 2-3)\n- b\n## Phase 3: C (Week 2-4)\n- c\n## Phase 4: D (Week 5)\n- d\n## Phase 5: E {after=a}\n- e\n";
    let document = read(text);
    assert_eq!(
        work(&document)[..5],
        ["A [Week 1]", "B [Week 2-3] <a", "C [Week 2-4] <a", "D [Week 5] <c", "E <a",]
    );
}

#[test]
fn nothing_is_lost() {
    let text = "# Plan\n## Phase 1: A\n- task\n\n> quoted remark\n\n## Weather\nIt may rain.\n\n| x | y |\n|--|--|\n| 1 | 2 |\n\n## Phase 2: B\n**Bets**:\n- red\n\n```\ncode\n```\n";
    let read = critpath_formats::markdown::read("guide.md", text);
    let kept: Vec<_> = read.document.unplaced.iter().map(|f| (f.reason.as_str(), f.text.as_str())).collect();
    assert_eq!(
        kept,
        [
            ("unknown_section", "## Weather\nIt may rain.\n\n| x | y |\n|--|--|\n| 1 | 2 |"),
            ("prose", "**Bets**:\n- red\n\n```\ncode\n```"),
        ]
    );
    assert_eq!(read.document.phases[0].description.as_deref(), Some("quoted remark"));
    let found: Vec<_> = read.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(found, [Code::TextUnplaced]);
}

#[test]
fn sections_without_a_plan_are_one_finding() {
    let text = "# Plan\n## Weather\nIt may rain.\n## Food\nThere is soup.\n## Tasks\n- Pack {2h}\n";
    let found = critpath_formats::markdown::read("guide.md", text).diagnostics;
    let [found] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(found.message, "2 sections state nothing that a plan has; they are kept as they stand");
    let places = found.span.into_iter().chain(found.labels.iter().map(|label| label.span));
    assert_eq!(places.map(|span| &text[span.range()]).collect::<Vec<_>>(), ["## Weather", "## Food"]);
}

#[test]
fn days_that_are_more_than_the_working_days_of_their_weeks_count_weekends() {
    let numbers = |text: &str| {
        let read = critpath_formats::markdown::read("guide.md", text);
        let phases = read.document.phases.iter().filter_map(|phase| phase.window.as_ref());
        let windows = phases.chain(read.document.tasks.iter().filter_map(|task| task.window.as_ref()));
        let days =
            windows.filter(|window| window.unit == WindowUnit::Day).map(|window| (window.first, window.last));
        let implied = read.diagnostics.iter().filter(|found| found.code == Code::WindowImplied).count();
        (days.map(|(first, last)| (first.unwrap_or(0), last.unwrap_or(0))).collect::<Vec<_>>(), implied)
    };
    let guide = |third: &str, task: &str| {
        format!(
            "# Plan\n## Week 1-2: Start\n### Day 1-2: A\n- a\n### Day 3-7: B\n- b\n### {third}: C\n- c\n- d ({task})\n"
        )
    };
    assert_eq!(numbers(&guide("Day 8-14", "Day 9")), (vec![(1, 2), (3, 5), (6, 10), (7, 7)], 1));
    assert_eq!(numbers(&guide("Day 8-10", "Day 9")), (vec![(1, 2), (3, 7), (8, 10), (9, 9)], 0));
    assert_eq!(numbers(&guide("Day 8-10", "Day 13")), (vec![(1, 2), (3, 5), (6, 8), (10, 10)], 1));
    // More days than the weeks have tell nothing.
    assert_eq!(numbers(&guide("Day 8-15", "Day 9")), (vec![(1, 2), (3, 7), (8, 15), (9, 9)], 0));
}

#[test]
fn what_stands_behind_a_time_in_parentheses_describes_the_task() {
    let text = "# Plan\n## Phase 1: A\n- Copy data (2h): rsync to the new host\n- Back up (30m) - DBA\n- **Verify** (1h) \u{2014} QA\n\
                - Deploy (blue): switch (5 min)\n- Task 7 (1h): Clean up\n- Update API (v2) - docs\n";
    let described: Vec<_> = read(text)
        .tasks
        .into_iter()
        .map(|task| {
            (
                task.name,
                task.duration.map(|d| d.to_string()).unwrap_or_default(),
                task.description.unwrap_or_default(),
            )
        })
        .collect();
    let expected = [
        ("Copy data", "2h", "rsync to the new host"),
        ("Back up", "30m", "DBA"),
        ("Verify", "1h", "QA"),
        ("Deploy (blue): switch", "5m", ""),
        ("Clean up", "1h", ""),
        ("Update API (v2) - docs", "", ""),
    ];
    assert_eq!(
        described,
        expected.map(|(name, length, more)| (name.to_owned(), length.to_owned(), more.to_owned()))
    );
}

#[test]
fn milestones_that_follow_nothing_stand_at_their_dates() {
    let text = "# Plan\n- Build {#build 2h}\n## Milestones\n- Code freeze: 2026-12-08\n- Go-live (2026-12-28)\n- Signed {#s milestone deadline=2026-12-20}\n\
                - Sealed (2026-12-21) {after=build}\n- [x] Kickoff: 2026-11-30\n\n| Milestone | Date |\n|---|---|\n| GA | 2027-01-20 |\n";
    let dates: Vec<_> = read(text)
        .tasks
        .iter()
        .skip(1)
        .map(|task| {
            let day =
                |date: Option<critpath::time::Moment>| date.map(|date| date.to_string()).unwrap_or_default();
            (
                task.name.clone(),
                day(task.deadline),
                day(task.constraints.first().and_then(|floor| floor.date)),
            )
        })
        .collect();
    let expected = [
        ("Code freeze", "2026-12-08", "2026-12-08"),
        ("Go-live", "2026-12-28", "2026-12-28"),
        ("Signed", "2026-12-20", ""),
        ("Sealed", "2026-12-21", ""),
        ("Kickoff", "2026-11-30", ""),
        ("GA", "2027-01-20", "2027-01-20"),
    ];
    assert_eq!(dates, expected.map(|(name, due, floor)| (name.to_owned(), due.to_owned(), floor.to_owned())));
}

#[test]
fn labels_follow_a_name_on_its_line() {
    let text = "# Plan\n## Phase 1: A\n- Build: 1w, owner: Kim\n- Pack (1h)\n- Load test, 4h, depends on: Build, Pack\n- Fix bugs, note: see the list\n";
    assert_eq!(
        work(&read(text)),
        [
            "A",
            "a/Build 1w @Kim",
            "a/Pack 1h",
            "a/Load test 4h <build:FS <pack:FS",
            "a/Fix bugs, note: see the list"
        ]
    );
}

#[test]
fn the_time_beside_a_duration_is_no_duration() {
    let table = |header: &str| {
        format!(
            "# Cutover\n## Timeline\n\n| {header} | Step | Duration |\n|---|---|---|\n| T-60m | Announce | 5m |\n| T+0 | Stop | 10m |\n"
        )
    };
    assert_eq!(work(&read(&table("Time"))), ["Announce 5m", "Stop 10m"]);
    let alone = "# Cutover\n## Tasks\n\n| Task | Time |\n|---|---|\n| Announce | 5m |\n";
    assert_eq!(work(&read(alone)), ["Announce 5m"]);
}

#[test]
fn predecessors_stand_in_parentheses() {
    let text = "# Plan\n## Phase 1: A\n- Provision servers - 3 days\n- Configure - 2 days (after Provision servers)\n\
                - Test (1d, depends on Configure)\n- Announce (after hours)\n";
    assert_eq!(
        work(&read(text)),
        [
            "A",
            "a/Provision servers 3d",
            "a/Configure 2d <provision-servers:FS",
            "a/Test 1d <configure:FS",
            "a/Announce (after hours)"
        ]
    );
}

#[test]
fn tables_of_risks_state_probabilities_in_percent_and_impacts_in_time_and_money() {
    let text = "# Plan\n## Phase 1: Build {#build correlation=0.5}\n- Compile {#compile 1d}\n## Risks\n\
        | Risk | Probability (%) | Impact | Residual probability | Residual impact | Affects | Status | Proximity |\n\
        |--|--|--|--|--|--|--|--|\n\
        | Outage | 30 | 2 days | 10% | 4-8 hours | Compile | Closed | Week 2 |\n\
        | Penalty | 5% | High (EUR 5k) | Low | Low | Phase 1 | under watch | |\n\
        | Noise | 20-40% | 3 days without orders | | | | | |\n\
        | Fee | 10 | $300 | | | | | |\n";
    let document = read(text);
    let [outage, penalty, noise, fee] = &document.risks[..] else { panic!("{:#?}", document.risks) };
    let value = |rating: &Option<critpath::model::Rating>| rating.as_ref().and_then(|rating| rating.value);
    assert_eq!((value(&outage.probability), value(&outage.residual_probability)), (Some(0.3), Some(0.1)));
    assert_eq!(value(&outage.impact), None);
    let delay = |effect: &Option<critpath::model::RiskEffect>| effect.clone().unwrap().delay.unwrap();
    assert_eq!(delay(&outage.effect).likely.unwrap().to_string(), "2d");
    assert_eq!(delay(&outage.residual_effect).high.unwrap().to_string(), "8h");
    assert_eq!((&outage.affects[..], outage.status), (&["compile".to_owned()][..], RiskStatus::Closed));
    assert_eq!(outage.proximity.as_ref().unwrap().window.as_ref().unwrap().first, Some(2));
    assert_eq!(penalty.effect.as_ref().unwrap().cost.as_ref().unwrap().likely, Some(5000.0));
    assert_eq!(penalty.impact.as_ref().unwrap().level, Some(Level::High));
    assert_eq!((document.currency.as_deref(), &penalty.affects[0][..]), (Some("EUR"), "build"));
    assert_eq!(penalty.extensions["status"], "under watch");
    assert_eq!((noise.effect.as_ref(), value(&noise.probability)), (None, Some(0.3)));
    assert_eq!(fee.effect, None, "the plan counts in euros");
    assert_eq!(document.correlations[0].tasks, ["build"]);
}
