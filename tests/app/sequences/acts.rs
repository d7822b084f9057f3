//! What people, and the machine, may do next; any of it at any time, and by anybody.

use parea::domain::agreement::Rule;
use parea::domain::coded::Coded as _;
use parea::domain::decision::{Choice, Ruling, Voice};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// People by their number; proposals counted back from the last.
#[derive(Debug, Clone)]
pub enum Act {
    /// Who, invited by whom.
    Join(usize, usize),
    Leave(usize),
    TakeMandate(usize),
    Propose(usize, Wish),
    Amend(usize, usize, Wish),
    Withdraw(usize, usize),
    Say(usize, usize, Voice),
    TakeBack(usize, usize),
    Vote(usize, usize, Choice),
    /// All say the same: so that something is decided now and then.
    Everybody(usize, Voice, Choice),
    /// Hours pass.
    Wait(i64),
    CarryOut,
    Sweep,
}

#[derive(Debug, Clone)]
pub enum Wish {
    Words,
    Rule(Ruling),
    MyMandate,
    TakeBack(usize),
}

/// Some rules that matter here, each with values from one end to the other.
fn rulings() -> impl Strategy<Value = Ruling> {
    let values = [
        (Rule::Method, vec![0, 1, 2, 3]),
        (Rule::Quorum, vec![1, 50, 100]),
        (Rule::Notice, vec![1, 7]),
        (Rule::Silence, vec![0, 1]),
        (Rule::MemberFor, vec![0, 3, 365]),
        (Rule::Term, vec![1, 8, 104]),
        (Rule::Overlap, vec![0, 8]),
        (Rule::Grace, vec![0, 4]),
    ];
    let all: Vec<Ruling> = values
        .into_iter()
        .flat_map(|(rule, values)| values.into_iter().map(move |to| Ruling::new(rule, to).unwrap()))
        .collect();
    select(all)
}

fn wishes(people: usize) -> impl Strategy<Value = Wish> {
    prop_oneof![
        1 => Just(Wish::Words),
        4 => rulings().prop_map(Wish::Rule),
        3 => Just(Wish::MyMandate),
        3 => (0..people).prop_map(Wish::TakeBack),
    ]
}

fn acts(people: usize) -> impl Strategy<Value = Act> {
    let (who, it) = (0..people, 0_usize..3);
    prop_oneof![
        5 => (who.clone(), who.clone()).prop_map(|(who, by)| Act::Join(who, by)),
        2 => who.clone().prop_map(Act::Leave),
        2 => who.clone().prop_map(Act::TakeMandate),
        6 => (who.clone(), wishes(people)).prop_map(|(who, wish)| Act::Propose(who, wish)),
        1 => (who.clone(), it.clone(), wishes(people)).prop_map(|(who, it, wish)| Act::Amend(who, it, wish)),
        1 => (who.clone(), it.clone()).prop_map(|(who, it)| Act::Withdraw(who, it)),
        4 => (who.clone(), it.clone(), select(Voice::ALL)).prop_map(|(who, it, voice)| Act::Say(who, it, voice)),
        1 => (who.clone(), it.clone()).prop_map(|(who, it)| Act::TakeBack(who, it)),
        4 => (who, it.clone(), select(Choice::ALL)).prop_map(|(who, it, choice)| Act::Vote(who, it, choice)),
        5 => (it, select(vec![Voice::Consent, Voice::Wish]), select(vec![Choice::Yes, Choice::Yes, Choice::No]))
            .prop_map(|(it, voice, choice)| Act::Everybody(it, voice, choice)),
        6 => select(vec![1, 24, 7 * 24, 8 * 24, 60 * 24, 200 * 24]).prop_map(Act::Wait),
        2 => Just(Act::CarryOut),
        1 => Just(Act::Sweep),
    ]
}

pub fn sequences(people: usize) -> impl Strategy<Value = Vec<Act>> {
    vec(acts(people), 1..36)
}
