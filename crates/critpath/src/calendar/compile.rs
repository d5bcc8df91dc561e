//! The calendars of a document into work calendars and findings: bases, zones, exceptions.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Index;

use super::effective::{self, OfTasks};
use super::hours::{Hours, Reader};
use super::pattern::Week;
use super::timeline::{Override, work_calendar};
use super::windows::{self, Window};
use super::within;
use super::work::{WorkCalendar, standard_week};
use super::zone::clock_changes;
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use crate::model::{Document, Span};
use crate::time::{Axis, DAY_S, Instant};

/// Id of the calendar that every plan has: Monday to Friday, 08:00-12:00 and 13:00-17:00, unless the plan says otherwise.
pub const STANDARD: &str = "standard";

/// Id of the calendar that every plan has for work around the clock, unless the plan says otherwise.
pub const ALWAYS: &str = "always";

/// Calendars may be based on each other this deep.
const DEPTH_LIMIT: usize = 32;

/// How far calendars look ahead, 20 years, and how far before the start of the plan they begin.
const HORIZON_S: i64 = 20 * 365 * DAY_S;
const BEFORE_START_S: i64 = 60 * DAY_S;

/// Which of the calendars of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarIndex(u32);

/// All calendars of a plan: those of the document in their order, then the standard one and the one
/// that always works, then the joint ones of tasks, their resources and environments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendars {
    list: Vec<WorkCalendar>,
    by_id: BTreeMap<String, CalendarIndex>,
    default: CalendarIndex,
    always: CalendarIndex,
    stated: OfTasks,
    /// Where it differs from what is stated: nothing if no task needs a resource, or is in an environment, with a calendar.
    effective: Option<OfTasks>,
}

impl Calendars {
    /// The calendar with this id; the first one if an id comes twice.
    pub fn get(&self, id: &str) -> Option<CalendarIndex> {
        self.by_id.get(id).copied()
    }

    /// The calendar of tasks that name none.
    pub fn default_index(&self) -> CalendarIndex {
        self.default
    }

    /// The calendar that always works: for elapsed durations.
    pub fn always_index(&self) -> CalendarIndex {
        self.always
    }

    /// The calendar that a task works on: its own, or one that it shares with the resources that it needs,
    /// as the convention of the plan says, and with the environment that it takes place in. By its index in the document.
    pub fn of_task(&self, task: usize) -> CalendarIndex {
        match &self.effective {
            Some(effective) => effective.get(task).unwrap_or(self.default),
            None => self.stated_for(task),
        }
    }

    /// The calendar that a task states, on which lags run, or the plan's. By its index in the document.
    pub fn stated_for(&self, task: usize) -> CalendarIndex {
        self.stated.get(task).unwrap_or(self.default)
    }

    /// Whether the calendars of resources or environments count for any task.
    pub(crate) fn differ_from_stated(&self) -> bool {
        self.effective.is_some()
    }

    /// The calendars that tasks state.
    pub(super) fn of_stated(&self) -> &OfTasks {
        &self.stated
    }

    /// All of them.
    pub(super) fn indexes(&self) -> impl Iterator<Item = CalendarIndex> + use<> {
        (0..self.list.len() as u32).map(CalendarIndex)
    }

    /// Adds a joint calendar.
    pub(super) fn push(&mut self, calendar: WorkCalendar) -> CalendarIndex {
        self.list.push(calendar);
        CalendarIndex(self.list.len() as u32 - 1)
    }

    /// Lets the calendars of tasks answer questions about the years of a plan faster; see [`WorkCalendar::look_ahead`].
    pub(crate) fn look_ahead(&mut self, tasks: usize, start: Instant) {
        let of_tasks: BTreeSet<CalendarIndex> =
            (0..tasks).flat_map(|task| [self.of_task(task), self.stated_for(task)]).collect();
        for index in of_tasks {
            self.list[index.index()].look_ahead(start - BEFORE_START_S, HORIZON_S);
        }
    }

