//! Small projects, written by hand: what each element becomes.

use critpath::calendar::occurrences;
use critpath::diagnostic::Code;
use critpath::model::{Document, Task};
use critpath_formats::mspdi;

const WEEK: &str = "<Calendars><Calendar><UID>1</UID><Name>Standard</Name><BaseCalendarUID>-1</BaseCalendarUID><WeekDays>\
    <WeekDay><DayType>1</DayType><DayWorking>0</DayWorking></WeekDay>\
    <WeekDay><DayType>2</DayType><DayWorking>1</DayWorking></WeekDay>\
    <WeekDay><DayType>3</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime><FromTime>22:00:00</FromTime>\
    <ToTime>00:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay></WeekDays>\
    <Exceptions><Exception><TimePeriod><FromDate>2026-12-24T00:00:00</FromDate><ToDate>2026-12-26T23:59:00</ToDate>\
    </TimePeriod><Name>Christmas</Name><Type>1</Type><DayWorking>0</DayWorking></Exception>\
    <Exception><TimePeriod><FromDate>2027-01-01T00:00:00</FromDate><ToDate>2027-01-31T23:59:00</ToDate></TimePeriod>\
    <Type>6</Type><Period>2</Period><DaysOfWeek>64</DaysOfWeek><DayWorking>1</DayWorking></Exception></Exceptions>\
    </Calendar></Calendars>";

fn project(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Project xmlns=\"http://schemas.microsoft.com/project\">{inside}</Project>"
    )
}

fn read(inside: &str) -> Document {
    let read = mspdi::read("plan.xml", &project(inside));
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    read.document
}

fn task(fields: &str) -> Task {
    let mut document =
        read(&format!("<Tasks><Task><UID>7</UID><OutlineLevel>1</OutlineLevel>{fields}</Task></Tasks>"));
    document.tasks.remove(0)
}

#[test]
fn rows_become_phases_and_tasks() {
    let row = |uid: u32, level: u32, name: &str| {
        format!("<Task><UID>{uid}</UID><Name>{name}</Name><OutlineLevel>{level}</OutlineLevel></Task>")
    };
    let blank = "<Task><UID>9</UID><IsNull>1</IsNull></Task>";
    let rows = [
        row(0, 0, "Release"),
        row(1, 1, "Build"),
        row(2, 2, "Compile"),
        blank.into(),
        row(3, 2, "Test &amp; sign"),
        row(4, 1, "Ship"),
    ];
    let document = read(&format!("<Tasks>{}</Tasks>", rows.concat()));
    assert_eq!(document.name, "Release");
    let phases: Vec<_> =
        document.phases.iter().map(|phase| (phase.id.as_str(), phase.name.as_str())).collect();
    assert_eq!(phases, [("1", "Build")]);
    let tasks: Vec<_> = document
        .tasks
        .iter()
        .map(|task| (task.id.as_str(), task.name.as_str(), task.phase.as_deref()))
        .collect();
    assert_eq!(tasks, [("2", "Compile", Some("1")), ("3", "Test & sign", Some("1")), ("4", "Ship", None)]);
}

