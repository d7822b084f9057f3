//! What helped the people of the first group of the demo, as they say it.

use super::story::Untold;
use crate::access::Viewer;
use crate::domain::ids::GroupId;
use crate::domain::text::Experience;
use crate::domain::time::Instant;
use crate::service::experience::{self, Draft};
use crate::store::Conn;

/// Who says it (the founder first, then the others in their order), whether it stays, whether it is signed.
const TOLD: [(usize, bool, bool, &str); 8] = [
    (
        1,
        true,
        false,
        "Όταν έρχεται η στιγμή, βγαίνω και περπατάω μέχρι τον φάρο και πίσω. Στον γυρισμό έχει περάσει.",
    ),
    (2, false, false, "Έδωσα την κάρτα μου στην αδερφή μου για τρεις μήνες. Δεν το μετάνιωσα."),
    (
        0,
        true,
        true,
        "Στην αρχή φοβόμουν να διευκολύνω. Βοήθησε που την πρώτη φορά καθόμουν δίπλα και μόνο κρατούσα τον χρόνο.",
    ),
    (3, true, false, "Έρχομαι δέκα λεπτά νωρίτερα και φτιάχνω τον καφέ. Έτσι δεν μπαίνω σε γεμάτο δωμάτιο."),
    (
        4,
        false,
        false,
        "Τα βράδια της Πέμπτης τηλεφωνώ σε κάποιον από την ομάδα, ακόμη κι αν δεν έχω τίποτα να πω.",
    ),
    (2, true, false, "Έσβησα τις εφαρμογές από το κινητό."),
    (1, true, false, "Να μην ντρέπομαι να πω «πάσο»."),
    (3, false, false, "Κρατάω ένα τετράδιο: μία γραμμή κάθε μέρα."),
];

/// They leave their notes.
pub(super) fn told(
    db: &mut Conn,
    founder: &Viewer,
    here: &[Viewer],
    group: GroupId,
    now: Instant,
) -> Result<(), Untold> {
    for (who, stays, is_signed, words) in TOLD {
        let who = who.checked_sub(1).map_or(Some(founder), |other| here.get(other)).unwrap_or(founder);
        let words = Experience::parse(words).map_err(|cause| Untold::Rule(cause.to_string()))?;
        let draft = Draft { words, stays, is_signed, may_open: stays };
        experience::write(db, who, group, &draft, now).map_err(|cause| Untold::Rule(cause.to_string()))?;
    }
    Ok(())
}
