//! Charts that are written read back as they were.

use critpath::model::result::{ScheduleResult, TaskResult};
use critpath::model::{Document, Span};
use critpath::plan::Plan;
use critpath::schedule::{ScheduleOptions, schedule};
use critpath_formats::{markdown, mermaid};

const GUIDES: &[&str] = &[
    "# Cutover {start=2026-12-12T22:00 calendar=always}\n\n## Phase 1: Freeze; \"now\"\n\n- Stop: the workers {#stop 5m}\n\
     - Frozen {#frozen milestone after=stop}\n\n## Phase 2: Move & check\n\n- Copy the data {#copy 25m/30m/45m after=frozen}\n\
     - Compare #1 {#compare 10m after=copy progress=100}\n- Switch, then smoke {#switch 2h after=compare:SS+5m}\n",
    "# Office hours {start=2026-12-07}\n\n## Schedule\n\n### Phase 1: Preparation (Week 1-2)\n- Environment\n- Order {2ed}\n\n\
     ### Phase 2: Staging (Week 3)\n- Deploy {#deploy 3d}\n- Test {1.5d after=deploy}\n- Midnight {#m 1ed after=deploy}\n",
];

fn computed(document: Document) -> (Plan, ScheduleResult) {
    let plan = Plan::build(document).expect("the document is sound");
    let result =
        schedule(&plan, &ScheduleOptions::default()).expect("the plan can be scheduled").to_result(&plan);
    (plan, result)
}

#[test]
fn a_written_chart_schedules_as_it_was_written() {
    for guide in GUIDES {
        let (plan, written) = computed(markdown::read("guide.md", guide).document);
        assert!(written.tasks.len() >= 5);
        let code = mermaid::write(&plan, &written);
        let chart = mermaid::read_gantt(&code, &|range| Span::new(range.start, range.end));
        assert_eq!(chart.diagnostics, Vec::new(), "{code}");
        assert_eq!(chart.phases.len(), written.phases.len());
        let document =
            Document { start: chart.start, phases: chart.phases, tasks: chart.tasks, ..Document::default() };
        let (_, read) = computed(document);
        let facts =
            |task: &TaskResult| (task.name.clone(), task.kind, task.start.clone(), task.finish.clone());
        assert_eq!(
            read.tasks.iter().map(facts).collect::<Vec<_>>(),
            written.tasks.iter().map(facts).collect::<Vec<_>>(),
            "{code}"
        );
    }
}
