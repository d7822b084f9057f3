//! The group's own record of what changed power, rules or dates: the kinds of lines. Who did it, and what was before and
//! after, stands with each line; the sentences stand in `templates/locales`. Nothing about health, answers or attendance is
//! ever a line.

use crate::coded;

coded! {
    /// What happened.
    pub enum LogKind {
        /// A mandate began; until when.
        MandateBegan = "mandate_began",
        /// The group has taken a mandate back.
        MandateTakenBack = "mandate_taken_back",
        /// A mandate ends earlier, as somebody follows: its last day before and now.
        MandateFollowed = "mandate_followed",
        /// It ends earlier, since mandates last less long by now: on which day it ended, and on which it ends.
        MandateShortened = "mandate_shortened",
        /// The group has named a deputy; until when.
        DeputyNamed = "deputy_named",
        /// The text of the agreement has changed: the number of the version.
        TextChanged = "text_changed",
        /// Two members have called an assembly: when, as [`Wall::compact`](super::time::Wall::compact).
        AssemblyCalled = "assembly_called",
        /// One date changed: its times before and after, as [`Wall::compact`](super::time::Wall::compact), or nothing when it
        /// does not take place.
        DateChanged = "date_changed",
        /// The dates of a series changed from one on.
        DatesChanged = "dates_changed",
        /// A change of dates was taken back.
        DatesUndone = "dates_undone",
        /// For some days there are no meetings: from and to.
        Paused = "paused",
        /// A pause is off.
        PauseEnded = "pause_ended",
        /// There is another series; its first date.
        SeriesBegan = "series_began",
        /// The group lives by the clocks of another zone.
        ZoneChanged = "zone_changed",
        /// The group has decided about one of its rules: [`Rule::stored`](super::agreement::Rule::stored).
        RuleChanged = "rule_changed",
        /// A member steps back for a time, until a day; by their own word or by that of two others.
        StepBackBegan = "step_back_began",
        /// And does not have to any more.
        StepBackEnded = "step_back_ended",
        /// The group has suspended a member.
        ExclusionDecided = "exclusion_decided",
        /// Who has appealed.
        ExclusionAppealed = "exclusion_appealed",
        /// And is not a member any more.
        ExclusionFinal = "exclusion_final",
        /// Or is back.
        ExclusionLifted = "exclusion_lifted",
        /// The group has invited a professional: for what, and until when.
        AccompanimentBegan = "accompaniment_began",
        /// Who has accepted.
        AccompanimentCame = "accompaniment_came",
        /// And has opened their page.
        AccompanimentSeen = "accompaniment_seen",
        /// It has ended before its day.
        AccompanimentEnded = "accompaniment_ended",
        /// A guest facilitator was asked for one date.
        GuestAsked = "guest_asked",
        /// And comes.
        GuestComes = "guest_comes",
        /// And does not, or was not asked after all.
        GuestOff = "guest_off",
        /// A member took along how the group is doing, to pass it on.
        DoingTaken = "doing_taken",
        /// The group has decided who reads one of its notes: codes of [`OpenTo`](super::experience::OpenTo).
        NoteOpened = "note_opened",
        /// What the group is called.
        NameChanged = "name_changed",
        /// The group has decided to which programme it is tied: the code of a [`Tie`](super::group::Tie), and the name.
        TieChanged = "tie_changed",
        /// What the group had decided could not be carried out any more: the code of a
        /// [`Subject`](super::decision::Subject).
        DidNotFit = "did_not_fit",
        /// The group has decided to rest: until which day it did, and until which it does.
        Rests = "rests",
        /// Those who come have decided on other times of a series: the first of the old ones, and of the new ones.
        SeriesMoved = "series_moved",
        /// The group has decided to close: the code of what it [keeps](super::group::Keeps).
        GroupClosed = "group_closed",
        /// The group has decided that the members of another one are welcome: what that one is called.
        GroupWelcomed = "group_welcomed",
        /// Another group has closed and gone into this one: what it was called.
        GroupCame = "group_came",
        /// A member took along everything that is the group's own.
        GroupTaken = "group_taken",
        /// A member brought it here from another installation.
        GroupBrought = "group_brought",
        /// Whether it stands in public lists: `yes` or `no`.
        ListedChanged = "listed_changed",
        /// The opening or closing words: the number of the version.
        WordsChanged = "words_changed",
        /// Whether everybody may pass: `yes` or `no`.
        PassingChanged = "passing_changed",
        /// Whether what somebody tells is left standing: `yes` or `no`.
        CrossTalkChanged = "cross_talk_changed",
    }
}

impl LogKind {
    /// Whether it is about the group itself, and not about one of those who are in it or come to it: that is what a group takes
    /// along.
    #[must_use]
    pub fn is_the_groups(self) -> bool {
        match self {
            Self::TextChanged
            | Self::AssemblyCalled
            | Self::DateChanged
            | Self::DatesChanged
            | Self::DatesUndone
            | Self::Paused
            | Self::PauseEnded
            | Self::SeriesBegan
            | Self::ZoneChanged
            | Self::RuleChanged
            | Self::AccompanimentBegan
            | Self::DoingTaken
            | Self::NoteOpened
            | Self::NameChanged
            | Self::TieChanged
            | Self::DidNotFit
            | Self::Rests
            | Self::SeriesMoved
            | Self::GroupClosed
            | Self::GroupWelcomed
            | Self::GroupCame
            | Self::GroupTaken
            | Self::GroupBrought
            | Self::ListedChanged
            | Self::WordsChanged
            | Self::PassingChanged
            | Self::CrossTalkChanged => true,
            Self::MandateBegan
            | Self::MandateTakenBack
            | Self::MandateFollowed
            | Self::MandateShortened
            | Self::DeputyNamed
            | Self::StepBackBegan
            | Self::StepBackEnded
            | Self::ExclusionDecided
            | Self::ExclusionAppealed
            | Self::ExclusionFinal
            | Self::ExclusionLifted
            | Self::AccompanimentCame
            | Self::AccompanimentSeen
            | Self::AccompanimentEnded
            | Self::GuestAsked
            | Self::GuestComes
            | Self::GuestOff => false,
        }
    }

    /// Whether it was the group that did it, by a decision.
    #[must_use]
    pub fn is_decided(self) -> bool {
        matches!(
            self,
            Self::RuleChanged
                | Self::MandateTakenBack
                | Self::MandateFollowed
                | Self::DeputyNamed
                | Self::TextChanged
                | Self::TieChanged
                | Self::MandateShortened
                | Self::NoteOpened
                | Self::DidNotFit
                | Self::AccompanimentBegan
                | Self::ExclusionDecided
                | Self::ExclusionLifted
                | Self::Rests
                | Self::SeriesMoved
                | Self::GroupClosed
                | Self::GroupWelcomed
        )
    }
}
