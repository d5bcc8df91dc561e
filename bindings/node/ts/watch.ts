// Long work into a promise that a signal can reject and a callback can follow.

import { setImmediate as turn } from "node:timers/promises";

import { kindOf, optionsOf } from "./arguments";
import { later } from "./errors";
import { CancelToken } from "./native";

/** How far long work is. */
export interface Progress {
  /** Units of work done. */
  readonly done: number;
  /** Units of work in all. */
  readonly total: number;
}

/** How long work is watched and stopped. */
export interface Watch {
  /** Stops the work; the promise is rejected with the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** Hears now and then how far the work is. If it throws, the work stops and the promise is rejected with that. */
  readonly onProgress?: ((progress: Progress) => unknown) | undefined;
}

/**
 * The options of work on this thread, which nothing can watch.
 * @internal
 */
export function unwatched<T extends object>(options: T | undefined, method: string): T {
  const given = optionsOf(options);
  for (const watch of ["signal", "onProgress"]) {
    if (watch in given) throw new TypeError(`\`${watch}\` needs \`${method}\`: \`${method}Sync\` cannot be watched`);
  }
  return given;
}

/**
 * Starts native work that obeys the token and calls back, and settles once, whatever comes first.
 * @internal
 */
export async function watched<T>(
  { signal, onProgress }: Watch,
  start: (token: CancelToken, onProgress?: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError(`\`signal\` must be an AbortSignal, not ${kindOf(signal)}`);
  }
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw new TypeError(`\`onProgress\` must be a function, not ${kindOf(onProgress)}`);
  }
  signal?.throwIfAborted();

  const token = new CancelToken();
  let settled = false;
  let heard = 0;
  let abort = (): void => {};
  try {
    return await new Promise<T>((resolve, reject) => {
      const stop = (reason: unknown): void => {
        settled = true;
        token.cancel();
        reject(reason);
      };
      abort = () => stop(signal?.reason);
      signal?.addEventListener("abort", abort, { once: true });
      // A throw that reached the native side would end the process.
      const hear = (done: number, total: number): void => {
        heard += 1;
        if (settled) return;
        try {
          Promise.resolve(onProgress?.({ done, total })).catch(stop);
        } catch (error) {
          stop(error);
        }
      };
      const work = async (): Promise<T> => {
        const answer = await later(() => start(token, onProgress && hear));
        // The last reports may be behind the answer: what they make the callback throw counts, too.
        while (heard < token.reports) await turn();
        return answer;
      };
      work().then(resolve, reject);
    });
  } finally {
    settled = true;
    signal?.removeEventListener("abort", abort);
  }
}
