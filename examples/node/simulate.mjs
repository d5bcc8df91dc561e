// How sure is the date of a deployment, and what moves it?
// node examples/node/simulate.mjs

import { Plan } from "critpath";

const plans = new URL("../plans/", import.meta.url);

const plan = await Plan.fromFile(new URL("deployment.md", plans));

// The plan is scheduled a thousand times, each time with other durations. The same seed gives the same answer.
const forecast = await plan.simulate({ runs: 1_000, seed: 7 });
const { finish, drivers } = forecast.result;
const percent = (probability) => `${(100 * probability).toFixed(1)} %`;
console.log(`planned ${finish.deterministic}, kept with ${percent(finish.probability_of_deterministic)}`);
for (const [name, date] of Object.entries({ P50: finish.p50, P80: finish.p80, P90: finish.p90 })) {
  console.log(`${name}     ${date}`);
}
console.log(`done by 13 January: ${percent(forecast.probabilityOf("2027-01-13"))}`);

console.log("what moves it:");
for (const { correlation, id } of drivers) {
  console.log(`  ${correlation < 0 ? "-" : "+"}${Math.abs(correlation).toFixed(2)} ${id}`);
}

// Parts that are made apart, on other machines for example, merge to the same bits.
const [last, first] = await Promise.all(
  [500, 0].map((first_run) => plan.simulate({ runs: 500, first_run, seed: 7 })),
);
const isWhole = Buffer.compare(last.merge(first).toBytes(), forecast.toBytes()) === 0;
console.log(`two halves make the whole: ${isWhole ? "yes" : "no"}`);
