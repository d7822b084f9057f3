//! The noise that is added to a count: the discrete Laplace distribution with ε = ¼, drawn by comparing whole numbers, so that it
//! comes out the same on every machine and no rounding of the machine's own is in it.
//!
//! A magnitude of at least `m` has the probability 2aᵐ / (1 + a), where a = e^(−ε); both signs are as likely. Source: Ghosh,
//! Roughgarden, Sundararajan, *Universally utility-maximizing privacy mechanisms* (2009), the "geometric mechanism". Chance is not
//! here: the bytes are an argument.

/// ε of one table of one week, in quarters.
pub const EPSILON_QUARTERS: i32 = 1;

/// For each magnitude from 1 on, 2⁶⁴ times the probability that the noise has at least this magnitude. The last one is reached once
/// in 2⁶⁴ draws.
#[rustfmt::skip]
const TAILS: [u64; 180] = [
    16_152_836_075_231_365_892, 12_579_841_384_214_225_795, 9_797_190_320_940_104_805, 7_630_059_493_847_742_002, 5_942_296_308_690_028_547,
    4_627_865_018_450_112_822, 3_604_184_900_317_709_404, 2_806_942_022_701_565_380, 2_186_048_645_316_012_219, 1_702_496_396_804_294_114,
    1_325_905_527_007_429_485, 1_032_616_262_712_089_839, 804_202_354_012_443_098, 626_313_423_052_757_840, 487_773_384_321_619_883,
    379_878_293_671_066_883, 295_849_512_582_855_993, 230_407_832_070_821_695, 179_441_800_042_540_688, 139_749_414_388_873_139,
    108_836_953_359_824_656, 84_762_304_503_737_411, 66_012_949_122_447_563, 51_410_936_469_414_971, 40_038_877_580_814_626,
    31_182_309_213_238_548, 24_284_806_833_244_863, 18_913_026_578_468_904, 14_729_479_909_561_875, 11_471_330_487_801_314,
    8_933_881_166_770_544, 6_957_713_648_547_776, 5_418_672_837_875_609, 4_220_066_649_345_276, 3_286_591_211_123_621,
    2_559_599_808_858_673, 1_993_418_335_488_553, 1_552_475_760_667_381, 1_209_069_338_107_131, 941_624_147_305_459,
    733_337_623_280_435, 571_123_915_266_526, 444_791_752_440_377, 346_404_165_104_268, 269_779_835_042_400,
    210_104_746_787_896, 163_629_741_325_432, 127_434_970_678_018, 99_246_454_954_722, 77_293_216_835_798,
    60_196_017_797_828, 46_880_705_798_728, 36_510_730_386_990, 28_434_585_415_897, 22_144_877_388_211,
    17_246_447_850_959, 13_431_547_091_527, 10_460_499_392_742, 8_146_645_118_385, 6_344_613_597_603,
    4_941_190_038_099, 3_848_202_670_976, 2_996_983_253_574, 2_334_052_904_735, 1_817_762_229_938,
    1_415_674_648_113, 1_102_528_524_525, 858_650_078_258, 668_717_353_332, 520_797_598_428,
    405_597_577_478, 315_879_710_952, 246_007_366_245, 191_590_729_473, 149_211_010_143,
    116_205_651_542, 90_501_052_418, 70_482_290_492, 54_891_663_028, 42_749_670_150,
    33_293_476_589, 25_928_985_639, 20_193_514_320, 15_726_724_765, 12_247_985_562,
    9_538_740_747, 7_428_778_763, 5_785_538_718, 4_505_782_084, 3_509_106_615,
    2_732_894_980, 2_128_380_750, 1_657_584_595, 1_290_928_181, 1_005_375_878,
    782_987_521, 609_791_295, 474_905_938, 369_857_116, 288_045_012,
    224_329_681, 174_708_131, 136_062_829, 105_965_838, 82_526_278,
    64_271_530, 50_054_718, 38_982_653, 30_359_721, 23_644_174,
    18_414_102, 14_340_917, 11_168_717, 8_698_206, 6_774_169,
    5_275_728, 4_108_741, 3_199_891, 2_492_078, 1_940_832,
    1_511_521, 1_177_174, 916_784, 713_992, 556_058,
    433_058, 337_266, 262_663, 204_562, 159_313,
    124_073, 96_628, 75_254, 58_608, 45_644,
    35_548, 27_684, 21_561, 16_791, 13_077,
    10_185, 7_932, 6_177, 4_811, 3_747,
    2_918, 2_272, 1_770, 1_378, 1_073,
    836, 651, 507, 395, 308,
    240, 187, 145, 113, 88,
    69, 53, 42, 32, 25,
    20, 15, 12, 9, 7,
    6, 4, 3, 3, 2,
    2, 1, 1, 1, 1,
];

