//! Medians.

/// The value in the middle.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    quantile(values, 0.5)
}

/// The value that such a part of them is below.
fn quantile(values: impl IntoIterator<Item = f64>, part: f64) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    values.get((last as f64 * part).round() as usize).copied().unwrap_or(f64::NAN)
}

/// Half of the distance that the middle half of the values spans, as a part of the median.
pub(crate) fn spread(values: &[f64]) -> f64 {
    let all = || values.iter().copied();
    (quantile(all(), 0.75) - quantile(all(), 0.25)) / 2.0 / median(all())
}

#[cfg(test)]
mod tests {
    use super::{median, spread};

    #[test]
    fn the_middle() {
        assert_eq!(median([3.0, 1.0, 2.0]), 2.0);
        assert_eq!(spread(&[1.0, 2.0, 3.0, 4.0, 5.0]), 1.0 / 3.0);
        assert!(median([]).is_nan());
    }
}
