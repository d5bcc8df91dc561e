//! Correlations between pairs into a matrix that can exist, and that into a factor for drawing.

use crate::model::CorrelationMeasure;

/// A correlation matrix, row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    size: usize,
    values: Vec<f64>,
}

/// Correlations that had to be changed by more are refused.
pub const LARGEST_CHANGE: f64 = 0.1;
/// What eigenvalues are raised to, so that the factor exists.
const LEAST_EIGENVALUE: f64 = 1e-9;

/// The coefficient of the Gaussian copula for a coefficient as it is stated: Pearson's is taken for that of the normal
/// scores; Spearman's and Kendall's have closed forms (Kruskal 1958).
pub fn copula_coefficient(coefficient: f64, measure: CorrelationMeasure) -> f64 {
    use std::f64::consts::PI;
    match measure {
        CorrelationMeasure::Pearson => coefficient,
        CorrelationMeasure::Spearman => 2.0 * libm::sin(PI * coefficient / 6.0),
        CorrelationMeasure::Kendall => libm::sin(PI * coefficient / 2.0),
    }
}

impl Matrix {
    /// Of variables that are independent.
    pub fn identity(size: usize) -> Self {
        let mut values = vec![0.0; size * size];
        for at in 0..size {
            values[at * size + at] = 1.0;
        }
        Matrix { size, values }
    }

    /// The coefficient of two variables.
    pub fn get(&self, row: usize, column: usize) -> f64 {
        self.values[row * self.size + column]
    }

    /// Sets the coefficient of two different variables.
    pub fn set(&mut self, row: usize, column: usize, coefficient: f64) {
        self.values[row * self.size + column] = coefficient;
        self.values[column * self.size + row] = coefficient;
    }

    /// The matrix, or the one near it that can exist, and the largest change of a coefficient: negative eigenvalues are
    /// raised to about zero, and the diagonal is scaled back to 1 (Rebonato and Jäckel 1999). O(size³).
    pub fn repaired(&self) -> (Matrix, f64) {
        let size = self.size;
        if self.cholesky().is_some() {
            return (self.clone(), 0.0);
        }
        let (values, vectors) = self.eigen();
        let mut repaired = Matrix { size, values: vec![0.0; size * size] };
        for row in 0..size {
            for column in 0..size {
                let term = |at: usize| {
                    vectors[row * size + at] * vectors[column * size + at] * values[at].max(LEAST_EIGENVALUE)
                };
                repaired.values[row * size + column] = (0..size).map(term).sum();
            }
        }
        let scale: Vec<f64> = (0..size).map(|at| 1.0 / libm::sqrt(repaired.get(at, at))).collect();
        let mut change: f64 = 0.0;
        for row in 0..size {
            for column in 0..size {
                let value = &mut repaired.values[row * size + column];
                *value = if row == column { 1.0 } else { *value * scale[row] * scale[column] };
                change = change.max((*value - self.get(row, column)).abs());
            }
        }
        (repaired, change)
    }

    /// The lower triangular factor whose product with its transpose is the matrix; none if there is none. O(size³).
    pub fn cholesky(&self) -> Option<Matrix> {
        let size = self.size;
        let mut factor = Matrix { size, values: vec![0.0; size * size] };
        for row in 0..size {
            for column in 0..=row {
                let known: f64 = (0..column).map(|at| factor.get(row, at) * factor.get(column, at)).sum();
                let rest = self.get(row, column) - known;
                factor.values[row * size + column] = match row == column {
                    true if rest <= LEAST_EIGENVALUE * 1e-3 => return None,
                    true => libm::sqrt(rest),
                    false => rest / factor.get(column, column),
                };
            }
        }
        Some(factor)
    }

    /// One value of the product with a vector of which only the elements up to `row` count.
    pub(super) fn times(&self, row: usize, vector: &[f64]) -> f64 {
        self.values[row * self.size..][..=row].iter().zip(vector).map(|(a, b)| a * b).sum()
    }