/// From 32 bytes that nobody can foretell: the first eight give the magnitude, a bit of the ninth the sign.
#[must_use]
pub fn drawn(bytes: &[u8; 32]) -> i64 {
    let [a, b, c, d, e, f, g, h, sign, ..] = *bytes;
    let uniform = u64::from_be_bytes([a, b, c, d, e, f, g, h]);
    let magnitude = i64::try_from(TAILS.partition_point(|tail| uniform < *tail)).unwrap_or(i64::MAX);
    if sign & 1 == 0 { magnitude } else { -magnitude }
}

/// A sum of so many draws lies within this distance of what was counted, in at least 95 of 100 cases. (The variance of one is
/// 2a / (1 − a)² ≈ 31.8; a normal distribution has 95 % within 1.96 of its deviation, whose square is 123 for one draw. The tails
/// of a single draw are heavier; one more makes up for that, as the tests show by convolution.)
#[must_use]
pub fn within(draws: u32) -> i64 {
    (123 * i64::from(draws)).isqrt() + 1
}

#[cfg(test)]
#[expect(clippy::as_conversions, reason = "whole numbers beside the formula")]
mod tests {
    use super::*;

    fn a() -> f64 {
        (-0.25_f64).exp()
    }

    /// The probability of each outcome from −`far` to `far`.
    fn law(far: i32) -> Vec<f64> {
        (-far..=far).map(|z| (1.0 - a()) / (1.0 + a()) * a().powi(z.abs())).collect()
    }

    #[test]
    fn the_table_is_the_formula() {
        for (m, tail) in (1..).zip(TAILS) {
            let exact = 2.0_f64.powi(64) * 2.0 * a().powi(m) / (1.0 + a());
            let off = (tail as f64 - exact).abs();
            assert!(off <= 1.0 + exact * 1e-12, "{m}: {tail} and {exact}");
        }
        assert!(TAILS.is_sorted_by(|one, next| one >= next) && TAILS[179] == 1);
    }

    #[test]
    fn the_bytes_decide_magnitude_and_sign() {
        let of = |uniform: u64, sign: u8| {
            let mut bytes = [0; 32];
            bytes[..8].copy_from_slice(&uniform.to_be_bytes());
            bytes[8] = sign;
            drawn(&bytes)
        };
        assert_eq!(of(u64::MAX, 0), 0);
        assert_eq!(of(TAILS[0], 0), 0, "the threshold itself is beyond");
        assert_eq!((of(TAILS[0] - 1, 0), of(TAILS[0] - 1, 1)), (1, -1));
        assert_eq!((of(TAILS[9] - 1, 2), of(TAILS[9] - 1, 3)), (10, -10));
        assert_eq!(of(0, 0), 180);
    }

    #[test]
    fn no_outcome_tells_two_neighbouring_counts_apart_by_more_than_e_to_a_quarter() {
        // From the table itself, in whole numbers: P(z) is half of what lies between two thresholds; that of 0 what is left.
        let mut mass: Vec<u128> = vec![(1_u128 << 64) - u128::from(TAILS[0])];
        let next = TAILS.iter().skip(1).copied().chain([0]);
        mass.extend(TAILS.into_iter().zip(next).map(|(here, beyond)| u128::from(here - beyond)));
        // Doubled, so that 0, which has one sign, compares with the others, which have two.
        mass[0] *= 2;
        for (m, pair) in mass.windows(2).take(120).enumerate() {
            let ratio = pair[0] as f64 / pair[1] as f64;
            assert!((ratio - 0.25_f64.exp()).abs() < 1e-3, "{m}: {ratio}");
        }
    }

    #[test]
    fn what_is_said_of_sums_holds_in_ninety_five_of_a_hundred() {
        let one = law(200);
        let mut sum = vec![1.0];
        for draws in 1..=60_u32 {
            let mut next = vec![0.0; sum.len() + one.len() - 1];
            for (i, p) in sum.iter().enumerate() {
                for (j, q) in one.iter().enumerate() {
                    next[i + j] += p * q;
                }
            }
            // What is beyond 2000 has no weight that a number here could hold.
            let cut = next.len().saturating_sub(4001) / 2;
            sum = next[cut..next.len() - cut].to_vec();
            let middle = sum.len() / 2;
            let reach = usize::try_from(within(draws)).unwrap();
            let inside: f64 = sum[middle - reach..=middle + reach].iter().sum();
            assert!((0.95..0.975).contains(&inside), "{draws}: {inside}");
        }
    }
}
