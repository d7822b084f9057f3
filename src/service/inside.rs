//! A group as its members see it: what comes next, who is here, what is open; and my groups together.

use std::ops::Range;

use chrono::NaiveDate;

use crate::access::{self, May as _, MayAttend, Viewer, Visible};
use crate::domain::confirming::Confirmed;
use crate::domain::group::{Joining, SeriesKind};
use crate::domain::ids::{GroupId, SwapId};
use crate::domain::notice::Notice;
use crate::domain::rsvp::{AHEAD, Answer};
use crate::domain::series::{Meeting, MeetingKey, Pause, Terms};
use crate::domain::time::{Instant, Wall, Zone};
use crate::service::accompanying::{self, Companion, Mine as Accompanied};
use crate::service::accounts;
use crate::service::assembling::{self, Asked};
use crate::service::counting;
use crate::service::guests::{self as visits, Mine as Visit};
use crate::service::handing_over;
use crate::service::mandates::{self, Ask};
use crate::service::replanning::{self, Undoable};
use crate::service::rota::{Evening, Rota};
use crate::service::versions::{self, ToAccept};
use crate::store::answers::Tally;
use crate::store::hellos::Waiting;
use crate::store::memberships::{Here, Mine};
use crate::store::series::Series;
use crate::store::sight::Sight;
use crate::store::{
    Conn, StoreError, agreements, answers, arrivals, audiences, contacts, groups, guests, hellos, lives,
    memberships, notices, programmes, proposals, series, standing, swaps,
};

