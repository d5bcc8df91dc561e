// Schedule a guide, print its dates, draw them: the whole way in one program.
// node examples/node/schedule_and_draw.mjs prints; a file name after it gets the picture.

import { writeFile } from "node:fs/promises";

import { Plan } from "critpath";

const plans = new URL("../plans/", import.meta.url);

const plan = await Plan.fromFile(new URL("minimal.md", plans));
const schedule = await plan.schedule();

for (const task of schedule) {
  const mark = task.critical ? "*" : " ";
  console.log(`${mark} ${task.start} - ${task.finish}  ${task.name}`);
}
console.log(`finished ${schedule.finish}\n`);

console.log(await schedule.toGantt({ width: 72 }));

const [picture] = process.argv.slice(2);
if (picture) await writeFile(picture, await schedule.toSvg({ theme: "light" }));
