//! Nouns into findings about their ids and names: missing, or given twice.

use crate::check::index::{Index, Kind};
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn findings(index: &Index) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for noun in index.nouns() {
        let word = noun.kind.word();
        if noun.id.trim().is_empty() {
            let mut missing =
                Diagnostic::new(Code::IdMissing, format!("the {word} `{}` has no id", noun.name))
                    .at(noun.span)
                    .help("give it an id of its own, such as `{#id}`, so that links and results can name it");
            missing.severity = noun.kind.severity();
            found.push(missing);
            continue;
        }
        if noun.name.trim().is_empty() && matches!(noun.kind, Kind::Task | Kind::Phase) {
            let message = format!("the {word} `{}` has no name", noun.id);
            found.push(
                Diagnostic::new(Code::NameMissing, message)
                    .at(noun.span)
                    .help("say in a few words what is done"),
            );
        }
        let first = index.get(noun.kind, noun.id);
        if let Some(first) = first.filter(|first| (first.kind, first.position) != (noun.kind, noun.position))
        {
            let message = if first.kind == noun.kind {
                format!("two {} have the id `{}`", plural(noun.kind), noun.id)
            } else {
                format!("a {} and a {word} have the id `{}`", first.kind.word(), noun.id)
            };
            let mut duplicate = Diagnostic::new(Code::IdDuplicate, message)
                .at(noun.span)
                .label(first.span, format!("`{}` is first given here", noun.id))
                .help(format!(
                    "give one of them another id, such as `{{#{}-2}}`; links to `{0}` mean the first",
                    noun.id
                ));
            duplicate.severity = noun.kind.severity();
            found.push(duplicate);
        }
    }
    found
}

fn plural(kind: Kind) -> String {
    match kind.word() {
        "criterion" => "criteria".into(),
        word => format!("{word}s"),
    }
}
