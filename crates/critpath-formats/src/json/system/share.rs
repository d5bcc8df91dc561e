//! Shares on a scale from 0 to 1 or from 0 to 100 into percents.
//!
//! A number above 1 is a percentage, one between 0 and 1 is a share. What a 1 is, the other numbers of the same file
//! decide; where there are none, it is the whole, unless the name of the field says percent. A file that uses both
//! scales is reported.

use std::collections::BTreeMap;

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::Span;
use critpath::model::tree::{Kind, Node};

use super::notes::Notes;
use super::value;

/// What a share is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    Progress,
    Allocation,
}

/// A share as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    number: f64,
    of: Of,
    named_percent: bool,
    span: Span,
}

/// The scales that were seen, by file.
#[derive(Debug, Default)]
pub(super) struct Scales {
    seen: BTreeMap<(Of, u32, bool), Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    /// The first number between 0 and 1.
    fraction: Option<Span>,
    /// The first number above 1.
    beyond: Option<Span>,
}

impl Scales {
    /// Notes a share. `None` when the value is no number.
    pub fn read(&mut self, node: &Node<'_>, of: Of, named_percent: bool) -> Option<Share> {
        let written_percent = matches!(&node.kind, Kind::Text(text) if text.trim().ends_with('%'));
        let share = Share {
            number: value::number(node).filter(|number| *number >= 0.0)?,
            of,
            named_percent: named_percent || written_percent,
            span: node.span,
        };
        let seen = self.seen.entry(share.key()).or_default();
        if share.number > 1.0 {
            seen.beyond.get_or_insert(share.span);
        } else if share.number > 0.0 && share.number < 1.0 {
            seen.fraction.get_or_insert(share.span);
        }
        Some(share)
    }

    /// The percentage of a share, once all of the file have been read.
    pub fn percent(&self, share: Share) -> f64 {
        let number = share.number;
        if number > 1.0 || number == 0.0 {
            return number;
        }
        let seen = self.seen.get(&share.key());
        let beyond = seen.is_some_and(|seen| seen.beyond.is_some());
        let fraction = seen.is_some_and(|seen| seen.fraction.is_some());
        if number == 1.0 && !fraction && (beyond || share.named_percent) {
            return number;
        }
        // Not `number * 100`: 0.07 is 7 %, not 7.000000000000001 %.
        (number * 1e11).round() / 1e9
    }

    /// Reports files that use both scales, or percentages that are shares.
    pub fn report(&self, notes: &mut Notes) {
        let mut files: BTreeMap<(Of, u32), Seen> = BTreeMap::new();
        for ((of, source, _), seen) in &self.seen {
            let file = files.entry((*of, *source)).or_default();
            file.fraction = file.fraction.or(seen.fraction);
            file.beyond = file.beyond.or(seen.beyond);
        }
        for ((of, source), file) in files {
            let what = match of {
                Of::Progress => "done shares",
                Of::Allocation => "shares of resources",
            };
            let percent_named = self.seen.get(&(of, source, true)).and_then(|seen| seen.fraction);
            if let (Some(fraction), Some(beyond)) = (file.fraction, file.beyond) {
                let message =
                    format!("{what} from 0 to 1 and from 0 to 100 are mixed; each is read on its own scale");
                notes.push(
                    Diagnostic::new(Code::ShareScale, message)
                        .at(fraction)
                        .label(beyond, "a percentage")
                        .help("write all of them on one scale"),
                );
            } else if let Some(fraction) = percent_named {
                let message =
                    format!("{what} in a field of percentages are from 0 to 1; they are read as shares");
                notes.push(Diagnostic::new(Code::ShareScale, message).at(fraction));
            }
        }
    }
}

impl Share {
    /// Where it stands.
    pub fn span(&self) -> Span {
        self.span
    }

    fn key(&self) -> (Of, u32, bool) {
        (self.of, self.span.source, self.named_percent)
    }
}
