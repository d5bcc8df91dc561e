//! The checks of the assessment as data: where each was published, and what its figure is held against.
//!
//! DCMA: the fourteen points of the Defense Contract Management Agency, DCMA-EA PAM 200.1, section 4 (October 2012).
//! GAO: those of the ten best practices of the Schedule Assessment Guide GAO-16-89G (December 2015) that can be
//! computed and that the fourteen points leave out; the guide states what should not be there at all.

use AssessmentUnit::{Days, Index, Percent};
use Comparator::{AtLeast, AtMost};

use crate::diagnostic::Code;
use crate::model::Comparator;
use crate::model::result::{AssessmentUnit, CheckVerdict};

/// One check of an assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Which check it is.
    pub check: Code,
    /// Where it was published: `DCMA 1`.
    pub point: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// What the figure counts.
    pub unit: AssessmentUnit,
    /// How the figure must compare with the threshold to pass.
    pub comparator: Comparator,
    /// The limit, in `unit`.
    pub threshold: f64,
    /// How far the figure may miss the limit and still pass.
    pub tolerance: f64,
    /// Working days that the check counts from, or shifts by; zero where it has none.
    pub days: f64,
    /// What to do when it fails.
    pub remedy: &'static str,
}

/// The checks of the profile `dcma`, in the order of their publication.
pub const RULES: [Rule; 21] = [
    rule(
        Code::DcmaLogic,
        "DCMA 1",
        "logic",
        Percent,
        AtMost,
        5.0,
        "link each task with what it waits for and with what waits for it; links of phases do not count",
    ),
    rule(
        Code::DcmaLeads,
        "DCMA 2",
        "leads",
        Percent,
        AtMost,
        0.0,
        "split the predecessor where the successor may begin, and link with the part instead of a lead",
    ),
    rule(
        Code::DcmaLags,
        "DCMA 3",
        "lags",
        Percent,
        AtMost,
        5.0,
        "make what happens in the lag a task of its own, such as `Soak {#soak 4h after=deploy}`",
    ),
    rule(
        Code::DcmaRelations,
        "DCMA 4",
        "relationship types",
        Percent,
        AtLeast,
        90.0,
        "prefer finish to start; a relation between starts or finishes hides what really hands over",
    ),
    rule(
        Code::DcmaConstraints,
        "DCMA 5",
        "hard constraints",
        Percent,
        AtMost,
        5.0,
        "state what must be met as a `deadline`, which moves nothing, and let the logic say the dates",
    ),
    days(
        Code::DcmaHighFloat,
        "DCMA 6",
        "high float",
        44.0,
        "look for the successor that is missing: little is really free to slip that far",
    ),
    rule(
        Code::DcmaNegativeFloat,
        "DCMA 7",
        "negative float",
        Percent,
        AtMost,
        0.0,
        "these tasks miss a deadline or a constraint: shorten what drives them, or move the date",
    ),
    days(
        Code::DcmaHighDuration,
        "DCMA 8",
        "high duration",
        44.0,
        "split them into tasks whose progress can be seen within two months",
    ),
    rule(
        Code::DcmaInvalidDates,
        "DCMA 9",
        "invalid dates",
        Percent,
        AtMost,
        0.0,
        "plan what is left after the data date, and report as done only what was done by then",
    ),
    Rule {
        days: 1.0,
        ..rule(
            Code::DcmaResources,
            "DCMA 10",
            "resources",
            Percent,
            AtMost,
            0.0,
            "say who or what does them: `needs=`, or a cost",
        )
    },
    rule(
        Code::DcmaMissedTasks,
        "DCMA 11",
        "missed tasks",
        Percent,
        AtMost,
        5.0,
        "find out what held them up before it holds up the next ones",
    ),
    Rule {
        days: 600.0,
        // Working days of one calendar are not those of another: the shift may lose some on its way to the finish.
        tolerance: 6.0,
        ..rule(
            Code::DcmaCriticalPath,
            "DCMA 12",
            "critical path test",
            Days,
            AtLeast,
            600.0,
            "look for dates that hold what follows in place, and for links that are missing on the way to the finish",
        )
    },
    rule(
        Code::DcmaCpli,
        "DCMA 13",
        "critical path length index",
        Index,
        AtLeast,
        0.95,
        "shorten the critical path, or agree on a later deadline",
    ),
    rule(
        Code::DcmaBei,
        "DCMA 14",
        "baseline execution index",
        Index,
        AtLeast,
        0.95,
        "work is done more slowly than the baseline says: more of it at a time, or a new baseline",
    ),
    rule(
        Code::GaoNames,
        "GAO 1",
        "unique names",
        Percent,
        AtMost,
        0.0,
        "say in the name what sets the task apart: who reads a list of tasks does not see their phases",
    ),
    rule(
        Code::GaoDangling,
        "GAO 2",
        "dangling ends",
        Percent,
        AtMost,
        0.0,
        "add a link that holds the start (FS or SS), or one that waits for the finish (FS or FF)",
    ),
    rule(
        Code::GaoPhaseLinks,
        "GAO 2",
        "links of phases",
        Percent,
        AtMost,
        0.0,
        "link the tasks instead: a link of a phase does not say which of its tasks waits, and for which",
    ),
    rule(
        Code::GaoLevelOfEffort,
        "GAO 6",
        "critical level of effort",
        Percent,
        AtMost,
        0.0,
        "let what it supports decide how long it lasts",
    ),
    rule(
        Code::GaoDatedPath,
        "GAO 6",
        "critical path by dates",
        Percent,
        AtMost,
        0.0,
        "replace the date by a link with what has to be done before",
    ),
    rule(
        Code::GaoOutOfSequence,
        "GAO 9",
        "progress out of sequence",
        Percent,
        AtMost,
        0.0,
        "change the links to how the work was really done",
    ),
    rule(
        Code::GaoBaseline,
        "GAO 10",
        "baseline",
        Percent,
        AtMost,
        0.0,
        "keep the dates that were agreed on as a baseline, and take new tasks up into it",
    ),
];

