//! Closed lists of words that stand in the database, in forms and in addresses under a short code.
//!
//! One macro makes the enum, its codes and the way back, so that no two places can disagree.

/// A value that has a short, lasting code.
pub trait Coded: Copy + Sized + 'static {
    /// All values, in the order in which a form offers them.
    const ALL: &'static [Self];
    /// The code. Never changes once it has been stored.
    fn code(self) -> &'static str;
    /// The value of a code.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }
}

/// Declares an enum together with its codes.
#[macro_export]
macro_rules! coded {
    ($($(#[$doc:meta])* $vis:vis enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis enum $name { $($(#[$vdoc])* $variant,)* }

        impl $crate::domain::coded::Coded for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)*];
            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }
    )*};
}

#[cfg(test)]
mod tests {
    use super::Coded;

    coded! {
        enum Weather { Fine = "fine", Foul = "foul", }
    }

    #[test]
    fn every_code_leads_back() {
        for one in Weather::ALL {
            assert_eq!(Weather::from_code(one.code()), Some(*one));
        }
        assert_eq!(Weather::from_code("FINE"), None);
    }
}
