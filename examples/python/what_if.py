"""What if testing takes three days, and someone must sign off before we publish?

``python examples/python/what_if.py``
"""

from pathlib import Path

import critpath

PLANS = Path(__file__).parent.parent / "plans"

plan = critpath.Plan.from_file(PLANS / "minimal.md")

# Edits are data. The plan stays as it is; a what-if session follows them, and can take them back.
what_if = plan.what_if()
moved = what_if.apply(
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
for id in moved.changes.added:
    print(f"added {id}")
for change in moved.changes.changed:
    print(f"changed {change.field} of {change.id}")
print(f"finish: {moved.finish_before} -> {moved.finish_after}")
for task in moved.tasks:
    print(f"  {task.id}: {task.change}, now {task.start_after} - {task.finish_after}")

# Which of the changes moved the finish by how much? Links to a task that is added come with it.
why = plan.diff(what_if.plan)
for share in why.attribution.shares:
    change = why.changes[share.changes[0]]
    print(f"{share.shift_s / 3600:+.0f} h: {change.action} {change.subject} {change.id}")
