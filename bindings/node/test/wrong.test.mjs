// Wrong use into exceptions that say what is wrong: never a crash, never a Rust backtrace.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { CODES, CritpathError, Plan, Schedule, schema } from "critpath";

const folder = mkdtempSync(join(tmpdir(), "critpath-"));
after(() => rmSync(folder, { recursive: true }));

const plan = Plan.fromMarkdownSync("- A {#a 1d}\n- B {#b 1d after=a}\n");
const schedule = plan.scheduleSync({ start: "2026-12-07" });
const itself = {};
itself.self = itself;
let deep = {};
for (let depth = 0; depth < 100_000; depth += 1) deep = { deep };

/** Every wrong call with what it must say: the class or the code, and a part of the message. */
const WRONG = [
  [() => Plan.fromMarkdown(), TypeError, "must be a string, not undefined"],
  [() => Plan.fromMarkdown(5), TypeError, "not a number"],
  [() => Plan.fromMarkdown(Buffer.from("# A")), TypeError, "an object of class Buffer"],
  [() => Plan.fromMarkdown("# A", "plan.md"), TypeError, "the options must be an object, not a string"],
  [() => Plan.fromMarkdown("# A", { name: 7 }), TypeError, "`name` must be a string"],
  [() => Plan.fromMarkdown("# A\ud800"), "text.encoding", "half a character at offset 3"],
  [() => Plan.fromJson(null), TypeError, "not null"],
  [() => Plan.fromObject([]), TypeError, "not an array"],
  [() => Plan.fromObject(null), TypeError, "not null"],
  [() => Plan.fromObject(itself), TypeError, "the document contains itself"],
  [() => Plan.fromObject(deep), RangeError, "the document is nested too deeply"],
  [() => Plan.fromObject({ units: { minutes_per_day: NaN } }), RangeError, "`minutes_per_day` must be a finite number, not NaN"],
  [() => Plan.fromObject({ units: { minutes_per_day: Infinity } }), RangeError, "not Infinity"],
  [() => Plan.fromObject({ cost: 1n }), TypeError, "`cost` cannot be a bigint"],
  [() => Plan.fromObject({ name: () => "A" }), TypeError, "`name` cannot be a function"],
  [() => Plan.fromObject({ tags: new Set() }), TypeError, "give a plain object or an array"],
  [() => Plan.fromObject({ name: "\udc00" }), "text.encoding", "`name` is not valid Unicode"],
  [() => Plan.fromObject({ start: new Date(2026, 11, 7) }), TypeError, "the plan has no time zone"],
  [() => Plan.fromObject({ time_zone: "Europe/Berlin", start: new Date(NaN) }), RangeError, "invalid Date"],
  [() => Plan.fromFile(), TypeError, "a path must be a string or a file URL"],
  [() => Plan.fromFile([]), RangeError, "at least one path"],
  [() => Plan.fromFile(new URL("https://example.org/plan.md")), TypeError, "file"],
  [() => Plan.fromTexts("# A"), TypeError, "the texts must be an array"],
  [() => Plan.fromTexts(["# A"]), TypeError, "with `name` and `text`"],
  [() => new Plan(), TypeError, "a Plan is made by"],
  [() => new Schedule(), TypeError, "a Schedule is made by"],
  [() => plan.schedule(), "schedule.no_start", "start"],
  [() => plan.schedule("2026-12-07"), TypeError, "the options must be an object"],
  [() => plan.schedule({ start: NaN }), TypeError, "`start` must be ISO 8601 text or a Date, not NaN"],
  [() => plan.schedule({ start: -1 }), TypeError, "not a number"],
  [() => plan.schedule({ start: null }), TypeError, "not null"],
  [() => plan.schedule({ start: "soon" }), "option.invalid", "soon"],
  [() => plan.schedule({ start: new Date() }), TypeError, "give ISO 8601 text"],
  [() => plan.schedule({ start: "2026-12-07T08:00:00+01:00" }), "option.invalid", "time zone"],
  [() => plan.schedule({ start: "-1d" }), "option.invalid", "-1d"],
  [() => plan.schedule({ begin: "2026-12-07" }), "option.invalid", "begin"],
  [() => plan.schedule({ start: "2026-12-07", signal: 5 }), TypeError, "`signal` must be an AbortSignal"],
  [() => plan.schedule({ start: "2026-12-07", onProgress: 5 }), TypeError, "`onProgress` must be a function"],
  [() => plan.scheduleSync({ onProgress() {} }), TypeError, "cannot be watched"],
  [() => plan.check({ profile: "nobody" }), "option.invalid", "no profile is named `nobody`"],
  [() => plan.check({ profile: 3 }), TypeError, "`profile` must be a string"],
  [() => plan.apply({}), TypeError, "the edits must be an array"],
  [() => plan.apply([5]), "option.invalid", ""],
  [() => plan.apply([{ edit: "set_duration", id: "c", duration: "1d" }]), "task.unknown", "there is no task `c`"],
  [() => plan.apply([{ edit: "set_duration", id: "a", duration: "-1d" }]), "duration.invalid", ""],
  [() => plan.apply([{ edit: "set_duration", id: "a" }]), "option.invalid", "needs `duration` or `estimate`"],
  [() => plan.locate({ start: -1 }), RangeError, "`start` of a span"],
  [() => plan.locate({ source: 9, start: 0, end: 0 }), "option.invalid", "no source 9"],
  [() => schedule.explain("c"), "task.unknown", "there is no task `c`"],
  [() => schedule.explain(3), TypeError, "`id` must be a string"],
  [() => schedule.get(3), TypeError, "`id` must be a string"],
  [() => schedule.diff(plan), TypeError, "an object of class Plan"],
  [() => schedule.column("colour"), "option.invalid", "there is no column `colour`"],
  [() => schedule.render("docx"), "option.invalid", "there is no format `docx`"],
  [() => schedule.toSvg({ width: -1 }), "option.invalid", "-1"],
  [() => schedule.toSvg({ width: NaN }), RangeError, "`width` must be a finite number"],
  [() => schedule.toSvg({ theme: "pink" }), "option.invalid", "pink"],
  [() => schedule.toHtml({ now: 5 }), TypeError, "`now` must be ISO 8601 text"],
  [() => schema("colours"), "option.invalid", "there is no schema `colours`"],
];

