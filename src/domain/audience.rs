//! Who sees what of a member, in one group: one table, from which the page about it is made, and by which everything is shown.
//! Nobody outside a group sees anything of a member; what each sees of their own is not here.

use std::collections::BTreeMap;

use crate::coded;

coded! {
    /// What there is to see of a member.
    pub enum Field {
        /// Their name in this group, of their own choosing.
        Name = "name",
        /// A line about themselves.
        Line = "line",
        /// How they are reached: through the site, or by what they have typed in.
        Reach = "reach",
        /// That they are coming to a meeting.
        Coming = "coming",
        /// What they have taken on, and how often.
        Led = "led",
    }

    /// Who may see it.
    pub enum Audience {
        Nobody = "nobody",
        /// One member whom they name.
        One = "one",
        /// Those who hold a mandate.
        Facilitators = "facilitators",
        /// The members, those who facilitate among them. Never whoever only wants to join.
        Group = "group",
    }

    /// As what somebody looks.
    pub enum Onlooker {
        /// Anybody who is not in the group.
        Guest = "guest",
        Member = "member",
        /// The one member whom they named for it.
        Chosen = "chosen",
        Facilitator = "facilitator",
    }
}

/// What can be chosen for a field.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub field: Field,
    /// The most private first.
    pub choices: &'static [Audience],
    /// What goes for whoever has said nothing.
    pub unless_said: Audience,
}

/// Every field.
pub const TABLE: [Row; 5] = [
    // A name of one's own choosing, for those who meet; whoever facilitates knows whom they welcome.
    Row {
        field: Field::Name,
        choices: &[Audience::Facilitators, Audience::Group],
        unless_said: Audience::Group,
    },
    Row {
        field: Field::Line,
        choices: &[Audience::Nobody, Audience::Facilitators, Audience::Group],
        unless_said: Audience::Nobody,
    },
    Row {
        field: Field::Reach,
        choices: &[Audience::Nobody, Audience::One, Audience::Facilitators, Audience::Group],
        unless_said: Audience::Nobody,
    },
    Row {
        field: Field::Coming,
        choices: &[Audience::Nobody, Audience::Facilitators, Audience::Group],
        unless_said: Audience::Nobody,
    },
    // What somebody does for all is the group's to see, unless they say otherwise.
    Row { field: Field::Led, choices: &[Audience::Nobody, Audience::Group], unless_said: Audience::Group },
];

impl Audience {
    /// Whether this onlooker is among them.
    #[must_use]
    pub fn includes(self, onlooker: Onlooker) -> bool {
        match onlooker {
            Onlooker::Guest => false,
            Onlooker::Member => self == Self::Group,
            Onlooker::Chosen => matches!(self, Self::One | Self::Group),
            Onlooker::Facilitator => matches!(self, Self::Facilitators | Self::Group),
        }
    }
}

impl Row {
    /// What is read where something else was said.
    #[must_use]
    pub fn most_private(&self) -> Audience {
        self.choices.first().copied().unwrap_or(Audience::Nobody)
    }
}

/// What a member has chosen in one group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    said: BTreeMap<Field, Audience>,
    /// Everything is as private as can be for now, whatever was chosen.
    pub is_hidden: bool,
}

impl Choices {
    /// Nothing said yet.
    #[must_use]
    pub fn hidden(is_hidden: bool) -> Self {
        Self { said: BTreeMap::new(), is_hidden }
    }

    /// With one more choice; what the field does not offer is read as the most private.
    #[must_use]
    pub fn with(mut self, field: Field, audience: Audience) -> Self {
        if let Some(row) = row(field) {
            let is_offered = row.choices.contains(&audience);
            self.said.insert(field, if is_offered { audience } else { row.most_private() });
        }
        self
    }

    /// What was chosen, or goes unless something is.
    #[must_use]
    pub fn chosen(&self, field: Field) -> Audience {
        let usual = || row(field).map_or(Audience::Nobody, |row| row.unless_said);
        self.said.get(&field).copied().unwrap_or_else(usual)
    }

    /// Whether this onlooker sees it now.
    #[must_use]
    pub fn shows(&self, field: Field, to: Onlooker) -> bool {
        !self.is_hidden && self.chosen(field).includes(to)
    }
}

/// A member's name, as far as the reader may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    As(String),
    /// They are there, and the reader does not see who it is.
    Somebody,
}

impl Named {
    /// The name, where it is known.
    #[must_use]
    pub fn known(&self) -> Option<&str> {
        match self {
            Self::As(name) => Some(name),
            Self::Somebody => None,
        }
    }
}

fn row(field: Field) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.field == field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::coded::Coded as _;

    #[test]
    fn every_field_has_a_row_that_begins_with_the_most_private_and_offers_what_goes_unless_said() {
        let seen_by = |it: &Audience| Onlooker::ALL.iter().filter(|by| it.includes(**by)).count();
        for field in Field::ALL {
            let row = row(*field).unwrap();
            assert!(row.choices.iter().all(|it| seen_by(it) >= seen_by(&row.most_private())), "{field:?}");
            assert!((row.most_private() == Audience::Nobody) == (*field != Field::Name), "{field:?}");
            assert!(row.choices.contains(&row.unless_said), "{field:?}");
        }
    }

    #[test]
    fn whoever_is_outside_sees_nothing_and_whoever_hides_is_seen_by_nobody() {
        for field in Field::ALL {
            for audience in Audience::ALL {
                let shown = Choices::default().with(*field, *audience);
                assert!(!shown.shows(*field, Onlooker::Guest));
                let hidden = Choices { is_hidden: true, ..shown.clone() };
                assert!(Onlooker::ALL.iter().all(|it| !hidden.shows(*field, *it)));
                assert_eq!(hidden.chosen(*field), shown.chosen(*field), "what was chosen is not forgotten");
                // Who sees something as a member sees it, too, who facilitates.
                let if_a_member = |by| shown.shows(*field, by) || !shown.shows(*field, Onlooker::Member);
                assert!(if_a_member(Onlooker::Facilitator) && if_a_member(Onlooker::Chosen));
            }
        }
    }

    #[test]
    fn what_a_field_does_not_offer_is_read_as_the_most_private() {
        let choices = Choices::default().with(Field::Led, Audience::Facilitators);
        assert_eq!(choices.chosen(Field::Led), Audience::Nobody);
        let choices = Choices::default().with(Field::Name, Audience::Nobody);
        assert_eq!(choices.chosen(Field::Name), Audience::Facilitators);
    }
}
