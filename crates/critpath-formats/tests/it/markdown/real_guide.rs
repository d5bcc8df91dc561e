//! The deployment guide of AutoProjectManagement as it is, counted noun by noun.

use critpath::diagnostic::{Code, SourceText};
use critpath::duration::Duration;
use critpath::model::{Comparator, Level, ResourceKind, RollbackKind, Stage, WindowUnit};
use critpath_formats::Read;

use super::guides;

const GUIDE: &str = "Docs/Deployment/Deployment_Planning.md";

fn read() -> Option<(Read, String)> {
    let text = guides::text(GUIDE)?;
    Some((critpath_formats::markdown::read(GUIDE, &text), text))
}

#[test]
fn names_the_plan_and_says_what_it_is_for() {
    let Some((read, _)) = read() else { return };
    let document = &read.document;
    assert_eq!(document.name, "Deployment Planning Guide");
    let overview = document.overview.as_deref().unwrap();
    assert!(overview.contains("establishes the foundation for releasing"), "{overview}");
    assert_eq!(document.sources[0].name, GUIDE);
    assert_eq!(document.start, None);
}

#[test]
fn finds_components_and_environments_in_the_order_of_promotion() {
    let Some((read, _)) = read() else { return };
    let names: Vec<_> = read.document.environments.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["Development Environment", "Staging Environment", "Production Environment"]);
    assert_eq!(read.document.components.len(), 5);
}

#[test]
fn finds_the_strategy() {
    let Some((read, _)) = read() else { return };
    let document = &read.document;
    let steps: Vec<_> = document
        .strategy
        .iter()
        .map(|step| {
            let tasks = document.tasks.iter().filter(|task| task.step.as_deref() == Some(&step.id)).count();
            (step.name.as_str(), step.objective.as_deref().unwrap(), tasks, step.deliverables.len())
        })
        .collect();
    assert_eq!(
        steps,
        [
            ("Environment Preparation", "Establish and configure deployment environments", 4, 3),
            ("Application Packaging", "Prepare application artifacts for deployment", 4, 3),
            ("Database Migration", "Migrate and initialize system data", 4, 3),
            ("Service Deployment", "Deploy application services", 4, 3),
        ]
    );
    assert_eq!(document.strategy[1].deliverables[0].name, "Docker images (autoprojectmanagement:latest)");
    let of_steps: Vec<_> = document.tasks.iter().filter(|task| task.step.is_some()).collect();
    assert_eq!(of_steps.len(), 16);
    for task in of_steps {
        assert!(
            task.phase.is_none()
                && task.duration.is_none()
                && task.estimate.is_none()
                && task.window.is_none()
        );
    }
}

#[test]
fn finds_the_schedule() {
    let Some((read, text)) = read() else { return };
    let document = &read.document;
    let source = SourceText::new(GUIDE, text.as_str());
    let phases: Vec<_> = document
        .phases
        .iter()
        .map(|phase| {
            let window = phase.window.as_ref().unwrap();
            assert_eq!(window.unit, WindowUnit::Week);
            let tasks = document.tasks.iter().filter(|task| task.phase.as_deref() == Some(&phase.id)).count();
            let line = source.position(phase.span.unwrap().start).line;
            (phase.name.as_str(), window.first.unwrap(), window.last.unwrap(), tasks, line)
        })
        .collect();
    assert_eq!(
        phases,
        [
            ("Preparation", 1, 2, 3, 113),
            ("Staging Deployment", 3, 3, 3, 118),
            ("Production Deployment", 4, 4, 3, 123),
            ("Stabilization", 5, 5, 3, 128),
        ]
    );
    for (before, phase) in document.phases.iter().zip(&document.phases[1..]) {
        assert_eq!(phase.after.len(), 1);
        assert_eq!(phase.after[0].predecessor, before.id);
        assert_eq!(phase.after[0].implied.as_deref(), Some("phase_order"));
    }
    assert_eq!(document.tasks.iter().filter(|task| task.phase.is_some()).count(), 12);
    assert_eq!(document.tasks.len(), 28);
    let task = document.tasks.iter().find(|task| task.id == "blue-green-deployment").unwrap();
    assert_eq!(&text[task.span.unwrap().range()], "Blue-green deployment");
}

#[test]
fn finds_resources_with_their_ranges() {
    let Some((read, _)) = read() else { return };
    let resources = &read.document.resources;
    let of = |kind: ResourceKind| resources.iter().filter(|r| r.kind == kind).collect::<Vec<_>>();
    let infrastructure = of(ResourceKind::Infrastructure);
    assert_eq!(
        infrastructure.iter().map(|r| r.name.as_str()).collect::<Vec<_>>(),
        ["Compute", "Storage", "Network", "Security"]
    );
    let amounts: Vec<_> = infrastructure
        .iter()
        .flat_map(|r| &r.quantities)
        .map(|q| (q.metric.as_str(), q.low.unwrap(), q.high.unwrap(), q.unit.as_str(), q.per.as_deref()))
        .collect();
    assert_eq!(
        amounts,
        [
            ("vcpu", 2.0, 4.0, "vCPU", Some("instance")),
            ("memory", 4.0, 8.0, "GB", Some("instance")),
            ("storage", 20.0, 50.0, "GB", None),
        ]
    );
    assert_eq!(infrastructure[3].items, ["SSL certificates", "firewall rules"]);
    assert_eq!(of(ResourceKind::Human).len(), 4);
    let tools = of(ResourceKind::Tool);
    assert_eq!(tools.len(), 4);
    assert_eq!(tools[0].items, ["Docker Hub", "AWS ECR"]);
}

