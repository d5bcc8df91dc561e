// The plan as JavaScript sees it: read, checked, scheduled, edited.

import { inspect } from "node:util";

import { type Time, editsText, jsonOf, kindOf, optionsOf, refuseNoTime, textOf } from "./arguments";
import { later, now } from "./errors";
import { type NamedText, type Path, readTexts, readTextsSync } from "./files";
import { Forecast, type RunOptions, type SimulateOptions } from "./forecast";
import type {
  Changes,
  CheckResult,
  Convention,
  DiagnosticResult,
  Document,
  Edit,
  GateResult,
  PromotionResult,
  PertResult,
  RiskBasis,
  RiskRegisterResult,
  RolloutResult,
  Span,
  Stage,
} from "./model";
import { NativePlan } from "./native";
import { answerOf } from "./results";
import { Schedule } from "./schedule";
import { type Watch, unwatched, watched } from "./watch";
import { WhatIf } from "./what_if";

/** How a text is read. */
export interface ReadOptions {
  /** What the text is called in messages: `plan.md`. */
  readonly name?: string | undefined;
}

/** How a plan is checked. */
export interface CheckOptions {
  /** Which rules count how much: `deploy` by default, `dcma` for the DCMA 14-point assessment of a schedule. */
  readonly profile?: string | undefined;
  /** When the plan starts, if it does not say. */
  readonly start?: Time | undefined;
  /** The present, which counts as the data date of an assessment if the plan states none. */
  readonly now?: Time | undefined;
  /** Whose rules the dates follow, as in `schedule`. */
  readonly convention?: Convention | undefined;
}

/** One metric, as samples, counts, buckets or a figure; see `docs/gates.md` for its fields. */
export interface Measured {
  /** What is measured, as the criterion names it, or the id of the criterion. */
  readonly metric: string;
  readonly [field: string]: unknown;
}

/** How a gate is judged. */
export interface GateOptions {
  /** Id of the gate; the plan as a whole if absent. */
  readonly gate?: string | undefined;
  /** Only the checklists of this stage. */
  readonly stage?: Stage | undefined;
  /** What was measured: objects, or the texts of files (JSON, CSV, answers of Prometheus as JSON). */
  readonly measurements?: readonly (Measured | NamedText)[] | undefined;
  /** The present, for waivers and measurements that end. */
  readonly now?: Time | undefined;
  /** How sure a verdict on a measured share must be, above 0.5 and below 1; what the gate states, else 0.95. */
  readonly confidence?: number | undefined;
  /** How often the plan is scheduled, for a gate that asks how sure the finish is; 10,000 by default. */
  readonly runs?: number | undefined;
  /** What the random numbers come from; 0 by default. */
  readonly seed?: number | undefined;
  /** How many threads share the work: all processors by default. */
  readonly threads?: number | undefined;
  /** Which effects of risks count: `inherent` before mitigation, `residual` after it, or `none`. */
  readonly risks?: RiskBasis | undefined;
  /** When the plan starts, if it does not say. */
  readonly start?: Time | undefined;
  /** Whose rules the dates follow, as in `schedule`. */
  readonly convention?: Convention | undefined;
}

/** A form of the sheet of a gate. */
export type GateFormat = "text" | "markdown" | "github" | "svg" | "html" | "json";

/** How it is judged how a release gets from environment to environment. */
export interface PromotionOptions extends Omit<GateOptions, "gate" | "stage"> {
  /** How many of the next windows are named for each environment; 5 by default. */
  readonly windows?: number | undefined;
  /** How far ahead they are looked for, by the clock; `366d` by default. */
  readonly horizon?: string | undefined;
}

/** A form of a promotion. */
export type PromotionFormat = "text" | "markdown" | "json";

/** What the rollouts of a plan are computed with. */
export interface RolloutOptions {
  /** What was measured of the objectives: it says what is left of their error budgets. */
  readonly measurements?: readonly (Measured | NamedText)[] | undefined;
}

/** How rollouts are written. */
export interface RenderRolloutOptions extends RolloutOptions, RenderRisksOptions {}

/** A form of rollouts: for people, as a picture or a page, for programs, a plan with their steps, or definitions of other tools in YAML. */
export type RolloutFormat =
  | "text" | "markdown" | "json" | "svg" | "html" | "plan" | "prometheus" | "openslo" | "argo" | "flagger";

