// Answers as JSON text into objects that nobody can change.

/** Parses an answer and freezes it: it is handed out more than once. */
export function answerOf<T>(json: string): T {
  return frozen(JSON.parse(json) as object) as T;
}

function frozen(value: object | null): unknown {
  for (const name in value) {
    const inner: unknown = value[name as keyof typeof value];
    if (typeof inner === "object" && inner !== null) frozen(inner);
  }
  return Object.freeze(value);
}
