//! Stored values of a task into what contradicts them: other stored values.
//!
//! Late dates are the latest that successors, limits and the finish of the project allow, free float is the gap to the
//! successors, total float is what lies between early and late dates. Where values that one program stored do not fit
//! together in this way, at least one of them was not computed anew after the last change, and agreeing with all is
//! impossible. No value that is computed here takes part, so this is said of a file whatever the schedule says.

use std::collections::BTreeMap;
use std::fmt;

use super::expected::Field;
use super::stored::Stored;

/// How much working time is no difference.
const TOLERANCE_S: i64 = 60;

/// What contradicts a stored value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The total float is not the time between the early and the late dates.
    FloatIsNotBetweenDates,
    /// The late dates are later than the late dates of a successor allow.
    LaterThanSuccessor,
    /// The late dates are later than the finish of the project or the deadline.
    LaterThanFinish,
    /// The late dates are earlier than anything asks for.
    EarlierThanNeeded,
    /// The free float is not the gap to the successors.
    FreeFloatIsNotGap,
    /// The early dates are earlier than those of a predecessor allow.
    EarlierThanPredecessor,
    /// What lies between start and finish is not the duration.
    DatesDoNotHoldDuration,
    /// The value was computed from that of another row, which contradicts what is stored.
    FollowsContradiction,
}

/// A contradiction: what, with which row, and the room in working seconds that there is or is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contradiction {
    pub kind: Kind,
    pub other: Option<i64>,
    pub by_s: i64,
}

impl fmt::Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let other = self.other.map(|uid| format!(" {uid}")).unwrap_or_default();
        let minutes = self.by_s / 60;
        match self.kind {
            Kind::FloatIsNotBetweenDates => {
                write!(f, "total float and the time between early and late dates differ by {minutes} min")
            }
            Kind::LaterThanSuccessor => write!(f, "{minutes} min later than successor{other} allows"),
            Kind::LaterThanFinish => write!(f, "{minutes} min later than the finish or the deadline"),
            Kind::EarlierThanNeeded => write!(f, "{minutes} min earlier than anything asks for"),
            Kind::FreeFloatIsNotGap => write!(f, "free float and the gap to{other} differ by {minutes} min"),
            Kind::EarlierThanPredecessor => write!(f, "{minutes} min earlier than predecessor{other} allows"),
            Kind::DatesDoNotHoldDuration => {
                write!(f, "{minutes} min more than the duration lie between its dates")
            }
            Kind::FollowsContradiction => write!(f, "computed from row{other}, which contradicts"),
        }
    }
}

/// How far the late dates of a row are from what bounds them, in its working seconds.
struct Room {
    least_s: i64,
    by: Option<i64>,
    /// Something bounds it that the stored values alone do not tell.
    is_uncertain: bool,
}

/// Finds contradictions, each row once.
pub struct Contradictions<'a> {
    stored: &'a Stored<'a>,
    late: BTreeMap<i64, Option<Contradiction>>,
    early: BTreeMap<i64, Option<Contradiction>>,
}

impl<'a> Contradictions<'a> {
    pub fn new(stored: &'a Stored<'a>) -> Self {
        Contradictions { stored, late: BTreeMap::new(), early: BTreeMap::new() }
    }

    /// What contradicts a stored value of a task.
    pub fn of(&mut self, uid: i64, field: Field) -> Option<Contradiction> {
        match field {
            Field::Start | Field::Finish | Field::EarlyStart | Field::EarlyFinish => {
                self.early(uid).or_else(|| self.duration(uid, Field::EarlyStart, Field::EarlyFinish))
            }
            Field::LateStart | Field::LateFinish => {
                self.late(uid).or_else(|| self.duration(uid, Field::LateStart, Field::LateFinish))
            }
            Field::TotalFloat => self.late(uid).or_else(|| self.early(uid)),
            Field::FreeFloat => self.free(uid),
        }
    }

    /// Whether two dates hold the duration.
    fn duration(&self, uid: i64, start: Field, finish: Field) -> Option<Contradiction> {
        let row = &self.stored.rows[&uid];
        if row.is_summary || row.is_started || row.is_effort || !row.is_whole {
            return None;
        }
        let by_s = self.stored.between(uid, row.at(start)?, row.at(finish)?) - row.duration_s;
        let kind = Kind::DatesDoNotHoldDuration;
        (by_s.abs() > TOLERANCE_S).then_some(Contradiction { kind, other: None, by_s })
    }

    /// What contradicts the late dates and the total float.
    fn late(&mut self, uid: i64) -> Option<Contradiction> {
        if let Some(known) = self.late.get(&uid) {
            return *known;
        }
        // Links of the stored file go round nowhere; should they, a row does not explain itself.
        self.late.insert(uid, None);
        let found = self.float_off_dates(uid).or_else(|| self.late_by_links(uid));
        self.late.insert(uid, found);
        found
    }

    fn float_off_dates(&self, uid: i64) -> Option<Contradiction> {
        let row = &self.stored.rows[&uid];
        if !row.is_plain() {
            return None;
        }
        let between = |early, late| Some(self.stored.slack(uid, row.at(early)?, row.at(late)?));
        let by_finish = between(Field::EarlyFinish, Field::LateFinish)?;
        let by_start = match row.is_started || self.stored.is_primavera() {
            true => by_finish,
            false => between(Field::EarlyStart, Field::LateStart)?,
        };
        let by_s = row.total_s? - by_start.min(by_finish);
        let differs = by_s.abs() > TOLERANCE_S;
        differs.then_some(Contradiction { kind: Kind::FloatIsNotBetweenDates, other: None, by_s })
    }