/** How a plan is scheduled. */
export interface ScheduleOptions {
  /** When the plan starts, if it does not say. A date alone means the first working time of that day. */
  readonly start?: Time | undefined;
  /**
   * Whose rules it follows where planning tools differ: `native`, `ms_project` or `primavera`; by default those that
   * the plan names, else the native ones.
   */
  readonly convention?: Convention | undefined;
}

/** How a risk register is drawn or written. */
export interface RenderRisksOptions {
  /** Of a picture: `light`, `dark`, or `auto` for what the reader's system prefers. */
  readonly theme?: "light" | "dark" | "auto" | undefined;
  /** Pixels of a picture, characters of a table. */
  readonly width?: number | undefined;
}

/** A plan after edits. */
export interface Applied {
  /** The new plan; the old one stays as it is. */
  readonly plan: Plan;
  /** What the edits changed. */
  readonly changes: Changes;
}

/** A place in a text as JavaScript and editors count: UTF-16 offsets from 0, lines and columns from 1. */
export interface Place {
  /** The name of the text. */
  readonly file: string;
  /** The offset of the first character. */
  readonly start: number;
  /** One past the offset of the last character. */
  readonly end: number;
  /** The line of the first character. */
  readonly line: number;
  /** Its column. */
  readonly column: number;
  /** The line of the end. */
  readonly end_line: number;
  /** One past the column of the last character. */
  readonly end_column: number;
}

/**
 * A deployment guide or project plan, read and ready to be asked. Plans never change: `apply` gives a new one.
 * Reading never fails on content: what is wrong is in `diagnostics`, and keeps `schedule` from answering if it is an
 * error.
 *
 * Methods that return a promise work on another thread; each has a `…Sync` twin that works on this one, which is
 * quicker for small plans.
 */
export class Plan {
  readonly #native: NativePlan;
  #document: Document | undefined;
  #diagnostics: readonly DiagnosticResult[] | undefined;

  private constructor(native: NativePlan) {
    if (!(native instanceof NativePlan)) {
      throw new TypeError("a Plan is made by Plan.fromMarkdown, fromJson, fromObject, fromTexts or fromFile");
    }
    this.#native = native;
  }

  /** Reads a guide written in Markdown. */
  static async fromMarkdown(text: string, options?: ReadOptions): Promise<Plan> {
    return Plan.fromTexts([textNamed(text, options, "plan.md")]);
  }

  static fromMarkdownSync(text: string, options?: ReadOptions): Plan {
    return Plan.fromTextsSync([textNamed(text, options, "plan.md")]);
  }

  /** Reads JSON text: a document of critpath, or one of the system's files. */
  static async fromJson(text: string, options?: ReadOptions): Promise<Plan> {
    return Plan.fromTexts([textNamed(text, options, "plan.json")]);
  }

  static fromJsonSync(text: string, options?: ReadOptions): Plan {
    return Plan.fromTextsSync([textNamed(text, options, "plan.json")]);
  }

  /**
   * Reads an object as the text of its JSON is read: a document of critpath, or one of the system's files. A document
   * that says `format: "critpath/1"` is never taken for something else.
   */
  static async fromObject(document: Document, options?: ReadOptions): Promise<Plan> {
    return Plan.fromJson(documentText(document), options);
  }

  static fromObjectSync(document: Document, options?: ReadOptions): Plan {
    return Plan.fromJsonSync(documentText(document), options);
  }

  /** Reads a file, or several that make one plan together. */
  static async fromFile(paths: Path | readonly Path[]): Promise<Plan> {
    return Plan.fromTexts(await readTexts(paths));
  }

  static fromFileSync(paths: Path | readonly Path[]): Plan {
    return Plan.fromTextsSync(readTextsSync(paths));
  }

  /** Reads texts that make one plan together; the ending of a name says what its text is. */
  static async fromTexts(texts: readonly NamedText[]): Promise<Plan> {
    const known = textsOf(texts);
    return new Plan(await later(() => NativePlan.read(known)));
  }

  static fromTextsSync(texts: readonly NamedText[]): Plan {
    const known = textsOf(texts);
    return new Plan(now(() => NativePlan.readSync(known)));
  }

