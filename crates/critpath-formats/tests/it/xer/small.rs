//! Small exports, written by hand: what each table becomes.

use critpath::check::{CheckOptions, check};
use critpath::diagnostic::Code;
use critpath::model::{
    ConstraintKind, Convention, CriticalBy, Document, FloatBy, LagCalendar, ProgressLogic, ResourceKind,
    Task, TaskKind,
};
use critpath::schedule::{ScheduleOptions, schedule};
use critpath_formats::{Read, xer};

use super::table;

const PROJECT: &str = "proj_id|proj_short_name|name_sep_char|plan_start_date";

fn read(tables: &[String]) -> Read {
    xer::read("plan.xer", &format!("ERMHDR\t23.12\n{}%E\n", tables.concat()))
}

/// The document of a project with these tables, in which nothing is wrong.
fn document(tables: &[String]) -> Document {
    let project = table("PROJECT", PROJECT, &["1|BRIDGE|.|2026-12-07 08:00"]);
    let read = read(&[&[project], tables].concat());
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    read.document
}

/// A task with these columns.
fn task(columns: &str, values: &str) -> Task {
    let columns = format!("task_id|proj_id|task_code|{columns}");
    document(&[table("TASK", &columns, &[&format!("7|1|A1|{values}")])]).tasks.remove(0)
}

#[test]
fn nodes_become_phases_in_their_order() {
    let columns = "wbs_id|proj_id|seq_num|proj_node_flag|wbs_short_name|wbs_name|parent_wbs_id";
    let nodes =
        ["30|1|2|N|S|South|10", "20|1|1|N|N|North|10", "21|1|1|N|1|Pier|20", "10|1|9|Y|BRIDGE|The bridge|5"];
    let tasks =
        table("TASK", "task_id|proj_id|wbs_id|task_code", &["1|1|21|A", "2|1|10|B", "3|1|30|BRIDGE.S"]);
    let document = document(&[table("PROJWBS", columns, &nodes), tasks]);
    assert_eq!(document.name, "The bridge");
    let phases: Vec<_> = document
        .phases
        .iter()
        .map(|phase| (phase.id.as_str(), phase.name.as_str(), phase.parent.as_deref()))
        .collect();
    assert_eq!(
        phases,
        [
            ("BRIDGE.N", "North", None),
            ("BRIDGE.N.1", "Pier", Some("BRIDGE.N")),
            ("BRIDGE.S-30", "South", None),
        ]
    );
    let within: Vec<_> = document.tasks.iter().map(|task| task.phase.as_deref()).collect();
    assert_eq!(within, [Some("BRIDGE.N.1"), None, Some("BRIDGE.S-30")]);
}

#[test]
fn kinds_of_activities() {
    for (kind, expected, on_resources) in [
        ("TT_Task", TaskKind::Task, false),
        ("TT_Rsrc", TaskKind::Task, true),
        ("tt_mile", TaskKind::StartMilestone, true),
        ("TT_FinMile", TaskKind::FinishMilestone, true),
        ("TT_LOE", TaskKind::LevelOfEffort, true),
    ] {
        let task = task("task_type|target_drtn_hr_cnt", &format!("{kind}|8"));
        assert_eq!((task.kind, !task.ignore_resource_calendars), (expected, on_resources), "{kind}");
        assert_eq!(task.duration.is_none(), expected.is_milestone(), "{kind}");
    }
}

#[test]
fn an_activity_that_spans_its_node_runs_beside_it() {
    let nodes =
        table("PROJWBS", "wbs_id|proj_id|proj_node_flag|wbs_short_name", &["10|1|Y|BRIDGE", "20|1|N|P"]);
    let tasks = table("TASK", "task_id|proj_id|wbs_id|task_code|task_type", &["1|1|20|SUM|TT_WBS"]);
    let task = document(&[nodes, tasks]).tasks.remove(0);
    assert_eq!((task.kind, task.phase), (TaskKind::LevelOfEffort, None));
    let after: Vec<_> =
        task.after.iter().map(|link| (link.predecessor.as_str(), link.relation.as_str())).collect();
    assert_eq!(after, [("P", "SS"), ("P", "FF")]);
}

