//! The two squashing functions of the network, from additions, multiplications and one division, so that every machine
//! computes the same bits: the library functions differ between platforms.

/// Near the hyperbolic tangent: its continued fraction to the second step, cut off at ±1 (at ±3, where it gets there smoothly).
#[must_use]
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let x = x.clamp(-3.0, 3.0);
    let square = x * x;
    x * (27.0 + square) / (27.0 + 9.0 * square)
}

/// Near the logistic function: 0 to 1, by [`tanh`].
#[must_use]
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_stay_in_bounds_and_rise() {
        let steps: Vec<f32> = (-100i16..=100).map(|i| f32::from(i) / 10.0).collect();
        assert!(steps.windows(2).all(|it| tanh(it[0]) <= tanh(it[1]) && sigmoid(it[0]) <= sigmoid(it[1])));
        assert_eq!((tanh(-9.0), tanh(0.0), tanh(9.0)), (-1.0, 0.0, 1.0));
        assert_eq!((sigmoid(-9.0), sigmoid(0.0), sigmoid(9.0)), (0.0, 0.5, 1.0));
    }
}
