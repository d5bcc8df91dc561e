// The conformance vectors of the repository, through the public package: the same answers as every other language.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { CritpathError, Plan, codes, operations, schema, selftest, selftestSync, statistics } from "critpath";

const FOLDER = new URL("../../../conformance/", import.meta.url);

const textsOf = (input) => input.files.map(([name, text]) => ({ name, text }));

/** Each operation by promise and at once. */
const OPERATIONS = {
  read: [
    async ({ input }) => JSON.parse(await (await Plan.fromTexts(textsOf(input))).toJson()),
    ({ input }) => Plan.fromTextsSync(textsOf(input)).document,
  ],
  check: [
    async ({ input, options }) => (await Plan.fromTexts(textsOf(input))).check(options),
    ({ input, options }) => Plan.fromTextsSync(textsOf(input)).checkSync(options),
  ],
  schedule: [
    async ({ input, options }) => JSON.parse(await (await scheduled(input, options)).toJson()),
    ({ input, options }) => scheduledSync(input, options).result,
  ],
  explain: [
    async ({ input, options }) => (await scheduled(input, options)).explain(input.task),
    ({ input, options }) => scheduledSync(input, options).explainSync(input.task),
  ],
  floats: [
    async ({ input, options }) => (await scheduled(input, options.schedule)).floats(options.floats),
    ({ input, options }) => scheduledSync(input, options.schedule).floatsSync(options.floats),
  ],
  render: [
    async ({ input, options }) => (await scheduled(input, options.schedule)).render(input.format, options.render),
    ({ input, options }) => scheduledSync(input, options.schedule).renderSync(input.format, options.render),
  ],
  apply: [
    async ({ input }) => ordered(await (await Plan.fromTexts(textsOf(input))).apply(input.edits)),
    ({ input }) => ordered(Plan.fromTextsSync(textsOf(input)).applySync(input.edits)),
  ],
  what_if: [
    async ({ input, options }) => {
      const whatIf = await (await Plan.fromTexts(textsOf(input))).whatIf(options);
      const steps = input.steps.map((step) => (step === "undo" ? whatIf.undo() : whatIf.apply(step)));
      return tried(whatIf, await Promise.all(steps));
    },
    ({ input, options }) => {
      const whatIf = Plan.fromTextsSync(textsOf(input)).whatIfSync(options);
      return tried(
        whatIf,
        input.steps.map((step) => (step === "undo" ? whatIf.undoSync() : whatIf.applySync(step))),
      );
    },
  ],
  diff: [
    async ({ input, options: { schedule, diff } }) =>
      (await scheduled(input, schedule)).diff(await scheduled(input.later, schedule), diff),
    ({ input, options: { schedule, diff } }) =>
      scheduledSync(input, schedule).diffSync(scheduledSync(input.later, schedule), diff),
  ],
  simulate: [
    async ({ input, options }) => {
      const forecast = await (await Plan.fromTexts(textsOf(input))).simulate(options);
      return JSON.parse(await forecast.toJson());
    },
    ({ input, options }) => Plan.fromTextsSync(textsOf(input)).simulateSync(options).result,
  ],
  pert: [
    async ({ input, options }) => (await Plan.fromTexts(textsOf(input))).pert(options),
    ({ input, options }) => Plan.fromTextsSync(textsOf(input)).pertSync(options),
  ],
  rollback: [
    async ({ input, options }) => (await scheduled(input, options.schedule)).rollback(options.rollback),
    ({ input, options }) => scheduledSync(input, options.schedule).rollbackSync(options.rollback),
  ],
  rollback_plan: [
    async ({ input, options }) => (await scheduled(input, options)).rollbackPlan(input.at),
    ({ input, options }) => scheduledSync(input, options).rollbackPlanSync(input.at),
  ],
  rollout: [
    async ({ input, options }) => {
      const plan = await Plan.fromTexts(textsOf(input));
      const [format, asked] = rolling(input, options);
      if (format === "json") return plan.rollout(asked);
      return format === "plan" ? (await plan.unfold()).document : plan.renderRollout(format, asked);
    },
    ({ input, options }) => {
      const plan = Plan.fromTextsSync(textsOf(input));
      const [format, asked] = rolling(input, options);
      if (format === "json") return plan.rolloutSync(asked);
      return format === "plan" ? plan.unfoldSync().document : plan.renderRolloutSync(format, asked);
    },
  ],
  gate: [
    async ({ input, options }) => judged(input, await (await Plan.fromTexts(textsOf(input))).gateSheet(...judging(input, options))),
    ({ input, options }) => judged(input, Plan.fromTextsSync(textsOf(input)).gateSheetSync(...judging(input, options))),
  ],
  promotion: [
    async ({ input, options }) =>
      judged(input, await (await Plan.fromTexts(textsOf(input))).renderPromotion(...judging(input, options))),
    ({ input, options }) => judged(input, Plan.fromTextsSync(textsOf(input)).renderPromotionSync(...judging(input, options))),
  ],
  statistics: [
    async ({ input, options }) => statistics(input.name, options),
    ({ input, options }) => statistics(input.name, options),
  ],
  risk: [
    async ({ input, options }) => {
      const plan = await Plan.fromTexts(textsOf(input));
      return input.format === undefined ? plan.riskRegister(options) : plan.renderRisks(input.format, options);
    },
    ({ input, options }) => {
      const plan = Plan.fromTextsSync(textsOf(input));
      return input.format === undefined ? plan.riskRegisterSync(options) : plan.renderRisksSync(input.format, options);
    },
  ],
  schema: [async ({ input }) => schema(input.schema), ({ input }) => schema(input.schema)],
  codes: [async () => codes(), () => codes()],
  selftest: [async () => selftest(), () => selftestSync()],
};

