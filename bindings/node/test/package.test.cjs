// The package as others get it: types, both ways of loading it, and what is in the tarball.

const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join, resolve } = require("node:path");
const { test } = require("node:test");

const critpath = require("critpath");

const HERE = resolve(__dirname, "..");
// npm is a script that a Windows shell runs.
const npm = (cwd, ...rest) =>
  execFileSync("npm", rest, { cwd, encoding: "utf8", shell: process.platform === "win32", stdio: "pipe" });

test("programs are held to the types", () => {
  const tsc = require.resolve("typescript/bin/tsc");
  try {
    execFileSync(process.execPath, [tsc, "-p", join(__dirname, "types")], { encoding: "utf8" });
  } catch (error) {
    assert.fail(error.stdout);
  }
});

test("require and import give the same objects", async () => {
  const imported = await import("critpath");
  const names = (module) => Object.keys(module).filter((name) => !["default", "module.exports", "__esModule"].includes(name));
  assert.deepEqual(names(imported).sort(), names(critpath).sort());
  for (const name of names(imported)) assert.equal(imported[name], critpath[name], name);
});

test("the package has the version of the engine, and needs nothing at run time", () => {
  const manifest = JSON.parse(readFileSync(join(HERE, "package.json"), "utf8"));
  assert.equal(manifest.version, critpath.version);
  assert.equal(manifest.dependencies, undefined);
  for (const version of Object.values(manifest.devDependencies)) assert.match(version, /^\d+\.\d+\.\d+$/);
  assert.doesNotMatch(readFileSync(join(HERE, "package-lock.json"), "utf8"), /"resolved"/);
});

test("a packed package works in an empty project", () => {
  const folder = mkdtempSync(join(tmpdir(), "critpath-"));
  try {
    const [{ filename, files }] = JSON.parse(npm(HERE, "pack", "--json", "--pack-destination", folder));
    const paths = files.map((file) => file.path);
    assert.ok(paths.every((path) => /^dist\/|^(package\.json|README\.md|LICENSE.*)$/.test(path)), paths.join(" "));
    assert.ok(paths.some((path) => path.endsWith(".node")));

    writeFileSync(join(folder, "package.json"), '{ "name": "empty", "version": "1.0.0", "private": true }');
    npm(folder, "install", "--offline", "--no-audit", "--no-fund", `./${filename}`);
    for (const name of ["smoke.cjs", "smoke.mjs"]) {
      cpSync(join(__dirname, "smoke", name), join(folder, name));
      const said = execFileSync(process.execPath, [name, guide(folder)], { cwd: folder, encoding: "utf8" });
      assert.match(said, /^28 tasks read, finish 2027-01-08T17:00:00\ngraph\.cycle: a -> b/);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** The real guide where it is at hand, else one of its shape. */
function guide(folder) {
  const shared = resolve(HERE, "../../../shared/data/guides/Docs/Deployment/Deployment_Planning.md");
  try {
    readFileSync(shared);
    return shared;
  } catch {
    const tasks = Array.from({ length: 26 }, (_, i) => `- Prepare ${i} {1d}\n`).join("");
    const text = `# Guide\n\n${tasks}- Move {#move 24.5d}\n- Watch {4h after=move}\n`;
    writeFileSync(join(folder, "guide.md"), text);
    return "guide.md";
  }
}
