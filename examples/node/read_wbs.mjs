// Read the work breakdown that AutoProjectManagement keeps, with who does what, and say when it is done.
// node examples/node/read_wbs.mjs

import { Plan } from "critpath";

const file = (name) => new URL(`../wbs/${name}`, import.meta.url);

// Files that belong together make one plan: allocations find their tasks by id.
const plan = await Plan.fromFile([file("detailed_wbs.json"), file("task_resource_allocation.json")]);
const schedule = await plan.schedule({ start: "2026-12-07" });

for (const task of plan.document.tasks) {
  const needs = task.needs ?? [];
  const people = needs.map((need) => `${need.resource} ${Math.round(need.units * 100)}%`).join(", ") || "nobody";
  const dates = schedule.get(task.id);
  console.log(`${task.wbs} ${task.name} (${people}): ${dates.start} - ${dates.finish}`);
}
for (const phase of schedule.phases) console.log(`${phase.name} is done ${phase.finish}`);
