// Paths into texts with names.

import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";

import { kindOf } from "./arguments";
import { CritpathError } from "./errors";

/** A text with the name that stands in messages; its ending says what the text is. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** A path, or the URL of a file. */
export type Path = string | URL;

export async function readTexts(paths: Path | readonly Path[]): Promise<NamedText[]> {
  const one = async (path: string): Promise<NamedText> => {
    const bytes = await readFile(withoutProject(path)).catch((error: unknown) => {
      throw unreadable(path, error);
    });
    return named(path, bytes);
  };
  return Promise.all(pathsOf(paths).map(one));
}

export function readTextsSync(paths: Path | readonly Path[]): NamedText[] {
  return pathsOf(paths).map((path) => {
    let bytes;
    try {
      bytes = readFileSync(withoutProject(path));
    } catch (error) {
      throw unreadable(path, error);
    }
    return named(path, bytes);
  });
}

function pathsOf(paths: Path | readonly Path[]): string[] {
  const list: readonly unknown[] = Array.isArray(paths) ? paths : [paths];
  if (list.length === 0) throw new RangeError("there must be at least one path");
  return list.map((path) => {
    if (typeof path === "string") return path;
    if (path instanceof URL) return fileURLToPath(path);
    throw new TypeError(`a path must be a string or a file URL, not ${kindOf(path)}`);
  });
}

/** The path of the file, without the project of an export of P6 that is named behind it, as in `plan.xer#BRIDGE`. */
function withoutProject(path: string): string {
  const file = /^(.+\.xer)#[^#]*$/i.exec(path)?.[1];
  return file === undefined || existsSync(path) ? path : file;
}

function named(path: string, bytes: Uint8Array): NamedText {
  const name = sep === "/" ? path : path.replaceAll(sep, "/");
  try {
    return { name, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (cause) {
    // Exports of Primavera P6 are in the encoding of the machine that wrote them.
    const isExport = new TextDecoder("latin1").decode(bytes.subarray(0, 6)) === "ERMHDR";
    if (isExport) return { name, text: new TextDecoder("windows-1252").decode(bytes) };
    throw new CritpathError({ code: "text.encoding", message: `\`${name}\` is not UTF-8 text` }, { cause });
  }
}

/** Bad arguments stay what they are; whatever the system says becomes the cause. */
function unreadable(path: string, cause: unknown): unknown {
  if (!(cause instanceof Error) || !("syscall" in cause)) return cause;
  const reason = /^\w+: ([^,]+)/.exec(cause.message)?.[1] ?? cause.message;
  const message = `cannot read \`${path}\`: ${reason}`;
  return new CritpathError({ code: "file.read", message, details: { path } }, { cause });
}
