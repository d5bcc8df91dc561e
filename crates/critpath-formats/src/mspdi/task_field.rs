//! Names of the elements of a row into what they say of a task.

macro_rules! fields {
    ($($field:ident = $name:literal,)*) => {
        /// What an element of a row says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum TaskField {
            $($field,)*
            /// Something that the model has no field for.
            Other,
        }

        impl TaskField {
            /// That of the elements with this name.
            pub(super) fn of(name: &str) -> TaskField {
                match name {
                    $($name => TaskField::$field,)*
                    _ => TaskField::Other,
                }
            }
        }
    };
}

fields! {
    Uid = "UID",
    Id = "ID",
    Name = "Name",
    Notes = "Notes",
    Contact = "Contact",
    Wbs = "WBS",
    OutlineNumber = "OutlineNumber",
    OutlineLevel = "OutlineLevel",
    IsNull = "IsNull",
    Milestone = "Milestone",
    Summary = "Summary",
    Duration = "Duration",
    DurationFormat = "DurationFormat",
    ConstraintType = "ConstraintType",
    ConstraintDate = "ConstraintDate",
    Deadline = "Deadline",
    CalendarUid = "CalendarUID",
    PercentComplete = "PercentComplete",
    ActualStart = "ActualStart",
    ActualFinish = "ActualFinish",
    Manual = "Manual",
    ManualStart = "ManualStart",
    ManualFinish = "ManualFinish",
    Active = "Active",
    IgnoreResourceCalendar = "IgnoreResourceCalendar",
    LevelingDelay = "LevelingDelay",
    LevelingDelayFormat = "LevelingDelayFormat",
    Stop = "Stop",
    Resume = "Resume",
    RemainingDuration = "RemainingDuration",
    ActualDuration = "ActualDuration",
    Baseline = "Baseline",
    ExtendedAttribute = "ExtendedAttribute",
    PredecessorLink = "PredecessorLink",
}

impl TaskField {
    /// Whether its element is kept, or not, when all others are known.
    pub(super) fn is_kept_later(self) -> bool {
        use TaskField::*;
        matches!(
            self,
            Milestone
                | Summary
                | Duration
                | DurationFormat
                | ConstraintType
                | ConstraintDate
                | CalendarUid
                | ManualStart
                | ManualFinish
                | IgnoreResourceCalendar
                | LevelingDelay
                | LevelingDelayFormat
                | Stop
                | Resume
                | RemainingDuration
                | ActualDuration
                | Baseline
                | PredecessorLink
        )
    }
}
