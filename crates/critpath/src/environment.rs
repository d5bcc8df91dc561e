//! Words into the environments that they mean, and tasks into those that they take place in.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Document;

/// The environments of a document by the words that people call them.
#[derive(Debug, Default)]
pub(crate) struct Environments {
    by_word: BTreeMap<String, usize>,
}

impl Environments {
    /// O(n log n).
    pub fn new(document: &Document) -> Self {
        let mut by_word = BTreeMap::new();
        let environments = || document.environments.iter().enumerate();
        let mut add = |text: &str, at: usize| {
            let word = text.to_lowercase();
            if !word.is_empty() {
                by_word.entry(word).or_insert(at);
            }
        };
        environments().for_each(|(at, environment)| add(&environment.id, at));
        environments().for_each(|(at, environment)| add(&environment.name, at));
        for (at, environment) in environments() {
            add(first_word(&environment.id), at);
            add(first_word(&environment.name), at);
        }
        Environments { by_word }
    }

    /// The position of the environment that goes by a word: its id, its name, or the first word of one of them, in
    /// capitals or not. O(log n).
    pub fn get(&self, word: &str) -> Option<usize> {
        self.by_word.get(&word.to_lowercase()).copied()
    }

    /// The word for where each task takes place: its own, else that of the nearest phase around it which has one.
    /// Phases that are part of themselves have none. O(n log n).
    pub fn words_of_tasks(document: &Document) -> Vec<Option<&str>> {
        let mut phases = BTreeMap::new();
        for phase in &document.phases {
            phases.entry(phase.id.as_str()).or_insert(phase);
        }
        let mut known: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        let mut of_phase = |id: &str| {
            let (mut path, mut met) = (Vec::new(), BTreeSet::new());
            let mut next = phases.get(id).copied();
            let found = loop {
                let Some(phase) = next.filter(|phase| met.insert(phase.id.as_str())) else { break None };
                if let Some(word) = known.get(phase.id.as_str()) {
                    break *word;
                }
                path.push(phase.id.as_str());
                if let Some(word) = phase.environment.as_deref() {
                    break Some(word);
                }
                next = phase.parent.as_deref().and_then(|parent| phases.get(parent)).copied();
            };
            known.extend(path.into_iter().map(|phase| (phase, found)));
            found
        };
        let of_task = document.tasks.iter();
        of_task.map(|task| task.environment.as_deref().or_else(|| of_phase(task.phase.as_deref()?))).collect()
    }

    /// By task, the position of the environment that it takes place in. O(n log n).
    pub fn of_tasks(&self, document: &Document) -> Vec<Option<usize>> {
        let words = Environments::words_of_tasks(document);
        words.into_iter().map(|word| word.and_then(|word| self.get(word))).collect()
    }
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(text)
}
