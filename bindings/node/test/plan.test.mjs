// Plans: read by every route, checked, edited, located.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

import { CODES, Plan, codes, operations, schema, selftest, selftestSync, version } from "critpath";

const GUIDE = "# Release\n\n- Build {#build 2d}\n- Publish {#publish 1h after=build}\n";
const folder = mkdtempSync(join(tmpdir(), "critpath-"));
after(() => rmSync(folder, { recursive: true }));

test("every route of reading gives the same plan", async () => {
  const file = join(folder, "plan.md");
  writeFileSync(file, `\uFEFF${GUIDE}`);
  const plans = [
    await Plan.fromMarkdown(GUIDE),
    Plan.fromMarkdownSync(GUIDE),
    await Plan.fromFile(file),
    Plan.fromFileSync([file]),
    await Plan.fromFile(pathToFileURL(file)),
    await Plan.fromTexts([{ name: "a.md", text: GUIDE }]),
    Plan.fromTextsSync([{ name: "a.md", text: GUIDE }]),
  ];
  for (const plan of plans) {
    assert.deepEqual(plan.document.tasks.map((task) => task.id), ["build", "publish"]);
    assert.equal(plan.scheduleSync({ start: "2026-12-07" }).finish, "2026-12-09T09:00:00");
  }
});

test("a document goes out as JSON and as an object, and comes back", async () => {
  const plan = await Plan.fromMarkdown(GUIDE);
  const text = await plan.toJson();
  assert.equal(text, plan.toJsonSync());
  for (const again of [
    await Plan.fromJson(text),
    Plan.fromJsonSync(text),
    await Plan.fromObject(plan.document),
    Plan.fromObjectSync(JSON.parse(JSON.stringify(plan))),
  ]) {
    assert.deepEqual(again.document.tasks, plan.document.tasks);
  }
});

test("an object is read as its text is", async () => {
  for (const data of [
    { name: "R", tasks: [{ id: "a", title: "A", duration: 2 }] },
    { name: "R", tasks: [{ id: "a", name: "A", progress: { percent: 50 } }] },
    { format: "critpath/1", name: "R", tasks: [{ id: "a", name: "A", duration: "2d" }] },
  ]) {
    const [read, text] = [await Plan.fromObject(data), Plan.fromJsonSync(JSON.stringify(data))];
    assert.deepEqual(read.document, text.document);
    assert.equal(read.document.tasks[0].name, "A");
    assert.deepEqual(read.diagnostics, text.diagnostics);
  }
});

test("documents are frozen and made once", async () => {
  const plan = await Plan.fromMarkdown(GUIDE);
  assert.equal(plan.document, plan.document);
  assert.throws(() => plan.document.tasks.push({}), TypeError);
  assert.throws(() => {
    plan.document.tasks[0].name = "other";
  }, TypeError);
});

test("findings have places in UTF-16", async () => {
  const plan = await Plan.fromMarkdown("# Plan\n\n- \u{1F600} Build {#a 1d after=nobody}\n", { name: "faces.md" });
  const checked = await plan.check({ start: "2026-12-07", profile: "deploy" });
  assert.deepEqual(checked, plan.checkSync({ start: "2026-12-07" }));
  assert.equal(checked.files[0].file, "faces.md");
  const found = checked.files[0].diagnostics.find((one) => one.code === "id.unknown");
  assert.equal(found.severity, CODES["id.unknown"].severity);
  const line = "- \u{1F600} Build {#a 1d after=nobody}";
  assert.equal(line.slice(found.column - 1, found.end_column - 1).includes("nobody"), true);
  assert.deepEqual(plan.diagnostics, checked.files[0].diagnostics);
  assert.equal(checked.summary.errors, 1);
});

test("a span becomes the range of the text", async () => {
  const text = "# \u{1F600} Plan\r\n\r\n- Täsk {#a 1d}\n";
  const plan = await Plan.fromMarkdown(text);
  const place = plan.locate(plan.document.tasks[0].span);
  assert.ok(text.slice(place.start, place.end).startsWith("Täsk"), text.slice(place.start, place.end));
  assert.deepEqual([place.file, place.line, place.column], ["plan.md", 3, text.split("\n")[2].indexOf("Täsk") + 1]);
  assert.equal(place.end - place.start, place.end_column - place.column);
  const end = plan.locate({ start: 4_000_000_000, end: 4_000_000_000 });
  assert.deepEqual([end.start, end.end], [text.length, text.length]);
});

test("edits give a new plan and what changed", async () => {
  const plan = await Plan.fromMarkdown(GUIDE);
  const edits = [{ edit: "set_duration", id: "build", duration: "3d" }];
  const applied = await plan.apply(edits);
  assert.deepEqual(applied.changes, plan.applySync(edits).changes);
  assert.deepEqual(applied.changes.changed.map((change) => [change.id, change.field]), [["build", "duration"]]);
  assert.equal(plan.scheduleSync({ start: "2026-12-07" }).finish, "2026-12-09T09:00:00");
  assert.equal(applied.plan.scheduleSync({ start: "2026-12-07" }).finish, "2026-12-10T09:00:00");
});

test("the tables of the engine are at hand", async () => {
  assert.match(version, /^\d+\.\d+\.\d+/);
  assert.deepEqual(
    codes().map(({ code, severity, summary }) => [code, { severity, summary }]),
    Object.entries(CODES),
  );
  assert.equal(schema().title, "Document");
  assert.ok("ScheduleResult" in schema("results").$defs);
  const cases = await selftest();
  assert.deepEqual(cases, selftestSync());
  assert.ok(cases.length > 0 && cases.every((one) => one.checks.every((check) => check.passed)));
  assert.ok(operations.includes("schedule"));
});

test("plans show what they are", async () => {
  assert.equal(inspect(await Plan.fromMarkdown(GUIDE)), "Plan { 'Release', 2 tasks, 0 phases }");
});
