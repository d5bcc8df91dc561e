// The programs of the README: each runs, and prints what the README says.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL("..", import.meta.url));
const README = readFileSync(join(HERE, "README.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "critpath-"));
after(() => rmSync(folder, { recursive: true }));

mkdirSync(join(folder, "node_modules"));
symlinkSync(HERE, join(folder, "node_modules", "critpath"), "junction");
const guide = /```markdown\n(?<text>.*?)```/s.exec(README).groups.text;
writeFileSync(join(folder, "guide.md"), guide);

const programs = [...README.matchAll(/```js\n(?<code>.*?)```\n\n```text\n(?<said>.*?)```/gs)].map(({ groups }) => groups);

for (const [number, { code, said }] of programs.entries()) {
  test(`program ${number + 1} prints what the README says`, () => {
    const file = `${number}.${code.includes("require(") ? "cjs" : "mjs"}`;
    writeFileSync(join(folder, file), code);
    assert.equal(execFileSync(process.execPath, [file], { cwd: folder, encoding: "utf8" }), said);
  });
}

test("every program of the README says what it prints", () => {
  assert.equal(programs.length, README.split("```js\n").length - 1);
});
