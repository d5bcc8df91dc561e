"""How sure is the date of a deployment, and what moves it?

``python examples/python/simulate.py``
"""

from pathlib import Path

import critpath

PLANS = Path(__file__).parent.parent / "plans"

plan = critpath.Plan.from_file(PLANS / "deployment.md")

# The plan is scheduled a thousand times, each time with other durations. The same seed gives the same answer.
forecast = plan.simulate(runs=1_000, seed=7)
finish = forecast.result.finish
print(f"planned {finish.deterministic}, kept with {100 * finish.probability_of_deterministic:.1f} %")
for name, date in [("P50", finish.p50), ("P80", finish.p80), ("P90", finish.p90)]:
    print(f"{name}     {date}")
print(f"done by 13 January: {100 * forecast.probability_of('2027-01-13'):.1f} %")

print("what moves it:")
for driver in forecast.result.drivers:
    print(f"  {driver.correlation:+.2f} {driver.id}")

# Parts that are made apart, on other machines for example, merge to the same bits.
parts = [plan.simulate(runs=500, first_run=first, seed=7) for first in (500, 0)]
merged = parts[0].merge(*parts[1:])
print(f"two halves make the whole: {'yes' if merged.to_bytes() == forecast.to_bytes() else 'no'}")
