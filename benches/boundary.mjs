// What the border between JavaScript and the engine costs, against Rust in the same run, as a Markdown table.
// `npm run build:release` in bindings/node, then `node benches/boundary.mjs`.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PACKAGE = join(ROOT, "bindings/node");
const { Plan } = createRequire(import.meta.url)(PACKAGE);
const TASKS = 10_000;
const START = "2026-12-07";

/** Milliseconds of the fastest of many runs: others share the machine, and only ever make a run longer. */
async function fastest(work) {
  const end = performance.now() + 1_500;
  let best = Infinity;
  for (let runs = 0; runs < 3 || performance.now() < end; runs += 1) {
    const began = performance.now();
    await work();
    best = Math.min(best, performance.now() - began);
    // Node gives memory back between two turns of the event loop.
    await new Promise(setImmediate);
  }
  return best;
}

/** A plan in which most tasks wait for one or two before them. */
function plan(tasks) {
  const links = (i) => [...new Set([i - 1 - (i % 7), i - 1 - ((i * 31) % 50)])].filter((j) => j >= 0);
  const task = (_, i) => ({
    id: `t${i}`,
    name: `Task ${i}`,
    duration: `${1 + (i % 5)}d`,
    after: links(i).map((j) => ({ predecessor: `t${j}` })),
  });
  return { format: "critpath/1", name: "Boundary", tasks: Array.from({ length: tasks }, task) };
}

/** Milliseconds from Rust itself. */
function rust(file) {
  const bench = ["run", "-q", "-p", "benches", "--release", "--bin", "boundary", "--", file, START];
  const seconds = JSON.parse(execFileSync("cargo", bench, { cwd: ROOT, encoding: "utf8" }));
  return Object.fromEntries(Object.entries(seconds).map(([name, value]) => [name.slice(0, -2), value * 1000]));
}

/** Milliseconds that `require` takes in a new process. */
function requiring() {
  const script = `const t = performance.now(); require(${JSON.stringify(PACKAGE)}); console.log(performance.now() - t)`;
  const runs = Array.from({ length: 10 }, () => Number(execFileSync(process.execPath, ["-e", script])));
  return Math.min(...runs);
}

const folder = mkdtempSync(join(tmpdir(), "critpath-"));
try {
  const file = join(folder, "plan.json");
  writeFileSync(file, JSON.stringify(plan(TASKS)));
  const guide = readFileSync(join(ROOT, "examples/plans/deployment.md"), "utf8");

  const own = rust(file);
  const large = Plan.fromFileSync(file);
  const schedule = large.scheduleSync({ start: START });
  const json = schedule.toJsonSync();
  const at = {
    schedule: await fastest(() => large.scheduleSync({ start: START })),
    promised: await fastest(() => large.schedule({ start: START })),
    columns: await fastest(() => large.scheduleSync({ start: START }).columns()),
    result: await fastest(() => large.scheduleSync({ start: START }).result),
    parse: await fastest(() => JSON.parse(json)),
    check: await fastest(() => Plan.fromMarkdownSync(guide).checkSync({ start: START })),
    require: requiring(),
  };
  const again = rust(file);
  own.schedule = Math.min(own.schedule, again.schedule);

  const ms = (value) => `${value.toFixed(2)} ms`;
  const against = (value) => `${(value / own.schedule).toFixed(2)}x of Rust`;
  const rows = [
    [`Rust: schedule ${TASKS} tasks`, ms(own.schedule), ""],
    ["Node: the same, `scheduleSync`", ms(at.schedule), against(at.schedule)],
    ["Node: the same, `schedule`", ms(at.promised), against(at.promised)],
    ["Node: the same and all columns", ms(at.columns), against(at.columns)],
    ["Node: the same and all results as objects", ms(at.result), `of it JSON.parse ${ms(at.parse)}`],
    ["Rust: results as structs", ms(own.result), ""],
    [`Node: read and check a guide of ${(guide.length / 1000).toFixed(1)} KB`, ms(at.check), "aim: 5 ms"],
    ["Node: `require` in a new process", ms(at.require), "aim: 30 ms"],
  ];
  console.log("| what | time | |\n|---|--:|---|");
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
} finally {
  rmSync(folder, { recursive: true });
}