    /// How many there are, the standard one, the one that always works and joint ones included.
    #[allow(clippy::len_without_is_empty, reason = "never empty")]
    pub fn len(&self) -> usize {
        self.list.len()
    }
}

impl Index<CalendarIndex> for Calendars {
    type Output = WorkCalendar;

    fn index(&self, index: CalendarIndex) -> &WorkCalendar {
        &self.list[index.0 as usize]
    }
}

impl CalendarIndex {
    /// The position among the calendars of the plan.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Compiles the calendars of a document for an axis. A calendar that is broken falls back to the
/// standard week where it says nothing usable, so that checking can go on.
///
/// O((n + c) log n) for each calendar with n exceptions, its bases' included, and c clock changes.
pub fn compile(document: &Document, axis: Axis) -> (Calendars, Vec<Diagnostic>) {
    let mut compiler = Compiler { document, axis, scheduled_on: OnceCell::new(), diagnostics: Vec::new() };
    let mut by_id = BTreeMap::new();
    for (at, calendar) in document.calendars.iter().enumerate() {
        by_id.entry(calendar.id.clone()).or_insert(CalendarIndex(at as u32));
    }
    let mut reader = Reader::new(axis);
    let own: Vec<Hours> = document.calendars.iter().map(|calendar| reader.hours(calendar)).collect();
    let mut list: Vec<WorkCalendar> =
        (0..own.len()).map(|at| compiler.work_calendar(at, &own, &by_id)).collect();
    list.push(WorkCalendar::standard(axis));
    list.push(WorkCalendar::always());
    let standard = CalendarIndex(own.len() as u32);
    by_id.entry(STANDARD.into()).or_insert(standard);
    by_id.entry(ALWAYS.into()).or_insert(CalendarIndex(standard.0 + 1));
    let default = document.calendar.as_deref().map_or(standard, |id| {
        by_id.get(id).copied().unwrap_or_else(|| {
            compiler.unknown(id, format!("the plan's calendar `{id}` does not exist"), document.span);
            standard
        })
    });
    let always = CalendarIndex(standard.0 + 1);
    let stated = OfTasks::default();
    let mut calendars = Calendars { list, by_id, default, always, stated, effective: None };
    let (stated, needing) = effective::stated(document, &calendars);
    calendars.stated = stated;
    let mut diagnostics = reader.diagnostics;
    diagnostics.extend(compiler.diagnostics);
    let (effective, found) = effective::effective(document, &mut calendars, &needing);
    calendars.effective = effective;
    diagnostics.extend(found);
    let (within, found) = within::within(document, &mut calendars);
    calendars.effective = within.or(calendars.effective);
    diagnostics.extend(found);
    (calendars, diagnostics)
}

struct Compiler<'a> {
    document: &'a Document,
    axis: Axis,
    /// Ids of the calendars of the plan and its tasks. Without work, others only deserve a word.
    scheduled_on: OnceCell<BTreeSet<&'a str>>,
    diagnostics: Vec<Diagnostic>,
}

