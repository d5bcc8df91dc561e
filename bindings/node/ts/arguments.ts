// What a caller gives into what the engine takes; what it cannot take into a TypeError or RangeError that says why.

import { CritpathError } from "./errors";
import type { Edit } from "./model";

/** A date or time: ISO 8601 text, or, in a plan with a time zone, a `Date`. */
export type Time = string | Date;

/** Text that the engine can take: a string of whole Unicode characters. */
export function textOf(value: unknown, what: string): string {
  if (typeof value !== "string") throw new TypeError(`${what} must be a string, not ${kindOf(value)}`);
  refuseHalves(value, what);
  return value;
}

/** The options object of a call. */
export function optionsOf<T extends object>(value: T | undefined): T {
  if (value === undefined) return {} as T;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`the options must be an object, not ${kindOf(value)}`);
  }
  return value;
}

/** How a value is written as JSON text. */
interface Writing {
  /** What it is, for messages. */
  readonly what: string;
  /** Whether the plan has a time zone, so that a `Date` means something in it. */
  readonly zoned: boolean;
}

/** A value as JSON text. Whatever JSON would drop or bend silently is refused. */
export function jsonOf(value: unknown, { what, zoned }: Writing): string {
  function plain(this: Record<string, unknown>, key: string, value: unknown): unknown {
    const given = this[key];
    const place = key === "" ? what : `\`${key}\``;
    refuseHalves(key, `a name in ${what}`);
    if (given instanceof Date) return momentOf(given, place, zoned);
    switch (typeof value) {
      case "string":
        refuseHalves(value, place);
        break;
      case "number":
        if (!Number.isFinite(value)) throw new RangeError(`${place} must be a finite number, not ${value}`);
        break;
      case "bigint":
      case "function":
      case "symbol":
        throw new TypeError(`${place} cannot be ${kindOf(value)}`);
      case "object":
        if (value instanceof Map || value instanceof Set) {
          throw new TypeError(`${place} cannot be ${kindOf(value)}; give a plain object or an array`);
        }
    }
    return value;
  }
  try {
    return JSON.stringify(value, plain);
  } catch (error) {
    if (error instanceof TypeError && error.message.includes("circular")) {
      throw new TypeError(`${what} contains itself`, { cause: error });
    }
    if (error instanceof RangeError && error.message.includes("call stack")) {
      throw new RangeError(`${what} is nested too deeply`, { cause: error });
    }
    throw error;
  }
}

/** Edits as JSON text. */
export function editsText(edits: readonly Edit[], zoned: boolean): string {
  if (!Array.isArray(edits)) throw new TypeError(`the edits must be an array, not ${kindOf(edits)}`);
  return jsonOf(edits, { what: "the edits", zoned });
}

/** Refuses a time option of another type. */
export function refuseNoTime(value: unknown, what: string): void {
  if (value !== undefined && typeof value !== "string" && !(value instanceof Date)) {
    throw new TypeError(`${what} must be ISO 8601 text or a Date, not ${kindOf(value)}`);
  }
}

function momentOf(date: Date, place: string, zoned: boolean): string {
  if (Number.isNaN(date.getTime())) throw new RangeError(`${place} is an invalid Date`);
  if (!zoned) {
    throw new TypeError(
      `${place} cannot be a Date: the plan has no time zone, so no Date is a time in it; ` +
        'give ISO 8601 text, for example "2026-12-07" or "2026-12-07T08:00:00"',
    );
  }
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** JavaScript strings may hold half a character (a lone surrogate); text cannot. */
function refuseHalves(text: string, what: string): void {
  // Node 20 and later look faster.
  const { isWellFormed } = text as { isWellFormed?: () => boolean };
  if (isWellFormed?.call(text)) return;
  const at = text.search(/\p{Surrogate}/u);
  if (at >= 0) {
    const message = `${what} is not valid Unicode: it holds half a character at offset ${at}`;
    throw new CritpathError({ code: "text.encoding", message });
  }
}

/** What a value is, with its article, for messages. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined || Number.isNaN(value)) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") {
    const name = (value.constructor as { name?: string } | undefined)?.name;
    return name === undefined || name === "" || name === "Object" ? "an object" : `an object of class ${name}`;
  }
  return `a ${typeof value}`;
}
