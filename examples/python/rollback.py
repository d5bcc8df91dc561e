"""How long is the way back, and when is it too late to turn back?

``python examples/python/rollback.py``
"""

from pathlib import Path

import critpath

PLANS = Path(__file__).parent.parent / "plans"

schedule = critpath.Plan.from_file(PLANS / "promotion.md").schedule()

way_back = schedule.rollback()
print(f"the way back {'holds' if way_back.guaranteed else 'does not hold'}")
if worst := way_back.worst:
    print(f"longest: {worst.rollback_s} s from {worst.at}, most of it {worst.task or 'the decision'}")
for end in way_back.points_of_no_return:
    print(f"no return from {end.at}: {end.kind}, last safe gate: {end.last_safe_gate or 'no gate'}")
print(f"latest abort: {way_back.latest_abort or 'never'}")
for remedy in way_back.remedies:
    print(f"remedy: {remedy.detail}")

# The rollback from a failure is a plan of its own, for those who must do it.
failure = "2026-12-07T22:50:00"
print(f"back from {failure}:")
back = critpath.Plan.from_document(schedule.rollback_plan(failure)).schedule()
for step in back:
    print(f"  {step.start} - {step.finish} {step.id}")
