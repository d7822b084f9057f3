//! The faults that other systems had: each of the table's numbers is one test, whose name begins with it.

use std::collections::BTreeMap;

/// How many there are.
const FAULTS: usize = 22;

/// What is wrong with the numbers of the tests in these files.
pub fn miscounted(texts: &[String]) -> Vec<String> {
    let mut times = BTreeMap::<&str, usize>::new();
    for name in texts
        .iter()
        .flat_map(|text| text.lines())
        .filter_map(|line| line.trim_start().split("fn fault_").nth(1))
    {
        *times.entry(name.split('_').next().unwrap_or_default()).or_default() += 1;
    }
    let wanted: Vec<String> = (1..=FAULTS).map(|number| format!("{number:02}")).collect();
    let missing = wanted.iter().filter(|number| !times.contains_key(number.as_str()));
    let missing = missing.map(|number| format!("fault {number} has no test"));
    let others =
        times.iter().filter(|(number, times)| **times != 1 || !wanted.iter().any(|it| it == **number));
    missing.chain(others.map(|(number, times)| format!("fault {number} stands {times} times"))).collect()
}

#[test]
fn every_fault_has_its_test() {
    let files = super::below(&super::root().join("tests/app/faults"));
    let texts: Vec<String> = files.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    super::nothing_found(miscounted(&texts));
}

#[test]
fn a_missing_a_doubled_and_an_unknown_number_are_found() {
    let all: String = (1..=FAULTS).map(|number| format!("fn fault_{number:02}_x() {{}}\n")).collect();
    assert_eq!(miscounted(std::slice::from_ref(&all)), Vec::<String>::new());
    assert_eq!(miscounted(&[all.replace("fault_09_", "case_")]), ["fault 09 has no test"]);
    assert_eq!(miscounted(&[all.clone(), "    async fn fault_22_y".to_owned()]), ["fault 22 stands 2 times"]);
    assert_eq!(miscounted(&[all, "fn fault_23_".to_owned()]), ["fault 23 stands 1 times"]);
}
