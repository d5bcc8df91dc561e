//! Links of rows into dependencies.

use critpath::diagnostic::{Code, Diagnostic};
use critpath::duration::Lag;
use critpath::model::{Dependency, Relation, WorkUnits};

use super::custom::Ids;
use super::kept::Kept;
use super::schema::LINK;
use super::uids::Uids;
use super::values::{DurationFormat, Field, Values};
use crate::xml::Node;

/// The rows that there are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'s> {
    /// Their numbers.
    pub(super) uids: &'s Uids<'s>,
    /// The ids of those whose number is not their id.
    pub(super) ids: &'s Ids,
}

impl Known<'_> {
    /// The id of the row with this number.
    pub(super) fn id(self, uid: &str) -> String {
        self.ids.of(uid).unwrap_or(uid).to_owned()
    }
}

/// A dependency, unless it is on a task of another project.
pub(super) fn link(
    node: Node<'_, '_>,
    known: Known<'_>,
    units: &WorkUnits,
    values: &mut Values,
) -> Option<Dependency> {
    let mut link = Dependency { span: Some(node.whole()), ..Dependency::default() };
    let mut kept = Kept::new(LINK);
    let (mut lag, mut format) = (Field::default(), Field::default());
    for child in node.children() {
        let found = values.diagnostics.len();
        match child.name() {
            "PredecessorUID" if !known.uids.contains(&child.text()) => {
                let message = format!("the predecessor `{}` is a task of another project", child.text());
                let help =
                    "the link is kept and moves nothing; merge the projects, or bound the task by a date";
                values
                    .diagnostics
                    .push(Diagnostic::new(Code::LinkExternal, message).at(link.span).help(help));
                return None;
            }
            "PredecessorUID" => link.predecessor = known.id(&child.text()),
            "Type" => link.relation = relation(child, values),
            "CrossProject" if child.text() == "0" => {}
            "LinkLag" => lag = Field::new(child, values.integer(child)),
            "LagFormat" => format = Field::new(child, values.integer(child)),
            _ => kept.add(child),
        }
        if child.name() == "Type" && values.diagnostics.len() > found {
            kept.add(child);
        }
    }
    let of_lag = DurationFormat::of(format.value.unwrap_or(7));
    link.lag = lag.value.filter(|lag| *lag != 0).map(|lag| lag_of(lag, of_lag, units));
    kept.add_all([lag.unless(lag.value.is_some()), format.unless(format.value == Some(lag_code(link.lag)))]);
    kept.into(&mut link.extensions);
    Some(link)
}

/// A lag in tenths of a minute, or in percent of the predecessor's duration.
pub(super) fn lag_of(lag: i64, format: DurationFormat, units: &WorkUnits) -> Lag {
    match format.is_percent {
        true => Lag::Percent(lag.saturating_mul(1_000)),
        false => Lag::Time(format.duration(lag.saturating_mul(6), units)),
    }
}

/// The number of the unit of a lag.
pub(super) fn lag_code(lag: Option<Lag>) -> u32 {
    match lag {
        None => 7,
        Some(Lag::Percent(_)) => 19,
        Some(Lag::Time(duration)) => DurationFormat::code(duration),
    }
}

/// Relations by their number.
pub(super) const RELATIONS: [Relation; 4] =
    [Relation::FinishToFinish, Relation::FinishToStart, Relation::StartToFinish, Relation::StartToStart];

fn relation(node: Node<'_, '_>, values: &mut Values) -> Relation {
    let Some(number) = values.integer::<usize>(node) else { return Relation::FinishToStart };
    let known = RELATIONS.get(number).copied();
    if known.is_none() {
        values.wrong(node, "a relation from 0 to 3");
    }
    known.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lags() {
        let units = WorkUnits::default();
        for (lag, format, text) in
            [(4_800, 7, "1d"), (-9_600, 8, "-16eh"), (14_400, 8, "1ed"), (50, 19, "50%")]
        {
            let lag = lag_of(lag, DurationFormat::of(format), &units);
            assert_eq!(lag.to_string(), text);
        }
    }
}
