//! A scheduled plan and edits that are tried out into what they change, and back.

use std::sync::Arc;

use critpath::plan::Plan;
use critpath::schedule::ScheduleOptions;
use critpath::what_if::WhatIf;

use crate::opened::Texts;
use crate::{Failure, Opened, Timetable, options, text};

/// A plan that follows edits, with its schedule.
#[derive(Debug)]
pub struct Session {
    texts: Arc<Texts>,
    options: ScheduleOptions,
    what_if: WhatIf,
}

impl Session {
    pub(crate) fn new(texts: Arc<Texts>, plan: Plan, options: ScheduleOptions) -> Result<Self, Failure> {
        let what_if = WhatIf::new(plan, &options)?;
        Ok(Session { texts, options, what_if })
    }

    /// Applies edits, a list as JSON text, all or none: what they changed and what moved, as JSON text.
    ///
    /// # Errors
    /// Unknown ids, edits that cannot be read or lead to no plan with dates; the plan is then as it was.
    pub fn apply_json(&mut self, edits: &str) -> Result<String, Failure> {
        let edits = options::edits(edits)?;
        let told = self.what_if.apply_and_compare(&edits).map_err(|error| self.texts.failure(error))?;
        Ok(text(&told))
    }

    /// Takes back the last edits that were applied; false if there are none.
    ///
    /// # Errors
    /// Only by a fault.
    pub fn undo(&mut self) -> Result<bool, Failure> {
        Ok(self.what_if.undo()?)
    }

    /// The plan as it is now; later edits do not change it.
    pub fn opened(&self) -> Opened {
        Opened::of(self.texts.clone(), self.what_if.plan().clone())
    }

    /// The schedule as it is now; later edits do not change it.
    pub fn timetable(&self) -> Timetable {
        let (plan, schedule) = (self.what_if.plan().clone(), self.what_if.schedule().clone());
        Timetable::of(self.texts.clone(), plan, self.options, schedule)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::tests::{message_of, opened};

    const GUIDE: &str =
        "# Release {start=2026-12-07}\n\n- Build {#build 1d}\n- Test {#test 2h after=build}\n";
    const LONGER: &str = r#"[{"edit": "set_duration", "id": "build", "duration": "2d"}]"#;

    #[test]
    fn edits_are_tried_out_and_taken_back() {
        let before = opened(GUIDE);
        let mut session = before.what_if("").unwrap();
        let told: Value = serde_json::from_str(&session.apply_json(LONGER).unwrap()).unwrap();
        assert_eq!(told["finish_shift_s"], 86_400);
        assert_eq!(told["changes"]["changed"][0]["field"], "duration");
        let (plan, schedule) = (session.opened(), session.timetable());
        assert!(session.undo().unwrap());
        assert!(!session.undo().unwrap());
        assert_eq!(schedule.result().finish.as_deref(), Some("2026-12-09T10:00:00"));
        assert!(plan.document_json().contains(r#""duration": "2d""#));
        assert_eq!(session.opened().document_json(), before.document_json());
        assert_eq!(session.timetable().result().finish.as_deref(), Some("2026-12-08T10:00:00"));
    }

    #[test]
    fn edits_that_fail_change_nothing() {
        let mut session = opened(GUIDE).what_if("").unwrap();
        assert!(message_of(session.apply_json("{}")).starts_with("edits are a list"));
        let cycle = r#"[{"edit": "add_dependency", "id": "build", "dependency": {"predecessor": "test"}}]"#;
        assert_eq!(session.apply_json(cycle).unwrap_err().code, "graph.cycle");
        assert_eq!(session.timetable().result().finish.as_deref(), Some("2026-12-08T10:00:00"));
    }
}