function tried({ plan, schedule }, steps) {
  return { steps, document: plan.document, schedule: schedule.result };
}

async function scheduled(input, options) {
  return (await Plan.fromTexts(textsOf(input))).schedule(options);
}

function scheduledSync(input, options) {
  return Plan.fromTextsSync(textsOf(input)).scheduleSync(options);
}

const judging = (input, options) => {
  const measurements = (input.measurements ?? []).map(([name, text]) => ({ name, text }));
  return [input.format ?? "json", { ...options, measurements }];
};

const rolling = (input, options) => {
  const measurements = (input.measurements ?? []).map(([name, text]) => ({ name, text }));
  return [input.format ?? "json", { ...options, measurements }];
};

const judged = (input, sheet) => ((input.format ?? "json") === "json" ? JSON.parse(sheet) : sheet);

const ordered = ({ plan, changes }) => ({ document: plan.document, changes });

/**
 * What became of a call, in the form of an expectation. An option of the wrong type never reaches the engine: the
 * package throws a TypeError, as JavaScript does.
 */
async function outcomeOf(call, vector) {
  try {
    return ["ok", await call(vector)];
  } catch (error) {
    if (error instanceof TypeError && vector.expect.error?.code === "option.invalid") {
      return ["error", vector.expect.error];
    }
    if (!(error instanceof CritpathError)) throw error;
    const { code, message, details, diagnostics } = error;
    return ["error", { code, message, details, diagnostics }];
  }
}

test("the package offers every operation of the engine", () => {
  assert.deepEqual(Object.keys(OPERATIONS), [...operations]);
});

test("files are read or refused as the vectors expect", { skip: !existsSync(FOLDER) }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "critpath-"));
  for (const [at, vector] of JSON.parse(readFileSync(new URL("files.json", FOLDER), "utf8")).entries()) {
    const { name, file = "plan.md", project, bytes, expect } = vector;
    const written = join(folder, `${at}-${file}`);
    const path = project === undefined ? written : `${written}#${project}`;
    if (bytes) writeFileSync(written, Uint8Array.from(bytes));
    for (const read of [(file) => Plan.fromFile(file), async (file) => Plan.fromFileSync(file)]) {
      const found = await read(path).then(
        (plan) => ({ ok: plan.document.tasks.map((task) => task.id) }),
        ({ code }) => ({ error: { code } }),
      );
      assert.deepEqual(found, expect, name);
    }
  }
  rmSync(folder, { recursive: true });
});

for (const operation of operations) {
  test(`${operation} answers as the vectors expect`, { skip: !existsSync(FOLDER) }, async () => {
    const vectors = JSON.parse(readFileSync(new URL(`${operation}.json`, FOLDER), "utf8"));
    assert.ok(vectors.length > 0);
    for (const vector of vectors) {
      for (const call of OPERATIONS[operation]) {
        const [kind, answer] = await outcomeOf(call, vector);
        const expected = vector.expect[`${kind}_utf16`] ?? vector.expect[kind];
        assert.equal(JSON.stringify(answer), JSON.stringify(expected), `${vector.name}: ${call}`);
      }
    }
  });
}
