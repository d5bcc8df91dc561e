//! Nouns as they are read, with what they refer to in words, before they have ids.

use critpath::diagnostic::Diagnostic;
use critpath::model::{Correlation, Dependency, Document, Phase, Span, StrategyStep, Task};

use super::phrase::DurationPhrase;

/// What a list of tasks, a label or a value belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The plan as a whole.
    Plan,
    /// A phase, by index.
    Phase(usize),
    /// A step of the strategy, by index.
    Step(usize),
    /// A task, by index.
    Task(usize),
}

/// What comes before a phase or task, in the words of the text.
#[derive(Debug, Clone)]
pub struct Wait {
    /// `T1`, `M1 complete`, `Phase 1`.
    pub text: String,
    /// Where it stood.
    pub span: Span,
}

/// A phase as it is read.
#[derive(Debug, Default)]
pub struct PhaseDraft {
    /// The phase; ids are empty unless the text states them.
    pub phase: Phase,
    /// The phase it is part of.
    pub parent: Option<usize>,
    /// Whether it follows the phase before it.
    pub ordered: bool,
    /// How long it takes, if it states that instead of a window.
    pub duration: Option<DurationPhrase>,
    /// How the durations of its tasks go together; the tasks are filled in at the end.
    pub correlation: Option<Correlation>,
    /// Other names that the text may use for it: `Phase 1`.
    pub aliases: Vec<String>,
    /// What comes before it.
    pub waits: Vec<Wait>,
}

/// A task as it is read.
#[derive(Debug, Default)]
pub struct TaskDraft {
    /// The task; ids are empty unless the text states them.
    pub task: Task,
    /// The phase it is part of.
    pub phase: Option<usize>,
    /// The strategy step that lists it.
    pub step: Option<usize>,
    /// Other names that the text may use for it: `T1`, `Task 1`.
    pub aliases: Vec<String>,
    /// What comes before it.
    pub waits: Vec<Wait>,
    /// What comes before it, where that is known to be another task, by index; the ids are filled in at the end.
    pub links: Vec<(usize, Dependency)>,
    /// Whether it has attributes, and so says itself what its dates mean.
    pub attributed: bool,
    /// The table of phases, by its block, that it is a row of: it may name a phase.
    pub phase_table: Option<usize>,
}

/// Everything that has been read.
#[derive(Debug, Default)]
pub struct Drafts {
    /// The nouns that refer to nothing.
    pub document: Document,
    /// The phases, parents before children.
    pub phases: Vec<PhaseDraft>,
    /// The steps of the strategy.
    pub steps: Vec<StrategyStep>,
    /// The tasks.
    pub tasks: Vec<TaskDraft>,
    /// What is odd.
    pub diagnostics: Vec<Diagnostic>,
}

impl Drafts {
    /// Adds a task that belongs to an owner. Tasks of a task stand beside it.
    pub fn add_task(&mut self, mut draft: TaskDraft, owner: Owner) -> usize {
        match owner {
            Owner::Plan => {}
            Owner::Phase(phase) => draft.phase = Some(phase),
            Owner::Step(step) => draft.step = Some(step),
            Owner::Task(task) => {
                if let Some(sibling) = self.tasks.get(task) {
                    (draft.phase, draft.step) = (sibling.phase, sibling.step);
                }
            }
        }
        self.tasks.push(draft);
        self.tasks.len() - 1
    }

    /// Adds a phase inside the phase of an owner.
    pub fn add_phase(&mut self, mut draft: PhaseDraft, owner: Owner) -> usize {
        draft.parent = self.phase_of(owner);
        self.phases.push(draft);
        self.phases.len() - 1
    }

    /// The phase that an owner is or is in.
    pub fn phase_of(&self, owner: Owner) -> Option<usize> {
        match owner {
            Owner::Phase(phase) => Some(phase),
            Owner::Task(task) => self.tasks.get(task).and_then(|draft| draft.phase),
            Owner::Plan | Owner::Step(_) => None,
        }
    }
}
