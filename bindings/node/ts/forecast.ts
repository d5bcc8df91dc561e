// The forecast as JavaScript sees it: how sure the dates are, and what makes them unsure.

import { inspect } from "node:util";

import { type Time, jsonOf, kindOf, optionsOf, refuseNoTime, textOf } from "./arguments";
import { Drawn, type RenderOptions } from "./drawn";
import { now } from "./errors";
import type { Convention, ForecastResult, RiskBasis } from "./model";
import { NativeForecast } from "./native";
import type { Plan } from "./plan";
import { answerOf } from "./results";
import { type Watch, watched } from "./watch";

/** What the outcome of a run depends on. */
export interface RunOptions {
  /** When the plan starts, if it does not say. A date alone means the first working time of that day. */
  readonly start?: Time | undefined;
  /** Whose rules the dates follow, as in `schedule`. */
  readonly convention?: Convention | undefined;
  /** What the random numbers come from, 0 by default; the same seed gives the same answer. */
  readonly seed?: number | undefined;
  /** Which effects of risks count: `inherent` before mitigation (by default), `residual` after it, or `none`. */
  readonly risks?: RiskBasis | undefined;
  /** Whether the indices of tasks and the tornado are computed; they are by default. */
  readonly indices?: boolean | undefined;
  /** The confidence of intervals, between 0 and 1; 0.95 by default. */
  readonly confidence?: number | undefined;
}

/** How a plan is simulated. */
export interface SimulateOptions extends RunOptions {
  /** How often the plan is scheduled; 10,000 times by default. */
  readonly runs?: number | undefined;
  /** The number of the first run: parts of one simulation have different runs, and `merge` joins them. */
  readonly first_run?: number | undefined;
  /** How many threads share the work: all processors by default. The answer does not depend on it. */
  readonly threads?: number | undefined;
  /** Stop as soon as the interval of a percentile is as narrow as this, in working seconds. */
  readonly until?: { readonly percent: number; readonly half_width_s: number } | undefined;
}

/** What a forecast can be written as. */
export type ForecastFormat = "svg" | "html" | "csv" | "text" | "markdown" | "json";

/**
 * How sure the dates are: the answer of `plan.simulate`. It never changes. It holds the finish of each run; the answer is
 * made of them when it is first asked for, and kept: by `await forecast.toJson()` on another thread, by `result` and what
 * reads it on this one.
 */
export class Forecast extends Drawn<ForecastFormat> {
  readonly #native: NativeForecast;
  readonly #zoned: boolean;
  #result: ForecastResult | undefined;

  private constructor(native: NativeForecast, zoned: boolean) {
    super(native, zoned);
    if (!(native instanceof NativeForecast)) throw new TypeError("a Forecast is made by plan.simulate");
    this.#native = native;
    this.#zoned = zoned;
  }

  /** @internal */
  static of(native: NativeForecast, zoned: boolean): Forecast {
    return new Forecast(native, zoned);
  }

  /**
   * Takes up runs that `toBytes` wrote, with the plan and the options that they were made with. Throws
   * `forecast.invalid` for bytes that are damaged, or of another plan or other options.
   */
  static fromBytes(bytes: Uint8Array, plan: Plan, options?: RunOptions): Forecast {
    if (!(bytes instanceof Uint8Array)) throw new TypeError(`\`bytes\` must be a Uint8Array, not ${kindOf(bytes)}`);
    return plan.forecastOf(bytes, options);
  }

  /** The whole answer in the form of the JSON: percentiles, S-curve, indices, tornado, windows, cost. */
  get result(): ForecastResult {
    return (this.#result ??= answerOf<ForecastResult>(this.toJsonSync()));
  }

  /** The title of the plan. */
  get name(): string {
    return this.result.name;
  }

  /** How many runs were made. */
  get runs(): number {
    return this.#native.runs;
  }

  /** The finish that is kept with 10 %, ISO 8601. */
  get p10(): string {
    return this.result.finish.p10;
  }

  /** The finish that is kept with 50 %, ISO 8601. */
  get p50(): string {
    return this.result.finish.p50;
  }

  /** The finish that is kept with 80 %, ISO 8601. */
  get p80(): string {
    return this.result.finish.p80;
  }

  /** The finish that is kept with 90 %, ISO 8601. */
  get p90(): string {
    return this.result.finish.p90;
  }

  /** The finish of the schedule with the planned durations, ISO 8601. */
  get deterministic(): string {
    return this.result.finish.deterministic;
  }

  /** When each run finished, by the number of the run: seconds since 1970, as in the columns of a schedule. */
  finishes(): Float64Array {
    return now(() => this.#native.finishes());
  }

  /** The share of the runs that are finished by a time, or by the last working time of a date. */
  probabilityOf(moment: Time): number {
    refuseNoTime(moment, "`moment`");
    const text = JSON.parse(jsonOf({ moment }, { what: "the moment", zoned: this.#zoned })) as { moment: string };
    return now(() => this.#native.probabilityOf(textOf(text.moment, "`moment`")));
  }

  /**
   * A forecast of these runs and those of other parts, the same to the last bit as if made at once. Throws
   * `forecast.invalid` if the parts are not of the same plan and options, or hold the same runs.
   */
  merge(...others: readonly Forecast[]): Forecast {
    const merged = others.reduce((runs, other: unknown) => {
      if (!(other instanceof Forecast)) {
        throw new TypeError(`a forecast can be merged with a Forecast, not with ${kindOf(other)}`);
      }
      return now(() => runs.merge(other.#native));
    }, this.#native);
    return new Forecast(merged, this.#zoned);
  }

  /** The runs as bytes, for other processes and machines; `fromBytes` reads them. */
  toBytes(): Uint8Array {
    return now(() => this.#native.toBytes());
  }

  /** The forecast for a terminal. */
  async toText(options?: Pick<RenderOptions, "width">): Promise<string> {
    return this.render("text", options);
  }

  toTextSync(options?: Pick<RenderOptions, "width">): string {
    return this.renderSync("text", options);
  }

  /** The whole answer as JSON text, the same bytes in every language. */
  async toJson(options?: Pick<Watch, "signal">): Promise<string> {
    const { signal } = optionsOf(options);
    return watched({ signal }, (token) => this.#native.result(token));
  }

  toJsonSync(): string {
    return now(() => this.#native.resultSync());
  }

  /** What `JSON.stringify` writes of a forecast: its result. */
  toJSON(): ForecastResult {
    return this.result;
  }

  [inspect.custom](): string {
    const { name, finish } = this.result;
    return `Forecast { ${inspect(name)}, ${this.runs} runs, P50 ${finish.p50}, P80 ${finish.p80} }`;
  }
}
