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
    const text = windows1252(bytes);
    if (text.startsWith("ERMHDR")) return { name, text };
    throw new CritpathError({ code: "text.encoding", message: `\`${name}\` is not UTF-8 text` }, { cause });
  }
}

/** What Windows-1252 has where Latin-1 has control characters, from 0x80 on. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** The decoder of Node takes it for Latin-1. */
function windows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return latin1.replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252.charAt(control.charCodeAt(0) - 0x80));
}

/** Bad arguments stay what they are; whatever the system says becomes the cause. */
function unreadable(path: string, cause: unknown): unknown {
  if (!(cause instanceof Error) || !("syscall" in cause)) return cause;
  const reason = /^\w+: ([^,]+)/.exec(cause.message)?.[1] ?? cause.message;
  const message = `cannot read \`${path}\`: ${reason}`;
  return new CritpathError({ code: "file.read", message, details: { path } }, { cause });
}
