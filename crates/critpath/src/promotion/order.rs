//! What environments say they are promoted from into the order of promotion.

use crate::diagnostic::{Code, Diagnostic};
use crate::environment::Environments;
use crate::graph;
use crate::model::Document;

/// The order of promotion.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// By environment, those that it is promoted from.
    pub from: Vec<Vec<usize>>,
    /// All environments, each after those.
    pub order: Vec<usize>,
}

impl Order {
    /// As the environments state it. If none does, each is promoted from the one before it in the list in which something
    /// is done, as `is_used` tells.
    ///
    /// # Errors
    /// The cycles of environments that are promoted from each other.
    pub fn new(
        document: &Document,
        environments: &Environments,
        is_used: &[bool],
    ) -> Result<Order, Vec<Diagnostic>> {
        let list = &document.environments;
        let from: Vec<Vec<usize>> = match list.iter().any(|environment| !environment.promoted_from.is_empty())
        {
            true => stated(document, environments),
            false => {
                let mut before = None;
                let mut one = |at: usize| {
                    let from = before.filter(|_| is_used[at]);
                    before = if is_used[at] { Some(at) } else { before };
                    from.into_iter().collect()
                };
                (0..list.len()).map(&mut one).collect()
            }
        };
        let (mut first, mut flat) = (vec![0], Vec::new());
        for from in &from {
            flat.extend(from.iter().map(|before| *before as u32));
            first.push(flat.len() as u32);
        }
        match graph::topological_order(&first, |at| flat[at]) {
            Some(order) => Ok(Order { from, order: order.into_iter().map(|at| at as usize).collect() }),
            None => Err(cycles(document, environments)),
        }
    }
}

/// By environment, those that it states. What does not exist is left out.
fn stated(document: &Document, environments: &Environments) -> Vec<Vec<usize>> {
    let of = |words: &Vec<String>| {
        let mut from: Vec<usize> = words.iter().filter_map(|word| environments.get(word)).collect();
        from.sort_unstable();
        from.dedup();
        from
    };
    document.environments.iter().map(|environment| of(&environment.promoted_from)).collect()
}

/// Every ring of environments that are promoted from each other. O(n log n).
pub(crate) fn cycles(document: &Document, environments: &Environments) -> Vec<Diagnostic> {
    let list = &document.environments;
    let stated = stated(document, environments);
    let edges: Vec<(u32, u32)> = (0_u32..)
        .zip(&stated)
        .flat_map(|(at, from)| from.iter().map(move |before| (*before as u32, at)))
        .collect();
    let named = |cycle: &Vec<u32>| {
        let members = cycle.iter().map(|at| &list[*at as usize]);
        let ids: Vec<String> =
            members.clone().chain(members.clone().take(1)).map(|member| format!("`{}`", member.id)).collect();
        let message = format!("environments are promoted from each other: {}", ids.join(" -> "));
        let mut spans = members.clone().filter_map(|member| member.span);
        let first = Diagnostic::new(Code::EnvironmentCycle, message)
            .at(spans.next())
            .path(members.map(|member| member.id.as_str()));
        spans
            .fold(first, |diagnostic, span| diagnostic.label(span, "part of the cycle"))
            .help("take one of them out of `promoted-from`")
    };
    graph::cycles(list.len(), &edges).iter().map(named).collect()
}
