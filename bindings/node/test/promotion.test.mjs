// Promotion: what must hold before each environment, and the windows that a release fits with its way back.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Plan } from "critpath";

const GUIDE = readFileSync(new URL("../../../examples/plans/promotion.md", import.meta.url), "utf8");
const measurements = [{ metric: "error_rate", total: 2000, failures: 3 }];

test("a window fits forward but not with the way back", async () => {
  const plan = await Plan.fromMarkdown(GUIDE);
  const answer = await plan.promotion({ measurements, windows: 1, now: "2026-12-07T12:00" });
  const [staging, production] = answer.environments;
  assert.deepEqual([answer.verdict, staging.verdict, production.window.margin_s], ["no_go", "go", -900]);
  assert.deepEqual(production.next_windows.map((window) => window.opens), ["2026-12-12T22:00:00"]);
  assert.deepEqual(plan.promotionSync({ measurements, windows: 1, now: "2026-12-07T12:00" }), answer);
  assert.ok((await plan.renderPromotion("text", { measurements })).startsWith("NO-GO  Release\n"));
});

test("what cannot be is refused", async () => {
  const plan = await Plan.fromMarkdown(GUIDE);
  const ring = await Plan.fromMarkdown(GUIDE.replace("{#staging}", "{#staging promoted-from=production}"));
  await assert.rejects(ring.promotion(), { code: "environment.cycle" });
  await assert.rejects(plan.promotion({ horizon: "-1d" }), { code: "option.invalid" });
  await assert.rejects(plan.renderPromotion("svg"), /there is no format/u);
  await assert.rejects(plan.promotion({ horizon: 5 }), TypeError);
  await assert.rejects(plan.promotion({ measurements: 5 }), TypeError);
  await assert.rejects(plan.promotion({ signal: AbortSignal.abort() }));
});
