//! One slip of the finger: a letter too many, one too few, a wrong one, or two neighbours swapped.

/// Whether a word is what was typed but for one slip; or, when it need not be to its end, whether it begins so. Where the
/// two first differ, the slip was made.
pub(super) fn is_there_but_for_one(stands: &[char], typed: &[char], to_its_end: bool) -> bool {
    let same = typed.iter().zip(stands).take_while(|(one, other)| one == other).count();
    let (typed, stands) = (typed.get(same..).unwrap_or_default(), stands.get(same..).unwrap_or_default());
    let goes_on = |typed: Option<&[char]>, stands: Option<&[char]>| match (typed, stands) {
        (Some(typed), Some(stands)) if to_its_end => typed == stands,
        (Some(typed), Some(stands)) => stands.starts_with(typed),
        (None, _) | (_, None) => false,
    };
    let too_many = goes_on(typed.get(1..), Some(stands));
    let too_few = goes_on(Some(typed), stands.get(1..));
    let wrong = goes_on(typed.get(1..), stands.get(1..));
    let are_swapped = typed.first() == stands.get(1) && typed.get(1) == stands.first();
    too_many || too_few || wrong || (are_swapped && goes_on(typed.get(2..), stands.get(2..)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_slip(typed: &str, stands: &str) -> bool {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        is_there_but_for_one(&chars(stands), &chars(typed), true)
    }

    /// The same by the table that is in every textbook (optimal string alignment).
    fn distance(a: &[char], b: &[char]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = match (i, j) {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => {
                        let wrong = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                        let mut least = wrong.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                        if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                            least = least.min(table[i - 2][j - 2] + 1);
                        }
                        least
                    }
                };
            }
        }
        table[a.len()][b.len()]
    }

    #[test]
    fn the_four_slips() {
        for typed in
            ["tzogoss", "ttzogos", "tzogs", "zogos", "tzagos", "tzogso", "ztogos", "tzzogos", "tzogo"]
        {
            assert!(is_slip(typed, "tzogos"), "{typed}");
        }
        for typed in ["tzogosss", "tzgs", "tzagas", "tzosog", "zotgos", "", "tzo"] {
            assert!(!is_slip(typed, "tzogos"), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_a_slip_is_one_edit_away(typed in "[abc]{0,8}", stands in "[abc]{0,8}") {
            let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), stands.chars().collect());
            prop_assume!(a != b);
            prop_assert_eq!(is_slip(&typed, &stands), distance(&a, &b) == 1);
        }

        #[test]
        fn a_beginning_with_a_slip_is_found(typed in "[abc]{1,7}", stands in "[abc]{0,9}") {
            let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), stands.chars().collect());
            prop_assume!(!b.starts_with(&a));
            let some = (0..=b.len()).any(|end| distance(&a, &b[..end]) <= 1);
            prop_assert_eq!(is_there_but_for_one(&b, &a, false), some);
        }
    }
}