    fn late_by_links(&mut self, uid: i64) -> Option<Contradiction> {
        let room = self.room(uid)?;
        let (other, by_s) = (room.by, room.least_s);
        if by_s < -TOLERANCE_S {
            let kind = if other.is_some() { Kind::LaterThanSuccessor } else { Kind::LaterThanFinish };
            return Some(Contradiction { kind, other, by_s: -by_s });
        }
        if by_s > TOLERANCE_S {
            let contradiction = Contradiction { kind: Kind::EarlierThanNeeded, other: None, by_s };
            return (!room.is_uncertain).then_some(contradiction);
        }
        let other = other.filter(|other| self.late_of_any(*other))?;
        Some(Contradiction { kind: Kind::FollowsContradiction, other: Some(other), by_s: 0 })
    }

    /// Whether the late dates of a row contradict; those of a summary are those of what is in it.
    fn late_of_any(&mut self, uid: i64) -> bool {
        if !self.stored.rows[&uid].is_summary {
            return self.late(uid).is_some();
        }
        let rows = &self.stored.rows;
        let members: Vec<i64> =
            rows.iter().filter(|(_, row)| row.parent == Some(uid)).map(|(uid, _)| *uid).collect();
        members.into_iter().any(|member| self.late_of_any(member))
    }

    fn room(&self, uid: i64) -> Option<Room> {
        let row = &self.stored.rows[&uid];
        if !row.is_plain() {
            return None;
        }
        let own = |field: Field| row.at(field);
        let finish = own(Field::LateFinish)?;
        let mut room = Room { least_s: i64::MAX, by: None, is_uncertain: false };
        let mut lower = |least_s: i64, by: Option<i64>| {
            if least_s < room.least_s {
                (room.least_s, room.by) = (least_s, by);
            }
        };
        for cap in self.stored.finish.into_iter().chain(row.deadline) {
            lower(self.stored.between(uid, finish, cap), None);
        }
        let mut is_uncertain = false;
        for (tie, is_own) in self.stored.ties_from(uid) {
            let successor = &self.stored.rows[&tie.successor];
            if successor.is_finished || successor.is_inactive || successor.is_effort {
                continue;
            }
            let from = tie.from(Field::LateStart, Field::LateFinish);
            let to = successor.at(tie.to(Field::LateStart, Field::LateFinish));
            // What has started bounds its predecessors in ways that depend on its progress; the start of a summary is
            // that of one of its tasks alone; and the start of what has started is a fact.
            let tells = !(successor.is_started || successor.is_phase_by_hand())
                && (is_own || from == Field::LateFinish)
                && (from == Field::LateFinish || !row.is_started);
            match (own(from), to) {
                (Some(own), Some(to)) if tells => {
                    lower(self.stored.between(uid, own, self.stored.backward(tie, to)), Some(tie.successor));
                }
                _ => is_uncertain = true,
            }
        }
        room.is_uncertain = is_uncertain;
        (room.least_s < i64::MAX).then_some(room)
    }

    /// What contradicts the free float.
    fn free(&mut self, uid: i64) -> Option<Contradiction> {
        let row = &self.stored.rows[&uid];
        if !row.is_plain() {
            return None;
        }
        let (stored, total) = (row.free_s?, row.total_s?);
        let (mut gap, mut other, mut is_uncertain) = (i64::MAX, None, false);
        for tie in self.stored.ties.iter().filter(|tie| tie.predecessor == uid) {
            let successor = &self.stored.rows[&tie.successor];
            if successor.is_finished || successor.is_inactive || successor.is_effort {
                continue;
            }
            let own = row.at(tie.from(Field::EarlyStart, Field::EarlyFinish));
            let to = successor.at(tie.to(Field::EarlyStart, Field::EarlyFinish));
            match (own, to) {
                (Some(own), Some(to)) if !successor.is_started && !row.is_started && !successor.is_late => {
                    let to = self.stored.slack(uid, own, self.stored.backward(*tie, to));
                    if to < gap {
                        (gap, other) = (to, Some(tie.successor));
                    }
                }
                _ => is_uncertain = true,
            }
        }
        // P6 lets free float go beyond total float, and gives none to what takes as long as people expect.
        let limit = if self.stored.is_primavera() { i64::MAX } else { total };
        is_uncertain |= row.is_expected;
        let expected = gap.min(limit).max(0);
        let by_s = stored - expected;
        let differs = by_s > TOLERANCE_S || by_s < -TOLERANCE_S && !is_uncertain;
        if differs && gap < i64::MAX {
            return Some(Contradiction { kind: Kind::FreeFloatIsNotGap, other, by_s });
        }
        // It is limited by the total float.
        let limit = self.late(uid).filter(|_| stored == total.max(0));
        limit.map(|_| Contradiction { kind: Kind::FollowsContradiction, other: Some(uid), by_s: 0 })
    }

    /// What contradicts the early dates.
    fn early(&mut self, uid: i64) -> Option<Contradiction> {
        if let Some(known) = self.early.get(&uid) {
            return *known;
        }
        self.early.insert(uid, None);
        let found = self.early_by_links(uid);
        self.early.insert(uid, found);
        found
    }

    fn early_by_links(&mut self, uid: i64) -> Option<Contradiction> {
        let row = &self.stored.rows[&uid];
        if row.is_summary || row.is_started || row.is_inactive || row.is_effort || row.may_break() {
            return None;
        }
        let (beyond, other) = self.stored.driver(uid)?;
        if beyond > TOLERANCE_S {
            let kind = Kind::EarlierThanPredecessor;
            return Some(Contradiction { kind, other: Some(other), by_s: beyond });
        }
        let follows =
            beyond >= -TOLERANCE_S && !self.stored.rows[&other].is_summary && self.early(other).is_some();
        let kind = Kind::FollowsContradiction;
        follows.then_some(Contradiction { kind, other: Some(other), by_s: 0 })
    }
}
