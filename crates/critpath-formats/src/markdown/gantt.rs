//! Mermaid gantt charts inside a guide into its phases and tasks.
//!
//! A guide often draws what it also lists. A section of a chart that has the name of a phase is that phase, and a
//! bar that has the id or the name of one task is that task: the chart then adds what the text does not state.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use critpath::model::{Dependency, Phase, Span, Task, TaskKind, WindowUnit};
use critpath::time::Moment;

use super::draft::{Drafts, Owner, PhaseDraft, TaskDraft};
use super::known::Names;
use super::outline::{Code, Kind};
use super::reader::Reader;
use super::sections::What;
use super::vocabulary::{Role, contains_any};
use crate::mermaid::{MermaidGantt, is_gantt, read_gantt};

/// What the text apart from its charts calls phases and tasks, and the ids that its charts have used.
#[derive(Debug)]
struct TextNames {
    phases: Names,
    tasks: Names,
    ids: BTreeSet<String>,
}

impl Reader<'_> {
    /// Reads the charts of all sections, after everything else, so that they find the tasks that they draw.
    pub fn charts(&mut self) {
        let outline = self.outline;
        let mut start = None;
        let (phases, tasks) = (Names::of_phases(&self.drafts), Names::of_tasks(&self.drafts));
        let mut names = TextNames { phases, tasks, ids: BTreeSet::new() };
        for ((section, place), owner) in outline.sections.iter().zip(self.places).zip(self.owners.clone()) {
            let staffing = matches!(place.what, What::About(Role::Resources(_)));
            for index in section.blocks.clone() {
                let Some(Kind::Code(code)) = outline.blocks.get(index).map(|block| &block.kind) else {
                    continue;
                };
                if !matches!(code.language.as_str(), "mermaid" | "") || !is_gantt(&code.text) {
                    continue;
                }
                let chart = read_gantt(&code.text, &|range| span(code, range));
                // The bars of such a chart are people and machines.
                if staffing
                    || is_staffing(place.parts.name.str())
                    || chart.title.as_deref().is_some_and(is_staffing)
                {
                    continue;
                }
                if !chart.tasks.is_empty() {
                    self.place(index);
                }
                start = start.into_iter().chain(chart.start).min_by_key(|moment: &Moment| moment.date());
                self.drafts.add_chart(chart, owner, &mut names);
            }
        }
        // A chart with dates tells when the plan starts, unless other parts count from a start of their own.
        if self.drafts.document.start.is_none() && !self.drafts.counts_from_start() {
            self.drafts.document.start = start;
        }
    }
}

impl Drafts {
    fn add_chart(&mut self, chart: MermaidGantt, owner: Owner, text: &mut TextNames) {
        let phases: BTreeMap<String, usize> = chart
            .phases
            .into_iter()
            .map(|phase| {
                let id = phase.id.clone();
                let known = text.phases.find(&phase.name);
                (id, known.unwrap_or_else(|| self.add_section(phase, owner)))
            })
            .collect();
        let mut places = BTreeMap::new();
        for mut task in chart.tasks {
            let id = std::mem::take(&mut task.id);
            let stated = chart.stated_ids.contains(&id);
            let known =
                stated.then(|| text.tasks.find(&id)).flatten().or_else(|| text.tasks.find(&task.name));
            let after = std::mem::take(&mut task.after);
            let owner =
                task.phase.take().and_then(|phase| phases.get(&phase)).map_or(owner, |p| Owner::Phase(*p));
            let place = match known {
                Some(known) => {
                    self.complete(known, task);
                    known
                }
                None => {
                    // Another chart may use the same id for another bar.
                    let free = stated && !text.tasks.contains(&id) && text.ids.insert(id.clone());
                    task.id = if free { id.clone() } else { String::new() };
                    self.add_task(TaskDraft { task, ..TaskDraft::default() }, owner)
                }
            };
            places.insert(id, (place, after));
        }
        self.link(&places);
        self.diagnostics.extend(chart.diagnostics);
    }

    fn add_section(&mut self, phase: Phase, owner: Owner) -> usize {
        let phase = Phase { id: String::new(), ..phase };
        self.add_phase(PhaseDraft { phase, ..PhaseDraft::default() }, owner)
    }

    /// Adds to a task of the text what only the chart states.
    fn complete(&mut self, index: usize, bar: Task) {
        let Some(draft) = self.tasks.get_mut(index) else { return };
        let task = &mut draft.task;
        if task.duration.is_none() && task.estimate.is_none() && task.window.is_none() {
            (task.duration, task.window) = (bar.duration, bar.window);
        }
        if task.constraints.is_empty() {
            task.constraints = bar.constraints;
        }
        if bar.kind == TaskKind::Milestone {
            task.kind = bar.kind;
        }
        task.progress = task.progress.take().or(bar.progress);
        task.priority = task.priority.take().or(bar.priority);
    }

