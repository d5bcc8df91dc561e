//! Amounts of machines and storage in a line, `2-4 vCPUs, 4-8GB RAM per instance`, into quantities.

use critpath::model::Quantity;

use super::scan::{Kind, Line, Token};

/// Units of data and rates, in their usual spelling, with the metric that the unit alone tells.
const UNITS: &[(&[&str], &str, &str)] = &[
    (&["kb", "kilobytes"], "KB", ""),
    (&["mb", "megabytes"], "MB", ""),
    (&["gb", "gigabytes", "گیگابایت"], "GB", ""),
    (&["tb", "terabytes", "ترابایت"], "TB", ""),
    (&["pb", "petabytes"], "PB", ""),
    (&["kib", "ki"], "KiB", ""),
    (&["mib", "mi"], "MiB", ""),
    (&["gib", "gi"], "GiB", ""),
    (&["tib", "ti"], "TiB", ""),
    (&["kbps"], "Kbps", "bandwidth"),
    (&["mbps"], "Mbps", "bandwidth"),
    (&["gbps"], "Gbps", "bandwidth"),
    (&["iops"], "IOPS", "iops"),
    (&["mhz"], "MHz", "clock_rate"),
    (&["ghz"], "GHz", "clock_rate"),
    (&["rps"], "rps", "throughput"),
    (&["vcpu", "vcpus"], "vCPU", "vcpu"),
    (&["cpu", "cpus"], "CPU", "cpu"),
    (&["gpu", "gpus"], "GPU", "gpu"),
    (&["core", "cores", "هسته"], "core", "core"),
    (&["vm", "vms"], "VM", "vm"),
    (&["instance", "instances"], "instance", "instance"),
    (&["node", "nodes"], "node", "node"),
    (&["replica", "replicas"], "replica", "replica"),
    (&["server", "servers"], "server", "server"),
    (&["pod", "pods"], "pod", "pod"),
    (&["container", "containers"], "container", "container"),
];

/// What an amount of data is of.
const DATA: &[(&[&str], &str)] = &[
    (&["ram", "memory", "حافظه"], "memory"),
    (&["storage", "disk", "ssd", "hdd", "nvme", "volume", "volumes", "database", "ذخیرهسازی"], "storage"),
    (&["bandwidth", "network", "traffic", "transfer"], "bandwidth"),
];

/// The nouns behind an amount are looked for among this many words.
const REACH: usize = 5;

/// The amounts that a line states. An amount of data that names no noun, `10GB`, has an empty metric: the label
/// that it stands under tells. O(length).
pub fn quantities(text: &str) -> Vec<Quantity> {
    let line = Line::new(text);
    let mut found: Vec<Quantity> = Vec::new();
    let mut open = 0;
    let mut at = 0;
    while at < line.len() {
        if let Some((quantity, next)) = quantity(&line, at) {
            found.push(quantity);
            at = next;
        } else if let Some(per) = per(&line, at).filter(|_| open < found.len()) {
            found[open..].iter_mut().for_each(|quantity| quantity.per = Some(per.clone()));
            open = found.len();
            at += 2;
        } else {
            if line.is_any(at, &[";", "."]) {
                open = found.len();
            }
            at += 1;
        }
    }
    found
}

/// `per instance`, `/ node`, right behind an amount or its noun.
fn per(line: &Line<'_>, at: usize) -> Option<String> {
    line.get(at).filter(|token| token.is_any(&["per", "/", "each"]))?;
    let noun = line.get(at + 1).filter(|token| token.is_word())?;
    Some(noun.text.to_lowercase())
}

fn quantity(line: &Line<'_>, at: usize) -> Option<(Quantity, usize)> {
    let token = line.get(at)?;
    let first = token.number().filter(|_| !(token.glued && line.before(at).is_some_and(Token::is_word)))?;
    let (second, next) = upper_end(line, at + 1);
    let more = line.is_any(next, &["+"]);
    let next = next + usize::from(more);
    let (_, unit, metric) = line.get(next).and_then(unit)?;
    let mut next = next + 1;
    let more = more || line.is_any(next, &["+"]);
    next += usize::from(line.is_any(next, &["+"]));
    if line.is_any(next, &["/"]) && line.is_any(next + 1, &["s", "sec", "second"]) {
        next += 2;
        let unit = format!("{unit}/s");
        return Some((bounded(line, at, next, more, first, second, ("bandwidth", unit)), next));
    }
    let metric = if metric.is_empty() { noun(line, at, next) } else { metric };
    Some((bounded(line, at, next, more, first, second, (metric, unit.to_owned())), next))
}

