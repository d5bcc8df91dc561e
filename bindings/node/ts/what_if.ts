// What-if sessions as JavaScript sees them: edits that are tried out one after another, and taken back.

import { inspect } from "node:util";

import { editsText } from "./arguments";
import { later, now } from "./errors";
import type { Edit, WhatIfResult } from "./model";
import { type NativePlan, NativeWhatIf } from "./native";
import type { Plan } from "./plan";
import { answerOf } from "./results";
import { Schedule } from "./schedule";

/**
 * A plan that follows edits, with its schedule: the answer of `plan.whatIf`. Only what an edit reaches is computed anew,
 * with the same outcome as from scratch. Edits come one after another, also where their promises are not awaited; the
 * `…Sync` twins are for programs that await nothing else of the session meanwhile.
 */
export class WhatIf {
  readonly #native: NativeWhatIf;
  readonly #zoned: boolean;
  readonly #planOf: (native: NativePlan) => Plan;
  #last: Promise<unknown> = Promise.resolve();
  #plan: Plan | undefined;
  #schedule: Schedule | undefined;

  private constructor(native: NativeWhatIf, zoned: boolean, planOf: (native: NativePlan) => Plan) {
    if (!(native instanceof NativeWhatIf)) throw new TypeError("a WhatIf is made by plan.whatIf");
    this.#native = native;
    this.#zoned = zoned;
    this.#planOf = planOf;
  }

  /** @internal */
  static of(native: NativeWhatIf, zoned: boolean, planOf: (native: NativePlan) => Plan): WhatIf {
    return new WhatIf(native, zoned, planOf);
  }

  /** Applies edits in their order, all or none: what they changed, and what moved with it. */
  async apply(edits: readonly Edit[]): Promise<WhatIfResult> {
    const json = editsText(edits, this.#zoned);
    return answerOf(await this.#next(() => this.#native.apply(json)));
  }

  applySync(edits: readonly Edit[]): WhatIfResult {
    const json = editsText(edits, this.#zoned);
    const told = now(() => this.#native.applySync(json));
    this.#forget();
    return answerOf(told);
  }

  /** Takes back the edits that were applied last; false if there are none left. */
  async undo(): Promise<boolean> {
    return this.#next(() => this.#native.undo());
  }

  undoSync(): boolean {
    const undone = now(() => this.#native.undoSync());
    this.#forget();
    return undone;
  }

  /** The plan as it is now. Later edits do not change it. */
  get plan(): Plan {
    return (this.#plan ??= this.#planOf(now(() => this.#native.plan())));
  }

  /** The schedule as it is now. Later edits do not change it. */
  get schedule(): Schedule {
    return (this.#schedule ??= Schedule.of(
      now(() => this.#native.schedule()),
      this.#zoned,
    ));
  }

  [inspect.custom](): string {
    const { name, finish } = this.schedule;
    return `WhatIf { ${inspect(name)}, until ${finish} }`;
  }

  /** Work on another thread, after all that was asked for before. */
  async #next<T>(call: () => Promise<T>): Promise<T> {
    const before = this.#last;
    const work = later(async () => {
      await before;
      return call();
    });
    // Those who come after wait for the end of it, whatever it is.
    this.#last = work.catch(() => undefined);
    const outcome = await work;
    this.#forget();
    return outcome;
  }

  #forget(): void {
    this.#plan = undefined;
    this.#schedule = undefined;
  }
}
