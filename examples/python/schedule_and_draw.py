"""Schedule a guide, print its dates, draw them: the whole way in one program.

``python examples/python/schedule_and_draw.py`` prints; a file name after it gets the picture.
"""

import sys
from pathlib import Path

import critpath

PLANS = Path(__file__).parent.parent / "plans"

schedule = critpath.Plan.from_file(PLANS / "minimal.md").schedule()

for task in schedule:
    mark = "*" if task.critical else " "
    print(f"{mark} {task.start} - {task.finish}  {task.name}")
print(f"finished {schedule.result.finish}\n")

print(schedule.to_gantt(width=72))

if len(sys.argv) > 1:
    Path(sys.argv[1]).write_text(schedule.to_svg(theme="light"), encoding="utf-8", newline="")