    /// Ties the bars together. The ids of the chart are its own, so the links are by index.
    fn link(&mut self, places: &BTreeMap<String, (usize, Vec<Dependency>)>) {
        for (place, after) in places.values() {
            let links =
                after.iter().filter_map(|link| Some((places.get(&link.predecessor)?.0, link.clone())));
            let links: Vec<_> = links.filter(|(other, _)| other != place).collect();
            if let Some(draft) = self.tasks.get_mut(*place) {
                draft.links.extend(links);
            }
        }
    }

    /// Whether something is placed by weeks or days after the plan's start.
    fn counts_from_start(&self) -> bool {
        let relative = |unit: WindowUnit| unit != WindowUnit::Date;
        let phases = self.phases.iter().any(|draft| {
            draft.duration.is_some()
                || draft.phase.window.as_ref().is_some_and(|window| relative(window.unit))
        });
        phases || self.tasks.iter().any(|draft| draft.task.window.as_ref().is_some_and(|w| relative(w.unit)))
    }
}

fn is_staffing(name: &str) -> bool {
    let words =
        ["resources allocation", "resource allocation", "team allocation", "staffing", "on call rota"];
    contains_any(name, &words)
}

/// Where a range of the code stood in the source.
fn span(code: &Code, range: Range<usize>) -> Span {
    let source = |at: usize| {
        let piece = code.pieces.partition_point(|(start, _)| *start <= at).checked_sub(1);
        piece.and_then(|piece| code.pieces.get(piece)).map_or(0, |(start, source)| source + (at - start))
    };
    let end = if range.is_empty() { source(range.start) } else { source(range.end - 1) + 1 };
    Span::new(source(range.start), end)
}

#[cfg(test)]
mod tests {
    use crate::markdown::read;

    #[test]
    fn charts_become_phases_and_tasks() {
        let guide = "# Plan\n\n## Timeline\n\n```mermaid\ngantt\n dateFormat YYYY-MM-DD\n section Build\n Compile :a1, 2024-01-01, 2d\n \
                     Test :a2, after a1, 1d\n section Ship\n Deploy :after a2, 1d\n```\n\n> ```mermaid\n> gantt\n> Compile more :a1, 1d\n> ```\n";
        let document = read("plan.md", guide).document;
        assert_eq!(document.start.unwrap().to_string(), "2024-01-01T00:00:00");
        assert_eq!(document.phases.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(), ["build", "ship"]);
        let tasks: Vec<_> = document
            .tasks
            .iter()
            .map(|t| {
                let after = t.after.iter().map(|d| d.predecessor.as_str()).collect::<Vec<_>>().join(",");
                let text = t.span.map(|span| &guide[span.range()]).unwrap_or_default();
                format!(
                    "{} {:?} <{after}> {}",
                    t.id,
                    t.phase.as_deref(),
                    text.split(':').next().unwrap_or_default()
                )
            })
            .collect();
        assert_eq!(
            tasks,
            [
                "a1 Some(\"build\") <> Compile ",
                "a2 Some(\"build\") <a1> Test ",
                "deploy Some(\"ship\") <a2> Deploy ",
                // A second chart has ids of its own.
                "compile-more None <> Compile more ",
            ]
        );
    }

    #[test]
    fn a_chart_completes_what_the_text_lists() {
        let guide = "# Plan\n\n## Schedule\n\n### Phase 1: Build\n- Compile {#compile}\n- Test (2 days)\n\n## Chart\n\n```mermaid\ngantt\n \
                     section Phase 1: Build\n Compile everything :done, compile, 2024-01-01, 3d\n Test :test, after compile, 9d\n \
                     Extra :after test, 1d\n```\n";
        let document = read("plan.md", guide).document;
        assert_eq!(document.phases.len(), 1);
        assert_eq!(document.tasks.len(), 3);
        let [compile, test, extra] = &document.tasks[..] else { panic!("{:?}", document.tasks) };
        assert_eq!(compile.name, "Compile");
        assert_eq!(compile.duration.unwrap().to_string(), "3ed");
        assert_eq!(compile.progress.as_ref().unwrap().percent, Some(100.0));
        assert_eq!(test.duration.unwrap().to_string(), "2d");
        assert_eq!(test.after[0].predecessor, "compile");
        assert_eq!((extra.phase.as_deref(), extra.after[0].predecessor.as_str()), (Some("build"), "test"));
    }
}
