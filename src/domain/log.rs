//! The group's own record of what changed power, rules or dates: the kinds of lines. Who did it, and what was before and
//! after, stands with each line; the sentences stand in `templates/locales`. Nothing about health, answers or attendance is
//! ever a line.

use crate::coded;

coded! {
    /// What happened.
    pub enum LogKind {
        /// A mandate began.
        MandateBegan = "mandate_began",
        /// The dates of a series changed, or some of them.
        DatesChanged = "dates_changed",
        /// What the group says of itself changed.
        DescriptionChanged = "description_changed",
    }
}
