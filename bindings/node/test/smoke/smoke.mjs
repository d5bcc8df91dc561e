// What every installed package must be able to do, by import.

import { CritpathError, Plan } from "critpath";

const plan = await Plan.fromFile(process.argv[2]);
const schedule = await plan.schedule({ start: "2026-12-07" });
console.log(`${plan.document.tasks.length} tasks read, finish ${schedule.finish}`);
try {
  const round = await Plan.fromMarkdown("- A {#a 1d after=b}\n- B {#b 1d after=a}\n");
  await round.schedule({ start: "2026-12-07" });
} catch (error) {
  if (!(error instanceof CritpathError) || error.code !== "graph.cycle") throw error;
  console.log(`${error.code}: ${error.details.path.join(" -> ")}`);
}