#[test]
fn what_has_started_keeps_what_was_planned_and_what_remains() {
    let columns = "target_drtn_hr_cnt|remain_drtn_hr_cnt|complete_pct_type|phys_complete_pct|act_start_date|act_end_date|\
                   suspend_date|resume_date|expect_end_date";
    let text = |task: &Task| {
        let progress = task.progress.clone().unwrap_or_default();
        let date =
            |date: Option<critpath::time::Moment>| date.map(|date| date.to_string()).unwrap_or_default();
        let amount = |amount: Option<critpath::duration::Duration>| {
            amount.map(|amount| amount.to_string()).unwrap_or_default()
        };
        format!(
            "{} {} {:?} {} {} {} {} {}",
            amount(task.duration),
            amount(progress.remaining),
            progress.percent,
            date(progress.started),
            date(progress.finished),
            date(progress.stopped),
            date(progress.resumes),
            date(progress.expected_finish),
        )
    };
    let of = |values: &str| text(&task(columns, values));
    assert_eq!(of("16|8|CP_Drtn|90||||||"), "8h  None     ");
    assert_eq!(of("16|4|CP_Drtn|90|2026-12-07 08:00|||||"), "16h 4h Some(75.0) 2026-12-07T08:00:00    ");
    assert_eq!(of("16|4|CP_Phys|90|2026-12-07 08:00|||||").split(' ').nth(2), Some("Some(90.0)"));
    assert_eq!(
        of("16|0|CP_Phys|0|2026-12-07 08:00|2026-12-08 17:00||||"),
        "16h  Some(100.0) 2026-12-07T08:00:00 2026-12-08T17:00:00   "
    );
    assert_eq!(
        of("1,5|1,5|CP_Drtn|0|2026-12-07 08:00||2026-12-08 08:00|2026-12-09 08:00|2026-12-11 17:00"),
        "90m 90m Some(0.0) 2026-12-07T08:00:00  2026-12-08T08:00:00 2026-12-09T08:00:00 2026-12-11T17:00:00"
    );
}

#[test]
fn constraints() {
    let columns = "cstr_type|cstr_date|cstr_type2|cstr_date2";
    for (word, kind) in [
        ("CS_MSO", ConstraintKind::MustStartOn),
        ("CS_MSOB", ConstraintKind::StartNoLaterThan),
        ("CS_MEO", ConstraintKind::MustFinishOn),
        ("CS_MEOA", ConstraintKind::FinishNoEarlierThan),
        ("CS_MANDSTART", ConstraintKind::MandatoryStart),
        ("CS_MANDFIN", ConstraintKind::MandatoryFinish),
    ] {
        let found = task(columns, &format!("{word}|2026-12-09 08:00||")).constraints;
        let found: Vec<_> = found.iter().map(|found| (found.kind, found.date.unwrap().to_string())).collect();
        assert_eq!(found, [(kind, "2026-12-09T08:00:00".to_owned())], "{word}");
    }
    let both = task(columns, "CS_MSOA|2026-12-09 08:00|CS_ALAP|").constraints;
    let kinds: Vec<_> = both.iter().map(|constraint| constraint.kind).collect();
    assert_eq!(kinds, [ConstraintKind::StartNoEarlierThan, ConstraintKind::AsLateAsPossible]);
    let dateless = task(columns, "CS_MSOA|||");
    assert!(dateless.constraints.is_empty());
    assert_eq!(dateless.extensions["xer"]["cstr_type"], "CS_MSOA");
}

#[test]
fn calendars_state_weeks_and_dates_and_rest_on_others() {
    let hours = "(0||0(s|13:00|f|17:00)())(0||0(f|12:00|s|08:00)())";
    let night = "(0||0(s|00:00|f|00:00)())";
    let data = format!(
        "(0||CalendarData()(\u{7f}\u{7f}(0||DaysOfWeek()((0||1()())(0||2()({hours}))(0||3()({night}))))\
         (0||VIEW(ShowTotal|N)())(0||Exceptions()((0||0(d|46380)())(0||1(d|46383)({night}))))))"
    );
    let columns =
        "clndr_id|default_flag|clndr_name|base_clndr_id|day_hr_cnt|week_hr_cnt|month_hr_cnt|clndr_data";
    // Bars stand between the values of a table here, and in what calendars say.
    let rows = [
        format!("1\tY\tStandard\t\t10\t40\t200\t{data}"),
        "2\tN\tSite\t1\t\t\t\t".into(),
        "3\tN\tNew\t9\t\t\t\t".into(),
    ];
    let rows: String = rows.iter().map(|row| format!("%R\t{row}\n")).collect();
    let document = document(&[format!("{}{rows}", table("CALENDAR", columns, &[]))]);
    assert_eq!(document.calendar.as_deref(), Some("1"));
    assert_eq!((document.units.minutes_per_day, document.units.days_per_month), (Some(600), Some(20)));
    let [standard, site, new] = &document.calendars[..] else { panic!("{:?}", document.calendars) };
    let shifts = |shifts: &[critpath::model::Shift]| -> Vec<String> {
        shifts.iter().map(|shift| format!("{}-{}", shift.start, shift.finish)).collect()
    };
    let week: Vec<_> = standard.week.iter().map(|day| shifts(&day.shifts)).collect();
    assert_eq!(
        week,
        [vec![], vec!["08:00-12:00".to_owned(), "13:00-17:00".into()], vec!["00:00-24:00".into()]]
    );
    let dates: Vec<_> = standard
        .exceptions
        .iter()
        .map(|exception| (exception.start.unwrap().to_string(), shifts(&exception.shifts)))
        .collect();
    assert_eq!(
        dates,
        [("2026-12-24".to_owned(), vec![]), ("2026-12-27".into(), vec!["00:00-24:00".to_owned()])]
    );
    assert_eq!((site.base.as_deref(), site.week.len()), (Some("1"), 0));
    assert_eq!((new.base.as_deref(), shifts(&new.week[0].shifts)), (None, vec!["08:00-16:00".to_owned()]));
}

