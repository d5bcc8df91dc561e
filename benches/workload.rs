//! A shape, a size and a seed into a network, and a network into a document with a calendar.

use critpath::model::{Calendar, CalendarException, Dependency, Document, Shift, Task, Weekday, WorkDay};
use critpath::time::{Date, Moment, TimeOfDay, date_of};

/// How tasks hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Each task waits for the one before.
    Chain,
    /// All tasks wait for the first, the last waits for all.
    Wide,
    /// A hundred layers; each task waits for two random ones of the layer before.
    Layered,
    /// The same, with the tasks listed in random order.
    Shuffled,
}

impl Shape {
    /// All shapes.
    pub const ALL: [Shape; 4] = [Shape::Chain, Shape::Wide, Shape::Layered, Shape::Shuffled];

    /// The name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Shape::Chain => "chain",
            Shape::Wide => "wide",
            Shape::Layered => "layered",
            Shape::Shuffled => "layered, shuffled",
        }
    }
}

/// Tasks with whole days of work, tied finish to start, so that every scheduler can read it.
#[derive(Debug, Clone)]
pub struct Network {
    /// Days of work of each task.
    pub days: Vec<u32>,
    /// Predecessors of each task.
    pub after: Vec<Vec<u32>>,
}

const LAYERS: usize = 100;

impl Network {
    /// The network of a shape, a number of tasks and a seed; always the same.
    pub fn new(shape: Shape, tasks: usize, seed: u64) -> Self {
        let mut random = Random(seed);
        let days = (0..tasks).map(|_| 1 + random.below(10) as u32).collect();
        let last = tasks.saturating_sub(1);
        let after = (0..tasks)
            .map(|task| match shape {
                _ if task == 0 => Vec::new(),
                Shape::Chain => vec![task as u32 - 1],
                Shape::Wide if task == last => (1..last as u32).collect(),
                Shape::Wide => vec![0],
                Shape::Layered | Shape::Shuffled => layered(task, tasks, &mut random),
            })
            .collect();
        let network = Network { days, after };
        if shape == Shape::Shuffled { network.shuffled(&mut random) } else { network }
    }

    /// Number of links.
    pub fn links(&self) -> usize {
        self.after.iter().map(Vec::len).sum()
    }

    fn shuffled(self, random: &mut Random) -> Self {
        let mut place: Vec<u32> = (0..self.days.len() as u32).collect();
        for at in (1..place.len()).rev() {
            place.swap(at, random.below(at as u64 + 1) as usize);
        }
        let mut shuffled = Network { days: self.days.clone(), after: self.after.clone() };
        for (from, (days, after)) in self.days.into_iter().zip(self.after).enumerate() {
            let to = place[from] as usize;
            shuffled.days[to] = days;
            shuffled.after[to] = after.into_iter().map(|task| place[task as usize]).collect();
        }
        shuffled
    }

    /// The network as a plan that starts on 2026-12-07, on a calendar of five days of 8 hours with
    /// twelve holidays a year for twenty years.
    pub fn document(&self) -> Document {
        let task = |(at, (days, after)): (usize, (&u32, &Vec<u32>))| Task {
            id: format!("t{at}"),
            name: format!("Task {at}"),
            duration: format!("{days}d").parse().ok(),
            after: after
                .iter()
                .map(|task| Dependency { predecessor: format!("t{task}"), ..Dependency::default() })
                .collect(),
            ..Task::default()
        };
        Document {
            name: "Workload".into(),
            start: Moment::parse("2026-12-07").ok(),
            calendar: Some("office".into()),
            // From 2027-01-01, about once a month.
            calendars: vec![office((0..240).map(|index| 20_819 + index * 365 / 12))],
            tasks: self.days.iter().zip(&self.after).enumerate().map(task).collect(),
            ..Document::default()
        }
    }

    /// The same plan on three calendars, each for every third task: the one of the plan, nights of eight hours on all
    /// days, and work around the clock; so that most links lead from one calendar to another.
    pub fn document_on_three_calendars(&self) -> Document {
        let mut document = self.document();
        let [office] = document.calendars.as_slice() else { return document };
        let week = |start: u32, finish: u32| {
            let hour = |hour: u32| TimeOfDay::from_seconds(hour * 3600);
            let shift = Shift { start: hour(start), finish: hour(finish), ..Shift::default() };
            vec![WorkDay { days: Weekday::ALL.to_vec(), shifts: vec![shift], ..WorkDay::default() }]
        };
        let night = Calendar { id: "night".into(), week: week(22, 6), ..office.clone() };
        let always = Calendar { id: "always".into(), week: week(0, 24), ..Calendar::default() };
        document.calendars.extend([night, always]);
        for (at, task) in document.tasks.iter_mut().enumerate() {
            task.calendar = [None, Some("night"), Some("always")][at % 3].map(str::to_owned);
        }
        document
    }

    /// One line for each task: its days, then its predecessors.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (days, after) in self.days.iter().zip(&self.after) {
            let numbers: Vec<String> = std::iter::once(days).chain(after).map(u32::to_string).collect();
            text.push_str(&numbers.join(" "));
            text.push('\n');
        }
        text
    }
}

fn layered(task: usize, tasks: usize, random: &mut Random) -> Vec<u32> {
    let size = tasks.div_ceil(LAYERS).max(1);
    let Some(layer) = (task / size).checked_sub(1) else { return Vec::new() };
    let first = layer * size;
    let mut pick = || (first + random.below(size as u64) as usize) as u32;
    let (one, other) = (pick(), pick());
    if one == other { vec![one] } else { vec![one, other] }
}

/// Monday to Friday 08:00-12:00 and 13:00-17:00, with these days off, counted from 1970.
pub fn office(holidays: impl Iterator<Item = i64>) -> Calendar {
    let hours = |start: u32, finish: u32| Shift {
        start: TimeOfDay::from_seconds(start * 3600),
        finish: TimeOfDay::from_seconds(finish * 3600),
        ..Shift::default()
    };
    let week = WorkDay {
        days: Weekday::ALL[..5].to_vec(),
        shifts: vec![hours(8, 12), hours(13, 17)],
        ..WorkDay::default()
    };
    let holiday = |day| CalendarException { start: Some(Date(date_of(day))), ..CalendarException::default() };
    Calendar {
        id: "office".into(),
        week: vec![week],
        exceptions: holidays.map(holiday).collect(),
        ..Calendar::default()
    }
}

/// A linear congruential generator (Knuth, MMIX): good enough to scatter links, the same everywhere.
#[derive(Debug)]
pub struct Random(pub u64);

impl Random {
    /// A number below the limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}
