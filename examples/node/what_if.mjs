// What if testing takes three days, and someone must sign off before we publish?
// node examples/node/what_if.mjs

import { Plan } from "critpath";

const plans = new URL("../plans/", import.meta.url);

const plan = await Plan.fromFile(new URL("minimal.md", plans));

// Edits are data. The plan stays as it is; they make another one.
const { plan: later, changes } = await plan.apply([
  { edit: "set_duration", id: "test", duration: "3d" },
  {
    edit: "add_task",
    id: "test",
    task: { id: "sign-off", name: "Sign off", duration: "1h", after: [{ predecessor: "test" }] },
  },
  { edit: "add_dependency", id: "publish", dependency: { predecessor: "sign-off" } },
]);
for (const id of changes.added) console.log(`added ${id}`);
for (const { field, id } of changes.changed) console.log(`changed ${field} of ${id}`);

const before = await plan.schedule();
const moved = await before.diff(await later.schedule());
console.log(`finish: ${moved.finish_before} -> ${moved.finish_after}`);
for (const task of moved.tasks) {
  console.log(`  ${task.id}: ${task.change}, now ${task.start_after} - ${task.finish_after}`);
}
