//! Ids of tasks and phases into their indexes.

use std::hash::{DefaultHasher, Hash, Hasher};

use hashbrown::HashTable;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Document, Span};

/// What an id of the schedule names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The task with this index in the document.
    Task(usize),
    /// The phase with this index.
    Phase(usize),
}

/// Finds tasks and phases by id. Holds no text: every question needs the document it was made from.
#[derive(Debug, Clone)]
pub struct IdIndex {
    /// Indexes of tasks; above them, of phases.
    table: HashTable<u32>,
    tasks: usize,
}

impl IdIndex {
    /// Indexes a document; of equal ids the first counts, tasks before phases. O(tasks + phases).
    pub fn new(document: &Document) -> Self {
        Self::with_duplicates(document).0
    }

    /// The index, and what was left out of it as its id was taken.
    pub(crate) fn with_duplicates(document: &Document) -> (Self, Vec<Target>) {
        let nouns = document.tasks.len() + document.phases.len();
        let tasks = document.tasks.len();
        let mut index = IdIndex { table: HashTable::with_capacity(nouns), tasks };
        let mut duplicates = Vec::new();
        for at in 0..nouns {
            let target = index.target(at as u32);
            let id = id(document, target);
            if index.get(document, id).is_some() {
                duplicates.push(target);
            } else {
                // Room was reserved, so nothing is ever hashed again.
                index.table.insert_unique(hash(id), at as u32, |at| hash(id_at(document, tasks, *at)));
            }
        }
        (index, duplicates)
    }

    /// What an id names. O(length of the id).
    pub fn get(&self, document: &Document, id: &str) -> Option<Target> {
        let found = self.table.find(hash(id), |at| id_at(document, self.tasks, *at) == id)?;
        Some(self.target(*found))
    }

    fn target(&self, at: u32) -> Target {
        target(self.tasks, at)
    }
}

/// Every id of a task or phase, in the order of the document.
pub fn ids(document: &Document) -> impl Iterator<Item = &str> {
    let tasks = document.tasks.iter().map(|task| task.id.as_str());
    tasks.chain(document.phases.iter().map(|phase| phase.id.as_str()))
}

/// The id of a task or phase.
pub fn id(document: &Document, target: Target) -> &str {
    match target {
        Target::Task(task) => &document.tasks[task].id,
        Target::Phase(phase) => &document.phases[phase].id,
    }
}

/// Where a task or phase stood in the source.
pub fn span(document: &Document, target: Target) -> Option<Span> {
    match target {
        Target::Task(task) => document.tasks[task].span,
        Target::Phase(phase) => document.phases[phase].span,
    }
}

pub(crate) fn duplicate(document: &Document, index: &IdIndex, target: Target) -> Diagnostic {
    let id = id(document, target);
    let first = index.get(document, id).and_then(|first| span(document, first));
    Diagnostic::new(Code::IdDuplicate, format!("the id `{id}` is taken"))
        .at(span(document, target))
        .label(first, "it is first used here")
        .help("give one of them another id")
}

fn target(tasks: usize, at: u32) -> Target {
    match (at as usize).checked_sub(tasks) {
        None => Target::Task(at as usize),
        Some(phase) => Target::Phase(phase),
    }
}

fn id_at(document: &Document, tasks: usize, at: u32) -> &str {
    id(document, target(tasks, at))
}

/// SipHash with a fixed key: the same on every run. Nothing ever iterates over the table.
fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}
