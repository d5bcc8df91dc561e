// Generated from the table of codes by `cargo xtask codegen`. Do not edit.

import type { Code, Severity } from "./model";

/** What a code stands for. */
export interface CodeInfo {
  /** How bad it is, unless a profile says otherwise. */
  readonly severity: Severity;
  /** What it means, in one sentence. */
  readonly summary: string;
}

/** Every code with what it stands for. Codes never change meaning. */
export const CODES: Readonly<Record<Code, CodeInfo>> = Object.freeze({
  "text.foreign": {
    severity: "warning",
    summary: "Text that does not belong to the document begins here; it is cut and kept apart.",
  },
  "text.unplaced": {
    severity: "info",
    summary: "A section that no noun of the model takes; it is kept as it stands.",
  },
  "text.no_plan": {
    severity: "warning",
    summary: "Nothing in this file states a plan.",
  },
  "text.empty": {
    severity: "warning",
    summary: "The file is empty.",
  },
  "text.too_large": {
    severity: "error",
    summary: "The input is larger or nested deeper than the reader accepts.",
  },
  "text.encoding": {
    severity: "error",
    summary: "The file is not UTF-8 text.",
  },
  "attribute.unknown": {
    severity: "warning",
    summary: "An attribute in braces that has no meaning here; it is kept.",
  },
  "attribute.invalid": {
    severity: "error",
    summary: "The value of an attribute cannot be read.",
  },
  "table.column_unknown": {
    severity: "info",
    summary: "A table column that has no meaning here; its cells are kept.",
  },
  "json.syntax": {
    severity: "error",
    summary: "The text is not JSON.",
  },
  "json.shape": {
    severity: "warning",
    summary: "The JSON has no shape that is known as a plan or a part of one.",
  },
  "json.type": {
    severity: "error",
    summary: "A field has a value of another type than it should; the value is kept apart.",
  },
  "json.field_unknown": {
    severity: "warning",
    summary: "A field that this version does not know; it is kept.",
  },
  "json.alias": {
    severity: "info",
    summary: "A field under another name than the standard one; it is read as the standard one.",
  },
  "json.duplicate_key": {
    severity: "warning",
    summary: "The same key twice in one object; the last value counts.",
  },
  "xml.syntax": {
    severity: "error",
    summary: "The text is not well-formed XML.",
  },
  "xml.entities": {
    severity: "error",
    summary: "The XML declares a document type; entities that a file defines itself are not expanded.",
  },
  "xml.value": {
    severity: "error",
    summary: "An element has a value that cannot be read; it is kept.",
  },
  "xer.syntax": {
    severity: "warning",
    summary: "Lines of an export of Primavera P6 that belong to no table, or rows with more values than columns.",
  },
  "xer.value": {
    severity: "error",
    summary: "A column of an export of Primavera P6 has a value that cannot be read; it is kept.",
  },
  "xer.projects": {
    severity: "warning",
    summary: "An export of Primavera P6 holds several projects; one of them is read.",
  },
  "share.scale": {
    severity: "warning",
    summary: "Shares on a scale from 0 to 1 and from 0 to 100 are mixed.",
  },
  "format.version": {
    severity: "error",
    summary: "The document is of a format version that this version does not read.",
  },
  "format.unknown": {
    severity: "error",
    summary: "The format of the input is not known.",
  },
  "id.duplicate": {
    severity: "error",
    summary: "Two nouns have the same id.",
  },
  "id.merged": {
    severity: "warning",
    summary: "Two parts describe the same noun; they were merged.",
  },
  "id.unknown": {
    severity: "error",
    summary: "A reference names an id that does not exist.",
  },
  "id.missing": {
    severity: "warning",
    summary: "A noun has no id; one was made from its name.",
  },
  "name.missing": {
    severity: "warning",
    summary: "A noun has no name.",
  },
  "graph.cycle": {
    severity: "error",
    summary: "Dependencies form a cycle.",
  },
  "graph.self": {
    severity: "error",
    summary: "A task or phase depends on itself.",
  },
  "graph.ancestor": {
    severity: "error",
    summary: "A task depends on a phase that it is part of, or a phase on one of its own parts.",
  },
  "link.external": {
    severity: "warning",
    summary: "A dependency on a task of another project; it is kept and moves nothing.",
  },
  "graph.duplicate": {
    severity: "warning",
    summary: "The same dependency is stated twice.",
  },
  "phase.cycle": {
    severity: "error",
    summary: "A phase is part of itself.",
  },
  "date.invalid": {
    severity: "error",
    summary: "A date or time that does not exist or cannot be read.",
  },
  "date.order": {
    severity: "error",
    summary: "A range that ends before it begins.",
  },
  "date.before_start": {
    severity: "warning",
    summary: "Earliest dates that lie before the plan's start, and so move nothing.",
  },
  "date.not_working": {
    severity: "warning",
    summary: "The plan starts at a time at which no calendar of its tasks works; work begins at the next working time.",
  },
  "date.zone": {
    severity: "warning",
    summary: "A time with an offset in a plan without a time zone, or the time zone is not known.",
  },
  "duration.invalid": {
    severity: "error",
    summary: "A duration that cannot be read or is negative.",
  },
  "estimate.order": {
    severity: "error",
    summary: "An estimate whose low, likely and high are not in rising order.",
  },
  "estimate.distribution": {
    severity: "error",
    summary: "An estimate whose distribution cannot be built from what it states, or that states what means nothing to it.",
  },
  "estimate.below_zero": {
    severity: "warning",
    summary: "An estimate whose distribution reaches below zero, where a simulation cuts it off.",
  },
  "estimate.midpoint": {
    severity: "info",
    summary: "An estimate without a likely value is scheduled at its midpoint.",
  },
  "window.invalid": {
    severity: "error",
    summary: "A window that cannot be read, or counts from below one.",
  },
  "window.implied": {
    severity: "info",
    summary: "A window is read as more than it states: a phase that says how long it takes follows the one before it, days inside weeks may count weekends.",
  },
  "constraint.conflict": {
    severity: "error",
    summary: "Constraints of one task contradict each other.",
  },
  "calendar.unknown": {
    severity: "error",
    summary: "A calendar that does not exist.",
  },
  "calendar.invalid": {
    severity: "error",
    summary: "A calendar that never works, contradicts itself, or is based on itself.",
  },
  "number.invalid": {
    severity: "error",
    summary: "A number that is not finite or out of its range.",
  },
  "branch.invalid": {
    severity: "error",
    summary: "A branch whose options do not add up to certainty, or share a task.",
  },
  "correlation.invalid": {
    severity: "error",
    summary: "A correlation outside of -1 to 1, without tasks, or one that contradicts another about the same pair.",
  },
  "risk.scale": {
    severity: "warning",
    summary: "A scale or a band of the risk register that does not rise, or says a word twice.",
  },
  "milestone.duration": {
    severity: "warning",
    summary: "A milestone with a duration; the duration is ignored.",
  },
  "schedule.no_start": {
    severity: "error",
    summary: "The plan states no start and none was given.",
  },
  "schedule.unscheduled": {
    severity: "warning",
    summary: "A task without an estimate and without a window stays unscheduled.",
  },
  "schedule.infeasible": {
    severity: "error",
    summary: "No schedule satisfies the plan.",
  },
  "schedule.overflow": {
    severity: "error",
    summary: "Dates leave the range that the engine can represent.",
  },
  "schedule.negative_float": {
    severity: "warning",
    summary: "A deadline or limit cannot be met.",
  },
  "schedule.window_overrun": {
    severity: "warning",
    summary: "Work does not fit into its window.",
  },
  "correlation.impossible": {
    severity: "error",
    summary: "Correlations that cannot exist together, even if each is changed by a tenth.",
  },
  "forecast.invalid": {
    severity: "error",
    summary: "A part of a forecast that is damaged, or does not belong to the plan, the options or the other parts.",
  },
  "task.unknown": {
    severity: "error",
    summary: "No task has this id.",
  },
  "undo.cycle": {
    severity: "error",
    summary: "Undos wait for each other: by `undo after` and by the reverse of the plan's order.",
  },
  "undo.contradiction": {
    severity: "warning",
    summary: "An undo that contradicts itself: irreversible with an undo, a slow way that is faster or comes after no time, an order by other ends or with a lag.",
  },
  "undo.duration": {
    severity: "warning",
    summary: "An undo that does not say how long it takes, so that there is no way back that could be promised.",
  },
  "undo.restore": {
    severity: "warning",
    summary: "A restore whose time cannot be told: size or rate is missing, or is no amount of data.",
  },
  "undo.backup": {
    severity: "warning",
    summary: "A restore from a backup that is not taken before the step.",
  },
  "undo.expiry": {
    severity: "warning",
    summary: "An undo that is possible only until before its step ends.",
  },
  "rollback.guarantee": {
    severity: "warning",
    summary: "A way back that takes longer than it may, at some instant of the deployment.",
  },
  "rollback.expires": {
    severity: "warning",
    summary: "An undo that expires before the deployment and its stabilization are over, so that the way back ends or gets slow while nothing happens.",
  },
  "rollback.no_way_back": {
    severity: "error",
    summary: "A rollback from a state in which something cannot be undone.",
  },
  "rollout.invalid": {
    severity: "error",
    summary: "A rollout that makes no steps: weights that do not rise, or no instances, or no time to start.",
  },
  "rollout.traffic": {
    severity: "warning",
    summary: "A criterion of a rollout needs requests where there are none, or nobody says how many.",
  },
  "rollout.soak": {
    severity: "warning",
    summary: "A step of a rollout is watched for too short to decide its criteria, or nothing says how long.",
  },
  "rollout.undetected": {
    severity: "warning",
    summary: "A failure of a step of a rollout that nothing sees, or only after the next step gave it more traffic.",
  },
  "rollout.scale_down": {
    severity: "warning",
    summary: "The old version is scaled down while the new one is still watched: the instant way back ends silently.",
  },
  "rollout.duration": {
    severity: "warning",
    summary: "A task that takes less time than its rollout, or leaves open how long it takes.",
  },
  "rollout.budget": {
    severity: "warning",
    summary: "One failure of a rollout spends more than a whole error budget.",
  },
  "environment.cycle": {
    severity: "error",
    summary: "Environments are promoted from each other, so that none of them is first.",
  },
  "environment.order": {
    severity: "warning",
    summary: "An environment may be entered before what must hold in those before it is settled: they are done, have soaked, and the gate is passed.",
  },
  "environment.window": {
    severity: "warning",
    summary: "A task of an environment starts or ends while the windows of the environment are closed.",
  },
  "environment.fit": {
    severity: "warning",
    summary: "A deployment that does not fit the window of its environment with its stabilization and its way back.",
  },
  "gate.unknown": {
    severity: "error",
    summary: "No gate has this id.",
  },
  "measurement.invalid": {
    severity: "error",
    summary: "A measurement that cannot be: more failures than requests, counts of a histogram that fall, times that do not rise.",
  },
  "measurement.shape": {
    severity: "error",
    summary: "The text holds no measurements in a form that is known.",
  },
  "measurement.value": {
    severity: "warning",
    summary: "Values that are missing or no numbers; they count as missing, never as good.",
  },
  "alert.never_fires": {
    severity: "warning",
    summary: "A burn-rate alert that cannot fire: its threshold lies above a share of 100 % of failures.",
  },
  "alert.single_failure": {
    severity: "warning",
    summary: "A burn-rate alert that a single failure sets off, for too few events fall into its window.",
  },
  "alert.period": {
    severity: "warning",
    summary: "A burn-rate alert with the threshold of another period: it stands for another share of the error budget.",
  },
  "strategy.unmapped": {
    severity: "warning",
    summary: "Tasks of the strategy are in no phase and have no estimate, so no schedule has them.",
  },
  "schedule.relative_weeks": {
    severity: "warning",
    summary: "Windows such as weeks are counted from a start that the plan does not state, so nothing has a date.",
  },
  "task.clock": {
    severity: "warning",
    summary: "Tasks whose names begin with a time of day, such as `22:00 stop traffic`; it is part of the name and moves nothing.",
  },
  "schedule.no_buffer": {
    severity: "warning",
    summary: "Phases follow each other without a buffer: a day lost in one is lost in all that follow.",
  },
  "criterion.incomplete": {
    severity: "warning",
    summary: "A latency target without percentile, window or traffic cannot be measured as it stands.",
  },
  "criterion.no_window": {
    severity: "warning",
    summary: "An availability target without the window that it is measured over: 99.9 % allows 86 s in a day and 8.76 h in a year.",
  },
  "criterion.overlap": {
    severity: "warning",
    summary: "An availability and an error rate spend the same error budget, and nothing tells their failures apart.",
  },
  "rollback.detection": {
    severity: "warning",
    summary: "Seeing the failure, probe interval times failures in a row, takes much of the time that the rollback may take.",
  },
  "rollback.restore_rate": {
    severity: "warning",
    summary: "Restoring the data within the objective needs a rate that is hard to reach, or no objective governs the restore.",
  },
  "mitigation.unplanned": {
    severity: "warning",
    summary: "A mitigation that no task, checklist item, deliverable, criterion, monitor or rollback procedure carries out.",
  },
  "checklist.duplicate": {
    severity: "warning",
    summary: "The same item stands in two checklists, or twice in one: a tick does not tell which is meant.",
  },
  "checklist.unowned": {
    severity: "warning",
    summary: "Checklist items that name neither who answers for them nor what shows them to be done.",
  },
  "checklist.order": {
    severity: "warning",
    summary: "A change that nothing undoes stands before the check that would show it to be wrong.",
  },
  "metric.no_criterion": {
    severity: "warning",
    summary: "A metric is monitored, but no success criterion says which value is good.",
  },
  "criterion.unmonitored": {
    severity: "warning",
    summary: "A target that no monitor measures, or whose failure starts no rollback.",
  },
  "dcma.logic": {
    severity: "warning",
    summary: "DCMA 1: more than 5 % of the open tasks lack a predecessor or a successor.",
  },
  "dcma.leads": {
    severity: "warning",
    summary: "DCMA 2: links with a lead, a negative lag.",
  },
  "dcma.lags": {
    severity: "warning",
    summary: "DCMA 3: more than 5 % of the links have a lag.",
  },
  "dcma.relations": {
    severity: "warning",
    summary: "DCMA 4: less than 90 % of the links run finish to start.",
  },
  "dcma.constraints": {
    severity: "warning",
    summary: "DCMA 5: more than 5 % of the open tasks have a hard constraint.",
  },
  "dcma.high_float": {
    severity: "warning",
    summary: "DCMA 6: more than 5 % of the open tasks have a total float of more than 44 working days.",
  },
  "dcma.negative_float": {
    severity: "warning",
    summary: "DCMA 7: open tasks with a negative total float.",
  },
  "dcma.high_duration": {
    severity: "warning",
    summary: "DCMA 8: more than 5 % of the open tasks take more than 44 working days.",
  },
  "dcma.invalid_dates": {
    severity: "warning",
    summary: "DCMA 9: open work that is planned before the data date, or progress after it.",
  },
  "dcma.resources": {
    severity: "warning",
    summary: "DCMA 10: open tasks of a day or more with neither a resource nor a cost, in a plan where others have them.",
  },
  "dcma.missed_tasks": {
    severity: "warning",
    summary: "DCMA 11: more than 5 % of the tasks that the baseline has finished by the data date finished later, or are still open.",
  },
  "dcma.critical_path": {
    severity: "warning",
    summary: "DCMA 12: a critical task that takes 600 days longer does not move the finish by as much.",
  },
  "dcma.cpli": {
    severity: "warning",
    summary: "DCMA 13: the critical path length index is below 0.95.",
  },
  "dcma.bei": {
    severity: "warning",
    summary: "DCMA 14: the baseline execution index is below 0.95.",
  },
  "gao.names": {
    severity: "info",
    summary: "GAO 1: tasks of the same name.",
  },
  "gao.dangling": {
    severity: "info",
    summary: "GAO 2: open tasks with links, none of which holds their start, or waits for their finish.",
  },
  "gao.phase_links": {
    severity: "info",
    summary: "GAO 2: phases with links of their own.",
  },
  "gao.level_of_effort": {
    severity: "info",
    summary: "GAO 6: level of effort that is critical.",
  },
  "gao.dated_path": {
    severity: "info",
    summary: "GAO 6: the critical path waits for dates rather than for work.",
  },
  "gao.out_of_sequence": {
    severity: "info",
    summary: "GAO 9: work that went ahead of its predecessors.",
  },
  "gao.baseline": {
    severity: "info",
    summary: "GAO 10: tasks without a finish in a baseline.",
  },
  "file.read": {
    severity: "error",
    summary: "A file could not be read.",
  },
  "file.write": {
    severity: "error",
    summary: "A file could not be written.",
  },
  "option.invalid": {
    severity: "error",
    summary: "An option has a value that it does not take.",
  },
  "run.cancelled": {
    severity: "error",
    summary: "The work was stopped.",
  },
  "internal": {
    severity: "error",
    summary: "A fault in critpath itself.",
  },
});
