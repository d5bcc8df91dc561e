//! Other predecessors for a node of a network, in place: its lists, the followers' lists and the order.
//!
//! The order is kept topological as by Pearce and Kelly, "A dynamic topological sort algorithm for directed
//! acyclic graphs" (ACM Journal of Experimental Algorithmics 11, 2006): a link that runs against the order
//! moves only nodes between its two ends, and the search for them finds the cycle, if the link closes one.

use super::marks::Marks;
use super::network::{Follower, Link, Network};

/// The links would close a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cycle;

impl Network {
    /// Gives a node other predecessors; all of them take part. If that closes a cycle, nothing but the order,
    /// which stays topological, is changed.
    ///
    /// # Complexity
    /// O(links of the node and followers of the predecessors that come or go), and for each link against the
    /// order O(n log n) in the nodes and links that reach one end of it or are reached from the other, as far
    /// as they stand between the two.
    pub(crate) fn relink(&mut self, node: u32, links: &[Link]) -> Result<(), Cycle> {
        let range = self.link_range(node);
        let key = |link: &Link| (link.predecessor, link.rule);
        let sorted = |links: &[Link]| {
            let mut keys: Vec<(u32, u32)> = links.iter().map(key).collect();
            keys.sort_unstable();
            keys
        };
        let (before, after) = (sorted(&self.links[range.clone()]), sorted(links));
        for (predecessor, _) in &after {
            if before.binary_search_by_key(predecessor, |key| key.0).is_err() {
                self.put_before(*predecessor, node)?;
            }
        }
        let (gone, new) = differences(&before, &after);
        let mut is_placed = vec![false; new.len()];
        for (predecessor, rule) in gone {
            let follower = Follower { successor: node, rule };
            let first = new.partition_point(|key| key.0 < predecessor);
            let mut same = (first..new.len()).take_while(|at| new[*at].0 == predecessor);
            match same.find(|at| !is_placed[*at]) {
                // A link with another rule takes the place of the one before.
                Some(at) => {
                    is_placed[at] = true;
                    self.replace_follower(predecessor, follower, new[at].1);
                }
                None => self.remove_follower(predecessor, follower),
            }
        }
        for ((predecessor, rule), _) in new.into_iter().zip(is_placed).filter(|(_, is_placed)| !is_placed) {
            self.add_follower(predecessor, Follower { successor: node, rule });
        }
        self.replace_links(node, links);
        Ok(())
    }

    /// Whether so many slots of the lists are unused that the network should be built anew.
    pub(crate) fn is_scattered(&self) -> bool {
        const FEW: usize = 4096;
        self.unused > FEW.max((self.links.len() + self.followers.len()) / 2)
    }

    fn replace_links(&mut self, node: u32, links: &[Link]) {
        let range = self.link_range(node);
        let at = node as usize;
        if links.len() <= range.len() {
            self.unused += range.len() - links.len();
            self.links[range.start..range.start + links.len()].copy_from_slice(links);
        } else {
            // There is always room at the end of the list of all links.
            if range.end == self.links.len() {
                self.links.truncate(range.start);
            } else {
                self.unused += range.len();
            }
            self.first[at] = self.links.len() as u32;
            self.links.extend_from_slice(links);
        }
        self.end[at] = self.first[at] + links.len() as u32;
    }

    fn replace_follower(&mut self, node: u32, follower: Follower, rule: u32) {
        if let Some(position) = self.follower_position(node, follower) {
            self.followers[position].rule = rule;
        }
    }

    fn remove_follower(&mut self, node: u32, follower: Follower) {
        if let Some(position) = self.follower_position(node, follower) {
            let end = &mut self.end_follower[node as usize];
            self.followers.copy_within(position + 1..*end as usize, position);
            *end -= 1;
            self.unused += 1;
        }
    }

    fn follower_position(&self, node: u32, follower: Follower) -> Option<usize> {
        let list = self.followers(node);
        let first = list.partition_point(|other| other.successor < follower.successor);
        let found = list[first..].iter().position(|other| *other == follower)?;
        Some(self.first_follower[node as usize] as usize + first + found)
    }

    fn add_follower(&mut self, node: u32, follower: Follower) {
        let at = node as usize;
        let range = self.first_follower[at] as usize..self.end_follower[at] as usize;
        if range.end != self.followers.len() {
            self.first_follower[at] = self.followers.len() as u32;
            self.unused += range.len();
            self.followers.extend_from_within(range);
        }
        let first = self.first_follower[at] as usize;
        let place = self.followers[first..].partition_point(|other| other.successor <= follower.successor);
        self.followers.insert(first + place, follower);
        self.end_follower[at] = self.followers.len() as u32;
    }

    /// Changes the order so that `predecessor` stands before `node`.
    fn put_before(&mut self, predecessor: u32, node: u32) -> Result<(), Cycle> {
        let (from, to) = (self.position[node as usize], self.position[predecessor as usize]);
        if to < from {
            return Ok(());
        }
        let after = self.between(node, from..=to, |network, node, visit| {
            network.followers(node).iter().for_each(|follower| visit(follower.successor));
        });
        if after.binary_search(&to).is_ok() {
            return Err(Cycle);
        }
        let before = self.between(predecessor, from..=to, |network, node, visit| {
            network.predecessors(node).iter().for_each(|link| visit(link.predecessor));
        });
        // All that must come before takes the first of the places that they have together, in the same order.
        let nodes: Vec<u32> = before.iter().chain(&after).map(|at| self.order[*at as usize]).collect();
        let mut places: Vec<u32> = before.into_iter().chain(after).collect();
        places.sort_unstable();
        for (place, node) in places.into_iter().zip(nodes) {
            self.order[place as usize] = node;
            self.position[node as usize] = place;
        }
        Ok(())
    }

