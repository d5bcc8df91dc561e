// The schedule as JavaScript sees it: when everything is, and why.

import { inspect } from "node:util";

import { type Time, jsonOf, kindOf, optionsOf, textOf } from "./arguments";
import { Drawn, type RenderOptions } from "./drawn";
import { later, now } from "./errors";
import type {
  DiffResult,
  Document,
  ExplainResult,
  FloatsResult,
  PathResult,
  PhaseResult,
  RiskBasis,
  RollbackResult,
  ScheduleResult,
  TaskResult,
  UnscheduledTask,
} from "./model";
import { NativeSchedule } from "./native";
import { answerOf } from "./results";
import { type Watch, unwatched, watched } from "./watch";

/** Every column of a schedule: the first six are instants, the others lengths of time, all in seconds. */
export const COLUMNS = [
  "start",
  "finish",
  "early_start",
  "early_finish",
  "late_start",
  "late_finish",
  "duration_s",
  "total_float_s",
  "free_float_s",
] as const;

/** Columns that are computed when they are asked for, in seconds. */
export const FLOAT_COLUMNS = [
  "start_float_s",
  "finish_float_s",
  "interfering_float_s",
  "independent_float_s",
  "drag_s",
] as const;

/** The name of a column. */
export type ColumnName = (typeof COLUMNS)[number] | (typeof FLOAT_COLUMNS)[number];

/** What is asked about floats. */
export interface FloatsOptions {
  /** How many of the most critical paths; none by default. */
  readonly paths?: number | undefined;
  /** Limits of the bands of total float above what is critical; `["1d", "5d"]` by default. */
  readonly bands?: readonly string[] | undefined;
  /** What a working day of delay costs; as the plan says by default. */
  readonly delay_cost_per_day?: number | undefined;
}

/** How a way back is analysed. */
export interface RollbackOptions {
  /** How often the plan is simulated, forward and back; no probabilities are computed by default. */
  readonly runs?: number | undefined;
  /** What the random numbers come from; 0 by default. */
  readonly seed?: number | undefined;
  /** Which effects of risks count: `inherent` before mitigation, `residual` after it, or `none`. */
  readonly risks?: RiskBasis | undefined;
  /** The confidence of the intervals of probabilities; 0.95 by default. */
  readonly confidence?: number | undefined;
}

/** What a schedule can be written as. */
export type Format = "svg" | "html" | "mermaid" | "csv" | "table" | "gantt" | "markdown" | "xml" | "json";

/** How schedules are compared. */
export interface DiffOptions {
  /**
   * Whose finish is looked at: a task of the later plan by its id, or by its name if no other has it. By default the
   * finish of the plan.
   */
  readonly task?: string | undefined;
}

/**
 * When everything is: the answer of `plan.schedule`. It never changes. Iterating gives the tasks with dates, in the
 * order of the plan. Its objects are made when they are first asked for, on this thread; `toJson` and `columns` are
 * there for plans so large that this would be felt.
 */
export class Schedule extends Drawn<Format> implements Iterable<TaskResult> {
  readonly #native: NativeSchedule;
  readonly #zoned: boolean;
  #result: ScheduleResult | undefined;
  #byId: ReadonlyMap<string, TaskResult> | undefined;

  private constructor(native: NativeSchedule, zoned: boolean) {
    super(native, zoned);
    if (!(native instanceof NativeSchedule)) throw new TypeError("a Schedule is made by plan.schedule");
    this.#native = native;
    this.#zoned = zoned;
  }

  /** @internal */
  static of(native: NativeSchedule, zoned: boolean): Schedule {
    return new Schedule(native, zoned);
  }

