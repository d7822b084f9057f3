//! The feed, read: an invented one with every oddity, the real one where it is there, and anything at all.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::domain::finding::Spot;
use crate::domain::group::{Format, Openness};

fn fixture() -> Value {
    serde_json::from_str(include_str!("../../../tests/fixtures/meeting-guide.json")).unwrap()
}

fn read_value(value: &Value) -> Result<Plan, FeedFaults> {
    read(value.to_string().as_bytes())
}

fn series<'a>(plan: &'a Plan, entry: &str) -> &'a PlannedSeries {
    plan.groups.iter().flat_map(|group| &group.series).find(|series| series.entry == entry).unwrap()
}

#[test]
fn entries_of_one_name_at_one_address_are_one_group() {
    let plan = read_value(&fixture()).unwrap();
    assert_eq!((plan.read, plan.groups.len()), (10, 9));
    let two = plan.groups.iter().find(|group| group.name == "Harbour Lights").unwrap();
    assert_eq!(two.series.len(), 2);
    assert_eq!(two.step_free, Some(true));
}

#[test]
fn every_oddity_is_remarked_and_taken_over() {
    let plan = read_value(&fixture()).unwrap();
    let found: std::collections::BTreeSet<(String, Odd)> =
        plan.oddities.iter().map(|it| (it.entry.clone(), it.odd)).collect();
    let expected = [
        ("harbour-lights-2", Odd::SeveralEntries),
        ("long-night", Odd::PastMidnight),
        ("long-night", Odd::VeryLong),
        ("no-street", Odd::NoStreet),
        ("no-end", Odd::NoEnd),
        ("strange-type", Odd::UnknownType),
        ("with-password", Odd::NoStreet),
        ("with-password", Odd::Password),
        ("old-link", Odd::Link),
        ("long-words", Odd::Cut),
    ];
    let expected = expected.map(|(entry, odd)| (entry.to_owned(), odd)).into_iter().collect();
    assert_eq!(found, expected);
    assert_eq!(series(&plan, "long-night").minutes, 12 * 60);
    assert_eq!(series(&plan, "no-end").minutes, 60);
    assert_eq!(series(&plan, "with-password").note, "");
    assert!(series(&plan, "with-password").joining_secret.contains("kumquat"));
    assert_eq!(series(&plan, "with-password").format, Format::Online);
    assert_eq!(series(&plan, "harbour-lights-2").openness, Openness::Closed);
}

#[test]
fn every_fault_is_named_and_refuses_the_whole_file() {
    let mut bad = fixture();
    bad[0]["day"] = json!(9);
    bad[1]["time"] = json!("25:70");
    bad[2]["slug"] = bad[3]["slug"].clone();
    bad[4]["name"] = json!(7);
    bad[5]["timezone"] = json!("Mars/Olympus");
    bad[6] = json!("not an entry");
    bad[7].as_object_mut().unwrap().remove("time");
    let Err(FeedFaults::Entries(faults)) = read_value(&bad) else {
        panic!("it was taken");
    };
    let found: Vec<(usize, &str, Wrong)> = faults.iter().map(|it| (it.entry, it.field, it.wrong)).collect();
    let expected = [
        (1, "day", Wrong::Day),
        (2, "time", Wrong::Time),
        (4, "slug", Wrong::Double),
        (5, "name", Wrong::Kind),
        (6, "timezone", Wrong::Zone),
        (7, "", Wrong::NotAnObject),
        (8, "time", Wrong::Missing),
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_is_no_feed_is_said_to_be_none() {
    let whole = fixture().to_string();
    assert!(matches!(read(&whole.as_bytes()[..whole.len() / 2]), Err(FeedFaults::NotJson { .. })));
    assert_eq!(read(b"{}").unwrap_err(), FeedFaults::NotAList);
    assert!(matches!(read(b"\xff\xfe"), Err(FeedFaults::NotJson { .. })));
    assert_eq!(read(b"[]").unwrap().read, 0);
}

#[test]
fn the_same_entry_has_the_same_digest_and_a_changed_one_another() {
    let first = read_value(&fixture()).unwrap();
    let mut changed = fixture();
    changed[0]["notes"] = json!("Ring twice.");
    let second = read_value(&changed).unwrap();
    assert_ne!(series(&first, "harbour-lights").digest, series(&second, "harbour-lights").digest);
    assert_eq!(series(&first, "no-end").digest, series(&second, "no-end").digest);
}

#[test]
fn coordinates_are_read_unless_the_feed_only_guesses() {
    let at = |latitude: Value, longitude: Value, approximate: Value| {
        let mut feed = fixture();
        feed[0]["latitude"] = latitude;
        feed[0]["longitude"] = longitude;
        feed[0]["approximate"] = approximate;
        read_value(&feed).map(|plan| series(&plan, "harbour-lights").at.map(Spot::to_stored))
    };
    let there = Some((4_088_062, -7_388_150));
    assert_eq!(at(json!(40.88062), json!(-73.8815), Value::Null), Ok(there));
    assert_eq!(at(json!("40.88062"), json!(" -73.8815"), json!("no")), Ok(there));
    assert_eq!(at(json!(40.88062), json!(-73.8815), json!("yes")), Ok(None));
    assert_eq!(at(json!(40.88062), json!(""), Value::Null), Ok(None));
    assert_eq!(at(json!(0), json!(0), Value::Null), Ok(None));
    assert_eq!(at(json!(400), json!(0), Value::Null), Ok(None));
    assert!(at(json!("up there"), json!(1), Value::Null).is_err());
}

/// The real feed, where it is there: counted independently of how it is read.
#[test]
fn the_real_feed_is_read_whole() {
    let path =
        std::env::var("PAREA_FEED").unwrap_or_else(|_| "../shared/data/greater-new-york.json".to_owned());
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("{path} is not here: the real feed was not read");
        return;
    };
    let list: Vec<Value> = serde_json::from_slice(&bytes).unwrap();
    let plan = read(&bytes).unwrap();
    assert_eq!(plan.read, list.len());
    let mut planned: Vec<&str> =
        plan.groups.iter().flat_map(|group| &group.series).map(|series| series.entry.as_str()).collect();
    let mut slugs: Vec<&str> = list.iter().map(|entry| entry["slug"].as_str().unwrap()).collect();
    planned.sort_unstable();
    slugs.sort_unstable();
    assert_eq!(planned, slugs, "each entry is in exactly one series");
    let past = list.iter().filter(|it| it["end_time"].as_str() <= it["time"].as_str()).count();
    assert_eq!(plan.oddities.iter().filter(|it| it.odd == Odd::PastMidnight).count(), past);
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 30, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::hash_map(
                prop_oneof![
                    Just("day"),
                    Just("time"),
                    Just("slug"),
                    Just("name"),
                    Just("types"),
                    Just("regions")
                ],
                inner,
                0..6
            )
            .prop_map(|map| map.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Value>()),
        ]
    })
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }

    #[test]
    fn no_json_makes_it_panic(value in any_json()) {
        let _ = read_value(&value);
        let _ = read_value(&json!([value]));
    }
}
