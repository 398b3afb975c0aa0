//! Small symmetric positive definite matrices: about ten rows, so nothing clever.

/// A square matrix, row after row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Matrix {
    size: usize,
    cells: Vec<f64>,
}

impl Matrix {
    pub(super) fn diagonal(values: &[f64]) -> Self {
        let mut matrix = Self { size: values.len(), cells: vec![0.0; values.len() * values.len()] };
        for (row, value) in values.iter().enumerate() {
            matrix.add(row, row, *value);
        }
        matrix
    }

    pub(super) fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.size + column]
    }

    pub(super) fn add(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row * self.size + column] += value;
    }

    pub(super) fn times(&self, vector: &[f64]) -> Vec<f64> {
        let rows = self.cells.chunks(self.size.max(1));
        rows.map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum()).collect()
    }

    /// The inverse, by the Cholesky factor (Golub and Van Loan 2013, algorithm 4.2.1).
    ///
    /// The matrix must be positive definite: a prior's precision plus information always is.
    pub(super) fn inverse(&self) -> Self {
        let factor = self.cholesky();
        let n = self.size;
        // The factor's own inverse, column by column, then its product with itself.
        let mut half = Self::diagonal(&vec![0.0; n]);
        for column in 0..n {
            for row in column..n {
                let unit = if row == column { 1.0 } else { 0.0 };
                let known: f64 = (column..row).map(|k| factor.at(row, k) * half.at(k, column)).sum();
                half.add(row, column, (unit - known) / factor.at(row, row));
            }
        }
        let mut inverse = Self::diagonal(&vec![0.0; n]);
        for row in 0..n {
            for column in 0..=row {
                let value = (row..n).map(|k| half.at(k, row) * half.at(k, column)).sum();
                inverse.add(row, column, value);
                if row != column {
                    inverse.add(column, row, value);
                }
            }
        }
        inverse
    }

    fn cholesky(&self) -> Self {
        let mut factor = Self::diagonal(&vec![0.0; self.size]);
        for row in 0..self.size {
            for column in 0..=row {
                let known: f64 = (0..column).map(|k| factor.at(row, k) * factor.at(column, k)).sum();
                let rest = self.at(row, column) - known;
                let value = if row == column { rest.sqrt() } else { rest / factor.at(column, column) };
                factor.add(row, column, value);
            }
        }
        factor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_times_its_inverse_leaves_a_vector_as_it_is() {
        let mut matrix = Matrix::diagonal(&[4.0, 5.0, 6.0]);
        for (row, column, value) in [(0, 1, 1.0), (0, 2, -2.0), (1, 2, 0.5)] {
            matrix.add(row, column, value);
            matrix.add(column, row, value);
        }
        let vector = [1.0, -2.0, 3.0];
        let back = matrix.inverse().times(&matrix.times(&vector));
        assert!(back.iter().zip(vector).all(|(a, b)| (a - b).abs() < 1e-12), "{back:?}");
    }
}