#[test]
fn finds_the_risks() {
    let Some((read, _)) = read() else { return };
    let risks: Vec<_> = read
        .document
        .risks
        .iter()
        .map(|risk| {
            let level = |rating: &Option<critpath::model::Rating>| rating.as_ref().unwrap().level.unwrap();
            let mitigations: Vec<_> = risk.mitigations.iter().map(|m| m.text.as_str()).collect();
            (
                risk.name.as_str(),
                risk.category.as_deref().unwrap(),
                level(&risk.impact),
                level(&risk.probability),
                mitigations,
            )
        })
        .collect();
    use Level::{High, Low, Medium};
    assert_eq!(
        risks,
        [
            ("Database corruption", "Technical", High, Low, vec!["Automated backups", "rollback procedures"]),
            ("Service downtime", "Technical", High, Medium, vec!["Blue-green deployment", "health checks"]),
            ("Performance degradation", "Technical", Medium, Medium, vec!["Load testing", "auto-scaling"]),
            (
                "Configuration errors",
                "Operational",
                High,
                Medium,
                vec!["Configuration validation", "staging testing"]
            ),
            (
                "Security vulnerabilities",
                "Operational",
                High,
                Low,
                vec!["Security scanning", "penetration testing"]
            ),
            (
                "Resource constraints",
                "Operational",
                Medium,
                Medium,
                vec!["Capacity planning", "auto-scaling"]
            ),
        ]
    );
}

#[test]
fn finds_monitors_and_ways_back() {
    let Some((read, _)) = read() else { return };
    let document = &read.document;
    let seconds = |text: &str| Some(Duration::parse(text).unwrap());
    let monitors: Vec<_> =
        document.monitors.iter().map(|m| (m.name.as_str(), m.interval, m.metrics.len())).collect();
    assert_eq!(
        monitors,
        [
            ("Health Checks", seconds("30s"), 0),
            ("Performance Metrics", None, 3),
            ("Business Metrics", None, 2),
            ("Infrastructure Metrics", None, 3),
        ]
    );
    assert_eq!(document.monitors[1].metrics, ["response_time", "throughput", "error_rate"]);
    let procedures: Vec<_> = document.rollback_procedures.iter().map(|r| (r.kind, r.objective)).collect();
    assert_eq!(
        procedures,
        [(RollbackKind::Immediate, seconds("5m")), (RollbackKind::Gradual, None), (RollbackKind::Data, None),]
    );
    assert_eq!(document.rollback_procedures[2].triggers, ["if data corruption occurs"]);
}

#[test]
fn finds_checklists_and_criteria() {
    let Some((read, _)) = read() else { return };
    let document = &read.document;
    let lists: Vec<_> = document.checklists.iter().map(|list| (list.stage, list.items.len())).collect();
    assert_eq!(lists, [(Stage::PreDeployment, 5), (Stage::DuringDeployment, 5), (Stage::PostDeployment, 5)]);
    assert!(document.checklists.iter().flat_map(|list| &list.items).all(|item| !item.done));
    let conditions: Vec<_> = document
        .criteria
        .iter()
        .flat_map(|criterion| criterion.conditions.iter().map(move |condition| (criterion, condition)))
        .map(|(criterion, c)| {
            (criterion.name.as_str(), c.metric.as_str(), c.comparator, c.target.unwrap(), c.unit.as_str())
        })
        .collect();
    assert_eq!(document.criteria.len(), 4);
    assert_eq!(
        conditions,
        [
            ("Availability", "availability", Comparator::AtLeast, 99.9, "%"),
            ("Performance", "response_time", Comparator::Less, 500.0, "ms"),
            ("Error Rate", "error_rate", Comparator::Less, 0.1, "%"),
            ("Resource Usage", "cpu", Comparator::Less, 70.0, "%"),
            ("Resource Usage", "memory", Comparator::Less, 80.0, "%"),
        ]
    );
    assert!(document.criteria.iter().all(|criterion| criterion.category.as_deref() == Some("Technical")));
}

#[test]
fn cuts_the_foreign_text_in_the_middle_of_line_201() {
    let Some((read, text)) = read() else { return };
    let [diagnostic] = read.diagnostics.as_slice() else { panic!("{:#?}", read.diagnostics) };
    assert_eq!(diagnostic.code, Code::TextForeign);
    let span = diagnostic.span.unwrap();
    let position = SourceText::new(GUIDE, text.as_str()).position(span.start);
    assert_eq!((position.line, position.column), (201, 21));
    assert!(
        text[span.range()].starts_with("<thinking>")
            && text[span.range()].ends_with("</ask_followup_question>")
    );
    let [fragment] = read.document.unplaced.as_slice() else { panic!("{:#?}", read.document.unplaced) };
    assert_eq!((fragment.reason.as_str(), fragment.heading.as_str()), ("foreign_text", "Business Metrics"));
    assert_eq!(fragment.text, text[span.range()]);
    let json =
        serde_json::to_string(&critpath::model::Document { unplaced: Vec::new(), ..read.document }).unwrap();
    assert!(!json.contains("diff-style"));
}