    /// Eigenvalues, and eigenvectors in columns: Jacobi's rotations, row by row, until nothing is left to rotate.
    fn eigen(&self) -> (Vec<f64>, Vec<f64>) {
        let size = self.size;
        let mut a = self.values.clone();
        let mut vectors = Matrix::identity(size).values;
        for _ in 0..100 {
            let mut left = 0.0;
            for p in 0..size {
                for q in p + 1..size {
                    left += a[p * size + q] * a[p * size + q];
                    rotate(&mut a, &mut vectors, size, p, q);
                }
            }
            if left < 1e-30 {
                break;
            }
        }
        ((0..size).map(|at| a[at * size + at]).collect(), vectors)
    }
}

/// Rotates two axes so that their element off the diagonal becomes zero.
fn rotate(a: &mut [f64], vectors: &mut [f64], size: usize, p: usize, q: usize) {
    let off = a[p * size + q];
    if off == 0.0 {
        return;
    }
    let theta = (a[q * size + q] - a[p * size + p]) / (2.0 * off);
    let tangent = theta.signum() / (theta.abs() + libm::sqrt(theta * theta + 1.0));
    let cosine = 1.0 / libm::sqrt(tangent * tangent + 1.0);
    let sine = tangent * cosine;
    let turned = |x: f64, y: f64| (cosine * x - sine * y, sine * x + cosine * y);
    for at in 0..size {
        (a[at * size + p], a[at * size + q]) = turned(a[at * size + p], a[at * size + q]);
    }
    for at in 0..size {
        (a[p * size + at], a[q * size + at]) = turned(a[p * size + at], a[q * size + at]);
        let (x, y) = (vectors[at * size + p], vectors[at * size + q]);
        (vectors[at * size + p], vectors[at * size + q]) = turned(x, y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(size: usize, pairs: &[(usize, usize, f64)]) -> Matrix {
        let mut matrix = Matrix::identity(size);
        for (row, column, coefficient) in pairs {
            matrix.set(*row, *column, *coefficient);
        }
        matrix
    }

    #[test]
    fn ranks_become_coefficients_of_the_copula() {
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-10, "{a} {b}");
        near(copula_coefficient(0.3, CorrelationMeasure::Spearman), 0.312_868_930_1);
        near(copula_coefficient(0.5, CorrelationMeasure::Spearman), 0.517_638_090_2);
        near(copula_coefficient(0.5, CorrelationMeasure::Kendall), libm::sqrt(0.5));
        near(copula_coefficient(-0.4, CorrelationMeasure::Pearson), -0.4);
    }

    #[test]
    fn what_can_exist_stays_as_it_is() {
        let sound = matrix(3, &[(0, 1, 0.5), (1, 2, 0.5), (0, 2, 0.2)]);
        assert_eq!(sound.repaired(), (sound.clone(), 0.0));
        let factor = sound.cholesky().unwrap();
        for row in 0..3 {
            for column in 0..3 {
                let product: f64 = (0..3).map(|at| factor.get(row, at) * factor.get(column, at)).sum();
                assert!((product - sound.get(row, column)).abs() < 1e-15);
            }
        }
    }

    #[test]
    fn what_cannot_exist_is_repaired() {
        let impossible = matrix(3, &[(0, 1, 0.9), (1, 2, 0.9), (0, 2, -0.9)]);
        let (repaired, change) = impossible.repaired();
        assert!(change > LARGEST_CHANGE, "{change}");
        assert!(repaired.cholesky().is_some());
        let nearly = matrix(3, &[(0, 1, 0.8), (1, 2, 0.8), (0, 2, 0.27)]);
        let (repaired, change) = nearly.repaired();
        assert!(change > 0.0 && change < 0.02, "{change}");
        assert!(repaired.cholesky().is_some());
        assert!((0..3).all(|at| repaired.get(at, at) == 1.0));
    }

    #[test]
    fn all_together_can_be_one() {
        let together =
            matrix(4, &[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0), (1, 2, 1.0), (1, 3, 1.0), (2, 3, 1.0)]);
        let (repaired, change) = together.repaired();
        assert!(change < 1e-6, "{change}");
        assert!(repaired.cholesky().is_some());
    }
}