/// How many meetings stand on the page.
const MOST: usize = 8;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum InsideError {
    #[error("nobody is signed in")]
    NotSignedIn,
    /// There is no such group, or the viewer is not in it.
    #[error("not found")]
    NotFound,
    /// The group has closed; what it left can be read elsewhere.
    #[error("closed")]
    Closed,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One of the next meetings.
#[derive(Debug, Clone)]
pub struct Next {
    pub key: MeetingKey,
    pub meeting: Meeting,
    pub zone: Zone,
    pub kind: SeriesKind,
    pub title: String,
    pub terms: Terms,
    pub joining_secret: Option<String>,
    pub places: Option<u32>,
    pub tally: Tally,
    /// Those who come and let the viewer see it, by name.
    pub who: Vec<String>,
    /// How many people without an account have said that they are coming.
    pub newcomers: u32,
    pub mine: Option<Answer>,
    /// By name, who leads this date as a guest.
    pub guests: Vec<String>,
    /// Who does what there; nothing in a group without roles.
    pub evening: Option<Evening>,
}

/// The group from inside.
#[derive(Debug, Clone)]
pub struct Inside {
    pub group: GroupId,
    pub name: String,
    pub slug: String,
    pub listed: bool,
    pub joining: Joining,
    pub facilitates: bool,
    /// Who accompanies the group.
    pub companions: Vec<Companion>,
    /// Whether the viewer may ask a guest facilitator to a date.
    pub asks_guests: bool,
    /// Whether one member alone holds the mandate, where there are others: the group is asked, and not that member.
    pub is_led_by_one: bool,
    /// What the viewer is asked about the mandate to facilitate.
    pub mandate: Option<Ask>,
    /// Since when a mandate goes over from or to the viewer.
    pub hands_over_since: Option<NaiveDate>,
    /// The version of the agreement that the viewer is asked to accept.
    pub to_accept: Option<ToAccept>,
    /// What assemblies members ask for.
    pub asked: Vec<Asked>,
    /// Whether the viewer is asked to say that the group still meets.
    pub is_to_confirm: bool,
    pub has_series: bool,
    /// The last meetings that the viewer is asked to count.
    pub to_count: Vec<(MeetingKey, Wall, Zone)>,
    /// On which day the group meets again, when it rests.
    pub rests_until: Option<NaiveDate>,
    pub next: Vec<Next>,
    /// The next times without meetings.
    pub pauses: Vec<Pause>,
    pub zone: Zone,
    /// The last change of dates, as long as the viewer can undo it.
    pub undoable: Option<Undoable>,
    pub here: Vec<Here>,
    pub hellos: Vec<Waiting>,
    /// How many proposals are open.
    pub open_proposals: usize,
    /// What somebody asks the viewer about a turn.
    pub questions: Vec<SwapId>,
    /// Whether somebody asks to write to the viewer.
    pub is_asked_to_write: bool,
}

/// The group, for one of its members.
///
/// # Errors
/// When the viewer is not in it.
pub fn show(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Inside>, InsideError> {
    let at = standing::at_group(db, viewer, group, now)?.ok_or(InsideError::NotFound)?;
    if access::may_recall(viewer, &at).is_some() {
        return Err(InsideError::Closed);
    }
    let may = access::may_attend(viewer, &at).ok_or(InsideError::NotFound)?;
    let group = groups::of_member(db, &may)?;
    let window = now..now.plus(AHEAD);
    let all = series::of_member(db, &may, &window, now)?;
    let mut next = next_meetings(db, &may, &all, &window, MOST)?;
    let sight = Sight::of(db, &may, now)?;
    let mut coming = audiences::coming(db, &may, &sight, &window)?;
    for it in &mut next {
        it.who = coming.remove(&it.key).unwrap_or_default();
    }
    let rota = Rota::look(db, &may, now)?;
    for evening in rota.evenings(may.membership(), now) {
        if let Some(at) = next.iter_mut().find(|it| it.key == evening.key) {
            at.evening = Some(evening).filter(|it| !it.places.is_empty());
        }
    }
    let questions = swaps::to_me(db, &may)?;
    let facilitator = access::may_facilitate(viewer, &at, now);
    let undoable = match &facilitator {
        Some(may) => replanning::undoable(db, may, now)?,
        None => None,
    };
    let facilitates = facilitator.is_some();
    let today = group.zone.wall(now).date();
    let all_here = memberships::here(db, &may, now)?;
    let here = all_here.iter().filter(|one| sight.known(one.id).is_some()).cloned().collect();
    let inside = Inside {
        group: group.id,
        name: group.name,
        slug: group.slug,
        listed: group.listed,
        joining: at.joining,
        facilitates,
        companions: accompanying::of_group(db, &may, now)?,
        asks_guests: facilitates || agreements::rules(db, &may, now)?.everybody_asks_guests(),
        is_to_confirm: facilitates
            && Confirmed::by(group.last_confirmed_on, group.confirm_within, today).is_to_ask(),
        hands_over_since: handing_over::since(viewer, &at, group.zone),
        to_accept: versions::to_accept(db, &may, now)?,
        asked: assembling::asked(db, &may, group.zone, now)?,
        mandate: mandates::ask(&at, &all_here, group.zone, now),
        is_led_by_one: all_here.len() > 1 && all_here.iter().filter(|one| one.facilitates).count() == 1,
        has_series: !all.is_empty(),
        to_count: counting::uncounted(db, viewer, &may, now)?,
        rests_until: lives::rests_until(db, &may, now)?,
        next,
        zone: group.zone,
        undoable,
        pauses: all.first().map(|series| series.changes.pauses.clone()).unwrap_or_default(),
        here,
        hellos: hellos::waiting(db, &may, now)?,
        questions,
        is_asked_to_write: contacts::waiting(db, &may)? > 0,
        open_proposals: proposals::count_open(db, &may, now)?,
    };
    Ok(may.reveal(inside))
}

/// The next meetings of a group, with what the viewer said to them.
fn next_meetings(
    db: &mut Conn,
    may: &MayAttend,
    all: &[Series],
    window: &Range<Instant>,
    most: usize,
) -> Result<Vec<Next>, StoreError> {
    let answered = answers::of_group(db, may, window)?;
    let arrivals = arrivals::of_group(db, may, window)?;
    let guests = guests::of_group(db, may, window)?;
    let mut next = Vec::new();
    for series in all {
        let joining_secret = series::joining_secret(db, may, series.id)?;
        for meeting in series.schedule.meetings(window.clone(), &series.changes, most) {
            let key = MeetingKey { series: series.id, original: meeting.original };
            let found = answered.iter().find(|(of, ..)| *of == key);
            next.push(Next {
                key,
                meeting,
                zone: series.schedule.zone,
                kind: series.kind,
                title: series.title.clone(),
                terms: series.terms(&meeting),
                joining_secret: joining_secret.clone(),
                places: series.places,
                who: Vec::new(),
                tally: found.map(|(_, tally, _)| *tally).unwrap_or_default(),
                newcomers: arrivals.iter().find(|(of, _)| *of == key).map_or(0, |(_, count)| *count),
                mine: found.and_then(|(_, _, answer)| *answer),
                guests: guests
                    .iter()
                    .filter(|it| it.meeting == key)
                    .filter_map(|it| it.name.clone())
                    .collect(),
                evening: None,
            });
        }
    }
    next.sort_by_key(|it| (it.meeting.starts, it.key));
    next.truncate(most);
    Ok(next)
}

/// One of my groups, with its next meeting.
#[derive(Debug, Clone)]
pub struct MyGroup {
    pub group: GroupId,
    pub name: String,
    pub my_name: String,
    /// Address and name of the programme in whose lists it is.
    pub programme: Option<(String, String)>,
    pub next: Option<Next>,
}

/// What stands on my page.
#[derive(Debug, Clone)]
pub struct Home {
    pub groups: Vec<MyGroup>,
    /// The dates that I lead elsewhere, as a guest.
    /// The groups that have decided something that concerns the viewer.
    pub concerning: Vec<(GroupId, String)>,
    pub visits: Vec<Visit>,
    /// The groups that I accompany.
    pub accompanied: Vec<Accompanied>,
    /// Those that have closed, as long as there is something to read.
    pub closed: Vec<(GroupId, String)>,
    /// What I should know, the newest first.
    pub notices: Vec<Notice>,
    /// Where somebody has signed in as me, and I have not said that it was me.
    pub unknown: Vec<accounts::mine::Browser>,
    /// Address and name of each that the viewer coordinates.
    pub programmes: Vec<(String, String)>,
}

/// My page.
///
/// # Errors
/// When nobody is signed in.
pub fn home(db: &mut Conn, viewer: &Viewer, now: Instant) -> Result<Visible<Home>, InsideError> {
    let me = access::myself(viewer).ok_or(InsideError::NotSignedIn)?;
    let window = now..now.plus(AHEAD);
    let (mut mine, mut closed) = (Vec::new(), Vec::new());
    let mut reports_to = programmes::of_my_groups(db, &me)?;
    for Mine { group, group_name, my_name, .. } in memberships::mine(db, &me, now)? {
        let at = standing::at_group(db, viewer, group, now)?.ok_or(InsideError::NotFound)?;
        let Some(may) = access::may_attend(viewer, &at) else {
            closed.push((group, group_name));
            continue;
        };
        let all = series::of_member(db, &may, &window, now)?;
        let next = next_meetings(db, &may, &all, &window, 1)?.pop();
        let programme = reports_to.remove(&group);
        mine.push(MyGroup { group, name: group_name, my_name, programme, next });
    }
    mine.sort_by_key(|group| {
        group.next.as_ref().map_or(i64::MAX, |next| next.meeting.starts.utc().timestamp())
    });
    let notices = notices::mine(db, &me, now)?;
    let unknown = accounts::mine::unknown(db, viewer, &me, now)?;
    let programmes = programmes::mine(db, &me)?;
    let visits = visits::mine(db, &me, now)?;
    let concerning = memberships::concerning_me(db, &me, now)?;
    let accompanied = accompanying::mine(db, &me, now)?;
    Ok(me.reveal(Home {
        groups: mine,
        closed,
        concerning,
        visits,
        accompanied,
        notices,
        unknown,
        programmes,
    }))
}
