// Rollouts as objects of Kubernetes, held against the published schemas of Argo Rollouts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAllDocuments } from "yaml";

import { Plan } from "critpath";

// The package with the schemas is written for newer versions.
const [major] = process.versions.node.split(".").map(Number);
const skip = major < 20 && "the schemas need Node 20 or newer";

const HOSTILE = ["no", "1e3", "a: b #", '"} or vector(1)', "- a\n---\nkind: Secret", "{{ args.window }}", "<script>", "راه", ""];

/** A plan with a rollout of each strategy, in which everything is called by one name. */
function planNamed(name) {
  const steps = [{ weight: 0, soak: "10m" }, { weight: 12.5 }, { weight: 100, soak: "1h", gate: "go" }];
  const rollout = (more) => ({ service: name, traffic_per_second: 100, interval: "10s", criteria: ["errors"], startup: "1m", ...more });
  const task = (id, more) => ({ id, name, rollout: rollout(more) });
  return Plan.fromObjectSync({
    format: "critpath/1",
    name,
    tasks: [
      task("canary", { steps: steps.slice(1) }),
      task("blue", { strategy: "blue_green", steps: [{ ...steps[0], criteria: ["errors"] }, steps[2]] }),
      task("rolling", { strategy: "rolling", instances: 10, batch: 3 }),
      task("recreate", { strategy: "recreate" }),
      task("huge", { steps: [{ weight: 100, soak: "6000000000s" }], failure_threshold: 4294967295, scale_down_delay: "6000000000s" }),
    ],
    gates: [{ id: "go", name }],
    criteria: [
      {
        id: "errors",
        name,
        conditions: [
          { metric: "error_rate", comparator: "<", target: 0.1, unit: "%" },
          { metric: "response_time", comparator: "<", target: 500, unit: "ms", statistic: "p95" },
          { metric: "cpu", comparator: "=", target: 70, unit: "%", query: "avg(cpu)" },
        ],
      },
    ],
  });
}

test("rollouts and analysis templates are as Argo Rollouts has them", { skip }, async () => {
  const models = await import("@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1");
  for (const name of ["api", ...HOSTILE]) {
    const documents = parseAllDocuments(planNamed(name).renderRolloutSync("argo")).map((document) => {
      assert.deepEqual(document.errors, [], name);
      return document.toJS();
    });
    // A rollout of each task, and templates for what four of them are gated by and two are watched by.
    const kinds = documents.map(({ kind }) => kind);
    assert.equal(kinds.filter((kind) => kind === "Rollout").length, 5, name);
    assert.equal(kinds.filter((kind) => kind === "AnalysisTemplate").length, 7, name);
    for (const { kind, ...rest } of documents) {
      assert.equal(rest.apiVersion, models[kind].apiVersion);
      new models[kind](rest).validate();
    }
  }
  // The schemas do refuse what is none.
  const [wrong] = parseAllDocuments(planNamed("api").renderRolloutSync("argo")).map((document) => document.toJS());
  wrong.spec.strategy.canary.steps[0].setWeight = "5";
  assert.throws(() => new models.Rollout(wrong).validate(), /setWeight/);
});
