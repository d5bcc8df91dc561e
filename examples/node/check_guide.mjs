// Check a guide: what is wrong with it, and where? What an editor does on every keystroke.
// node examples/node/check_guide.mjs

import { CritpathError, Plan } from "critpath";

const GUIDE = `\
# Release 1.4 {start=2026-12-07}

- Build the package {#build 2h}
- Test it {#test 1d after=biuld}
- Write the release notes {#notes}
`;

const plan = await Plan.fromMarkdown(GUIDE, { name: "release.md" });

// Reading never fails; the check says what is wrong, what is missing, and how to mend it.
const { files, summary } = await plan.check();
for (const found of files.flatMap((file) => file.diagnostics)) {
  console.log(`${found.line}:${found.column}: ${found.severity}: ${found.message} [${found.code}]`);
  if (found.help) console.log(`    ${found.help}`);
}
console.log(`errors: ${summary.errors}, warnings: ${summary.warnings}`);

// A plan with errors has no dates. The code is the same in every language.
try {
  await plan.schedule();
} catch (error) {
  if (!(error instanceof CritpathError)) throw error;
  console.log(`no dates yet: ${error.code}`);
}