  /** All dates in the form of the JSON. */
  get result(): ScheduleResult {
    return (this.#result ??= answerOf<ScheduleResult>(this.toJsonSync()));
  }

  /** The title of the plan. */
  get name(): string {
    return this.result.name;
  }

  /** The earliest start of any task, ISO 8601. */
  get start(): string | null {
    return this.result.start;
  }

  /** The latest finish of any task, ISO 8601. */
  get finish(): string | null {
    return this.result.finish;
  }

  /** Ids of the tasks of the longest driving path, in order of time. */
  get criticalPath(): readonly string[] {
    return this.result.critical_path;
  }

  /** The tasks with dates. */
  get tasks(): readonly TaskResult[] {
    return this.result.tasks;
  }

  /** The phases with dates. */
  get phases(): readonly PhaseResult[] {
    return this.result.phases;
  }

  /** The tasks without dates, each with the reason. */
  get unscheduled(): readonly UnscheduledTask[] {
    return this.result.unscheduled;
  }

  /** The task with this id, if it has dates. */
  get(id: string): TaskResult | undefined {
    this.#byId ??= new Map(this.tasks.map((task) => [task.id, task]));
    return this.#byId.get(textOf(id, "`id`"));
  }

  [Symbol.iterator](): IterableIterator<TaskResult> {
    return this.tasks[Symbol.iterator]();
  }

  /**
   * One figure of all tasks with dates, in their order, in seconds: a `Float64Array`, whose numbers are plain ones
   * and exact for every date that can be written. Instants count from 1970-01-01T00:00, in UTC in a plan with a
   * time zone: `new Date(seconds * 1000)`. In a plan without one they are local time, which the `getUTC…` methods
   * of that `Date` give back.
   */
  column(name: ColumnName): Float64Array {
    const known = textOf(name, "`name`");
    return now(() => this.#native.column(known));
  }

  /** All figures that a schedule holds, by name. */
  columns(): Readonly<Record<(typeof COLUMNS)[number], Float64Array>> {
    const columns = COLUMNS.map((name) => [name, this.column(name)] as const);
    return Object.fromEntries(columns) as Record<(typeof COLUMNS)[number], Float64Array>;
  }

  /** Why a task is when it is: a task by its id, or by its name if no other has it. Rejects with `task.unknown` without one. */
  async explain(id: string): Promise<ExplainResult> {
    const task = textOf(id, "`id`");
    return answerOf(await later(() => this.#native.explain(task)));
  }

  explainSync(id: string): ExplainResult {
    const task = textOf(id, "`id`");
    return answerOf(now(() => this.#native.explainSync(task)));
  }

  /** How much room there is: every float and the drag of each task, bands of float, the most critical paths. */
  async floats(options?: FloatsOptions): Promise<FloatsResult> {
    const json = this.#floats(options);
    return answerOf(await later(() => this.#native.floats(json)));
  }

  floatsSync(options?: FloatsOptions): FloatsResult {
    const json = this.#floats(options);
    return answerOf(now(() => this.#native.floatsSync(json)));
  }

  #floats(options: FloatsOptions | undefined): string {
    return jsonOf(optionsOf(options), { what: "the options", zoned: this.#zoned });
  }

  /** The `count` paths with the least float, from the least on. */
  async paths(count: number): Promise<readonly PathResult[]> {
    return (await this.floats({ paths: count })).paths;
  }

  pathsSync(count: number): readonly PathResult[] {
    return this.floatsSync({ paths: count }).paths;
  }

  /**
   * How long the way back is at each instant, until when there is one, and what would mend it. With `runs`, also how sure
   * the guarantee is, and how sure it is to be done, or safely back, before the change window closes.
   */
  async rollback(options?: RollbackOptions & Watch): Promise<RollbackResult> {
    const { signal, onProgress, ...rest } = optionsOf(options);
    const json = this.#analysing(rest);
    return answerOf(
      await watched({ signal, onProgress }, (token, hear) => this.#native.rollback(json, token, hear)),
    );
  }

  rollbackSync(options?: RollbackOptions): RollbackResult {
    const json = this.#analysing(unwatched(options, "rollback"));
    return answerOf(now(() => this.#native.rollbackSync(json)));
  }

  #analysing(options: RollbackOptions): string {
    if (options.risks !== undefined) textOf(options.risks, "`risks`");
    return jsonOf(options, { what: "the options", zoned: this.#zoned });
  }

  /**
   * The plan of the rollback from a failure at a time: the undos in their order, with times and people, for
   * `Plan.fromObject`. Rejects with `rollback.no_way_back` if something that was started by then cannot be undone.
   */
  async rollbackPlan(at: Time): Promise<Document> {
    const options = this.#failing(at);
    return answerOf(await later(() => this.#native.rollbackPlan(options)));
  }

  rollbackPlanSync(at: Time): Document {
    const options = this.#failing(at);
    return answerOf(now(() => this.#native.rollbackPlanSync(options)));
  }

  #failing(at: Time): string {
    return jsonOf({ at }, { what: "the options", zoned: this.#zoned });
  }

  /**
   * What was changed from this schedule to a later one, what moved, and which change moved the finish of the plan, or of
   * a task, by how much. Tasks are matched by id, else by a name that only one task of each plan has.
   */
  async diff(to: Schedule, options?: DiffOptions): Promise<DiffResult> {
    const [native, json] = [nativeOf(to), this.#comparing(options)];
    return answerOf(await later(() => this.#native.diff(native, json)));
  }

  diffSync(to: Schedule, options?: DiffOptions): DiffResult {
    const [native, json] = [nativeOf(to), this.#comparing(options)];
    return answerOf(now(() => this.#native.diffSync(native, json)));
  }

  #comparing(options: DiffOptions | undefined): string {
    const given = optionsOf(options);
    if (given.task !== undefined) textOf(given.task, "`task`");
    return jsonOf(given, { what: "the options", zoned: this.#zoned });
  }

  /** A Mermaid gantt chart. */
  async toMermaid(): Promise<string> {
    return this.render("mermaid");
  }

  toMermaidSync(): string {
    return this.renderSync("mermaid");
  }

  /** The plan with its dates as MS Project XML. What the format has no place for is left out. */
  async toXml(): Promise<string> {
    return this.render("xml");
  }

  toXmlSync(): string {
    return this.renderSync("xml");
  }

  /** The tasks as a table for a terminal. */
  async toTable(options?: Pick<RenderOptions, "width">): Promise<string> {
    return this.render("table", options);
  }

  toTableSync(options?: Pick<RenderOptions, "width">): string {
    return this.renderSync("table", options);
  }

  /** The Gantt chart for a terminal. */
  async toGantt(options?: Pick<RenderOptions, "now" | "width">): Promise<string> {
    return this.render("gantt", options);
  }

  toGanttSync(options?: Pick<RenderOptions, "now" | "width">): string {
    return this.renderSync("gantt", options);
  }

  /** All dates as JSON text, the same bytes in every language. */
  async toJson(): Promise<string> {
    return later(() => this.#native.result());
  }

  toJsonSync(): string {
    return now(() => this.#native.resultSync());
  }

  /** What `JSON.stringify` writes of a schedule: its result. */
  toJSON(): ScheduleResult {
    return this.result;
  }

  [inspect.custom](): string {
    const { name, start, finish, tasks } = this.result;
    return `Schedule { ${inspect(name)}, ${tasks.length} tasks, ${start} to ${finish} }`;
  }

  /** @internal */
  static native(schedule: Schedule): NativeSchedule {
    return schedule.#native;
  }
}

function nativeOf(schedule: unknown): NativeSchedule {
  if (schedule instanceof Schedule) return Schedule.native(schedule);
  throw new TypeError(`a schedule can be compared with a Schedule, not with ${kindOf(schedule)}`);
}
