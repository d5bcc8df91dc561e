//! Documents that were read apart into one, for plans that are spread over several files.

use critpath::diagnostic::Diagnostic;
use critpath::model::noun::Field;
use critpath::model::{Document, Span};

use crate::Read;

/// Puts documents one after the other. What can be stated once counts where it is stated first; lists are joined;
/// places keep their source. Ids are not changed: the same one in two documents is for the check to tell.
pub(crate) fn merge(reads: Vec<Read>) -> Read {
    let mut reads = reads.into_iter();
    let Some(mut whole) = reads.next() else { return Read::default() };
    for mut read in reads {
        let offset = u32::try_from(whole.document.sources.len()).unwrap_or(u32::MAX);
        let shift = |span: &mut Span| span.source = span.source.saturating_add(offset);
        read.document.each_noun(&mut |noun| noun.span_mut().iter_mut().for_each(shift));
        read.diagnostics.iter_mut().for_each(|diagnostic| shift_diagnostic(diagnostic, shift));
        whole.diagnostics.append(&mut read.diagnostics);
        append(&mut whole.document, read.document);
    }
    whole
}

fn shift_diagnostic(diagnostic: &mut Diagnostic, shift: impl Fn(&mut Span)) {
    diagnostic.span.iter_mut().for_each(&shift);
    diagnostic.labels.iter_mut().for_each(|label| shift(&mut label.span));
    let edits = diagnostic.fix.iter_mut().flat_map(|fix| &mut fix.edits);
    edits.for_each(|edit| shift(&mut edit.span));
}

/// Adds what another document states to the first one.
pub(crate) fn append(whole: &mut Document, other: Document) {
    // Every field is named, so that a new one cannot be forgotten.
    macro_rules! join {
        (once: $($once:ident)*; lists: $($list:ident)*; other: $($rest:ident)*) => {
            let Document { $($once,)* $($list,)* $($rest),* } = other;
            $( keep_first(&mut whole.$once, $once); )*
            $( whole.$list.extend($list); )*
        };
    }
    join! {
        once: format name overview start finish data_date deadline time_zone calendar units scheduling currency
            delay_cost_per_day risk_appetite rollback;
        lists: sources calendars components environments strategy phases tasks branches correlations resources risks monitors
            rollback_procedures checklists criteria objectives gates baselines risk_scales risk_bands unplaced;
        other: span extensions
    }
    if whole.span.is_none() {
        whole.span = span;
    }
    for (name, value) in extensions {
        whole.extensions.entry(name).or_insert(value);
    }
}

fn keep_first<T: Default + PartialEq>(first: &mut T, other: T) {
    if *first == T::default() {
        *first = other;
    }
}
