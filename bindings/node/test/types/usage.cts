// The types for `require` are those for `import`.

import critpath = require("critpath");

const plan: critpath.Plan = critpath.Plan.fromMarkdownSync("- A {1d}");
const finish: string | null = plan.scheduleSync({ start: "2026-12-07" }).finish;
console.log(finish);
// @ts-expect-error no such operation
critpath.draw(plan);
