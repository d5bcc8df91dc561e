// The package: plans, schedules, errors, and the tables of the engine.

import { later, now } from "./errors";
import type { CaseReport, Code, Severity } from "./model";
import * as native from "./native";
import { answerOf } from "./results";
import { jsonOf, optionsOf, textOf } from "./arguments";

export type * from "./model";
export type { Time } from "./arguments";
export { CODES, type CodeInfo } from "./codes";
export { CritpathError, type DetailsOf, type ErrorDetails } from "./errors";
export { Forecast, type ForecastFormat, type RunOptions, type SimulateOptions } from "./forecast";
export type { NamedText, Path } from "./files";
export {
  Plan,
  type Applied,
  type CheckOptions,
  type GateFormat,
  type GateOptions,
  type PromotionFormat,
  type PromotionOptions,
  type Measured,
  type Place,
  type ReadOptions,
  type RenderRolloutOptions,
  type RolloutFormat,
  type RolloutOptions,
  type ScheduleOptions,
} from "./plan";
export type { RenderOptions } from "./drawn";
export {
  COLUMNS,
  FLOAT_COLUMNS,
  Schedule,
  type ColumnName,
  type DiffOptions,
  type FloatsOptions,
  type Format,
} from "./schedule";
export { WhatIf } from "./what_if";
export type { Progress as WorkProgress, Watch } from "./watch";

/** The version of the engine. */
export const version: string = native.version();

/** The operations that the engine offers to every language, by the names of the conformance vectors. */
export const operations: readonly string[] = Object.freeze(native.operations());

/** The JSON Schema of documents or of results. */
export function schema(name: "document" | "results" = "document"): Readonly<Record<string, unknown>> {
  const known = textOf(name, "`name`");
  return answerOf(now(() => native.schema(known)));
}

/** Every code with its severity and what it means, in the order of the table. */
export function codes(): readonly { readonly code: Code; readonly severity: Severity; readonly summary: string }[] {
  return answerOf(native.codes());
}

/**
 * The figures that gates go by: `clopper_pearson` and `wilson` of `failures`, `total` and `confidence`; `quantile_ranks`
 * of `total`, `order` and `confidence`; `sample_size` of `share` and `confidence`; `mann_whitney` of `first` and
 * `second`; `outlier_fences` of `first_quartile`, `third_quartile` and `factor`.
 */
export function statistics(
  name: string,
  values: Readonly<Record<string, number | readonly number[]>>,
): Readonly<Record<string, number | null>> {
  const known = textOf(name, "`name`");
  const json = jsonOf(optionsOf(values), { what: "the arguments", zoned: false });
  return answerOf(now(() => native.statistics(known, json)));
}

/** Recomputes published worked examples; each case holds computed against published. */
export async function selftest(): Promise<readonly CaseReport[]> {
  return answerOf(await later(() => native.selftest()));
}

export function selftestSync(): readonly CaseReport[] {
  return answerOf(now(() => native.selftestSync()));
}
