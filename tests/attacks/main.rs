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
mod uncertainty;

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
    ($(fn $name:ident();)*) => {$(
        #[test]
        fn $name() {
            attack(&stringify!($name).replace('_', " "));
        }
    )*
        /// What members are told is what is tried.
        #[test]
        fn members_are_told_what_is_tried() {
            let scenes = ["a margin is subtracted", "steady for 4 weeks", "steady for 12 weeks", "steady for 52 weeks"];
            for ((_, told), name) in parea::domain::figures::OBSERVER.into_iter().zip(scenes) {
                let scene = SCENES.iter().find(|it| it.name == name).unwrap();
                assert!((f64::from(told) / 100.0 - scene.told).abs() < 0.005, "{name}");
            }
        }

        #[test]
        fn every_scene_is_tried() {
            let tried: Vec<String> = [$(stringify!($name)),*].iter().map(|it| it.replace('_', " ")).collect();
            let scenes: Vec<&str> = SCENES.iter().map(|it| it.name).collect();
            assert_eq!(tried, scenes);
        }
    };
}

attacks! {
    fn a_margin_is_subtracted();
    fn somebody_leaves();
    fn drawn_again_after_a_restore();
    fn a_thousand_requests();
    fn facilitators_who_collude();
    fn sums_against_parts();
    fn puppet_groups_and_toggled_sharing();
    fn shape_and_size();
    fn a_first_attendance();
    fn steady_for_4_weeks();
    fn steady_for_12_weeks();
    fn steady_for_52_weeks();
}
