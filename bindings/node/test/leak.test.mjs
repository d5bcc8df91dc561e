// Plans and schedules that nobody holds any longer give their memory back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { Plan } from "critpath";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

const GUIDE = JSON.stringify({
  format: "critpath/1",
  tasks: [
    { id: "a", name: "A", duration: "1d" },
    { id: "b", name: "B", duration: "2d", after: [{ predecessor: "a" }] },
  ],
});
const turn = () => new Promise(setImmediate);

/** Memory of the process in bytes, once everything is collected that can be. */
async function memory() {
  for (let i = 0; i < 3; i += 1) {
    collect();
    await turn();
  }
  return process.memoryUsage().rss;
}

async function rounds(count, round) {
  for (let i = 0; i < count; i += 1) {
    await round();
    // Node gives the memory of native objects back between two turns of the event loop.
    if (i % 50 === 0) await turn();
  }
}

const sync = () => {
  const schedule = Plan.fromJsonSync(GUIDE).scheduleSync({ start: "2026-12-07" });
  return schedule.column("start");
};
const watched = async () => {
  const { signal } = new AbortController();
  const plan = await Plan.fromJson(GUIDE);
  const schedule = await plan.schedule({ start: "2026-12-07", signal, onProgress() {} });
  await plan.schedule({ start: "soon" }).catch(() => {});
  return schedule.result;
};

for (const [name, round, count] of [
  ["at once", sync, 10_000],
  ["by promises that are watched and rejected", watched, 2_000],
]) {
  test(`${count} rounds ${name} leave memory flat`, async () => {
    await rounds(1_000, round);
    const before = await memory();
    await rounds(count, round);
    const grown = (await memory()) - before;
    // A plan and its schedule take some 19 kB, so that rounds which keep theirs would take 38 MB at least.
    assert.ok(grown < 20e6, `${(grown / count).toFixed(0)} bytes more for each round`);
  });
}