#[test]
fn options_say_how_it_is_scheduled() {
    let columns = "proj_id|sched_calendar_on_relationship_lag|sched_float_type|sched_retained_logic|\
                   sched_progress_override|sched_use_expect_end_flag|sched_lag_early_start_flag|sched_open_critical_flag";
    let project = table(
        "PROJECT",
        "proj_id|critical_drtn_hr_cnt|critical_path_type|last_recalc_date|plan_end_date",
        &["1|8|CT_DrivPath|2026-12-10 17:00|2027-03-01 17:00"],
    );
    let of = |values: &str| read(&[project.clone(), table("SCHEDOPTIONS", columns, &[values])]).document;
    let document = of("1|rcal_24Hour|FT_SS|N|Y|Y|N|Y");
    assert_eq!(document.data_date.unwrap().to_string(), "2026-12-10T17:00:00");
    assert_eq!(document.deadline.unwrap().to_string(), "2027-03-01T17:00:00");
    let scheduling = document.scheduling.unwrap();
    assert_eq!(scheduling.convention, Some(Convention::Primavera));
    assert_eq!(scheduling.lag_calendar, Some(LagCalendar::Always));
    assert_eq!(scheduling.float_by, Some(FloatBy::Start));
    assert_eq!(scheduling.progress, Some(ProgressLogic::ProgressOverride));
    assert_eq!(scheduling.critical_by, Some(CriticalBy::LongestPath));
    assert_eq!(scheduling.critical_float.unwrap().to_string(), "8h");
    assert_eq!(scheduling.use_expected_finish, Some(true));
    assert_eq!(scheduling.start_lag_from_early_start, Some(false));
    assert_eq!(scheduling.open_ends_critical, Some(true));
    let actual = of("1|rcal_ProjDefault|FT_Min|N|N|N|Y|N").scheduling.unwrap();
    assert_eq!(
        (actual.progress, actual.lag_calendar),
        (Some(ProgressLogic::ActualDates), Some(LagCalendar::Plan))
    );
}

#[test]
fn resources_and_what_needs_them() {
    let resources = table(
        "RSRC",
        "rsrc_id|clndr_id|rsrc_short_name|rsrc_name|rsrc_type",
        &["5||CRANE|Crane|RT_Equip", "6||A|Ann|RT_Labor", "8|||Steel|RT_Mat"],
    );
    let rates = table("RSRCRATE", "rsrc_id|max_qty_per_hr|cost_per_qty", &["5|2|90.5", "5|3|99"]);
    let tasks = table("Task", "TASK_ID|proj_id|task_code|task_name|rsrc_id", &["1|1|A|Lift \"\"it\"\"|6"]);
    let columns = "taskrsrc_id|task_id|proj_id|rsrc_id|role_id|target_qty_per_hr";
    let needs = table("TASKRSRC", columns, &["1|1|1|5||0.5", "2|1|1|6||", "3|1|1||4|1"]);
    let document = document(&[resources, rates, tasks, needs]);
    assert_eq!(
        (document.tasks[0].name.as_str(), document.tasks[0].owner.as_deref()),
        ("Lift \"it\"", Some("Ann"))
    );
    let found: Vec<_> =
        document.resources.iter().map(|found| (found.id.as_str(), found.kind, found.capacity)).collect();
    assert_eq!(
        found,
        [
            ("CRANE", ResourceKind::Infrastructure, Some(2.0)),
            ("resource-6", ResourceKind::Human, None),
            ("resource-8", ResourceKind::Material, None),
        ]
    );
    let needs: Vec<_> =
        document.tasks[0].needs.iter().map(|need| (need.resource.as_str(), need.units)).collect();
    assert_eq!(needs, [("CRANE", Some(0.5)), ("resource-6", None)]);
}

