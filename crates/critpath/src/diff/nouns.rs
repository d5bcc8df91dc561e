//! The lists of a document that are compared by id, each behind one interface.

use crate::model::diff::ChangeSubject;
use crate::model::noun::Fields;
use crate::model::{Calendar, Constraint, Dependency, Document, Gate, Phase, Resource, Task};

/// A noun that has an id, and so a counterpart in another plan.
pub(super) trait Identified: Fields {
    fn id(&self) -> &str;
    fn name(&self) -> &str;
}

/// One that dates may follow from.
pub(super) trait Matched: Identified + Clone {
    fn list(document: &Document) -> &[Self];
    fn list_mut(document: &mut Document) -> &mut Vec<Self>;
    /// Its dependencies, if it can have some: these are compared one by one.
    fn after_mut(&mut self) -> Option<&mut Vec<Dependency>>;
    fn after(&self) -> &[Dependency];
    /// The dates that bound it, likewise.
    fn constraints_mut(&mut self) -> Option<&mut Vec<Constraint>>;
    fn constraints(&self) -> &[Constraint];
}

macro_rules! matched {
    ($($noun:ident in $list:ident $(after $after:ident)? $(constraints $constraints:ident)?;)*) => { $(
        impl Identified for $noun {
            fn id(&self) -> &str {
                &self.id
            }
            fn name(&self) -> &str {
                &self.name
            }
        }

        impl Matched for $noun {
            fn list(document: &Document) -> &[Self] {
                &document.$list
            }
            fn list_mut(document: &mut Document) -> &mut Vec<Self> {
                &mut document.$list
            }
            fn after_mut(&mut self) -> Option<&mut Vec<Dependency>> {
                [$( &mut self.$after )?].into_iter().next()
            }
            fn after(&self) -> &[Dependency] {
                let lists: &[&[Dependency]] = &[$( &self.$after )?];
                lists.first().copied().unwrap_or_default()
            }
            fn constraints_mut(&mut self) -> Option<&mut Vec<Constraint>> {
                [$( &mut self.$constraints )?].into_iter().next()
            }
            fn constraints(&self) -> &[Constraint] {
                let lists: &[&[Constraint]] = &[$( &self.$constraints )?];
                lists.first().copied().unwrap_or_default()
            }
        }
    )* };
}
matched! {
    Calendar in calendars;
    Resource in resources;
    Phase in phases after after constraints constraints;
    Task in tasks after after constraints constraints;
    Gate in gates after after;
}

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    Calendars,
    Resources,
    Phases,
    Tasks,
    Gates,
}

/// Calls a generic function for the type of a list: `each!(list, function(arguments))`.
macro_rules! of_list {
    ($list:expr, $function:ident ( $($argument:expr),* $(,)? )) => {
        match $list {
            List::Calendars => $function::<Calendar>($($argument),*),
            List::Resources => $function::<Resource>($($argument),*),
            List::Phases => $function::<Phase>($($argument),*),
            List::Tasks => $function::<Task>($($argument),*),
            List::Gates => $function::<Gate>($($argument),*),
        }
    };
}
pub(super) use of_list;

impl List {
    /// Every list, in the order in which changes are told.
    pub const ALL: [List; 5] = [List::Calendars, List::Resources, List::Phases, List::Tasks, List::Gates];

    pub fn subject(self) -> ChangeSubject {
        match self {
            List::Calendars => ChangeSubject::Calendar,
            List::Resources => ChangeSubject::Resource,
            List::Phases => ChangeSubject::Phase,
            List::Tasks => ChangeSubject::Task,
            List::Gates => ChangeSubject::Gate,
        }
    }

    /// Whether dates of what it holds follow from dependencies, so that it is known what depends on them.
    pub fn holds_work(self) -> bool {
        matches!(self, List::Phases | List::Tasks | List::Gates)
    }

    /// The list whose ids are unique together with its own: tasks and phases are named by the same references.
    pub fn names(self) -> List {
        if self == List::Phases { List::Tasks } else { self }
    }
}
