//! Blocks of rows through panels by wide registers: what `plain` sums, faster.

use std::arch::x86_64::{__m256i, __m512i};

use super::{Block, DEEP, Pair, Sums, WIDE};

pulp::simd_type! {
    /// Registers of 64 bytes, with an instruction that multiplies pairs and adds them to a sum.
    pub(super) struct Wide {
        pub avx512f: "avx512f",
        pub avx512bw: "avx512bw",
        pub avx512vnni: "avx512vnni",
    }
}

/// A block through one panel, thirty-two products at a time, which the compiler makes one instruction with their sums.
#[inline(always)]
pub(super) fn wide(simd: Wide, weights: &[Pair], [a, b, c, d, e, f, g, h]: Block<'_>) -> Sums {
    let nought: __m512i = pulp::cast([0i32; 16]);
    let mut sums = [[nought; WIDE / 16]; DEEP];
    // Zipped, so that no place is checked twice.
    let rows = a.iter().zip(b).zip(c).zip(d).zip(e).zip(f).zip(g).zip(h);
    for (weights, (((((((a, b), c), d), e), f), g), h)) in weights.iter().zip(rows) {
        let weights: [__m512i; WIDE / 16] = pulp::cast(*weights);
        for (sums, x) in sums.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            let x = simd.avx512f._mm512_set1_epi32(pulp::cast::<[i16; 2], i32>(*x));
            for (sum, weights) in sums.iter_mut().zip(weights) {
                *sum = simd.avx512f._mm512_add_epi32(*sum, simd.avx512bw._mm512_madd_epi16(weights, x));
            }
        }
    }
    sums.map(pulp::cast)
}

/// A block through one panel, two rows after two, sixteen products at a time.
#[inline(always)]
pub(super) fn narrow(simd: pulp::x86::V3, weights: &[Pair], [a, b, c, d, e, f, g, h]: Block<'_>) -> Sums {
    let nought: __m256i = pulp::cast([0i32; 8]);
    let two = |one: &[[i16; 2]], other: &[[i16; 2]]| {
        let mut sums = [[nought; WIDE / 8]; 2];
        for ((weights, one), other) in weights.iter().zip(one).zip(other) {
            let weights: [__m256i; WIDE / 8] = pulp::cast(*weights);
            for (sums, x) in sums.iter_mut().zip([one, other]) {
                let x = simd.avx._mm256_set1_epi32(pulp::cast::<[i16; 2], i32>(*x));
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum = simd.avx2._mm256_add_epi32(*sum, simd.avx2._mm256_madd_epi16(weights, x));
                }
            }
        }
        sums.map(pulp::cast::<[__m256i; WIDE / 8], [i32; WIDE]>)
    };
    let [[a, b], [c, d], [e, f], [g, h]] = [two(a, b), two(c, d), two(e, f), two(g, h)];
    [a, b, c, d, e, f, g, h]
}
