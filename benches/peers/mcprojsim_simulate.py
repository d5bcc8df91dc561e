"""A network, one line for each task (days, then predecessors), into task samples a second of mcprojsim.

Triangular durations, nothing else uncertain, no resources; in seconds on the processor, without the reading of the plan.
"""

import sys
import time

from mcprojsim.models.project import Project
from mcprojsim.simulation.engine import SimulationEngine


def main() -> None:
    rows = [[int(number) for number in line.split()] for line in open(sys.argv[1], encoding="utf-8")]
    runs = int(sys.argv[2])
    tasks = [
        {
            "id": f"t{task}",
            "name": f"t{task}",
            "estimate": {
                "distribution": "triangular",
                "low": 0.6 * days,
                "expected": days,
                "high": 2.0 * days,
                "unit": "days",
            },
            "dependencies": [f"t{before}" for before in after],
        }
        for task, (days, *after) in enumerate(rows)
    ]
    head = {"name": "network", "start_date": "2026-12-07"}
    project = Project.model_validate({"project": head, "tasks": tasks})
    engine = SimulationEngine(iterations=runs, random_seed=7, show_progress=False)
    start = time.process_time()
    engine.run(project)
    print(len(rows) * runs / (time.process_time() - start))


main()
