//! Parts of a forecast into bytes and back: for other processes and machines.
//!
//! Little-endian: a mark, a version, the counts of what follows, the numbers, and a checksum of all before it. Bytes that
//! are not what they should be give an error, never more memory than they have themselves.

use std::collections::BTreeMap;

use super::forecast::{Forecast, Outcomes};
use super::tally::{RiskTally, Tally, TaskTally};
use crate::error::Error;
use crate::time::INSTANT_LIMIT;

const MARK: [u8; 8] = *b"critfcst";
const VERSION: u32 = 1;

impl Forecast {
    /// The part as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer(Vec::new());
        out.0.extend(MARK);
        out.0.extend(VERSION.to_le_bytes());
        out.number(self.fingerprint);
        out.number(self.seed);
        out.number(u64::from(self.stopped_early));
        let Tally { tasks, risks, limits } = &self.tally;
        for count in [self.ranges.len(), tasks.len(), risks.len(), limits.len()] {
            out.number(count as u64);
        }
        for (first, outcomes) in &self.ranges {
            out.number(*first);
            out.number(outcomes.finishes.len() as u64);
            out.number(outcomes.costs.len() as u64);
            outcomes.finishes.iter().chain(&outcomes.costs).for_each(|value| out.number(*value as u64));
        }
        for task in tasks {
            out.number(task.critical);
            [task.significance, task.duration, task.square, task.product]
                .into_iter()
                .for_each(|sum| out.sum(sum));
        }
        for risk in risks {
            out.number(risk.happened);
            out.number(risk.critical);
        }
        limits.iter().for_each(|kept| out.number(*kept));
        let check = checksum(&out.0);
        out.number(check);
        out.0
    }

    /// The part that bytes of [`Forecast::to_bytes`] hold.
    ///
    /// # Errors
    /// [`Error::Forecast`] for bytes that are damaged, of another version, or no part of a forecast.
    pub fn from_bytes(bytes: &[u8]) -> Result<Forecast, Error> {
        let Some((content, check)) = bytes.split_last_chunk::<8>() else { return Err(damaged()) };
        let Some((head, rest)) = content.split_first_chunk::<12>() else { return Err(damaged()) };
        if head[..8] != MARK {
            return Err(Error::Forecast("the bytes are no part of a forecast".into()));
        }
        if head[8..] != VERSION.to_le_bytes() {
            let message = "the part of a forecast is of another version of critpath";
            return Err(Error::Forecast(message.into()));
        }
        if checksum(content) != u64::from_le_bytes(*check) {
            return Err(damaged());
        }
        let mut read = Reader(rest);
        let (fingerprint, seed) = (read.number()?, read.number()?);
        let stopped_early = read.number()? != 0;
        let (ranges, tasks, risks, limits) =
            (read.count(24)?, read.count(72)?, read.count(16)?, read.count(8)?);
        let mut forecast =
            Forecast { fingerprint, seed, ranges: BTreeMap::new(), tally: Tally::default(), stopped_early };
        let mut end = 0;
        for _ in 0..ranges {
            let first = read.number()?;
            let (finishes, costs) = (read.count(8)?, read.count(8)?);
            let until = first.checked_add(finishes as u64);
            let is_sound = first >= end && finishes > 0 && (costs == 0 || costs == finishes);
            end = until.filter(|until| is_sound && *until <= super::MOST_RUNS).ok_or_else(damaged)?;
            let mut values =
                |count| (0..count).map(|_| Ok(read.number()? as i64)).collect::<Result<Vec<i64>, Error>>();
            let outcomes = Outcomes { finishes: values(finishes)?, costs: values(costs)? };
            if outcomes.finishes.iter().any(|finish| !(-INSTANT_LIMIT..=INSTANT_LIMIT).contains(finish)) {
                return Err(damaged());
            }
            forecast.ranges.insert(first, outcomes);
        }
        let tally = &mut forecast.tally;
        for _ in 0..tasks {
            let critical = read.number()?;
            let (significance, duration) = (read.sum()?, read.sum()?);
            let (square, product) = (read.sum()?, read.sum()?);
            tally.tasks.push(TaskTally { critical, significance, duration, square, product });
        }
        for _ in 0..risks {
            tally.risks.push(RiskTally { happened: read.number()?, critical: read.number()? });
        }
        for _ in 0..limits {
            tally.limits.push(read.number()?);
        }
        if read.0.is_empty() { Ok(forecast) } else { Err(damaged()) }
    }
}

fn damaged() -> Error {
    Error::Forecast("the part of a forecast is damaged".into())
}

/// FNV-1a.
fn checksum(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3))
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, number: u64) {
        self.0.extend(number.to_le_bytes());
    }

    fn sum(&mut self, sum: i128) {
        self.0.extend(sum.to_le_bytes());
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn number(&mut self) -> Result<u64, Error> {
        let (number, rest) = self.0.split_first_chunk().ok_or_else(damaged)?;
        self.0 = rest;
        Ok(u64::from_le_bytes(*number))
    }

    fn sum(&mut self) -> Result<i128, Error> {
        let (sum, rest) = self.0.split_first_chunk().ok_or_else(damaged)?;
        self.0 = rest;
        // More than all runs can come to.
        let sum = i128::from_le_bytes(*sum);
        if (0..1 << 110).contains(&sum) { Ok(sum) } else { Err(damaged()) }
    }

    /// A count of things of so many bytes each, which must still be there.
    fn count(&mut self, size: usize) -> Result<usize, Error> {
        let count = usize::try_from(self.number()?).map_err(|_| damaged())?;
        if count <= self.0.len() / size { Ok(count) } else { Err(damaged()) }
    }
}