    /// Positions of the nodes in a range of the order that are reached from one of them, rising.
    fn between(
        &self,
        node: u32,
        range: std::ops::RangeInclusive<u32>,
        next: impl Fn(&Network, u32, &mut dyn FnMut(u32)),
    ) -> Vec<u32> {
        let first = *range.start();
        let mut seen = Marks::new((range.end() - first) as usize + 1);
        let mut found = vec![self.position[node as usize]];
        seen.add((found[0] - first) as usize);
        let mut done = 0;
        while let Some(position) = found.get(done).copied() {
            done += 1;
            next(self, self.order[position as usize], &mut |node| {
                let position = self.position[node as usize];
                if range.contains(&position) && seen.add((position - first) as usize) {
                    found.push(position);
                }
            });
        }
        found.sort_unstable();
        found
    }
}

/// Of two sorted lists, what only the first has and what only the second has.
fn differences<T: Ord + Copy>(before: &[T], after: &[T]) -> (Vec<T>, Vec<T>) {
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    let (mut old, mut now) = (before.iter().peekable(), after.iter().peekable());
    loop {
        match (old.peek(), now.peek()) {
            (None, None) => return (gone, new),
            (Some(a), Some(b)) if a == b => {
                old.next();
                now.next();
            }
            (Some(a), b) if b.is_none_or(|b| a < b) => {
                gone.push(**a);
                old.next();
            }
            (_, Some(b)) => {
                new.push(**b);
                now.next();
            }
            (Some(a), None) => {
                gone.push(**a);
                old.next();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::network::{FINISH_TO_START, NodeKind};
    use super::*;

    /// Points without links, in the order of their numbers.
    fn points(nodes: u32) -> Network {
        let mut network =
            Network { tasks: nodes as usize, order: (0..nodes).collect(), ..Network::default() };
        network.kind = vec![NodeKind::Point; nodes as usize];
        network.first = vec![0; nodes as usize + 1];
        network.end = vec![0; nodes as usize];
        network.list_followers();
        network.number_order();
        network
    }

    fn links(predecessors: &[u32]) -> Vec<Link> {
        predecessors.iter().map(|node| Link { predecessor: *node, rule: FINISH_TO_START }).collect()
    }

    fn relink(network: &mut Network, node: u32, predecessors: &[u32]) -> Result<(), Cycle> {
        network.relink(node, &links(predecessors))
    }

    #[test]
    fn the_order_follows_the_links() {
        let mut network = points(5);
        for (node, predecessors) in [(0, &[4][..]), (1, &[0]), (4, &[3, 2]), (2, &[3])] {
            relink(&mut network, node, predecessors).unwrap();
        }
        assert_eq!(network.order, [3, 2, 4, 0, 1]);
        assert_eq!(relink(&mut network, 3, &[1]), Err(Cycle));
        assert_eq!(relink(&mut network, 3, &[3]), Err(Cycle));
        assert_eq!(network.predecessors(3), []);
        let successors = |node| network.followers(node).iter().map(|f| f.successor).collect::<Vec<_>>();
        assert_eq!([successors(3), successors(4), successors(1)], [vec![2, 4], vec![0], vec![]]);
    }

    #[test]
    fn links_that_go_leave_no_followers() {
        let mut network = points(4);
        relink(&mut network, 3, &[0, 1, 1]).unwrap();
        relink(&mut network, 3, &[1, 2]).unwrap();
        assert_eq!(network.predecessors(3), links(&[1, 2]));
        let successors = |node| network.followers(node).iter().map(|f| f.successor).collect::<Vec<_>>();
        assert_eq!([successors(0), successors(1), successors(2)], [vec![], vec![3], vec![3]]);
    }

    #[test]
    fn links_with_another_rule_stay_where_they_are() {
        let mut network = points(4);
        relink(&mut network, 2, &[0]).unwrap();
        relink(&mut network, 3, &[0, 0, 1]).unwrap();
        let unused = network.unused;
        let with_rules = |rules: [u32; 3]| {
            let mut links = links(&[0, 0, 1]);
            links.iter_mut().zip(rules).for_each(|(link, rule)| link.rule = rule);
            links
        };
        network.relink(3, &with_rules([5, 6, FINISH_TO_START])).unwrap();
        let mut rules: Vec<u32> = network.followers(0).iter().map(|follower| follower.rule).collect();
        rules.sort_unstable();
        assert_eq!(rules, [FINISH_TO_START, 5, 6]);
        network.relink(3, &with_rules([5, 7, FINISH_TO_START])).unwrap();
        let mut rules: Vec<u32> = network.followers(0).iter().map(|follower| follower.rule).collect();
        rules.sort_unstable();
        assert_eq!(rules, [FINISH_TO_START, 5, 7]);
        assert_eq!(network.unused, unused);
    }
}
