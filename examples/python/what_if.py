"""What if testing takes three days, and someone must sign off before we publish?

``python examples/python/what_if.py``
"""

from pathlib import Path

import critpath

PLANS = Path(__file__).parent.parent / "plans"

plan = critpath.Plan.from_file(PLANS / "minimal.md")

# Edits are data. The plan stays as it is; they make another one.
later, changes = plan.apply(
    [
        {"edit": "set_duration", "id": "test", "duration": "3d"},
        {
            "edit": "add_task",
            "id": "test",
            "task": {"id": "sign-off", "name": "Sign off", "duration": "1h", "after": [{"predecessor": "test"}]},
        },
        {"edit": "add_dependency", "id": "publish", "dependency": {"predecessor": "sign-off"}},
    ]
)
for id in changes.added:
    print(f"added {id}")
for change in changes.changed:
    print(f"changed {change.field} of {change.id}")

moved = plan.schedule().diff(later.schedule())
print(f"finish: {moved.finish_before} -> {moved.finish_after}")
for task in moved.tasks:
    print(f"  {task.id}: {task.change}, now {task.start_after} - {task.finish_after}")