/// The upper end of `2-4`, `2 - 4GB`, `2GB-4GB`, `2 to 4`, and the index after it.
fn upper_end(line: &Line<'_>, next: usize) -> (Option<f64>, usize) {
    let repeated = line.get(next).is_some_and(|token| unit(token).is_some());
    let separator = next + usize::from(repeated);
    if line.is_any(separator, &["-", "to", "تا"])
        && let Some(number) = line.get(separator + 1).and_then(Token::number)
        && line.get(separator + 2).is_some_and(|token| unit(token).is_some() || token.is("+"))
    {
        return (Some(number), separator + 2);
    }
    (None, next)
}

fn unit(token: &Token<'_>) -> Option<(&'static [&'static str], &'static str, &'static str)> {
    // `Mi` and `Gi` are units of memory; `mi` in small letters is a mile.
    let short = token.text.len() == 2
        && token.text.starts_with(|c: char| c.is_ascii_lowercase())
        && token.is_any(&["mi", "gi", "ti", "ki"]);
    UNITS.iter().find(|(words, ..)| token.is_any(words) && !short).copied()
}

/// The low and high end: `100GB+`, `at least 8 GB` and `8GB minimum` have no upper end, `up to 50GB` no lower one.
fn bounded(
    line: &Line<'_>,
    at: usize,
    next: usize,
    more: bool,
    first: f64,
    second: Option<f64>,
    (metric, unit): (&str, String),
) -> Quantity {
    let before = |words: &[&str]| at > 0 && line.is_any(at - 1, words);
    let least = more || before(&["least", "min", "minimum"]) || line.is_any(next, &["min", "minimum"]);
    let most =
        (before(&["to"]) && at > 1 && line.is_any(at - 2, &["up"])) || before(&["most", "max", "maximum"]);
    Quantity {
        metric: metric.to_owned(),
        low: (!most || second.is_some()).then_some(first),
        high: if least { second } else { second.or(Some(first)) },
        unit,
        ..Quantity::default()
    }
}

/// What an amount of data is of: the nearest noun behind it, else the one before it, within its part of the list.
fn noun(line: &Line<'_>, at: usize, next: usize) -> &'static str {
    let in_part = |index: &usize| {
        line.get(*index)
            .is_some_and(|token| !matches!(token.kind, Kind::Sign(',' | ';' | '،') | Kind::Number(_)))
    };
    let named =
        |index: usize| DATA.iter().find(|(words, _)| line.is_any(index, words)).map(|(_, metric)| *metric);
    let behind = (next..next + REACH).take_while(in_part).find_map(named);
    let before = || (at.saturating_sub(REACH)..at).rev().take_while(in_part).find_map(named);
    behind.or_else(before).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let number = |n: Option<f64>| n.map_or("-".to_owned(), |n| n.to_string());
        let one = |q: Quantity| {
            let per = q.per.map(|per| format!(" per {per}")).unwrap_or_default();
            format!("{} {}..{} {}{per}", q.metric, number(q.low), number(q.high), q.unit)
        };
        quantities(text).into_iter().map(one).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn reads_quantities() {
        for (text, expected) in [
            (
                "**Compute**: 2-4 vCPUs, 4-8GB RAM per instance",
                "vcpu 2..4 vCPU per instance; memory 4..8 GB per instance",
            ),
            ("20-50GB persistent storage", "storage 20..50 GB"),
            ("100GB+ SSD", "storage 100..- GB"),
            ("8GB+ minimum", " 8..- GB"),
            ("**RAM**: 8 GB", "memory 8..8 GB"),
            ("4GB minimum | System requirements", " 4..- GB"),
            ("up to 50 GB of storage", "storage -..50 GB"),
            ("2 cores and 3 replicas", "core 2..2 core; replica 3..3 replica"),
            ("1 Gbps, 500 IOPS", "bandwidth 1..1 Gbps; iops 500..500 IOPS"),
            ("200 MB/s", "bandwidth 200..200 MB/s"),
            ("512Mi memory; 2 CPUs per pod", "memory 512..512 MiB; cpu 2..2 CPU per pod"),
            ("2GB-4GB RAM", "memory 2..4 GB"),
            ("Load balancer, CDN for static assets", ""),
            ("Python 3.8+, EC2 m5", ""),
            ("۲-۴ vCPU، ۸ گیگابایت حافظه", "vcpu 2..4 vCPU; memory 8..8 GB"),
            ("", ""),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
