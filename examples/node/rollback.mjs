// How long is the way back, and when is it too late to turn back?
// node examples/node/rollback.mjs

import { Plan } from "critpath";

const plans = new URL("../plans/", import.meta.url);

const plan = await Plan.fromFile(new URL("promotion.md", plans));
const schedule = await plan.schedule();

const wayBack = await schedule.rollback();
console.log(`the way back ${wayBack.guaranteed ? "holds" : "does not hold"}`);
const { worst } = wayBack;
if (worst) console.log(`longest: ${worst.rollback_s} s from ${worst.at}, most of it ${worst.task ?? "the decision"}`);
for (const { at, kind, last_safe_gate } of wayBack.points_of_no_return) {
  console.log(`no return from ${at}: ${kind}, last safe gate: ${last_safe_gate ?? "no gate"}`);
}
console.log(`latest abort: ${wayBack.latest_abort ?? "never"}`);
for (const { detail } of wayBack.remedies) console.log(`remedy: ${detail}`);

// The rollback from a failure is a plan of its own, for those who must do it.
const failure = "2026-12-07T22:50:00";
console.log(`back from ${failure}:`);
const back = await (await Plan.fromObject(await schedule.rollbackPlan(failure))).schedule();
for (const { start, finish, id } of back) console.log(`  ${start} - ${finish} ${id}`);
