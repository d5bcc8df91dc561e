//! Documents, with or without their dates, into Microsoft Project's XML (MSPDI).

mod calendars;
mod element;
mod fields;
mod left_out;
mod nights;
mod numbers;
mod people;
mod rows;
mod tasks;
mod timephased;
mod values;

use std::collections::BTreeMap;

use critpath::calendar::{ALWAYS, STANDARD};
use critpath::model::result::{PhaseResult, ScheduleResult, TaskResult};
use critpath::model::{Convention, Document, Scheduling};

use super::project::SAVE_VERSION;
use super::schema::PROJECT;
use element::{Element, KeptElement, kept, text_of};
use fields::Fields;
pub use left_out::left_out;
use numbers::Numbers;
use values::Clock;

/// Writes a document as MS Project XML. Phases become summary rows, ids that are not numbers stand in a custom text
/// field, and what a reader of this format kept stands where it stood. With a schedule, the computed dates (start,
/// finish, early, late, slack, critical) are those of it; without one they are those that were kept, if any.
/// [`left_out`] tells what the format has no place for. O(n log n) in the size of the document.
pub fn write(document: &Document, schedule: Option<&ScheduleResult>) -> String {
    Writer::new(document, schedule).project()
}

/// What everything that is written refers to.
struct Writer<'d> {
    document: &'d Document,
    /// What the reader kept of the project.
    kept: Vec<KeptElement>,
    dates: Option<Dates<'d>>,
    rows: Numbers<'d>,
    resources: Numbers<'d>,
    calendars: Numbers<'d>,
    /// The calendars that every plan has and this one uses without stating them.
    usual_calendars: Vec<&'d str>,
    fields: Fields,
    clock: Clock,
}

/// The dates of a schedule by the ids of what has them.
struct Dates<'d> {
    schedule: &'d ScheduleResult,
    tasks: BTreeMap<&'d str, &'d TaskResult>,
    phases: BTreeMap<&'d str, &'d PhaseResult>,
}

impl<'d> Writer<'d> {
    fn new(document: &'d Document, schedule: Option<&'d ScheduleResult>) -> Self {
        let kept = kept(&document.extensions);
        let dates = schedule.map(|schedule| Dates {
            schedule,
            tasks: schedule.tasks.iter().map(|task| (task.id.as_str(), task)).collect(),
            phases: schedule.phases.iter().map(|phase| (phase.id.as_str(), phase)).collect(),
        });
        let kept_rows = inside_of(&kept, "Tasks");
        let rows = Numbers::of_rows(document, &kept_rows);
        let resources = Numbers::of_resources(document, &inside_of(&kept, "Resources"));
        let usual_calendars = usual_calendars(document);
        let calendars = Numbers::of_calendars(document, &usual_calendars);
        let fields = Fields::new(document, &inside_of(&kept, "ExtendedAttributes"), &rows, &resources);
        let clock = Clock::new(document);
        Writer { document, kept, dates, rows, resources, calendars, usual_calendars, fields, clock }
    }

    fn project(self) -> String {
        let mut project = Element::new(PROJECT);
        self.head(&mut project);
        project.list(
            "ExtendedAttributes",
            self.fields.definitions(&inside_of(&self.kept, "ExtendedAttributes")),
        );
        project.list("Calendars", self.calendars());
        project.list("Tasks", self.tasks());
        project.list("Resources", self.people());
        project.list("Assignments", self.work());
        project.keep(&self.kept);
        let inside = project.inside();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <Project xmlns=\"{}\">{inside}</Project>\n",
            super::NAMESPACE
        )
    }

    /// What is said of the project as a whole.
    fn head(&self, project: &mut Element) {
        let document = self.document;
        let usual = Scheduling::default();
        let scheduling = document.scheduling.as_ref().unwrap_or(&usual);
        let from_finish = scheduling.from_finish == Some(true);
        let moment = |moment, is_end| self.clock.text(moment, is_end);
        if text_of(&self.kept, "SaveVersion").is_none() {
            project.text("SaveVersion", SAVE_VERSION);
        }
        if text_of(&self.kept, "Name").is_none() {
            project.some("Name", Some(&document.name).filter(|name| !name.is_empty()));
        }
        project.some("Title", Some(&document.name).filter(|name| !name.is_empty()));
        project.some("Subject", document.overview.as_ref());
        project.text("ScheduleFromStart", u8::from(!from_finish));
        let dates = self.dates.as_ref().map(|dates| dates.schedule);
        let computed = |date: Option<&String>| date.map(|date| values::local(date).to_owned());
        let start = document.start.map(|start| moment(start, false));
        project.some("StartDate", start.or_else(|| computed(dates?.start.as_ref())));
        let finish = document.finish.filter(|_| from_finish).map(|finish| moment(finish, true));
        project.some("FinishDate", finish.or_else(|| computed(dates?.finish.as_ref())));
        let limit = scheduling
            .critical_float
            .map(|limit| limit.seconds(&document.units) / document.units.day_s().max(1));
        project.some("CriticalSlackLimit", limit);
        project.some("CurrencyCode", document.currency.as_ref());
        project.some("CalendarUID", self.calendars.of(default_calendar(document)));
        project.some("MinutesPerDay", document.units.minutes_per_day);
        project.some("MinutesPerWeek", document.units.minutes_per_week);
        project.some("DaysPerMonth", document.units.days_per_month);
        // Natively, dates of constraints never break the logic.
        let honors =
            scheduling.honor_constraint_dates.or_else(|| (!is_of_project(document)).then_some(false));
        project.some("HonorConstraints", honors.map(u8::from));
        project.some("StatusDate", document.data_date.map(|date| moment(date, false)));
    }

    fn has_dates(&self) -> bool {
        self.dates.is_some()
    }
}

/// Whether a document follows the rules of Microsoft Project: a file that says nothing of its calendar or constraints
/// stays one that says nothing.
fn is_of_project(document: &Document) -> bool {
    let convention = document.scheduling.as_ref().and_then(|scheduling| scheduling.convention);
    convention == Some(Convention::MsProject)
}

/// The elements inside those kept ones that have a name.
fn inside_of(kept: &[KeptElement], name: &str) -> Vec<KeptElement> {
    kept.iter().filter(|element| element.name == name).flat_map(KeptElement::inside).collect()
}

/// The calendar of tasks that name none: the standard one, if the plan names none that there is.
fn default_calendar(document: &Document) -> &str {
    let is_stated = |id: &&str| document.calendars.iter().any(|calendar| calendar.id == **id);
    let named = document.calendar.as_deref().filter(|id| is_stated(id) || [STANDARD, ALWAYS].contains(id));
    named.unwrap_or(STANDARD)
}

/// The calendars that are referred to and not stated: every plan has them.
fn usual_calendars(document: &Document) -> Vec<&'static str> {
    let stated: Vec<&str> = document.calendars.iter().map(|calendar| calendar.id.as_str()).collect();
    let mut used: Vec<&str> = document.tasks.iter().filter_map(|task| task.calendar.as_deref()).collect();
    used.extend(document.resources.iter().filter_map(|resource| resource.calendar.as_deref()));
    used.extend(document.calendars.iter().filter_map(|calendar| calendar.base.as_deref()));
    if default_calendar(document) != STANDARD || !is_of_project(document) || stated.is_empty() {
        used.push(default_calendar(document));
    }
    [STANDARD, ALWAYS].into_iter().filter(|id| used.contains(id) && !stated.contains(id)).collect()
}
