// What if testing takes three days, and someone must sign off before we publish?
// node examples/node/what_if.mjs

import { Plan } from "critpath";

const plans = new URL("../plans/", import.meta.url);

const plan = await Plan.fromFile(new URL("minimal.md", plans));

// Edits are data. The plan stays as it is; a what-if session follows them, and can take them back.
const whatIf = await plan.whatIf();
const moved = await whatIf.apply([
  { edit: "set_duration", id: "test", duration: "3d" },
  {
    edit: "add_task",
    id: "test",
    task: { id: "sign-off", name: "Sign off", duration: "1h", after: [{ predecessor: "test" }] },
  },
  { edit: "add_dependency", id: "publish", dependency: { predecessor: "sign-off" } },
]);
for (const id of moved.changes.added) console.log(`added ${id}`);
for (const { field, id } of moved.changes.changed) console.log(`changed ${field} of ${id}`);
console.log(`finish: ${moved.finish_before} -> ${moved.finish_after}`);
for (const task of moved.tasks) {
  console.log(`  ${task.id}: ${task.change}, now ${task.start_after} - ${task.finish_after}`);
}

// Which of the changes moved the finish by how much? Links to a task that is added come with it.
const before = await plan.schedule();
const why = await before.diff(whatIf.schedule);
for (const { changes, shift_s } of why.attribution.shares) {
  const { action, subject, id } = why.changes[changes[0]];
  const sign = shift_s < 0 ? "-" : "+";
  console.log(`${sign}${(Math.abs(shift_s) / 3600).toFixed(0)} h: ${action} ${subject} ${id}`);
}