const fn rule(
    check: Code,
    point: &'static str,
    title: &'static str,
    unit: AssessmentUnit,
    comparator: Comparator,
    threshold: f64,
    remedy: &'static str,
) -> Rule {
    Rule { check, point, title, unit, comparator, threshold, tolerance: 0.0, days: 0.0, remedy }
}

/// A check that at most 5 % may have more than so many working days.
const fn days(
    check: Code,
    point: &'static str,
    title: &'static str,
    days: f64,
    remedy: &'static str,
) -> Rule {
    Rule { days, ..rule(check, point, title, Percent, AtMost, 5.0, remedy) }
}

impl Rule {
    /// Whether a figure in `unit` passes.
    pub fn verdict(&self, value: f64) -> CheckVerdict {
        let passes = match self.comparator {
            Comparator::Less => value < self.threshold + self.tolerance,
            Comparator::AtMost => value <= self.threshold + self.tolerance,
            Comparator::Greater => value > self.threshold - self.tolerance,
            Comparator::AtLeast => value >= self.threshold - self.tolerance,
            Comparator::Equal => (value - self.threshold).abs() <= self.tolerance,
        };
        if passes { CheckVerdict::Pass } else { CheckVerdict::Fail }
    }
}

/// A part of a whole, 0 to 100.
pub(crate) fn percent(count: usize, of: usize) -> f64 {
    100.0 * count as f64 / of as f64
}

/// The critical path length index: (length of the critical path + total float) / length, in any one unit of time.
pub(crate) fn length_index(length: f64, float: f64) -> f64 {
    (length + float) / length
}

/// The baseline execution index: tasks completed / (tasks due by the baseline + tasks without one).
pub(crate) fn execution_index(completed: usize, due: usize, without_baseline: usize) -> f64 {
    completed as f64 / (due + without_baseline) as f64
}
