"""Find what drives the date of a deployment, and say why one task is when it is.

``python examples/python/explain_date.py``
"""

from pathlib import Path

import critpath

PLANS = Path(__file__).parent.parent / "plans"

schedule = critpath.Plan.from_file(PLANS / "deployment.md").schedule()

print(f"finished {schedule.result.finish}, driven by:")
for id in schedule.critical_path:
    print(f"  {schedule[id].finish}  {schedule[id].name}")

answer = schedule.explain("switch")
print(f"\n{answer.name} starts {answer.start}, because:")
for step in answer.chain:
    print(f"  {step.name}: {step.detail}")

# A slip of the hand is answered with what was most likely meant.
try:
    schedule.explain("swtich")
except critpath.UnknownIdError as error:
    print(f"\n{error.code}: did you mean {error.details['suggestion']}?")
