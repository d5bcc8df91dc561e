//! Guides as other people would write them: headings of uneven depth, summaries, tables, marks, Persian.

use critpath::model::{Document, Task, TaskKind};
use critpath_formats::markdown::read;

/// A phase as `id name window <after> parent`, its tasks below as `- id duration <after>`.
fn outline(document: &Document) -> Vec<String> {
    let ids = |after: &[critpath::model::Dependency]| {
        after.iter().map(|d| d.predecessor.as_str()).collect::<Vec<_>>().join(",")
    };
    let task = |task: &Task| {
        let length = match (&task.duration, &task.estimate, task.kind) {
            (_, _, TaskKind::Milestone) => "milestone".to_owned(),
            (Some(duration), ..) => duration.to_string(),
            (_, Some(e), _) => [e.low, e.likely, e.high]
                .iter()
                .flatten()
                .map(|d| d.to_string())
                .collect::<Vec<_>>()
                .join("/"),
            _ => "-".to_owned(),
        };
        format!("- {} {length} <{}>", task.name, ids(&task.after))
    };
    let mut lines: Vec<_> = document.tasks.iter().filter(|t| t.phase.is_none()).map(task).collect();
    for phase in &document.phases {
        let window = phase.window.as_ref().map_or("-", |window| window.text.as_str());
        let parent = phase.parent.as_deref().map(|parent| format!(" in {parent}")).unwrap_or_default();
        lines.push(format!("{}: {window} <{}>{parent}", phase.name, ids(&phase.after)));
        lines.extend(document.tasks.iter().filter(|t| t.phase.as_ref() == Some(&phase.id)).map(task));
    }
    lines
}

#[track_caller]
fn reads_as(guide: &str, expected: &[&str]) {
    assert_eq!(outline(&read("guide.md", guide).document), expected);
}

#[test]
fn numbered_phases_stand_side_by_side_at_any_depth() {
    reads_as(
        "# Release plan\n\n## Phase I: Rehearsal (Week 1)\n1. **Dry run** (half a day)\n2. Review findings – 1 day\n\
         3. Fix scripts: 2 days\n4. Order -- 3d\n\n**Phase II: Cutover (Week 2)**\n\n- [x] Freeze\n- [ ] Switch (~15 min)\n\n\
         ### ✅ Phase 3 – Aftercare (Week 3)\n- Watch\n\n#### Phase 3.1: Night watch\n- Sit\n",
        &[
            "Rehearsal: Week 1 <>",
            "- Dry run 0.5d <>",
            "- Review findings 1d <>",
            "- Fix scripts 2d <>",
            "- Order 3d <>",
            "Cutover: Week 2 <rehearsal>",
            "- Freeze - <>",
            "- Switch 15m <>",
            "Aftercare: Week 3 <cutover>",
            "- Watch - <>",
            "Night watch: - <> in aftercare",
            "- Sit - <>",
        ],
    );
}

#[test]
fn what_is_about_a_phase_is_no_phase() {
    reads_as(
        "# Plan\n\n## Phase 1: Build (Week 1)\n- Code\n\n### Phase 1 Risks\n- **Outage**: nobody works\n\n\
         ### Phase 1 Deliverables\n- Binary\n\n## Phase-out policy\nOld versions go.\n\n## Phases\nThere is one.\n\n\
         ## Week of testing\nIt is loud.\n",
        &["Build: Week 1 <>", "- Code - <>"],
    );
}

#[test]
fn tables_of_tasks_have_ids_estimates_relations_and_milestones() {
    let guide = "# Cutover\n\n## Task list\n\n| ID | Task | Duration | Depends on | Owner | Status |\n|---|---|---|---|---|---|\n\
                 | T1 | Provision servers | 3 days | - | Ana | ✅ Done |\n| T2 | Install database | 2-4 hours | T1 | Ben | |\n\
                 | T3 | Load data | 2d/3d/6d | T2 FS+1d | Ben | 40% |\n| T4 | Smoke test | 30 min | T2, T3 | QA | |\n\
                 | M1 | Go live | milestone | T4 | | |\n";
    reads_as(
        guide,
        &[
            "- Provision servers 3d <>",
            "- Install database 2h/4h <T1>",
            "- Load data 2d/3d/6d <T2>",
            "- Smoke test 30m <T2,T3>",
            "- Go live milestone <T4>",
        ],
    );
    let document = read("guide.md", guide).document;
    assert_eq!(document.tasks[2].after[0].lag.unwrap().to_string(), "1d");
    assert_eq!(document.tasks[0].progress.as_ref().unwrap().percent, Some(100.0));
    assert_eq!(document.tasks[2].progress.as_ref().unwrap().percent, Some(40.0));
}

#[test]
fn weeks_with_dates_are_those_dates() {
    reads_as(
        "Migration\n=========\n\nWeek 1 (2026-12-07 to 2026-12-11): Prepare\n---\n* Order *(2 weeks)*\n\n\
         Sprint 1: Harden (Jan 4 - Jan 15, 2027)\n---\n1) Patch\n2) Pen test: 1 week\n",
        &[
            "Prepare: 2026-12-07 to 2026-12-11 <>",
            "- Order 2w <>",
            "Harden: Jan 4 - Jan 15, 2027 <prepare>",
            "- Patch - <>",
            "- Pen test 1w <>",
        ],
    );
}

#[test]
fn milestones_have_their_dates() {
    let guide = "# Plan\n\n## Milestones\n- M2: Rehearsal done (2026-12-11)\n- **M3** – Code freeze: Week 2\n\
                 - Sign-off by December 18, 2026\n";
    let document = read("guide.md", guide).document;
    assert!(document.tasks.iter().all(|task| task.kind == TaskKind::Milestone));
    assert_eq!(document.tasks[0].deadline.unwrap().to_string(), "2026-12-11");
    assert_eq!(document.tasks[1].window.as_ref().unwrap().first, Some(2));
    assert_eq!(document.tasks[2].name, "Sign-off");
    assert_eq!(document.tasks[2].deadline.unwrap().to_string(), "2026-12-18");
}

#[test]
fn persian_guides_are_guides() {
    reads_as(
        "# برنامه استقرار\n\n## زمان‌بندی استقرار\n\n### فاز ۱: آماده‌سازی (هفته ۱-۲)\n- نصب سرور (۳ روز)\n\
         - پیکربندی شبکه (۲ تا ۴ ساعت)\n\n### فاز ۲: استقرار (هفته ۳)\n- مهاجرت پایگاه داده\n",
        &[
            "آماده\u{200c}سازی: هفته ۱-۲ <>",
            "- نصب سرور 3d <>",
            "- پیکربندی شبکه 2h/4h <>",
            "استقرار: هفته ۳ <آماده-سازی>",
            "- مهاجرت پایگاه داده - <>",
        ],
    );
}
