//! What is said of a figure holds: what was counted lies as near to what is shown as is said, in 95 of 100 cases.

use parea::domain::figures::{Figure, Published, Shown};

use crate::builds::Build;
use crate::scenes::World;

/// So many programmes, each with a quarter of its own.
const RUNS: u64 = 1_000;
const WEEKS: usize = 13;

#[test]
fn what_was_counted_lies_within_what_is_said_in_ninety_five_of_a_hundred() {
    let (mut weeks, mut weeks_within, mut quarters_within, mut programmes_within) = (0, 0, 0, 0);
    for run in 0..RUNS {
        let world = World::of_two_towns(Build::Real, run);
        let mut truth = [0_u64; 2];
        let mut drawn: [Vec<Published>; 2] = [Vec::new(), Vec::new()];
        for number in 1..=WEEKS {
            for (place, (counted, published)) in
                world.week(number, Figure::Attendances).into_iter().enumerate()
            {
                // A figure that says only "few" is not far off what is few.
                weeks += 1;
                weeks_within += u32::from(holds(published, counted));
                truth[place] += counted;
                drawn[place].push(published);
            }
        }
        let sum = |all: &[Published]| all.iter().copied().sum::<Option<Published>>().unwrap();
        quarters_within += u32::from(holds(sum(&drawn[0]), truth[0]));
        programmes_within += u32::from(holds(sum(&drawn.concat()), truth[0] + truth[1]));
    }
    let share = |within: u32, of: u32| f64::from(within) / f64::from(of);
    let runs = u32::try_from(RUNS).unwrap();
    let shares = [
        ("a week of a place", share(weeks_within, weeks)),
        ("a quarter of a place", share(quarters_within, runs)),
        ("a quarter of a programme", share(programmes_within, runs)),
    ];
    for (of, share) in shares {
        println!("{of:<32} within what is said              {share:.3}");
        // More than all but all would mean that less could have been said.
        assert!((0.95..0.99).contains(&share), "{of}: {share}");
    }
}

fn holds(published: Published, counted: u64) -> bool {
    let counted = i64::try_from(counted).unwrap();
    match published.shown() {
        Shown::Few => counted < 10 + 12,
        Shown::About { nearest, within } => (counted - nearest).abs() <= within,
    }
}
