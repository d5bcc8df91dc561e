// Long work: it leaves the event loop alone, tells how far it is, and stops when it is told to.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";

import { CritpathError, Plan } from "critpath";

const TASKS = 200_000;
const tasks = Array.from({ length: TASKS }, (_, i) => ({
  id: `t${i}`,
  duration: "1d",
  ...(i % 2 === 1 && { after: [{ predecessor: `t${i - 1}` }] }),
}));
const text = JSON.stringify({ format: "critpath/1", start: "2026-12-07", tasks });
let big;

/** The longest time in milliseconds between two turns of the event loop, and the number of turns, during some work. */
async function turnsDuring(work) {
  let [last, longest, turns] = [performance.now(), 0, 0];
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    turns += 1;
  }, 5);
  const answer = await work();
  clearInterval(timer);
  return { answer, longest, turns };
}

test(`the event loop turns while ${TASKS} tasks are read`, async () => {
  const began = performance.now();
  const { answer, longest, turns } = await turnsDuring(() => Plan.fromJson(text));
  const took = performance.now() - began;
  big = answer;
  assert.ok(turns > 5, `${turns} turns in ${took} ms`);
  assert.ok(longest < Math.max(took / 2, 500), `nothing turned for ${longest} of ${took} ms`);
});

test(`the event loop turns while ${TASKS} tasks are scheduled`, async () => {
  const heard = [];
  const { answer, turns } = await turnsDuring(() => big.schedule({ onProgress: (progress) => heard.push(progress) }));
  assert.ok(turns > 5, `${turns} turns`);
  assert.equal(answer.column("start").length, TASKS);
  assert.ok(heard.length > 5);
  assert.deepEqual(heard, heard.toSorted?.((a, b) => a.done - b.done) ?? heard);
  const { done, total } = heard.at(-1);
  assert.ok(done === total && total > TASKS);
});

test("a signal that is aborted already stops the work before it starts", async () => {
  const reason = new Error("too late");
  let heard = 0;
  const work = big.schedule({ signal: AbortSignal.abort(reason), onProgress: () => (heard += 1) });
  await assert.rejects(work, reason);
  assert.equal(heard, 0);
});

test("a signal stops the work in flight with its reason", async () => {
  const reason = new Error("changed my mind");
  const controller = new AbortController();
  const heard = [];
  const work = big.schedule({
    signal: controller.signal,
    onProgress(progress) {
      heard.push(progress);
      controller.abort(reason);
    },
  });
  await assert.rejects(work, (error) => error === reason);
  assert.equal(heard.length, 1);
  assert.ok(heard[0].done < heard[0].total);

  const timed = AbortSignal.timeout(5);
  await assert.rejects(big.schedule({ signal: timed }), { name: "TimeoutError" });
});

test("a signal that never aborts keeps no listener", async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const { addEventListener: add, removeEventListener: remove } = signal;
  signal.addEventListener = (...rest) => ((listeners += 1), add.apply(signal, rest));
  signal.removeEventListener = (...rest) => ((listeners -= 1), remove.apply(signal, rest));
  const plan = Plan.fromMarkdownSync("- A {1d}");
  await plan.schedule({ start: "2026-12-07", signal });
  await assert.rejects(plan.schedule({ signal }), { code: "schedule.no_start" });
  assert.equal(listeners, 0);
});

test("a callback that throws stops the work, and its error is the reason", async () => {
  for (const plan of [big, Plan.fromMarkdownSync("- A {1d}")]) {
    for (const onProgress of [
      () => {
        throw new TypeError("a fault of the caller");
      },
      async () => {
        throw new TypeError("a fault of the caller");
      },
    ]) {
      let heard = 0;
      const work = plan.schedule({
        start: "2026-12-07",
        onProgress: () => {
          heard += 1;
          return onProgress();
        },
      });
      await assert.rejects(work, { name: "TypeError", message: "a fault of the caller" });
      assert.ok(heard > 0);
    }
  }
  assert.equal((await big.schedule()).column("start").length, TASKS);
});

test("calls run side by side", async () => {
  const plans = Array.from({ length: 20 }, (_, i) => Plan.fromMarkdown(`- A {#a ${i + 1}h}\n`));
  const schedules = await Promise.all(plans.map(async (plan) => (await plan).schedule({ start: "2026-12-07" })));
  assert.deepEqual(
    schedules.map((schedule) => schedule.column("duration_s")[0]),
    plans.map((_, i) => 3600 * (i + 1)),
  );
});

test("Ctrl-C ends a process in the middle of long work", { skip: process.platform === "win32" }, async () => {
  const script = `
    const { Plan } = require("critpath");
    const tasks = Array.from({ length: 300000 }, (_, i) => ({ id: "t" + i, duration: "1d" }));
    const text = JSON.stringify({ format: "critpath/1", tasks });
    Plan.fromJson(text).then(() => console.log("done"));
    console.log("working");
  `;
  const child = spawn(process.execPath, ["-e", script], { cwd: new URL("..", import.meta.url) });
  let said = "";
  child.stdout.on("data", (data) => (said += data));
  await once(child.stdout, "data");
  child.kill("SIGINT");
  const [, signal] = await once(child, "exit");
  assert.deepEqual([signal, said], ["SIGINT", "working\n"]);
});

test("errors of a stopped work are not those of critpath", async () => {
  const error = await big.schedule({ signal: AbortSignal.abort() }).catch((error) => error);
  assert.equal(error.name, "AbortError");
  assert.ok(!CritpathError.is(error));
});

test("the simulation of a gate and of a way back is heard and stopped", async () => {
  const night = await Plan.fromObject({
    format: "critpath/1",
    name: "Night",
    start: "2026-12-07T22:00",
    calendar: "always",
    tasks: [{ id: "a", name: "A", estimate: { low: "20m", high: "50m" }, undo: { duration: "4m" } }],
    gates: [{ id: "go", name: "Go", finish_probability: 0.8 }],
    rollback: { objective: "1h", window_end: "2026-12-07T23:00" },
  });
  const heard = [];
  const onProgress = (progress) => heard.push(progress);
  const { reasons } = await night.gate({ gate: "go", runs: 500, onProgress });
  assert.deepEqual(heard.at(-1), { done: 500, total: 500 });
  assert.equal(reasons.find(({ kind }) => kind === "finish_probability").verdict, "go");
  const schedule = await night.schedule();
  const { guarantee_probability: sure } = await schedule.rollback({ runs: 300, seed: 7, onProgress });
  assert.equal(sure.probability, 1);
  assert.equal((await schedule.rollback()).guarantee_probability, null);

  const reason = new Error("too late");
  await assert.rejects(night.gate({ gate: "go", signal: AbortSignal.abort(reason) }), reason);
  const stopping = new AbortController();
  const stopped = schedule.rollback({ runs: 10_000_000, signal: stopping.signal, onProgress: () => stopping.abort(reason) });
  await assert.rejects(stopped, reason);
  assert.throws(() => night.gateSync({ gate: "go", signal: stopping.signal }), /`gateSync` cannot be watched/);
  assert.throws(() => schedule.rollbackSync({ onProgress }), /`rollbackSync` cannot be watched/);
});
