// Failures of the engine into one class of errors that says what, where and why.

import type { Code, DiagnosticResult } from "./model";

/** What the details of an error hold, for the codes that have some. */
export interface ErrorDetails {
  /** Ids of the tasks and phases of the first cycle, in order; the first follows the last. */
  readonly "graph.cycle": { readonly path: readonly string[] };
  /** What was looked for, by which id or name, and the id that was most likely meant; all `ids` with the name, if it is that of several. */
  readonly "task.unknown": {
    readonly kind: string;
    readonly id: string;
    readonly suggestion: string | null;
    readonly ids?: readonly string[];
  };
  /** The task whose dates leave the range that can be represented. */
  readonly "schedule.overflow": { readonly task: string };
  /** The file. */
  readonly "file.read": { readonly path: string };
}

/** The details of an error with this code. */
export type DetailsOf<C extends Code> = C extends keyof ErrorDetails
  ? ErrorDetails[C]
  : Readonly<Record<string, unknown>>;

/** What an error is made of. */
export interface ErrorFacts {
  readonly code: Code;
  readonly message: string;
  readonly diagnostics?: readonly DiagnosticResult[];
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Why the engine cannot answer. Wrong types of arguments are a `TypeError` or a `RangeError` instead.
 *
 * ```js
 * try {
 *   await plan.schedule({ start: "2026-12-07" });
 * } catch (error) {
 *   if (CritpathError.is(error, "graph.cycle")) console.log(error.details.path.join(" -> "));
 *   else throw error;
 * }
 * ```
 */
export class CritpathError<C extends Code = Code> extends Error {
  /** The dotted code, the same in every language: `graph.cycle`. */
  readonly code: C;
  /** What was found on the way. */
  readonly diagnostics: readonly DiagnosticResult[];
  /** Further facts: the `path` of a cycle. */
  readonly details: DetailsOf<C>;

  /** @internal */
  constructor(facts: ErrorFacts, options?: ErrorOptions) {
    super(facts.message, options);
    this.code = facts.code as C;
    this.diagnostics = facts.diagnostics ?? [];
    this.details = (facts.details ?? {}) as DetailsOf<C>;
  }

  /** Whether a caught value is an error of critpath, with this code if one is given. */
  static is<C extends Code = Code>(error: unknown, code?: C): error is CritpathError<C> {
    return error instanceof CritpathError && (code === undefined || error.code === code);
  }
}
Object.defineProperty(CritpathError.prototype, "name", { value: "CritpathError", configurable: true, writable: true });

/** Calls the engine on this thread. */
export function now<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw lifted(error);
  }
}

/** Calls the engine on another thread. */
export async function later<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw lifted(error);
  }
}

/** The native module throws errors whose message is the failure as JSON text. */
function lifted(error: unknown): unknown {
  if (!(error instanceof Error) || !error.message.startsWith('{"code":')) return error;
  return new CritpathError(JSON.parse(error.message) as ErrorFacts);
}
