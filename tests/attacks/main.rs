//! Attacks on the figures for coordinators, and builds that are weaker on purpose.
//!
//! Whoever attacks knows everything but whether one person came: how many others were at each meeting, how the programme works, what
//! was published before. They see every figure, as often as they like, with its noise and before it is rounded, which is more than
//! anybody is shown. For each attack many pairs of worlds are made, alike but for that person; the release code of the service
//! draws their figures; and the best threshold that can be found afterwards guesses which world is which.
//!
//! That an attack fails says something only where it succeeds elsewhere: each is tried on builds that do what others do (exact counts
//! above a threshold, rounding, noise that follows from the cell alone, noise for each request, cells that appear when enough have
//! come), and has to win there.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test that breaks off says where"
)]

mod builds;
mod guessing;
mod scenes;

use builds::Build;
use guessing::{Guess, accuracy, telling};
use scenes::{SCENES, Scene};

/// So many pairs for the real code.
const PAIRS: usize = 20_000;
/// What chance, and the choice of the threshold afterwards, may add.
const SLACK: f64 = 0.015;

/// Tries a scene on a build.
fn tried(scene: &Scene, build: Build, pairs: usize) -> Guess {
    let seen = |present: bool| -> Vec<Vec<i64>> {
        (0..pairs).map(|pair| (scene.seen)(build, u64::try_from(pair).unwrap(), present)).collect()
    };
    Guess { without: seen(false), with: seen(true) }
}

fn attack(name: &str) {
    let scene = SCENES.iter().find(|it| it.name == name).unwrap();
    let real = tried(scene, Build::Real, PAIRS);
    let reached = accuracy(&real);
    println!("{name:<32} {:<28} {reached:.3}   at most {:.3}", Build::Real.name(), scene.told + SLACK);
    let weaker: Vec<(Build, f64)> =
        scene.against.iter().map(|build| (*build, accuracy(&tried(scene, *build, scene.pairs)))).collect();
    for (build, reached) in &weaker {
        println!("{name:<32} {:<28} {reached:.3}   succeeds", build.name());
    }
    assert!(reached <= scene.told + SLACK, "{name}: {reached:.4} of the real code");
    if scene.is_reached {
        assert!(
            reached >= scene.told - SLACK,
            "{name}: {reached:.4}, and {:.2} is what is published",
            scene.told
        );
    }
    if scene.is_single {
        let odds = telling(&real, 0.25_f64.exp());
        assert!(odds.is_empty(), "{name}: outputs that tell more than they may: {odds:?}");
    }
    for (build, reached) in weaker {
        assert!(
            reached > scene.told + SLACK,
            "{name} does not succeed against: {}, {reached:.4}",
            build.name()
        );
    }
}

macro_rules! attacks {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            attack(&stringify!($name).replace('_', " "));
        }
    )*
        #[test]
        fn every_scene_is_tried() {
            let tried: Vec<String> = [$(stringify!($name)),*].iter().map(|it| it.replace('_', " ")).collect();
            let scenes: Vec<&str> = SCENES.iter().map(|it| it.name).collect();
            assert_eq!(tried, scenes);
        }
    };
}

attacks! {
    a_margin_is_subtracted
    somebody_leaves
    drawn_again_after_a_restore
    a_thousand_requests
    facilitators_who_collude
    sums_against_parts
    puppet_groups_and_toggled_sharing
    shape_and_size
    a_first_attendance
    steady_for_4_weeks
    steady_for_12_weeks
    steady_for_52_weeks
}
