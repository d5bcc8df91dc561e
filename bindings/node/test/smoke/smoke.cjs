// What every installed package must be able to do, by require.

const { CritpathError, Plan } = require("critpath");

const plan = Plan.fromFileSync(process.argv[2]);
console.log(`${plan.document.tasks.length} tasks read, finish ${plan.scheduleSync({ start: "2026-12-07" }).finish}`);
try {
  Plan.fromMarkdownSync("- A {#a 1d after=b}\n- B {#b 1d after=a}\n").scheduleSync({ start: "2026-12-07" });
} catch (error) {
  if (!(error instanceof CritpathError) || error.code !== "graph.cycle") throw error;
  console.log(`${error.code}: ${error.details.path.join(" -> ")}`);
}
