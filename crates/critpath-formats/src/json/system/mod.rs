//! The JSON files of the AutoProjectManagement system into documents.
//!
//! | file | becomes |
//! |---|---|
//! | parts of a work breakdown (`level_0` ... `subtasks`) | nested phases, tasks |
//! | `detailed_wbs.json`: a root with `subtasks`, a list, `tasks` by id or in a list | phases, tasks |
//! | `task_resource_allocation.json`, `linked_wbs_resources.json` | what tasks need, resources |
//! | `human_resources.json` | resources |
//! | `risk_quantitative_models.json` | scales of risks; risks, where it lists any |
//! | `commit_progress.json`, `wbs_scores.json` | progress of tasks, remarks on them |
//! | quality, performance, notifications, dashboards, configuration | no plan; a diagnostic says what it is |
//!
//! What is written under a name that nobody knows is kept in `extensions` and reported. A start and an end together
//! are a window, a start alone is the earliest start, an end alone is a deadline. Plain numbers of a field that says
//! no unit are days of work. The names that are known, in any case and style (`startDate` is `start_date`):
//!
#![doc = include_str!("aliases.md")]

mod alias;
mod build;
mod draft;
mod forest;
mod gather;
mod join;
mod merge;
mod notes;
mod risk;
mod shape;
mod share;
mod value;

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::noun::Field;
use critpath::model::tree::Node;
use critpath::model::{Document, FORMAT, Source, Span};
use serde_json::Value;

use crate::Read;
use gather::Gathered;
pub(super) use shape::{Shape, recognise};

/// A file of the system.
pub(super) struct File<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its value and what it is; nothing for a file that could not be read.
    pub content: Option<(Node<'a>, Shape)>,
}

/// Reads files together. Their order only decides the order of `sources`.
pub(super) fn read(files: &[File<'_>]) -> Read {
    let mut order: Vec<&File<'_>> = files.iter().collect();
    order.sort_by(|a, b| forest::natural(a.name, b.name));
    let mut gathered = Gathered::default();
    for file in order {
        if let Some((root, shape)) = &file.content {
            gathered.file(root, *shape);
        }
    }
    let mut document = Document { format: FORMAT.to_owned(), ..Document::default() };
    document.sources =
        files.iter().map(|file| Source { name: file.name.to_owned(), ..Source::default() }).collect();
    document.risks = std::mem::take(&mut gathered.risks);
    document.risk_scales = std::mem::take(&mut gathered.risk_scales);
    build::work(&mut gathered, &mut document);
    join::join(&mut gathered, &mut document);
    for (source, left) in std::mem::take(&mut gathered.left) {
        let name = files.get(source as usize).map_or("", |file| file.name);
        if files.len() == 1 {
            document.extensions.extend(left);
        } else {
            document.extensions.insert(name.to_owned(), Value::Object(left.into_iter().collect()));
        }
    }
    set_apart(&mut document);
    gathered.scales.report(&mut gathered.notes);
    no_plan(files, &document, &mut gathered);
    Read { document, diagnostics: gathered.notes.finish() }
}

/// Renames what is kept where the model has a field of the name: written and read again it would become that field.
fn set_apart(document: &mut Document) {
    document.each_noun(&mut |noun| {
        let fields = noun.fields();
        let taken = |name: &str| name == "span" || fields.contains(&name);
        let extensions = noun.extensions_mut();
        let names: Vec<String> = extensions.keys().filter(|name| taken(name)).cloned().collect();
        for name in names {
            let Some(value) = extensions.remove(&name) else { continue };
            let mut apart = format!("{name}_as_written");
            while extensions.contains_key(&apart) {
                apart.push('_');
            }
            extensions.insert(apart, value);
        }
    });
}

/// Says so where files that were understood state no work.
fn no_plan(files: &[File<'_>], document: &Document, gathered: &mut Gathered) {
    let understood: Vec<_> =
        files.iter().filter_map(|file| Some((file, file.content.as_ref()?.1.content()?))).collect();
    let Some((file, what)) = understood.first() else { return };
    if !document.tasks.is_empty() {
        return;
    }
    let span = file.content.as_ref().map_or(Span::default(), |(root, _)| root.span);
    let message = match understood.len() {
        1 => format!("the file holds {what}, but no task"),
        count => format!("{count} files hold {what} and the like, but no task"),
    };
    let diagnostic = Diagnostic::new(Code::TextNoPlan, message).at(span);
    gathered.notes.push(diagnostic.help("read it together with the work breakdown that it belongs to"));
}