  /** Everything that the plan says, in the form of the JSON. */
  get document(): Document {
    return (this.#document ??= answerOf<Document>(this.toJsonSync()));
  }

  /** What the check finds with its usual options. */
  get diagnostics(): readonly DiagnosticResult[] {
    return (this.#diagnostics ??= Object.freeze(this.checkSync().files.flatMap((file) => file.diagnostics)));
  }

  /** Whether the plan is sound. */
  async check(options?: CheckOptions): Promise<CheckResult> {
    const json = this.#checking(options);
    return answerOf(await later(() => this.#native.check(json)));
  }

  checkSync(options?: CheckOptions): CheckResult {
    const json = this.#checking(options);
    return answerOf(now(() => this.#native.checkSync(json)));
  }

  /**
   * Go or no-go, from checklists, criteria and measurements, and from what the plan itself shows: its errors, risks above
   * its appetite, its way back, and how sure its finish is, if the gate asks for that. What was not measured is
   * inconclusive, never a pass, and every reason says what would change it.
   */
  async gate(options?: GateOptions & Watch): Promise<GateResult> {
    return answerOf(await this.gateSheet("json", options));
  }

  gateSync(options?: GateOptions): GateResult {
    return answerOf(this.gateSheetSync("json", options));
  }

  /** The same as a sheet: text, Markdown, annotations of GitHub, a picture, a page. */
  async gateSheet(format: GateFormat, options?: GateOptions & Watch): Promise<string> {
    const { signal, onProgress, ...rest } = optionsOf(options);
    const { measured, json } = this.#judging(rest);
    const known = textOf(format, "the format");
    return watched({ signal, onProgress }, (token, hear) => this.#native.gate(known, measured, json, token, hear));
  }

  gateSheetSync(format: GateFormat, options?: GateOptions): string {
    const { measured, json } = this.#judging(unwatched(options, "gate"));
    const known = textOf(format, "the format");
    return now(() => this.#native.gateSync(known, measured, json));
  }

  /**
   * For each environment what must hold before it and whether it does, and which windows a release fits with its way back.
   * Rejects if the plan has errors, or environments are promoted from each other.
   */
  async promotion(options?: PromotionOptions & Watch): Promise<PromotionResult> {
    return answerOf(await this.renderPromotion("json", options));
  }

  promotionSync(options?: PromotionOptions): PromotionResult {
    return answerOf(this.renderPromotionSync("json", options));
  }

  /** The same as text or Markdown. */
  async renderPromotion(format: PromotionFormat, options?: PromotionOptions & Watch): Promise<string> {
    const { signal, onProgress, ...rest } = optionsOf(options);
    const { measured, json } = this.#promoting(rest);
    const known = textOf(format, "the format");
    return watched({ signal, onProgress }, (token, hear) => this.#native.promotion(known, measured, json, token, hear));
  }

  renderPromotionSync(format: PromotionFormat, options?: PromotionOptions): string {
    const { measured, json } = this.#promoting(unwatched(options, "promotion"));
    const known = textOf(format, "the format");
    return now(() => this.#native.promotionSync(known, measured, json));
  }

  /**
   * Unfolds the rollouts of the plan into steps with traffic, soak times, gates and undos, and what a failure costs.
   * Rejects if the plan has errors.
   */
  async rollout(options?: RolloutOptions): Promise<RolloutResult> {
    return answerOf(await this.renderRollout("json", options));
  }

  rolloutSync(options?: RolloutOptions): RolloutResult {
    return answerOf(this.renderRolloutSync("json", options));
  }

  /** The same in a form: a table, Markdown, the plan with the steps, or definitions of other tools. */
  async renderRollout(format: RolloutFormat, options?: RenderRolloutOptions): Promise<string> {
    const { measured, json } = this.#measuring(optionsOf(options));
    const known = textOf(format, "the format");
    return later(() => this.#native.rollout(known, measured, json));
  }

  renderRolloutSync(format: RolloutFormat, options?: RenderRolloutOptions): string {
    const { measured, json } = this.#measuring(optionsOf(options));
    const known = textOf(format, "the format");
    return now(() => this.#native.rolloutSync(known, measured, json));
  }

  /** The plan with the steps of its rollouts, to be scheduled, gated and rolled back. */
  async unfold(): Promise<Plan> {
    return Plan.fromJson(await this.renderRollout("plan"));
  }

  unfoldSync(): Plan {
    return Plan.fromJsonSync(this.renderRolloutSync("plan"));
  }

  /** When everything is. Rejects if the plan has errors, or if nothing says when it starts. */
  async schedule(options?: ScheduleOptions & Watch): Promise<Schedule> {
    const { signal, onProgress, ...rest } = optionsOf(options);
    const json = this.#scheduling(rest);
    const native = await watched({ signal, onProgress }, (token, hear) => this.#native.schedule(json, token, hear));
    return Schedule.of(native, this.#zoned);
  }

  scheduleSync(options?: ScheduleOptions): Schedule {
    const json = this.#scheduling(unwatched(options, "schedule"));
    return Schedule.of(now(() => this.#native.scheduleSync(json)), this.#zoned);
  }

  /**
   * How sure the dates are: schedules the plan many times, each time with other durations and risks. The answer is the
   * same to the last bit for any number of threads, in every language. Rejects as `schedule` does, and for what is
   * uncertain in a way that cannot be.
   */
  async simulate(options?: SimulateOptions & Watch): Promise<Forecast> {
    const { signal, onProgress, ...rest } = optionsOf(options);
    const json = this.#simulating(rest);
    const native = await watched({ signal, onProgress }, (token, hear) => this.#native.simulate(json, token, hear));
    return Forecast.of(native, this.#zoned);
  }

  simulateSync(options?: SimulateOptions): Forecast {
    const json = this.#simulating(unwatched(options, "simulate"));
    return Forecast.of(now(() => this.#native.simulateSync(json)), this.#zoned);
  }

  /**
   * How sure the date is by the PERT formulas: mean and variance along the path of greatest mean, taken for normal. It
   * knows no other paths, no risks and no correlations, as its `caveat` says; `simulate` does. Rejects as `schedule`
   * does, and if no task has dates.
   */
  async pert(options?: ScheduleOptions): Promise<PertResult> {
    const json = this.#scheduling(optionsOf(options));
    return answerOf(await later(() => this.#native.pert(json)));
  }

  pertSync(options?: ScheduleOptions): PertResult {
    const json = this.#scheduling(optionsOf(options));
    return answerOf(now(() => this.#native.pertSync(json)));
  }

  /** @internal */
  forecastOf(bytes: Uint8Array, options: RunOptions | undefined): Forecast {
    const json = this.#simulating(optionsOf(options));
    return Forecast.of(now(() => this.#native.forecastOf(json, bytes)), this.#zoned);
  }

  /** Ranks the risks of the plan by probability and impact, before and after mitigation. Rejects if the plan has errors. */
  async riskRegister(): Promise<RiskRegisterResult> {
    return answerOf(await later(() => this.#native.risks("json", "")));
  }

  riskRegisterSync(): RiskRegisterResult {
    return answerOf(now(() => this.#native.risksSync("json", "")));
  }

  /** The risk register as `svg` (the heat map), `html`, `csv`, `markdown`, `table` or `json`. */
  async renderRisks(format: string, options?: RenderRisksOptions): Promise<string> {
    const json = this.#rendering(format, options);
    return later(() => this.#native.risks(format, json));
  }

  renderRisksSync(format: string, options?: RenderRisksOptions): string {
    const json = this.#rendering(format, options);
    return now(() => this.#native.risksSync(format, json));
  }

  /** Applies edits in their order, all or none. */
  async apply(edits: readonly Edit[]): Promise<Applied> {
    const json = this.#editing(edits);
    const applied = await later(() => this.#native.apply(json));
    return { plan: new Plan(applied.takePlan()), changes: answerOf(applied.changes) };
  }

  applySync(edits: readonly Edit[]): Applied {
    const json = this.#editing(edits);
    const applied = now(() => this.#native.applySync(json));
    return { plan: new Plan(applied.takePlan()), changes: answerOf(applied.changes) };
  }

  /**
   * Tries out edits one after another: each is followed in a fraction of the time of a new schedule. Rejects as
   * `schedule` does.
   */
  async whatIf(options?: ScheduleOptions): Promise<WhatIf> {
    const json = this.#scheduling(optionsOf(options));
    return WhatIf.of(await later(() => this.#native.whatIf(json)), this.#zoned, Plan.#of);
  }

  whatIfSync(options?: ScheduleOptions): WhatIf {
    const json = this.#scheduling(optionsOf(options));
    return WhatIf.of(now(() => this.#native.whatIfSync(json)), this.#zoned, Plan.#of);
  }

  static #of(this: void, native: NativePlan): Plan {
    return new Plan(native);
  }

  /**
   * Where a `span` of the document is in its text. Spans are bytes of UTF-8; this gives the UTF-16 offsets that
   * strings and editors count in, and lines and columns.
   */
  locate(span: Span): Place {
    const { source = 0, start, end } = optionsOf(span);
    for (const [name, value] of Object.entries({ source, start, end })) {
      if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) {
        throw new RangeError(`\`${name}\` of a span must be a whole number of 32 bits, not ${String(value)}`);
      }
    }
    return answerOf(now(() => this.#native.locate(source, start, end)));
  }

  /** The document as canonical JSON text, the same bytes in every language. */
  async toJson(): Promise<string> {
    return later(() => this.#native.document());
  }

  toJsonSync(): string {
    return now(() => this.#native.documentSync());
  }

  /** What `JSON.stringify` writes of a plan: its document. */
  toJSON(): Document {
    return this.document;
  }

  [inspect.custom](): string {
    const { name, tasks = [], phases = [] } = this.document;
    return `Plan { ${inspect(name)}, ${tasks.length} tasks, ${phases.length} phases }`;
  }

  get #zoned(): boolean {
    return this.#native.timeZone !== null;
  }

  #checking(options: CheckOptions | undefined): string {
    const given = optionsOf(options);
    refuseNoTime(given.start, "`start`");
    refuseNoTime(given.now, "`now`");
    if (given.profile !== undefined) textOf(given.profile, "`profile`");
    if (given.convention !== undefined) textOf(given.convention, "`convention`");
    return jsonOf(given, { what: "the options", zoned: this.#zoned });
  }

  #judging(options: GateOptions | undefined): { measured: NamedText[]; json: string } {
    const given = optionsOf(options);
    refuseNoTime(given.now, "`now`");
    refuseNoTime(given.start, "`start`");
    if (given.gate !== undefined) textOf(given.gate, "`gate`");
    if (given.convention !== undefined) textOf(given.convention, "`convention`");
    if (given.risks !== undefined) textOf(given.risks, "`risks`");
    return this.#measuring(given);
  }

  #promoting(options: PromotionOptions | undefined): { measured: NamedText[]; json: string } {
    const given = optionsOf(options);
    if (given.horizon !== undefined) textOf(given.horizon, "`horizon`");
    return this.#judging(given);
  }

  /** Measurements as texts, and the other options as JSON. */
  #measuring(options: GateOptions | PromotionOptions | RenderRolloutOptions): { measured: NamedText[]; json: string } {
    const { measurements = [], ...given } = options;
    if (!Array.isArray(measurements)) {
      throw new TypeError(`\`measurements\` must be an array, not ${kindOf(measurements)}`);
    }
    const json = jsonOf(given, { what: "the options", zoned: this.#zoned });
    const isText = (one: unknown): one is NamedText => typeof one === "object" && one !== null && "text" in one;
    const measured = textsOf(measurements.filter(isText));
    const stated: unknown[] = measurements.filter((one: unknown) => !isText(one));
    if (stated.length > 0) {
      const text = jsonOf({ measurements: stated }, { what: "the measurements", zoned: this.#zoned });
      measured.push({ name: "measurements.json", text });
    }
    return { measured, json };
  }

  #scheduling(options: ScheduleOptions): string {
    refuseNoTime(options.start, "`start`");
    if (options.convention !== undefined) textOf(options.convention, "`convention`");
    return jsonOf(options, { what: "the options", zoned: this.#zoned });
  }

  #rendering(format: string, options: RenderRisksOptions | undefined): string {
    textOf(format, "the format");
    return jsonOf(optionsOf(options), { what: "the options", zoned: this.#zoned });
  }

  #simulating(options: SimulateOptions): string {
    if (options.risks !== undefined) textOf(options.risks, "`risks`");
    return this.#scheduling(options);
  }

  #editing(edits: readonly Edit[]): string {
    return editsText(edits, this.#zoned);
  }
}

function textNamed(text: string, options: ReadOptions | undefined, usual: string): NamedText {
  return { name: optionsOf(options).name ?? usual, text: textOf(text, "the text") };
}

function textsOf(texts: readonly NamedText[]): NamedText[] {
  if (!Array.isArray(texts)) throw new TypeError(`the texts must be an array, not ${kindOf(texts)}`);
  return texts.map((given: unknown) => {
    if (typeof given !== "object" || given === null) {
      throw new TypeError(`a text must be an object with \`name\` and \`text\`, not ${kindOf(given)}`);
    }
    const { name, text } = given as NamedText;
    return { name: textOf(name, "`name`"), text: textOf(text, "`text`") };
  });
}

function documentText(document: Document): string {
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    throw new TypeError(`the document must be an object, not ${kindOf(document)}`);
  }
  const zoned = typeof document.time_zone === "string";
  return jsonOf(document, { what: "the document", zoned });
}
