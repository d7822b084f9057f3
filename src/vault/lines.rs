//! What stands on each line of the key file. There is always a first one, and a byte counts them.

/// One for each generation, the first of which is 1.
pub(in crate::vault) struct Lines<T> {
    pub(in crate::vault) first: T,
    later: Vec<T>,
}

impl<T> Lines<T> {
    pub(in crate::vault) fn of_one(first: T) -> Self {
        Self { first, later: Vec::new() }
    }

    /// With one more; `None` when a byte would not count them.
    pub(in crate::vault) fn and(mut self, next: T) -> Option<Self> {
        self.later.push(next);
        (self.later.len() < usize::from(u8::MAX)).then_some(self)
    }

    pub(in crate::vault) fn count(&self) -> u8 {
        // `and` keeps it below.
        u8::try_from(self.later.len()).unwrap_or(u8::MAX - 1) + 1
    }

    pub(in crate::vault) fn get(&self, generation: u8) -> Option<&T> {
        self.all().nth(usize::from(generation.checked_sub(1)?))
    }

    pub(in crate::vault) fn last(&self) -> &T {
        self.later.last().unwrap_or(&self.first)
    }

    pub(in crate::vault) fn all(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.first).chain(&self.later)
    }

    pub(in crate::vault) fn map<U>(&self, f: impl Fn(&T) -> U) -> Lines<U> {
        Lines { first: f(&self.first), later: self.later.iter().map(f).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_counted_from_one_and_as_far_as_a_byte_goes() {
        let mut lines = Lines::of_one(1_u8);
        for n in 2..=u8::MAX {
            lines = lines.and(n).unwrap();
            assert_eq!((lines.count(), *lines.last()), (n, n));
        }
        assert!((1..=u8::MAX).all(|n| lines.get(n) == Some(&n)) && lines.get(0).is_none());
        assert!(lines.and(0).is_none());
    }
}