#[test]
fn links_with_other_projects_are_kept_and_move_nothing() {
    let tasks = table("TASK", "task_id|proj_id|task_code", &["1|1|A", "2|1|B"]);
    let columns = "task_pred_id|task_id|pred_task_id|proj_id|pred_proj_id|pred_type|lag_hr_cnt";
    let links =
        table("TASKPRED", columns, &["1|2|1|1|1|PR_SS|-4", "2|2|99|1|5|PR_FS|0", "3|98|97|5|5|PR_FS|0"]);
    let project = table("PROJECT", PROJECT, &["1|BRIDGE|.|2026-12-07 08:00"]);
    let read = read(&[project, tasks, links]);
    let codes: Vec<_> = read.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, [Code::LinkExternal]);
    let task = &read.document.tasks[1];
    assert_eq!(task.after.len(), 1);
    assert_eq!(
        (task.after[0].relation.as_str(), task.after[0].lag.unwrap().to_string()),
        ("SS", "-4h".into())
    );
    assert_eq!(task.extensions["xer"]["links"][0]["pred_task_id"], "99");
}

#[test]
fn computed_dates_are_kept_and_never_read() {
    let columns = "task_id|proj_id|task_code|task_name|target_drtn_hr_cnt|early_start_date|late_end_date|total_float_hr_cnt";
    let tasks = table("TASK", columns, &["1|1|A|Dig|8|2030-01-01 08:00|2030-01-02 17:00|-40"]);
    let document = document(&[tasks]);
    assert_eq!(document.tasks[0].extensions["xer"]["early_start_date"], "2030-01-01 08:00");
    let plan = check(document, &CheckOptions::default()).plan.unwrap();
    let schedule = schedule(&plan, &ScheduleOptions::default()).unwrap();
    assert_eq!(plan.axis().text(schedule.early_start()[0]), "2026-12-07T08:00:00");
}

#[test]
fn one_of_several_projects_is_read() {
    let projects = table(
        "PROJECT",
        "proj_id|proj_short_name|export_flag|orig_proj_id",
        &["1|STUB|N|", "2|COPY|Y|4", "3|EMPTY|Y|", "4|NORTH|Y|", "5|SOUTH|Y|"],
    );
    let tasks = ["1|1|A|stub", "2|2|A|copy", "4|4|A|north", "5|5|A|south"];
    let tasks = table("TASK", "task_id|proj_id|task_code|task_name", &tasks);
    let text = format!("ERMHDR\t23.12\n{projects}{tasks}%E\n");
    let of = |name: &str| {
        let read = xer::read(name, &text);
        let codes: Vec<_> = read.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        (read.document.tasks[0].name.clone(), codes, read.diagnostics)
    };
    let (task, codes, diagnostics) = of("plan.xer");
    assert_eq!((task.as_str(), codes.as_slice()), ("north", &[Code::XerProjects][..]));
    let help = diagnostics[0].help.clone().unwrap();
    assert!(help.contains("plan.xer#STUB") && help.contains("`SOUTH`") && !help.contains("EMPTY"), "{help}");
    assert_eq!(of("plan.xer#south").0, "south");
    assert!(of("plan.xer#SOUTH").1.is_empty());
    let (task, codes, diagnostics) = of("plan.xer#SUOTH");
    assert_eq!((task.as_str(), codes.as_slice()), ("north", &[Code::XerProjects][..]));
    assert!(diagnostics[0].help.clone().unwrap().contains("plan.xer#SOUTH"));
    assert_eq!(critpath_formats::read("-", &text).document.tasks[0].name, "north");
    assert_eq!(critpath_formats::read("-", &text["ERMHDR\t23.12\n".len()..]).document.tasks[0].name, "north");
}

#[test]
fn an_activity_that_spans_its_node_lasts_as_long_as_what_is_in_it() {
    let nodes =
        table("PROJWBS", "wbs_id|proj_id|proj_node_flag|wbs_short_name", &["10|1|Y|BRIDGE", "20|1|N|P"]);
    let columns = "task_id|proj_id|wbs_id|task_code|task_name|task_type|target_drtn_hr_cnt";
    let rows = [
        "1|1|20|A|Dig|TT_Task|16",
        "2|1|20|B|Pour|TT_Task|24",
        "3|1|20|SUM|All|TT_WBS|8",
        "4|1|10|C|Paint|TT_Task|80",
    ];
    let links = table("TASKPRED", "task_id|pred_task_id|pred_type|lag_hr_cnt", &["2|1|PR_FS|8"]);
    let plan = check(document(&[nodes, table("TASK", columns, &rows), links]), &CheckOptions::default())
        .plan
        .unwrap();
    let schedule = schedule(&plan, &ScheduleOptions::default()).unwrap();
    let at = plan.task("SUM").unwrap();
    let text = |instant| plan.axis().text(instant);
    assert_eq!(text(schedule.planned_start()[at]), "2026-12-07T08:00:00");
    assert_eq!(text(schedule.planned_finish()[at]), "2026-12-14T17:00:00");
}
