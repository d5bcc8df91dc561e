//! The words of a heading into what its section is about.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use critpath::model::ResourceKind;

use super::headings::ROLES;
use super::words::{contains_any, normal, places};

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Nothing that the words tell.
    Plain,
    /// Matter around the plan: contents, references, history, help.
    Aside,
    /// What the plan is for.
    Overview,
    /// Parts of the system.
    Components,
    /// Deployment targets.
    Environments,
    /// The steps of the strategy.
    Strategy,
    /// When what is done: its subsections are phases.
    Schedule,
    /// A list of tasks.
    Work,
    /// A list of milestones.
    Milestones,
    /// Infrastructure, people or tools; the kind if the words tell.
    Resources(Option<ResourceKind>),
    /// What can go wrong.
    Risks,
    /// What is watched.
    Monitoring,
    /// Ways back.
    Rollback,
    /// What must hold.
    Checklists,
    /// What counts as success.
    Criteria,
    /// Decisions.
    Gates,
    /// Ways that the plan may go.
    Branches,
    /// How much may fail over a period.
    Objectives,
    /// Working time.
    Calendar,
}

/// Words of headings that tell that something comes back again and again.
const RECURRING: &[&str] =
    &["daily", "weekly", "monthly", "quarterly", "yearly", "annual", "hourly", "روزانه", "هفتگی", "ماهانه"];

/// What the words of a heading announce.
pub fn role(heading: &str) -> Option<Role> {
    // Long texts are sentences, not headings.
    if heading.len() > 200 {
        return None;
    }
    let normal = normal(heading);
    // Only patterns whose first word is in the heading can match; the first of the table counts.
    let candidates = normal.split(' ').filter_map(|word| PATTERNS.get(word)).flatten();
    let found = candidates.filter(|(_, pattern)| matches(pattern, &normal)).min_by_key(|(row, _)| *row)?;
    ROLES.get(found.0).map(|(role, _)| *role)
}

/// The patterns of [`ROLES`] with their rows, by their first word.
static PATTERNS: LazyLock<BTreeMap<&str, Vec<(usize, &str)>>> = LazyLock::new(|| {
    let mut patterns: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    for (row, (_, all)) in ROLES.iter().enumerate() {
        for &pattern in *all {
            let first = pattern.trim_start_matches(['=', '^']).split([' ', '$']).next().unwrap_or_default();
            patterns.entry(first).or_default().push((row, pattern));
        }
    }
    patterns
});

/// Whether a heading tells that what stands under it comes back again and again.
pub fn is_recurring(heading: &str) -> bool {
    contains_any(heading, RECURRING)
}

/// Whether a title announces a plan or a list of things to do.
pub fn is_plan_title(title: &str) -> bool {
    contains_any(
        title,
        &["plan", "planning", "todo", "to do", "roadmap", "schedule", "tasks", "backlog", "برنامه", "طرح"],
    )
}

fn matches(pattern: &str, normal: &str) -> bool {
    let mut parts = pattern.split(" !");
    let words = parts.next().unwrap_or_default();
    let found = if let Some(words) = words.strip_prefix('=') {
        normal == words
    } else if let Some(words) = words.strip_prefix('^') {
        places(normal, words).next() == Some(0)
    } else if let Some(words) = words.strip_suffix('$') {
        places(normal, words).any(|at| at + words.len() == normal.len())
    } else {
        places(normal, words).next().is_some()
    };
    found && !parts.any(|word| places(normal, word).next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_announce_roles() {
        use Role::*;
        for (heading, expected) in [
            ("Deployment Schedule", Some(Schedule)),
            ("Maintenance Schedule", None),
            ("Monitoring and Rollback Strategy", Some(Monitoring)),
            ("Rollback Procedures", Some(Rollback)),
            ("Risk Assessment and Mitigation", Some(Risks)),
            ("Risk Management Module Documentation", None),
            ("Success Criteria", Some(Criteria)),
            ("Deployment Targets", Some(Environments)),
            ("Environment Variables", None),
            ("Tools and Services", Some(Resources(Some(ResourceKind::Tool)))),
            ("Testing Strategy", None),
            ("Project Planning and Scheduling", None),
            ("Execution Steps", Some(Strategy)),
            ("Probabilistic branches", Some(Branches)),
            ("Branching Strategy", None),
            ("Service Level Objectives (SLOs)", Some(Objectives)),
            ("Objectives", Some(Overview)),
            ("📋 Table of Contents", Some(Aside)),
            ("🎯 نمای کلی", Some(Overview)),
        ] {
            assert_eq!(role(heading), expected, "{heading}");
        }
    }
}
