//! Attributes such as `rollout=canary rollout-weights=5:10m,25,100` into the rollout of a task.

use critpath::duration::Duration;
use critpath::model::{Rollout, RolloutStep, RolloutStrategy, Task, TrafficReturn};

use super::apply::{Outcome, Problem, Read};
use super::value;

/// Sets what an attribute says whose key begins with `rollout`.
pub(super) fn set(task: &mut Task, read: &Read<'_>) -> Outcome<()> {
    if read.key() == "rollout-weights" {
        let steps = steps(read)?;
        rollout(task, read).steps = steps;
        return Ok(());
    }
    let duration = || read.duration();
    let count = |help| Ok(read.number(1.0, f64::from(u32::MAX), help)?.map(|number| number as u32));
    match read.key() {
        "rollout" => {
            let word = read.word(RolloutStrategy::ALL, RolloutStrategy::as_str)?.unwrap_or_default();
            rollout(task, read).strategy = word;
        }
        "rollout-return" => {
            let word = read.word(TrafficReturn::ALL, TrafficReturn::as_str)?.unwrap_or_default();
            rollout(task, read).traffic_return = word;
        }
        "rollout-service" => {
            let name = read.text()?;
            rollout(task, read).service = name
        }
        "rollout-soak" => {
            let time = duration()?;
            rollout(task, read).soak = time
        }
        "rollout-startup" => {
            let time = duration()?;
            rollout(task, read).startup = time
        }
        "rollout-shutdown" => {
            let time = duration()?;
            rollout(task, read).shutdown = time
        }
        "rollout-shift" => {
            let time = duration()?;
            rollout(task, read).shift = time
        }
        "rollout-scale-down" => {
            let time = duration()?;
            rollout(task, read).scale_down_delay = time
        }
        "rollout-interval" => {
            let time = duration()?;
            rollout(task, read).interval = time
        }
        "rollout-return-soak" => {
            let time = duration()?;
            rollout(task, read).return_soak = time
        }
        "rollout-instances" => {
            let number = count("write how many instances there are, like 10")?;
            rollout(task, read).instances = number;
        }
        "rollout-batch" => {
            let number = count("write how many instances are replaced at a time, like 2")?;
            rollout(task, read).batch = number;
        }
        "rollout-failures" => {
            let number = count("write how many failures count as one, like 3")?;
            rollout(task, read).failure_threshold = number;
        }
        "rollout-traffic" => {
            let rate = read.number(0.0, f64::MAX, "write the requests in a second, like 200")?;
            rollout(task, read).traffic_per_second = rate;
        }
        "rollout-confidence" => {
            let share = read.number(0.0, 1.0, "write a share above 0.5 and below 1, like 0.95 or 95%")?;
            rollout(task, read).confidence = share;
        }
        "rollout-failure-probability" => {
            let share = read.probability()?;
            rollout(task, read).failure_probability = share;
        }
        "rollout-criteria" => {
            let ids = read.names()?;
            rollout(task, read).criteria.extend(ids)
        }
        "rollout-objectives" => {
            let ids = read.names()?;
            rollout(task, read).objectives.extend(ids)
        }
        _ => return Err(Problem::Unknown),
    }
    Ok(())
}

fn rollout<'a>(task: &'a mut Task, read: &Read<'_>) -> &'a mut Rollout {
    task.rollout.get_or_insert_with(|| Box::new(Rollout { span: read.span(), ..Rollout::default() }))
}

/// Weights with commas between: `5`, `25:10m` with a soak time, `50:10m:go` with the gate behind it.
fn steps(read: &Read<'_>) -> Outcome<Vec<RolloutStep>> {
    let help = "write weights with commas between, a soak time and a gate behind colons: 5:10m,25,100:1h:go";
    read.list(help, |item, _, span| {
        let mut parts = item.splitn(3, ':').map(str::trim);
        let weight = parts.next().unwrap_or_default();
        let number = value::number(weight.trim_end_matches('%'))
            .filter(|number| (0.0..=100.0).contains(number))
            .ok_or_else(|| format!("`{weight}` is not a share of the traffic from 0 to 100 %"))?;
        let soak = match parts.next().unwrap_or_default() {
            "" => None,
            text => {
                let time = Duration::parse(text).ok().filter(|time| !time.is_negative());
                Some(time.ok_or_else(|| format!("`{text}` is not a duration"))?)
            }
        };
        let gate = parts.next().filter(|gate| !gate.is_empty()).map(str::to_owned);
        Ok(RolloutStep { weight: Some(number), soak, gate, span: Some(span), ..RolloutStep::default() })
    })
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use super::*;
    use critpath::model::Span;

    fn read(text: &str) -> (Rollout, Vec<String>) {
        let (mut task, mut found) = (Task::default(), Vec::new());
        let attributes = split(text).1.unwrap();
        attributes.apply_to_task(&mut task, &|range| Span::new(range.start, range.end), &mut found);
        (*task.rollout.unwrap_or_default(), found.into_iter().map(|it| it.message).collect())
    }

    #[test]
    fn weights_have_soak_times_and_gates() {
        let (rollout, found) = read("Switch {rollout=blue-green rollout-weights=0:5m,50%,100:1h:go}");
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(rollout.strategy, RolloutStrategy::BlueGreen);
        let steps: Vec<_> = rollout
            .steps
            .iter()
            .map(|step| (step.weight, step.soak.map(|soak| soak.to_string()), step.gate.as_deref()))
            .collect();
        let soak = |text: &str| Some(text.to_owned());
        assert_eq!(
            steps,
            [(Some(0.0), soak("5m"), None), (Some(50.0), None, None), (Some(100.0), soak("1h"), Some("go"))]
        );
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        for (text, expected) in [
            ("A {rollout=canery}", "`rollout`: `canery` is none of the words; did you mean `canary`?"),
            (
                "A {rollout-weights=5,x}",
                "`rollout-weights`: `x` is not a share of the traffic from 0 to 100 %",
            ),
            (
                "A {rollout-weights=120}",
                "`rollout-weights`: `120` is not a share of the traffic from 0 to 100 %",
            ),
            ("A {rollout-weights=5:-3m}", "`rollout-weights`: `-3m` is not a duration"),
            ("A {rollout-soak=-5m}", "`rollout-soak`: `-5m` cannot be read"),
            ("A {rollout-traffic=1e999}", "`rollout-traffic`: `1e999` cannot be read"),
            ("A {rollout-sok=5m}", "a task has no attribute `rollout-sok`"),
        ] {
            assert_eq!(read(text).1, [expected], "{text}");
        }
    }
}
