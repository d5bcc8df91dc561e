//! The values of sets of players into the share of each: the Shapley value, and averages over orders.

/// Shares as sums of marginal contributions over a common denominator.
pub(super) struct Sums {
    numerators: Vec<i128>,
    denominator: i128,
}

/// Shapley values, where `value` of a set is that of the index with the bits of its players:
/// the sum over all sets S without player i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S)).
///
/// L. S. Shapley, "A value for n-person games", Contributions to the Theory of Games II, 1953. O(n 2^n).
pub(super) fn shapley(players: usize, value: &[i64]) -> Sums {
    let factorial = |n: usize| (1..=n as i128).product::<i128>();
    let mut numerators = vec![0; players];
    for set in 0..value.len() {
        let size = set.count_ones() as usize;
        for (player, sum) in numerators.iter_mut().enumerate().filter(|(player, _)| set & (1 << player) == 0)
        {
            let gain = i128::from(value[set | (1 << player)]) - i128::from(value[set]);
            *sum += factorial(size) * factorial(players - size - 1) * gain;
        }
    }
    Sums { numerators, denominator: factorial(players) }
}

impl Sums {
    pub fn new(players: usize) -> Self {
        Sums { numerators: vec![0; players], denominator: 0 }
    }

    /// Adds what each player brought about when all came in some order.
    pub fn add(&mut self, gains: &[i64]) {
        for (sum, gain) in self.numerators.iter_mut().zip(gains) {
            *sum += i128::from(*gain);
        }
        self.denominator += 1;
    }

    /// The shares in whole units; their sum is exactly that of the shares before rounding. What rounding down leaves goes
    /// to the largest remainders, the first ones among equals.
    pub fn rounded(&self) -> Vec<i64> {
        let denominator = self.denominator.max(1);
        let mut shares: Vec<i64> =
            self.numerators.iter().map(|sum| sum.div_euclid(denominator) as i64).collect();
        let remainder = |at: usize| self.numerators[at].rem_euclid(denominator);
        let left: i128 = (0..shares.len()).map(remainder).sum::<i128>() / denominator;
        let mut order: Vec<usize> = (0..shares.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(remainder(*at)));
        order.into_iter().take(left as usize).for_each(|at| shares[at] += 1);
        shares
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One owner of a left glove and two of a right one: (2/3, 1/6, 1/6) of a pair.
    #[test]
    fn the_game_of_gloves_has_its_known_value() {
        let pairs = |set: usize| i64::from(set & 1 == 1 && set & 0b110 != 0);
        let value: Vec<i64> = (0..8).map(|set| 600 * pairs(set)).collect();
        assert_eq!(shapley(3, &value).rounded(), [400, 100, 100]);
    }

    #[test]
    fn rounded_shares_keep_their_sum() {
        let all_together = |set: usize| i64::from(set == 0b111);
        for total in [-100, 100] {
            let value: Vec<i64> = (0..8).map(|set| total * all_together(set)).collect();
            let shares = shapley(3, &value).rounded();
            assert_eq!(shares.iter().sum::<i64>(), total);
            assert!(shares.iter().all(|share| (share - total / 3).abs() <= 1), "{shares:?}");
        }
    }
}