const name = (call) => String(call).replace(/\s+/g, " ");

for (const [call, expected, part] of WRONG) {
  test(`${name(call)} is refused`, async () => {
    const error = await caught(call);
    if (typeof expected === "string") {
      assert.ok(error instanceof CritpathError, `${error}`);
      assert.equal(error.code, expected);
      assert.ok(CritpathError.is(error, expected) && !CritpathError.is(error, "internal"));
    } else {
      assert.equal(error.constructor, expected, `${error}`);
    }
    assert.ok(error.message.includes(part), error.message);
    assert.doesNotMatch(error.stack, /panicked|\.rs:\d/);
  });
}

async function caught(call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

test("a missing file has the error of the system as cause", async () => {
  for (const call of [() => Plan.fromFile("nowhere.md"), () => Plan.fromFileSync("nowhere.md")]) {
    const error = await caught(call);
    assert.ok(CritpathError.is(error, "file.read"));
    assert.equal(error.message, "cannot read `nowhere.md`: no such file or directory");
    assert.equal(error.cause.code, "ENOENT");
    assert.equal(error.details.path, "nowhere.md");
  }
});

test("a file that is not UTF-8 is refused", async () => {
  const file = join(folder, "latin1.md");
  writeFileSync(file, Buffer.from("# Einf\xfchrung", "latin1"));
  const error = await caught(() => Plan.fromFile(file));
  assert.ok(CritpathError.is(error, "text.encoding") && error.cause instanceof TypeError);
});

test("a cycle is caught by class and code", async () => {
  const round = Plan.fromMarkdownSync("- A {#a 1d after=b}\n- B {#b 1d after=a}\n", { name: "round.md" });
  for (const call of [() => round.schedule({ start: "2026-12-07" }), () => round.scheduleSync({ start: "2026-12-07" })]) {
    const error = await caught(call);
    assert.ok(CritpathError.is(error, "graph.cycle"));
    assert.deepEqual([...new Set(error.details.path)].sort(), ["a", "b"]);
    assert.equal(error.diagnostics[0].code, "graph.cycle");
    assert.equal(error.diagnostics[0].line, 2);
    assert.equal(error.name, "CritpathError");
    assert.match(error.stack, /^CritpathError: dependencies form a cycle/);
  }
});

test("a plan can be used after an error", async () => {
  await caught(() => plan.schedule({ start: "soon" }));
  await caught(() => plan.apply([{ edit: "remove_task", id: "c" }]));
  await caught(() => schedule.explain("c"));
  const again = await plan.schedule({ start: "2026-12-07" });
  assert.deepEqual(again.result, schedule.result);
  const broken = Plan.fromMarkdownSync("- A {#a 1d after=nobody}\n");
  await caught(() => broken.schedule({ start: "2026-12-07" }));
  assert.equal(broken.checkSync().summary.errors, 1);
  assert.equal(broken.document.tasks.length, 1);
});

test("broken content is no exception", async () => {
  for (const text of ["", "{", '{"tasks": 5}', "\u0000", "# \u202e", "[".repeat(100_000)]) {
    for (const broken of [await Plan.fromJson(text), await Plan.fromMarkdown(text)]) {
      assert.equal(typeof broken.checkSync().summary.errors, "number");
    }
  }
});

test("errors take every code of the table, and details are at least an object", () => {
  for (const code of Object.keys(CODES)) {
    assert.match(code, /^[a-z_]+(\.[a-z_]+)?$/);
    const error = new CritpathError({ code, message: "told" });
    assert.ok(CritpathError.is(error, code) && error instanceof Error);
    assert.deepEqual([error.code, error.message, error.details, error.diagnostics], [code, "told", {}, []]);
  }
});