#[test]
fn fields_of_a_task() {
    for (fields, expected) in [
        ("<Duration>PT16H0M0S</Duration><DurationFormat>7</DurationFormat>", r#""duration":"2d""#),
        ("<Duration>PT16H0M0S</Duration><DurationFormat>6</DurationFormat>", r#""duration":"16eh""#),
        ("<Duration>PT0H0M0S</Duration><Milestone>1</Milestone>", r#""kind":"milestone""#),
        (
            "<ConstraintType>4</ConstraintType><ConstraintDate>2026-12-07T08:00:00</ConstraintDate>",
            r#""constraints":[{"date":"2026-12-07T08:00:00"}]"#,
        ),
        ("<ConstraintType>1</ConstraintType>", r#"{"kind":"as_late_as_possible"}"#),
        ("<Deadline>2026-12-07T17:00:00</Deadline>", r#""deadline":"2026-12-07T17:00:00""#),
        (
            "<ActualStart>2026-12-07T08:00:00</ActualStart><PercentComplete>50</PercentComplete>\
             <RemainingDuration>PT4H0M0S</RemainingDuration><DurationFormat>5</DurationFormat>",
            r#""progress":{"percent":50.0,"started":"2026-12-07T08:00:00","remaining":"4h"}"#,
        ),
        (
            "<EffortDriven>1</EffortDriven><Type>2</Type>",
            r#""mspdi":"<Type>2</Type><EffortDriven>1</EffortDriven>""#,
        ),
    ] {
        let mut task = task(fields);
        task.span = None;
        task.constraints.iter_mut().for_each(|constraint| constraint.span = None);
        let json = serde_json::to_string(&task).unwrap();
        assert!(json.contains(expected), "{fields}: {json}");
    }
}

#[test]
fn links_and_assignments() {
    let link = |inside: &str| {
        let mut document = read(&format!(
            "<Tasks><Task><UID>1</UID></Task><Task><UID>2</UID><PredecessorLink><PredecessorUID>1</PredecessorUID>{inside}\
             </PredecessorLink></Task></Tasks><Resources><Resource><UID>1</UID><Name>Ada</Name><Type>1</Type></Resource></Resources>\
             <Assignments><Assignment><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID><Units>0.5</Units></Assignment>\
             <Assignment><TaskUID>2</TaskUID><ResourceUID>-65535</ResourceUID></Assignment></Assignments>"
        ));
        let task = document.tasks.remove(1);
        assert_eq!(task.needs.len(), 1);
        assert_eq!((task.needs[0].resource.as_str(), task.needs[0].units), ("resource-1", Some(0.5)));
        let link = task.after[0].clone();
        let lag = link.lag.map(|lag| lag.to_string()).unwrap_or_default();
        format!("{}:{}{lag}", link.predecessor, link.relation.as_str())
    };
    for (inside, expected) in [
        ("", "1:FS"),
        ("<Type>0</Type><LinkLag>4800</LinkLag><LagFormat>7</LagFormat>", "1:FF1d"),
        ("<Type>3</Type><LinkLag>-14400</LinkLag><LagFormat>8</LagFormat>", "1:SS-1ed"),
        ("<Type>2</Type><LinkLag>25</LinkLag><LagFormat>19</LagFormat>", "1:SF25%"),
    ] {
        assert_eq!(link(inside), expected);
    }
}

#[test]
fn calendars_have_hours_and_exceptions() {
    let document = read(WEEK);
    let calendar = &document.calendars[0];
    let json = serde_json::to_string(&calendar.week).unwrap();
    let usual = r#"[{"start":"08:00","finish":"12:00"},{"start":"13:00","finish":"17:00"}]"#;
    assert!(json.contains(&format!(r#"{{"days":["monday"],"shifts":{usual}}}"#)), "{json}");
    assert!(json.contains(r#"{"days":["tuesday"],"shifts":[{"start":"22:00","finish":"24:00"}]}"#), "{json}");
    let exceptions: Vec<_> = calendar
        .exceptions
        .iter()
        .map(|e| (e.name.as_str(), e.start.unwrap().to_string(), e.shifts.len()))
        .collect();
    // Every other Saturday comes first: single dates win over weekly ones.
    let expected = [("", "2027-01-01", 2), ("Christmas", "2026-12-24", 0)];
    assert_eq!(exceptions, expected.map(|(name, start, shifts)| (name, start.to_owned(), shifts)));
    let saturdays: Vec<_> = occurrences(&calendar.exceptions[0])
        .map(|(start, finish)| (start.to_string(), finish == start))
        .collect();
    assert_eq!(saturdays, ["2027-01-02", "2027-01-16", "2027-01-30"].map(|date| (date.to_owned(), true)));
}

#[test]
fn what_cannot_be_read_is_told_where_it_stands() {
    let codes =
        |text: &str| mspdi::read("plan.xml", text).diagnostics.iter().map(|d| d.code).collect::<Vec<_>>();
    for (inside, code) in [
        ("<Tasks><Task><UID>1</UID><Duration>two days</Duration></Task></Tasks>", Code::XmlValue),
        ("<StartDate>2026-13-01T08:00:00</StartDate>", Code::XmlValue),
        ("<Tasks><Task><UID>1</UID><ConstraintType>12</ConstraintType></Task></Tasks>", Code::XmlValue),
        (
            "<Tasks><Task><UID>1</UID><PredecessorLink><PredecessorUID>99</PredecessorUID></PredecessorLink></Task></Tasks>",
            Code::LinkExternal,
        ),
    ] {
        assert_eq!(codes(&project(inside)), [code], "{inside}");
    }
    assert_eq!(codes("<Other/>"), [Code::FormatUnknown]);
    assert_eq!(codes(""), [Code::TextEmpty]);
    assert_eq!(codes("<!DOCTYPE a [<!ENTITY b 'c'>]><Project/>"), [Code::XmlEntities]);
    assert_eq!(codes("<Project><Tasks>"), [Code::XmlSyntax]);
}

#[test]
fn what_the_model_does_not_hold_is_kept_as_it_stands() {
    let kept = |extensions: &std::collections::BTreeMap<String, serde_json::Value>| {
        extensions.get("mspdi").map_or("", |kept| kept.as_str().unwrap()).to_owned()
    };
    let project = "<Name>plan.mpp</Name><Title>Release</Title><FinishDate>2026-12-31T17:00:00</FinishDate>\
        <Tasks><Task><UID>0</UID><Name>Release</Name><Duration>PT80H0M0S</Duration></Task>\
        <Task><UID>9</UID><ID>1</ID><IsNull>1</IsNull></Task>\
        <Task><UID>1</UID><OutlineLevel>1</OutlineLevel><Duration>PT8H0M0S</Duration></Task>\
        <Task><UID>2</UID><OutlineLevel>2</OutlineLevel></Task></Tasks>\
        <Resources><Resource><UID>1</UID></Resource></Resources>\
        <Assignments><Assignment><TaskUID>2</TaskUID><ResourceUID>-65535</ResourceUID></Assignment></Assignments>";
    let document = read(project);
    assert_eq!(
        kept(&document.extensions),
        "<Name>plan.mpp</Name><FinishDate>2026-12-31T17:00:00</FinishDate>\
         <Tasks><Task><UID>0</UID><Name>Release</Name><Duration>PT80H0M0S</Duration></Task>\
         <Task><UID>9</UID><ID>1</ID><IsNull>1</IsNull></Task></Tasks>\
         <Resources><Resource><UID>1</UID></Resource></Resources>\
         <Assignments><Assignment><TaskUID>2</TaskUID><ResourceUID>-65535</ResourceUID></Assignment></Assignments>"
    );
    assert_eq!(kept(&document.phases[0].extensions), "<Duration>PT8H0M0S</Duration>");
    for fields in [
        "<ManualStart>2026-12-07T08:00:00</ManualStart>",
        "<ConstraintType>4</ConstraintType>",
        "<ConstraintDate>2026-12-07T08:00:00</ConstraintDate>",
        "<Stop>2026-12-07T08:00:00</Stop>",
        "<DurationFormat>39</DurationFormat><Estimated>1</Estimated>",
        "<RemainingDuration>PT4H0M0S</RemainingDuration>",
        "<CalendarUID>77</CalendarUID>",
    ] {
        assert_eq!(kept(&task(fields).extensions), fields);
    }
}

#[test]
fn baselines_are_read() {
    let mut document = read(
        "<Tasks><Task><UID>7</UID><Baseline><Number>2</Number><Start>2026-12-07T08:00:00</Start>\
         <Duration>PT8H0M0S</Duration><DurationFormat>7</DurationFormat><Work>PT8H0M0S</Work></Baseline></Task></Tasks>",
    );
    document.baselines[0].tasks[0].span = None;
    assert_eq!(
        serde_json::to_string(&document.baselines).unwrap(),
        r#"[{"name":"Baseline 2","tasks":[{"task":"7","start":"2026-12-07T08:00:00","duration":"1d","mspdi":"<Work>PT8H0M0S</Work>"}]}]"#
    );
}

/// A task of five days from Monday on, of which so much is told by the day: its kind, from, to, hours.
fn worked(periods: &[(u32, &str, &str, u32)], units: &str, more: &str) -> Task {
    let period = |(kind, start, finish, hours): &(u32, &str, &str, u32)| {
        format!(
            "<TimephasedData><Type>{kind}</Type><Start>2026-12-{start}:00:00</Start>\
             <Finish>2026-12-{finish}:00:00</Finish><Unit>2</Unit><Value>PT{hours}H0M0S</Value></TimephasedData>"
        )
    };
    let periods: String = periods.iter().map(period).collect();
    let mut document = read(&format!(
        "<Tasks><Task><UID>7</UID><OutlineLevel>1</OutlineLevel><Duration>PT40H0M0S</Duration>{more}</Task></Tasks>\
         <Assignments><Assignment><UID>1</UID><TaskUID>7</TaskUID><ResourceUID>-65535</ResourceUID>\
         <Units>{units}</Units>{periods}</Assignment></Assignments>"
    ));
    document.tasks.remove(0)
}

fn rests(task: &Task) -> Vec<String> {
    let rest = |split: &critpath::model::Split| {
        let units = critpath::model::WorkUnits::default();
        let hours = |duration: critpath::duration::Duration| duration.seconds(&units) / 3_600;
        format!("{} h after {} h", hours(split.pause), hours(split.after))
    };
    task.splits.iter().map(rest).collect()
}

#[test]
fn work_over_time_becomes_splits() {
    // Monday and Tuesday morning, then a rest until Friday; the weekend is none.
    let parts = [
        (1, "07T08", "08T08", 8),
        (1, "08T08", "09T08", 4),
        (1, "09T08", "10T08", 0),
        (1, "10T08", "11T08", 0),
        (1, "11T08", "14T08", 8),
        (1, "14T08", "15T08", 8),
    ];
    assert_eq!(rests(&worked(&parts, "1", "")), ["20 h after 12 h"]);
    // Half of someone does half as much; a rest within a day is one, too.
    let half = [
        (1, "07T08", "07T12", 2),
        (1, "07T13", "07T15", 0),
        (1, "07T15", "07T17", 1),
        (1, "08T08", "08T17", 4),
    ];
    assert_eq!(rests(&worked(&half, "0.5", "")), ["2 h after 4 h"]);
    // Work that is done counts; overtime and baselines say nothing of when the task rests.
    let done = [
        (2, "07T08", "07T17", 8),
        (1, "08T08", "08T17", 0),
        (1, "09T08", "09T17", 8),
        (4, "10T08", "10T17", 0),
    ];
    assert_eq!(rests(&worked(&done, "1", "")), ["8 h after 8 h"]);
    // What goes on without a rest, or rests where nobody works, is whole.
    let whole = [(1, "11T08", "11T17", 8), (1, "12T08", "13T17", 0), (1, "14T08", "14T17", 8)];
    assert_eq!(rests(&worked(&whole, "1", "")), Vec::<String>::new());
    // A task that was interrupted and has been taken up again says so by its progress.
    let resumed = "<PercentComplete>20</PercentComplete><ActualStart>2026-12-07T08:00:00</ActualStart>\
         <Stop>2026-12-07T17:00:00</Stop><Resume>2026-12-09T08:00:00</Resume>";
    assert_eq!(rests(&worked(&done, "1", resumed)), Vec::<String>::new());
}
