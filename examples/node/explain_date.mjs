// Find what drives the date of a deployment, and say why one task is when it is.
// node examples/node/explain_date.mjs

import { CritpathError, Plan } from "critpath";

const plans = new URL("../plans/", import.meta.url);

const plan = await Plan.fromFile(new URL("deployment.md", plans));
const schedule = await plan.schedule();

console.log(`finished ${schedule.finish}, driven by:`);
for (const id of schedule.criticalPath) {
  const task = schedule.get(id);
  console.log(`  ${task.finish}  ${task.name}`);
}

const answer = await schedule.explain("switch");
console.log(`\n${answer.name} starts ${answer.start}, because:`);
for (const step of answer.chain) console.log(`  ${step.name}: ${step.detail}`);

// A slip of the hand is answered with what was most likely meant.
try {
  await schedule.explain("swtich");
} catch (error) {
  if (!(error instanceof CritpathError)) throw error;
  console.log(`\n${error.code}: did you mean ${error.details.suggestion}?`);
}