impl Compiler<'_> {
    /// Joins a calendar with its bases and compiles it.
    fn work_calendar(
        &mut self,
        at: usize,
        own: &[Hours],
        by_id: &BTreeMap<String, CalendarIndex>,
    ) -> WorkCalendar {
        let (chain, sound) = self.bases(at, by_id);
        let standard = standard_week();
        let windows: Vec<&Window> = chain.iter().flat_map(|link| &own[*link].windows).collect();
        let has_week = chain.iter().any(|link| own[*link].week.iter().any(Option::is_some));
        // Windows alone leave all other hours.
        let unstated = if has_week || windows.is_empty() { Vec::new() } else { vec![(0, DAY_S)] };
        let week: Week = std::array::from_fn(|day| {
            let stated = chain.iter().find_map(|link| own[*link].week[day].clone());
            stated.unwrap_or_else(|| if sound { unstated.clone() } else { standard[day].clone() })
        });
        let exceptions: Vec<Override> =
            chain.iter().rev().flat_map(|link| own[*link].exceptions.iter().cloned()).collect();
        let zone = chain.iter().find_map(|link| own[*link].zone).or(self.axis.zone());
        let changes = clock_changes(zone);
        let hours = work_calendar(&week, &exceptions, changes);
        let compiled = windows::limit(&hours, &windows, zone);
        if compiled.works() {
            return compiled;
        }
        self.never_works(at, hours.works());
        let without = [hours, work_calendar(&standard, &exceptions, changes)];
        without
            .into_iter()
            .find(WorkCalendar::works)
            .unwrap_or_else(|| work_calendar(&standard, &[], changes))
    }

    /// A calendar without work, and whether it would work without its windows.
    fn never_works(&mut self, at: usize, without_windows: bool) {
        let calendar = &self.document.calendars[at];
        let message = format!("calendar `{}` never works", calendar.id);
        let mut found = Diagnostic::new(Code::CalendarInvalid, message).at(calendar.span);
        let scheduled_on = self.scheduled_on.get_or_init(|| {
            let of_tasks = self.document.tasks.iter().filter_map(|task| task.calendar.as_deref());
            of_tasks.chain(self.document.calendar.as_deref()).collect()
        });
        if !scheduled_on.contains(calendar.id.as_str()) {
            found.severity = Severity::Warning;
        }
        self.diagnostics.push(found.help(if without_windows {
            "let its `windows` leave some of its hours"
        } else {
            "state the shifts of its `week`, or the calendar that it changes as `base`"
        }));
    }

    /// The calendar and those that it is based on, nearest first, and whether all of them are sound.
    fn bases(&mut self, at: usize, by_id: &BTreeMap<String, CalendarIndex>) -> (Vec<usize>, bool) {
        let document = self.document;
        let mut chain = vec![at];
        let mut seen = BTreeSet::from([at]);
        let mut calendar = &document.calendars[at];
        while let Some(base) = calendar.base.as_deref() {
            let Some(next) = by_id.get(base).map(|index| index.index()) else {
                // Reported once, for the calendar that names it.
                if chain.len() == 1 {
                    let message = format!("the base `{base}` of calendar `{}` does not exist", calendar.id);
                    self.unknown(base, message, calendar.span);
                }
                return (chain, false);
            };
            if !seen.insert(next) || chain.len() == DEPTH_LIMIT {
                self.report_chain(&chain, next);
                return (chain, false);
            }
            chain.push(next);
            calendar = &document.calendars[next];
        }
        (chain, true)
    }

    /// A chain of bases that comes back to itself, or is too long.
    fn report_chain(&mut self, chain: &[usize], next: usize) {
        let calendars = &self.document.calendars;
        let first = &calendars[chain[0]];
        let message = if next == chain[0] {
            // One report for each cycle, from its first calendar.
            if chain.iter().any(|link| *link < next) {
                return;
            }
            let path: Vec<_> =
                chain.iter().chain([&next]).map(|link| format!("`{}`", calendars[*link].id)).collect();
            format!("calendar `{}` is based on itself: {}", first.id, path.join(" -> "))
        } else if chain.contains(&next) {
            return;
        } else {
            format!("calendar `{}` is based on more than {} others", first.id, DEPTH_LIMIT - 1)
        };
        let found = Diagnostic::new(Code::CalendarInvalid, message).at(first.span);
        self.diagnostics.push(found.help("remove one `base`"));
    }

    fn unknown(&mut self, id: &str, message: String, span: Option<Span>) {
        let ids = self.document.calendars.iter().map(|calendar| calendar.id.as_str());
        let mut found = Diagnostic::new(Code::CalendarUnknown, message).at(span);
        found.help = Some(match did_you_mean(id, ids) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!(
                "`{ALWAYS}` works around the clock, `{STANDARD}` from Monday to Friday, 08:00 to 17:00; \
                 or add a calendar with the id `{id}`"
            ),
        });
        self.diagnostics.push(found);
    }
}
