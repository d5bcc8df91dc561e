// Answers as JSON text into objects that nobody can change.

/** Parses an answer and freezes it: it is handed out more than once. */
export function answerOf<T>(json: string): T {
  return frozen(JSON.parse(json)) as T;
}

function frozen(value: unknown): unknown {
  if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
}
