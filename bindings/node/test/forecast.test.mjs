// Forecasts: what they say, the same bits in parts and threads, and how they are watched.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { inspect } from "node:util";

import { CritpathError, Forecast, Plan } from "critpath";

const GUIDE = `# Release 2.4 {start=2026-12-07}

- Build {#build 1d/2d/4d}
- Docs {#docs 4h/1d/3d}
- Test {#test 4h-2d after=build}
- Publish {#publish 30m after=test,docs deadline=2026-12-11}
`;
const RUNS = 640;
const plan = Plan.fromMarkdownSync(GUIDE);
const forecast = plan.simulateSync({ runs: RUNS, seed: 7 });
const invalid = (error) => CritpathError.is(error, "forecast.invalid");

const digest = (json) => createHash("sha256").update(json).digest("hex");

test("any number of threads and any split gives one hash", async () => {
  const expected = digest(forecast.toJsonSync());
  for (const threads of [1, 2, 7]) {
    const found = await plan.simulate({ runs: RUNS, seed: 7, threads });
    assert.equal(digest(await found.toJson()), expected, `${threads} threads`);
  }
  for (const parts of [1, 2, 8, 64]) {
    const made = Array.from({ length: parts }, (_, at) => {
      const [first, end] = [at, at + 1].map((bound) => Math.floor((RUNS * bound) / parts));
      return plan.simulate({ runs: end - first, first_run: first, seed: 7 });
    });
    const [last, ...others] = (await Promise.all(made)).reverse();
    const merged = last.merge(...others);
    assert.equal(digest(merged.toJsonSync()), expected, `${parts} parts`);
    assert.deepEqual(merged.toBytes(), forecast.toBytes());
  }
});

test("the hash is that of every language", { skip: !existsSync(new URL("../../../conformance", import.meta.url)) }, () => {
  const [{ input, options, expect }] = JSON.parse(
    readFileSync(new URL("../../../conformance/simulate.json", import.meta.url), "utf8"),
  );
  const texts = input.files.map(([name, text]) => ({ name, text }));
  const found = Plan.fromTextsSync(texts).simulateSync(options);
  // JSON.parse and back drops the `.0` of whole numbers, on both sides alike.
  assert.equal(digest(JSON.stringify(found.result)), digest(JSON.stringify(expect.ok)));
});

test("finishes and probabilities are those of the answer", () => {
  const finishes = forecast.finishes();
  assert.equal(finishes.length, RUNS);
  assert.equal(forecast.runs, RUNS);
  const sorted = finishes.slice().sort();
  const text = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 19);
  for (const [percent, found] of [
    [10, forecast.p10],
    [50, forecast.p50],
    [80, forecast.p80],
    [90, forecast.p90],
  ]) {
    assert.equal(found, text(sorted[Math.ceil((RUNS * percent) / 100) - 1]));
  }
  assert.equal(forecast.deterministic, plan.scheduleSync().finish);
  assert.equal(forecast.probabilityOf(forecast.deterministic), forecast.result.finish.probability_of_deterministic);
  assert.equal(forecast.probabilityOf("2026-12-31"), 1);
  assert.throws(() => forecast.probabilityOf("soon"), { code: "option.invalid" });
  assert.throws(() => forecast.probabilityOf(5), TypeError);
  assert.throws(() => forecast.probabilityOf(new Date()), /no time zone/);
});

test("forecasts go through bytes", () => {
  const bytes = forecast.toBytes();
  assert.equal(Forecast.fromBytes(bytes, plan, { seed: 7 }).toJsonSync(), forecast.toJsonSync());
  for (const [data, options] of [
    [bytes, { seed: 8 }],
    [bytes.slice(1), { seed: 7 }],
    [new Uint8Array(), {}],
  ]) {
    assert.throws(() => Forecast.fromBytes(data, plan, options), invalid);
  }
  assert.throws(() => Forecast.fromBytes("bytes", plan), TypeError);
  assert.throws(() => forecast.merge(forecast), invalid);
  assert.throws(() => forecast.merge(plan), TypeError);
  assert.throws(() => new Forecast(), TypeError);
});

test("forecasts are written in every format", async () => {
  assert.match(await forecast.toSvg({ theme: "dark", width: 900 }), /^<svg/);
  assert.equal(forecast.toSvgSync(), await forecast.toSvg());
  assert.match(await forecast.toHtml({ now: "2026-12-08" }), /^<!DOCTYPE html>/);
  assert.match(await forecast.toMarkdown(), /^## Release 2.4/);
  assert.match(await forecast.toCsv(), /\nbuild,Build,/);
  assert.match(await forecast.toText({ width: 90 }), /P80/);
  assert.equal(JSON.stringify(forecast), JSON.stringify(forecast.result));
  assert.match(inspect(forecast), /^Forecast \{ 'Release 2.4', 640 runs, P50 2026-12-/);
  await assert.rejects(forecast.render("pdf"), { code: "option.invalid" });
});

test("a simulation tells its progress and stops", async () => {
  const told = [];
  await plan.simulate({ runs: 200_000, indices: false, onProgress: (progress) => told.push(progress) });
  assert.deepEqual(told.at(-1), { done: 200_000, total: 200_000 });
  assert.ok(told.length > 3);
  const stop = new AbortController();
  const reason = new Error("enough");
  const long = plan.simulate({ runs: 20_000_000, indices: false, signal: stop.signal });
  setTimeout(() => stop.abort(reason), 50);
  await assert.rejects(long, reason);
  await assert.rejects(plan.simulate({ onProgress: () => { throw reason; } }), reason);
  assert.throws(() => plan.simulateSync({ signal: stop.signal }), /`signal` needs `simulate`/);
});

test("options that no simulation has are told", async () => {
  for (const options of [{ runs: 0 }, { runs: 1.5 }, { confidence: 2 }, { threads: 0 }, { risks: "all" }, { run: 5 }]) {
    await assert.rejects(plan.simulate(options), { code: "option.invalid" });
  }
  await assert.rejects(plan.simulate({ runs: Infinity }), RangeError);
  const found = await plan.simulate({ runs: 1e6, indices: false, until: { percent: 80, half_width_s: 7200 } });
  assert.equal(found.runs, 1024);
});
