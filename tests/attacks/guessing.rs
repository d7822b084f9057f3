//! How well somebody guesses who has seen numbers from two kinds of worlds: by the best threshold on any one of the numbers, found
//! afterwards, in either direction. And which numbers tell more than they may.

use std::collections::BTreeMap;

/// What was seen, world by world: in each the same list of numbers.
pub struct Guess {
    pub without: Vec<Vec<i64>>,
    pub with: Vec<Vec<i64>>,
}

impl Guess {
    fn column(&self, at: usize) -> (Vec<i64>, Vec<i64>) {
        let of = |all: &[Vec<i64>]| all.iter().map(|it| it[at]).collect();
        (of(&self.without), of(&self.with))
    }

    fn columns(&self) -> impl Iterator<Item = (Vec<i64>, Vec<i64>)> {
        (0..self.with[0].len()).map(|at| self.column(at))
    }
}

/// The share that is guessed right, by whichever number tells most.
pub fn accuracy(of: &Guess) -> f64 {
    of.columns().map(|(without, with)| best_threshold(&without, &with)).fold(0.5, f64::max)
}

fn histogram(without: &[i64], with: &[i64]) -> BTreeMap<i64, (usize, usize)> {
    let mut all: BTreeMap<i64, (usize, usize)> = BTreeMap::new();
    for it in without {
        all.entry(*it).or_default().0 += 1;
    }
    for it in with {
        all.entry(*it).or_default().1 += 1;
    }
    all
}

fn best_threshold(without: &[i64], with: &[i64]) -> f64 {
    let (mut below, mut best) = ((0, 0), 0_usize);
    for (a, b) in histogram(without, with).into_values() {
        below = (below.0 + a, below.1 + b);
        let right = below.0 + (with.len() - below.1);
        best = best.max(right).max(without.len() + with.len() - right);
    }
    best as f64 / (without.len() + with.len()) as f64
}

/// The outputs of the first number that are seen in one kind of world more often than `most` times as often as in the other, so that
/// chance explains it less than once in a thousand. With as many worlds of both kinds, those of one kind among all that show the
/// output are binomial; the bound of Clopper and Pearson lies beyond the share `most / (1 + most)` just when this tail is below α/2.
pub fn telling(of: &Guess, most: f64) -> Vec<i64> {
    let (without, with) = of.column(0);
    let share = most / (1.0 + most);
    let beyond = |(one, other): (usize, usize)| upper_tail(one + other, share, one) < 0.0005;
    let all = histogram(&without, &with).into_iter();
    all.filter(|(_, (a, b))| beyond((*a, *b)) || beyond((*b, *a))).map(|(output, _)| output).collect()
}

/// P(X ≥ k) of a binomial X.
fn upper_tail(n: usize, p: f64, k: usize) -> f64 {
    let logs: Vec<f64> = std::iter::once(0.0)
        .chain((1..=n).scan(0.0, |sum, it| {
            *sum += (it as f64).ln();
            Some(*sum)
        }))
        .collect();
    let of = |i: usize| logs[n] - logs[i] - logs[n - i] + i as f64 * p.ln() + (n - i) as f64 * (1.0 - p).ln();
    (k..=n).map(|i| of(i).exp()).sum()
}

#[test]
fn a_guess_is_as_good_as_what_is_seen() {
    let of = |without: &[i64], with: &[i64]| Guess {
        without: without.iter().map(|it| vec![0, *it]).collect(),
        with: with.iter().map(|it| vec![0, *it]).collect(),
    };
    let near = |one: f64, other: f64| assert!((one - other).abs() < 1e-9, "{one} {other}");
    near(accuracy(&of(&[1, 2, 3, 4], &[1, 2, 3, 4])), 0.5);
    near(accuracy(&of(&[1, 1, 1, 1], &[2, 2, 2, 2])), 1.0);
    near(accuracy(&of(&[2, 2, 2, 2], &[1, 1, 1, 1])), 1.0);
    near(accuracy(&of(&[1, 1, 1, 2], &[1, 2, 2, 2])), 0.75);
}

#[test]
fn an_output_that_one_world_alone_shows_is_found() {
    let often = |value: i64, times: usize| std::iter::repeat_n(vec![value], times);
    let most = 0.25_f64.exp();
    let fair = Guess {
        without: often(1, 1000).chain(often(2, 1284)).collect(),
        with: often(1, 1284).chain(often(2, 1000)).collect(),
    };
    assert!(telling(&fair, most).is_empty(), "just what may be");
    let unfair = Guess {
        without: often(1, 1000).chain(often(2, 1500)).chain(often(3, 20)).collect(),
        with: often(1, 1300).chain(often(2, 1000)).collect(),
    };
    assert_eq!(telling(&unfair, most), [2, 3]);
}
