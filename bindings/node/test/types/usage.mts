// How the types of the package hold a program to what is there. Compiled, never run.

import {
  CODES,
  CritpathError,
  Forecast,
  Plan,
  codes,
  operations,
  schema,
  selftest,
  version,
  type Code,
  type ColumnName,
  type Document,
  type Edit,
  type ExplainResult,
  type ForecastResult,
  type Place,
  type Schedule,
  type TaskResult,
} from "critpath";

const document: Document = { name: "Release", tasks: [{ id: "a", name: "A", duration: "1d", x_team: "blue" }] };
const plan: Plan = await Plan.fromObject(document);
const twin: Plan = Plan.fromFileSync(["a.md", new URL("file:///b.md")]);
const place: Place = plan.locate(plan.document.tasks?.[0]?.span ?? { start: 0, end: 0 });

const controller = new AbortController();
const schedule: Schedule = await plan.schedule({
  start: new Date(),
  convention: "ms_project",
  signal: controller.signal,
  onProgress: ({ done, total }) => console.log(done / total),
});
const starts: Float64Array = schedule.column("start");
const names: ColumnName[] = Object.keys(schedule.columns()) as ColumnName[];
for (const task of schedule) {
  const finish: string = task.finish;
  const driver: string | null = task.driver;
  console.log(finish, driver, place.start, starts, names);
}
const task: TaskResult | undefined = schedule.get("a");
const explained: ExplainResult = schedule.explainSync("a");
const edits: Edit[] = [{ edit: "set_duration", id: "a", duration: "2d" }];
const { plan: later, changes } = twin.applySync(edits);
const text: string = await schedule.toSvg({ theme: "dark", width: 900, now: "2026-12-08" });
console.log(task, explained, later, changes.added, text, version, operations, schema("results"), codes()[0]?.code);
for (const { checks } of await selftest()) console.log(checks.every((check) => check.passed));

const forecast: Forecast = await plan.simulate({ runs: 100, risks: "residual", signal: controller.signal });
const answer: ForecastResult = forecast.result;
const merged: Forecast = forecast.merge(Forecast.fromBytes(forecast.toBytes(), plan, { risks: "residual" }));
console.log(answer.finish.p80, merged.finishes()[0], forecast.probabilityOf("2026-12-08"), await forecast.toSvg());

try {
  plan.scheduleSync();
} catch (error) {
  if (CritpathError.is(error, "graph.cycle")) {
    const path: readonly string[] = error.details.path;
    console.log(path);
  } else if (CritpathError.is(error, "task.unknown")) {
    const suggestion: string | null = error.details.suggestion;
    console.log(suggestion);
  } else if (CritpathError.is(error)) {
    const code: Code = error.code;
    console.log(CODES[code].severity, error.diagnostics[0]?.line);
  }
  // @ts-expect-error a code that is not in the table
  CritpathError.is(error, "graph.cycles");
}

// @ts-expect-error text, not a number
void Plan.fromMarkdown(5);
// @ts-expect-error plans are made by reading
new Plan();
// @ts-expect-error a promise has no tasks
void plan.schedule().tasks;
// @ts-expect-error no such option
void plan.schedule({ begin: "2026-12-07" });
// @ts-expect-error no such convention
void plan.schedule({ convention: "msp" });
// @ts-expect-error work on this thread cannot be watched
plan.scheduleSync({ signal: controller.signal });
// @ts-expect-error no such basis of risks
void plan.simulate({ risks: "all" });
// @ts-expect-error no such format of a forecast
void forecast.render("mermaid");
// @ts-expect-error no such column
schedule.column("colour");
// @ts-expect-error no such format
void schedule.render("docx");
// @ts-expect-error no such edit
void plan.apply([{ edit: "paint" }]);
// @ts-expect-error results cannot be changed
schedule.result.tasks[0].name = "B";
// @ts-expect-error lists of results cannot be changed
schedule.tasks.push(task);
// @ts-expect-error no such schema
schema("colours");
// @ts-expect-error a known field of another type
void Plan.fromObject({ name: 5 });
