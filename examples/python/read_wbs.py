"""Read the work breakdown that AutoProjectManagement keeps, with who does what, and say when it is done.

``python examples/python/read_wbs.py``
"""

from pathlib import Path

import critpath

FOLDER = Path(__file__).parent.parent / "wbs"

# Files that belong together make one plan: allocations find their tasks by id.
plan = critpath.Plan.from_file(FOLDER / "detailed_wbs.json", FOLDER / "task_resource_allocation.json")
schedule = plan.schedule(start="2026-12-07")

for task in plan.document.tasks:
    people = ", ".join(f"{need.resource} {need.units:.0%}" for need in task.needs) or "nobody"
    dates = schedule[task.id]
    print(f"{task.wbs} {task.name} ({people}): {dates.start} - {dates.finish}")
for phase in schedule.phases:
    print(f"{phase.name} is done {phase.finish}")
