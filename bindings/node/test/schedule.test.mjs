// Schedules: dates, columns, explanations, differences, formats.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { COLUMNS, Plan } from "critpath";

const GUIDE = `# Release

## Phase 1: Build
- Compile {#compile 2d}
- Document {#document 1d}
- Test {#test 1d after=compile,document}
- Celebrate {#celebrate}
`;
const plan = Plan.fromMarkdownSync(GUIDE);
const schedule = plan.scheduleSync({ start: "2026-12-07" });

test("a schedule says when everything is", async () => {
  const other = await plan.schedule({ start: "2026-12-07" });
  assert.deepEqual(other.result, schedule.result);
  assert.equal(schedule.name, "Release");
  assert.equal(schedule.start, "2026-12-07T08:00:00");
  assert.equal(schedule.finish, "2026-12-09T17:00:00");
  assert.deepEqual(schedule.criticalPath, ["compile", "test"]);
  assert.deepEqual(schedule.phases.map((phase) => phase.finish), ["2026-12-09T17:00:00"]);
  assert.deepEqual(schedule.unscheduled.map((task) => [task.id, task.reason]), [["celebrate", "no_estimate"]]);
});

test("a schedule is a collection of tasks", () => {
  assert.deepEqual(Array.from(schedule, (task) => task.id), ["compile", "document", "test"]);
  assert.equal(schedule.get("document").total_float_s, 8 * 3600);
  assert.equal(schedule.get("celebrate"), undefined);
  assert.equal(JSON.stringify(schedule), schedule.toJsonSync());
  assert.ok(Object.isFrozen(schedule.tasks) && Object.isFrozen(schedule.tasks[0]));
  assert.equal(inspect(schedule), "Schedule { 'Release', 3 tasks, 2026-12-07T08:00:00 to 2026-12-09T17:00:00 }");
});

test("columns are typed arrays of seconds", () => {
  const columns = schedule.columns();
  assert.deepEqual(Object.keys(columns), [...COLUMNS]);
  for (const name of COLUMNS) {
    assert.ok(columns[name] instanceof Float64Array);
    assert.deepEqual(columns[name], schedule.column(name));
    const figures = schedule.tasks.map((task) =>
      name.endsWith("_s") ? task[name] : Date.parse(`${task[name]}Z`) / 1000,
    );
    if (name !== "duration_s") assert.deepEqual([...columns[name]], figures, name);
  }
  assert.deepEqual([...columns.duration_s], [57_600, 28_800, 28_800]);
  const start = new Date(columns.start[2] * 1000);
  assert.deepEqual([start.getUTCDate(), start.getUTCHours()], [9, 8]);
});

test("an instant of a plan with a time zone is a Date", () => {
  const zoned = Plan.fromObjectSync({ time_zone: "Europe/Berlin", tasks: [{ id: "a", name: "A", duration: "1d" }] });
  const at = new Date("2026-12-07T07:00:00Z");
  for (const start of [at, "2026-12-07T08:00", "2026-12-07"]) {
    const schedule = zoned.scheduleSync({ start });
    assert.equal(schedule.start, "2026-12-07T08:00:00+01:00");
    assert.deepEqual(new Date(schedule.column("start")[0] * 1000), at);
    assert.deepEqual(new Date(schedule.start), at);
  }
});

test("a date is explained", async () => {
  const explained = await schedule.explain("test");
  assert.deepEqual(explained, schedule.explainSync("test"));
  assert.deepEqual(explained.chain.map((step) => step.task), ["compile", "test"]);
});

test("two schedules are compared", async () => {
  const { plan: slower } = plan.applySync([{ edit: "set_duration", id: "compile", duration: "3d" }]);
  const later = slower.scheduleSync({ start: "2026-12-07" });
  const diff = await schedule.diff(later);
  assert.deepEqual(diff, schedule.diffSync(later));
  assert.equal(diff.finish_shift_s, 86_400);
});

test("a schedule is written in every format", async () => {
  const formats = {
    Svg: ["svg", /^<svg/],
    Html: ["html", /^<!doctype html>/i],
    Mermaid: ["mermaid", /^gantt/m],
    Csv: ["csv", /compile/],
    Markdown: ["markdown", /Compile \|/],
    Xml: ["xml", /<Name>Compile<\/Name>/],
    Table: ["table", /Compile/],
    Gantt: ["gantt", /Compile/],
  };
  for (const [method, [format, pattern]] of Object.entries(formats)) {
    const text = await schedule[`to${method}`]();
    assert.match(text, pattern);
    assert.equal(schedule[`to${method}Sync`](), text);
    assert.equal(await schedule.render(format), text);
    assert.equal(schedule.renderSync(format), text);
  }
  assert.equal(await schedule.toJson(), await schedule.render("json"));
  assert.match(await schedule.toSvg({ width: 700, theme: "dark", now: "2026-12-08" }), /width="700"/);
});
