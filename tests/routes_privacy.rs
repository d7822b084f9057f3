//! Every route × every kind of viewer. A route that is missing from the table fails, and so does one that answers somebody
//! otherwise than it says here.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    dead_code,
    reason = "a test may fail; it does not use every part of the support"
)]

#[path = "support/mod.rs"]
#[macro_use]
mod support;
#[path = "routes_privacy/outsiders.rs"]
mod outsiders;
#[path = "routes_privacy/scene.rs"]
mod scene;

use parea::domain::group::MOST_GROUPS;
use parea::web::routes::ROUTES;
use scene::{Cast, On, Scene};
use support::app::TestApp;
use support::browser::Page;
use support::databases::Kind;
use support::dump::{Line, differences};
use support::people::PASSWORD;

/// A method and a path; where it is tried; what the form says; and what guest, member of another group, member, facilitator
/// and coordinator get. What stands in braces is filled in by the scene.
type Row = (&'static str, &'static str, On, &'static [(&'static str, &'static str)], [u16; 5]);

#[rustfmt::skip]
const TABLE: &[Row] = &[
    ("get", "/healthz", On::Nowhere, &[], [204; 5]),
    ("get", "/healthz/mail", On::Nowhere, &[], [204; 5]),
    ("get", "/readyz", On::Nowhere, &[], [204; 5]),
    ("get", "/static/{file}", On::Nowhere, &[], [404; 5]),
    ("get", "/worker.js", On::Nowhere, &[], [200; 5]),
    ("get", "/about/exit", On::Nowhere, &[], [200; 5]),
    ("get", "/privacy", On::Nowhere, &[], [200; 5]),
    ("get", "/about/gone", On::Nowhere, &[], [200; 5]),
    ("get", "/crisis", On::Nowhere, &[], [200; 5]),
    ("post", "/language", On::Nowhere, &[("language", "el"), ("back", "/me")], [303; 5]),

    ("get", "/", On::Circle, &[], [200; 5]),
    ("get", "/groups", On::Circle, &[], [200; 5]),
    ("get", "/schedule", On::Circle, &[], [200; 5]),
    ("get", "/groups.json", On::Circle, &[], [200; 5]),
    ("get", "/groups/{slug}", On::Circle, &[], [200; 5]),
    ("get", "/groups/{slug}", On::Unlisted, &[], [404; 5]),
    ("get", "/groups/{slug}", On::Nowhere, &[], [404; 5]),
    ("get", "/groups/{slug}/first-time", On::Circle, &[], [200; 5]),
    ("get", "/groups/{slug}/first-time", On::Unlisted, &[], [404; 5]),
    ("get", "/groups/{slug}/first-time", On::Nowhere, &[], [404; 5]),
    ("get", "/groups/{slug}/poster", On::Circle, &[], [200; 5]),
    ("get", "/groups/{slug}/poster", On::Unlisted, &[], [404; 5]),
    ("get", "/groups/{slug}/poster", On::Nowhere, &[], [404; 5]),
    ("get", "/calendar.ics", On::Circle, &[], [200; 5]),
    ("get", "/c/{file}", On::Feed, &[], [200; 5]),
    ("get", "/c/{file}", On::Nowhere, &[], [404; 5]),
    ("get", "/groups/{slug}/calendar.ics", On::Circle, &[], [200; 5]),
    ("get", "/groups/{slug}/calendar.ics", On::Unlisted, &[], [404; 5]),
    ("get", "/groups/{slug}/meetings/{file}", On::Circle, &[], [200; 5]),
    ("get", "/groups/{slug}/meetings/{file}", On::Unlisted, &[], [404; 5]),
    ("get", "/groups/{slug}/meetings/{file}", On::Nowhere, &[], [404; 5]),

    ("post", "/groups/{slug}/meetings/{meeting}/coming", On::Circle, &[], [303, 303, 404, 404, 303]),
    ("post", "/groups/{slug}/meetings/{meeting}/coming", On::ByInvitation, &[], [404; 5]),
    ("post", "/groups/{slug}/meetings/{meeting}/coming", On::Unlisted, &[], [404; 5]),
    ("get", "/coming/{token}", On::Arrival, &[], [200; 5]),
    ("get", "/coming/{token}", On::Nowhere, &[], [404; 5]),
    ("post", "/coming/{token}", On::Arrival, &[], [200; 5]),
    ("post", "/coming/{token}", On::Nowhere, &[], [404; 5]),

    ("get", "/_mailbox", On::Nowhere, &[], [404; 5]),

    ("get", "/sign-up", On::Nowhere, &[], [200, 303, 303, 303, 303]),
    ("post", "/sign-up", On::NewAccount, &[("name", "{name}"), ("offer", "{offer}"), ("password", PASSWORD)], [200, 409, 409, 409, 409]),
    ("get", "/sign-in", On::Nowhere, &[], [200; 5]),
    ("post", "/sign-in/passkey", On::Nowhere, &[], [200; 5]),
    ("post", "/sign-in/passkey/answer", On::Nowhere, &[("answer", "{}")], [422; 5]),
    ("post", "/sign-in", On::Account, &[("who", "{name}"), ("password", PASSWORD)], [303; 5]),
    ("post", "/sign-in", On::Nowhere, &[("who", "nobody"), ("password", PASSWORD)], [422; 5]),
    ("post", "/sign-out", On::Nowhere, &[], [303; 5]),
    ("get", "/recover", On::Nowhere, &[], [200; 5]),
    ("post", "/recover/mail", On::Nowhere, &[("email", "nobody@example.org")], [200; 5]),
    ("post", "/recover/code", On::Account, &[("name", "{name}"), ("code", "{code}"), ("password", PASSWORD)], [303; 5]),
    ("post", "/recover/code", On::Account, &[("name", "{name}"), ("code", "00000-00000"), ("password", PASSWORD)], [422; 5]),
    ("get", "/link/{token}", On::ConfirmLink, &[], [200; 5]),
    ("get", "/link/{token}", On::Nowhere, &[], [410; 5]),
    ("post", "/link/{token}/confirm", On::ConfirmLink, &[], [200; 5]),
    ("post", "/link/{token}/confirm", On::PasswordLink, &[], [410; 5]),
    ("post", "/link/{token}/confirm", On::Nowhere, &[], [410; 5]),
    ("post", "/link/{token}/password", On::PasswordLink, &[("password", PASSWORD)], [303; 5]),
    ("post", "/link/{token}/password", On::ConfirmLink, &[("password", PASSWORD)], [410; 5]),
    ("post", "/link/{token}/password", On::Nowhere, &[("password", PASSWORD)], [410; 5]),
    ("get", "/found", On::Nowhere, &[], [401, 200, 200, 200, 200]),
    ("post", "/found", On::Nowhere, &[("name", "Sunday"), ("joining", "open"), ("my_name", "Eva"), ("language", "en"), ("listed", "no")], [401, 303, 303, 303, 303]),
    ("get", "/groups/{slug}/join", On::Circle, &[], [401, 200, 303, 303, 200]),
    ("get", "/groups/{slug}/join", On::Unlisted, &[], [401, 404, 404, 404, 404]),
    ("post", "/groups/{slug}/join", On::Circle, &[("my_name", "Eva")], [401, 303, 303, 303, 303]),
    ("post", "/groups/{slug}/join", On::Welcoming, &[("my_name", "Eva"), ("hello", "May I come?")], [401, 303, 303, 303, 303]),
    ("post", "/groups/{slug}/join", On::ByInvitation, &[("my_name", "Eva")], [401, 404, 303, 303, 404]),
    ("post", "/groups/{slug}/join", On::Unlisted, &[("my_name", "Eva")], [401, 404, 404, 404, 404]),
    ("get", "/invitation/{token}", On::Unlisted, &[], [401, 200, 200, 200, 200]),
    ("get", "/invitation/{token}", On::Nowhere, &[], [401, 410, 410, 410, 410]),
    ("post", "/invitation/{token}", On::Unlisted, &[("my_name", "Eva")], [401, 303, 303, 303, 303]),
    ("post", "/invitation/{token}", On::Nowhere, &[("my_name", "Eva")], [401, 410, 410, 410, 410]),
    ("get", "/accompany/{token}", On::Accompanied, &[], [401, 200, 409, 409, 200]),
    ("get", "/accompany/{token}", On::Nowhere, &[], [401, 404, 404, 404, 404]),
    ("post", "/accompany/{token}", On::Accompanied, &[("my_name", "Eva")], [401, 303, 409, 409, 303]),
    ("post", "/accompany/{token}", On::Nowhere, &[("my_name", "Eva")], [401, 404, 404, 404, 404]),
    ("post", "/accompany/{token}/end", On::Accompanied, &[], [401, 404, 404, 404, 404]),
    ("post", "/accompany/{token}/end", On::Nowhere, &[], [401, 404, 404, 404, 404]),
    ("get", "/guest/{token}", On::GuestAsked, &[], [401, 200, 409, 409, 200]),
    ("get", "/guest/{token}", On::Nowhere, &[], [401, 404, 404, 404, 404]),
    ("post", "/guest/{token}", On::GuestAsked, &[("my_name", "Eva")], [401, 303, 409, 409, 303]),
    ("post", "/guest/{token}", On::Nowhere, &[("my_name", "Eva")], [401, 404, 404, 404, 404]),
    ("post", "/guest/{token}/decline", On::GuestAsked, &[], [401, 404, 409, 409, 404]),
    ("post", "/guest/{token}/decline", On::Nowhere, &[], [401, 404, 404, 404, 404]),
    ("get", "/p/{programme}", On::FromFeed, &[], [404, 404, 404, 404, 200]),
    ("post", "/p/{programme}/groups/{group}/hand-over", On::FromFeed, &[], [404, 404, 404, 404, 200]),
    ("post", "/p/{programme}/groups/{group}/hand-over", On::Circle, &[], [404; 5]),
    ("get", "/p/{programme}/templates", On::Template, &[], [404, 404, 404, 404, 200]),
    ("get", "/p/{programme}/templates/new", On::Template, &[], [404, 404, 404, 404, 200]),
    ("post", "/p/{programme}/templates/new", On::Template, PLAN, [404, 404, 404, 404, 303]),
    ("get", "/p/{programme}/templates/{plan}", On::Template, &[], [404, 404, 404, 404, 200]),
    ("get", "/p/{programme}/templates/{plan}", On::Planned, &[], [404; 5]),
    ("post", "/p/{programme}/templates/{plan}", On::Template, PLAN, [404, 404, 404, 404, 303]),
    ("post", "/p/{programme}/templates/{plan}", On::Planned, PLAN, [404; 5]),
    ("post", "/p/{programme}/templates/{plan}/delete", On::Template, &[], [404, 404, 404, 404, 303]),
    ("post", "/p/{programme}/templates/{plan}/delete", On::Planned, &[], [404; 5]),

    ("get", "/g/{group}", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}", On::FromFeed, &[], [404; 5]),
    ("get", "/g/{group}/leave", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("post", "/g/{group}/leave", On::Circle, &[], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/mandate", On::Circle, &[], [404, 404, 409, 409, 404]),
    ("post", "/g/{group}/mandate", On::NotLed, &[], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/mandate", On::FromFeed, &[], [404; 5]),
    ("post", "/g/{group}/invite", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("post", "/g/{group}/hellos/{hello}", On::Welcoming, &[("welcome", "yes")], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/hellos/{hello}", On::Circle, &[("welcome", "yes")], [404; 5]),
    ("get", "/g/{group}/settings", On::Circle, &[], [404, 404, 404, 200, 404]),
    ("get", "/g/{group}/settings", On::NotLed, &[], [404; 5]),
    ("post", "/g/{group}/settings", On::Circle, SETTINGS, [404, 404, 404, 409, 404]),
    ("post", "/g/{group}/settings", On::NotLed, SETTINGS, [404; 5]),
    ("post", "/g/{group}/confirm", On::Circle, &[], [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/confirm", On::NotLed, &[], [404; 5]),
    ("get", "/g/{group}/agreement", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/agreement/versions/{number}", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/agreement/versions/{number}", On::FromFeed, &[], [404; 5]),
    ("post", "/g/{group}/agreement/versions/{number}/accept", On::Circle, &[], [404, 404, 303, 303, 404]),
    ("get", "/g/{group}/assembly", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("post", "/g/{group}/assembly", On::Circle, ASSEMBLY, [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/assembly/take-back", On::Circle, &[], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/assembly/{call}/join", On::Asked, &[], [404, 404, 303, 409, 404]),
    ("post", "/g/{group}/assembly/{call}/join", On::Circle, &[], [404, 404, 409, 409, 404]),
    ("post", "/g/{group}/assembly/points", On::Circle, &[("point", "Tea")], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/assembly/points/{point}/remove", On::Asked, &[], [404, 404, 404, 303, 404]),
    ("get", "/g/{group}/handover", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("post", "/g/{group}/handover", On::Circle, &[("lines", "Keys")], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/handover/{item}/tick", On::HandedOver, &[("done", "yes")], [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/handover/{item}/tick", On::Circle, &[("done", "yes")], [404; 5]),
    ("get", "/g/{group}/farewell", On::Closed, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/farewell", On::Circle, &[], [404; 5]),
    ("post", "/g/{group}/farewell/come", On::Closed, &[("my_name", "Eva")], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/farewell/come", On::Circle, &[("my_name", "Eva")], [404; 5]),
    ("post", "/g/{group}/farewell/leave", On::Closed, &[], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/farewell/leave", On::Circle, &[], [404; 5]),
    ("get", "/g/{group}", On::Closed, &[], [404, 404, 303, 303, 404]),
    ("get", "/g/{group}/agreement", On::Closed, &[], [404; 5]),
    ("get", "/groups/{slug}", On::Closed, &[], [303; 5]),
    ("get", "/g/{group}/proposals/new", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("post", "/g/{group}/proposals/new", On::Circle, PROPOSAL, [404, 404, 303, 303, 404]),
    ("get", "/g/{group}/proposals/{proposal}", On::Proposed, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/proposals/{proposal}", On::Circle, &[], [404; 5]),
    ("post", "/g/{group}/proposals/{proposal}/say", On::Proposed, &[("voice", "pass"), ("round", "1")], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/proposals/{proposal}/say", On::Voting, &[("voice", "pass"), ("round", "1")], [404, 404, 409, 409, 404]),
    ("post", "/g/{group}/proposals/{proposal}/take-back", On::Proposed, &[], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/proposals/{proposal}/vote", On::Voting, &[("choice", "yes")], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/proposals/{proposal}/vote", On::Proposed, &[("choice", "yes")], [404, 404, 409, 409, 404]),
    ("get", "/g/{group}/proposals/{proposal}/amend", On::Proposed, &[], [404, 404, 404, 200, 404]),
    ("post", "/g/{group}/proposals/{proposal}/amend", On::Proposed, AMENDED, [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/proposals/{proposal}/withdraw", On::Proposed, &[], [404, 404, 404, 303, 404]),
    ("get", "/g/{group}/experience", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/experience.md", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/experience/new", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("post", "/g/{group}/experience/new", On::Circle, &[("words", "Tea at ten.")], [404, 404, 303, 303, 404]),
    ("get", "/g/{group}/experience/{note}", On::Noted, &[], [404, 404, 404, 200, 404]),
    ("get", "/g/{group}/experience/{note}", On::Circle, &[], [404; 5]),
    ("post", "/g/{group}/experience/{note}", On::Noted, &[("words", "Tea at nine.")], [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/experience/{note}/withdraw", On::Noted, &[], [404, 404, 404, 303, 404]),
    ("get", "/g/{group}/doing", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/doing", On::FromFeed, &[], [404; 5]),
    ("post", "/g/{group}/doing/file", On::Circle, &[], [404, 404, 404, 200, 404]),
    ("get", "/g/{group}/step-back", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("post", "/g/{group}/step-back", On::Circle, &[("weeks", "2")], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/step-back/end", On::Circle, &[], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/step-back/order", On::Circle, &[("about", "0000000000000")], [404, 404, 404, 400, 404]),
    ("post", "/g/{group}/step-back/{step_back}/confirm", On::Circle, &[], [404; 5]),
    ("post", "/g/{group}/step-back/{step_back}/lift", On::Circle, &[], [404; 5]),
    ("get", "/g/{group}/mediation", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("post", "/g/{group}/mediation", On::Circle, &[("about", "0000000000000")], [404, 404, 400, 400, 404]),
    ("post", "/g/{group}/mediation/{mediation}", On::Circle, &[("answer", "yes")], [404; 5]),
    ("get", "/g/{group}/exclusion", On::Circle, &[], [404; 5]),
    ("post", "/g/{group}/exclusion", On::Circle, &[("words", "Please.")], [404; 5]),
    ("post", "/g/{group}/exclusion/leave", On::Circle, &[], [404; 5]),
    ("post", "/g/{group}/proposals/{proposal}/reply", On::Voting, &[("words", "Please.")], [404; 5]),
    ("get", "/g/{group}/accompaniment", On::Accompanied, &[], [404, 404, 200, 200, 404]),
    ("post", "/g/{group}/accompaniment/{accompaniment}/link", On::Accompanied, &[], [404, 404, 200, 200, 404]),
    ("post", "/g/{group}/accompaniment/{accompaniment}/link", On::Circle, &[], [404; 5]),
    ("post", "/g/{group}/accompaniment/{accompaniment}/end", On::Accompanied, &[], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/accompaniment/{accompaniment}/end", On::Circle, &[], [404; 5]),
    ("get", "/g/{group}/log", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/log", On::NotLed, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/dates", On::Circle, &[], [404, 404, 404, 200, 404]),
    ("post", "/g/{group}/undo", On::Circle, &[], [404, 404, 404, 409, 404]),
    ("post", "/g/{group}/undo", On::Paused, &[("change", "{change}")], [404, 404, 404, 303, 404]),
    ("get", "/g/{group}/pauses/new", On::Circle, &[], [404, 404, 404, 200, 404]),
    ("post", "/g/{group}/pauses/new", On::Circle, PAUSE, [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/pauses/new", On::NotLed, PAUSE, [404; 5]),
    ("post", "/g/{group}/pauses/{pause}/end", On::Paused, &[], [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/pauses/{pause}/end", On::Circle, &[], [404; 5]),
    ("get", "/g/{group}/zone", On::Circle, &[], [404, 404, 404, 200, 404]),
    ("post", "/g/{group}/zone", On::Circle, ZONE, [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/zone", On::NotLed, ZONE, [404; 5]),
    ("get", "/g/{group}/series/{series}/edit", On::Circle, &[], [404, 404, 404, 200, 404]),
    ("post", "/g/{group}/series/{series}/edit", On::Circle, SERIES, [404, 404, 404, 409, 404]),
    ("get", "/g/{group}/series/{series}/end", On::Circle, &[], [404, 404, 404, 200, 404]),
    ("post", "/g/{group}/series/{series}/end", On::Circle, END, [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/series/{series}/end", On::NotLed, END, [404; 5]),
    ("post", "/g/{group}/series/{series}/dates", On::Circle, &[("date", "2026-12-12"), ("time", "18:00")], [404, 404, 404, 303, 404]),
    ("get", "/g/{group}/series/new", On::Circle, &[], [404, 404, 404, 200, 404]),
    ("post", "/g/{group}/series/new", On::Circle, SERIES, [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/series/new", On::NotLed, SERIES, [404; 5]),
    ("post", "/g/{group}/meetings/{meeting}/answer", On::Circle, &[("answer", "coming")], [404, 404, 303, 303, 404]),
    ("get", "/g/{group}/meetings/{meeting}/guests", On::Circle, &[], [404, 404, 404, 200, 404]),
    ("get", "/g/{group}/meetings/{meeting}/guests", On::NotLed, &[], [404; 5]),
    ("post", "/g/{group}/meetings/{meeting}/guests", On::Circle, &[], [404, 404, 404, 200, 404]),
    ("post", "/g/{group}/meetings/{meeting}/guests", On::NotLed, &[], [404; 5]),
    ("post", "/g/{group}/meetings/{meeting}/guests/{guest}", On::GuestAsked, &[], [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/meetings/{meeting}/guests/{guest}", On::Circle, &[], [404; 5]),
    ("get", "/g/{group}/meetings/{meeting}/run", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/meetings/{meeting}/run", On::NotLed, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/meetings/{meeting}/run", On::FromFeed, &[], [404; 5]),
    ("get", "/g/{group}/meetings/{meeting}/tally", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/meetings/{meeting}/tally", On::NotLed, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/meetings/{meeting}/tally", On::FromFeed, &[], [404; 5]),
    ("post", "/g/{group}/meetings/{meeting}/tally", On::Circle, TALLY, [404, 404, 404, 409, 404]),
    ("post", "/g/{group}/meetings/{meeting}/tally", On::NotLed, TALLY, [404; 5]),
    ("post", "/g/{group}/meetings/{meeting}/tally/take-out", On::Circle, TALLY, [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/meetings/{meeting}/tally/take-out", On::FromFeed, TALLY, [404; 5]),
    ("get", "/g/{group}/meetings/{meeting}/plan", On::Planned, &[], [404, 404, 200, 200, 404]),
    ("post", "/g/{group}/meetings/{meeting}/plan/lead", On::Planned, &[("session", "{session}")], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/meetings/{meeting}/plan/place", On::Planned, &[("offer", "{offer}"), ("session", "{session}")], [404, 404, 404, 303, 404]),
    ("get", "/g/{group}/meetings/{meeting}/plan/edit", On::Planned, &[], [404, 404, 404, 200, 404]),
    ("get", "/g/{group}/meetings/{meeting}/plan/edit", On::NotLed, &[], [404; 5]),
    ("post", "/g/{group}/meetings/{meeting}/plan/edit", On::Circle, PLAN, [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/meetings/{meeting}/plan/edit", On::Planned, PLAN, [404, 404, 404, 409, 404]),
    ("post", "/g/{group}/meetings/{meeting}/plan/edit", On::NotLed, PLAN, [404; 5]),
    ("get", "/g/{group}/meetings/{meeting}/sheet", On::Planned, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/series/{series}/plan", On::Circle, &[], [404, 404, 404, 200, 404]),
    ("post", "/g/{group}/series/{series}/plan", On::Circle, PLAN, [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/series/{series}/plan", On::NotLed, PLAN, [404; 5]),
    ("get", "/g/{group}/plans", On::Planned, &[], [404, 404, 404, 200, 404]),
    ("post", "/g/{group}/plans", On::Planned, &[("meeting", "{meeting}"), ("name", "Ours")], [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/plans/{plan}/delete", On::Planned, &[], [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/plans/{plan}/delete", On::Template, &[], [404; 5]),
    ("get", "/g/{group}/words", On::Circle, &[], [404, 404, 404, 200, 404]),
    ("post", "/g/{group}/words", On::Circle, &[("opening", "Welcome."), ("seen", "0")], [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/words", On::NotLed, &[("opening", "Welcome."), ("seen", "0")], [404; 5]),
    ("get", "/g/{group}/offers", On::Planned, &[], [404, 404, 200, 200, 404]),
    ("post", "/g/{group}/offers", On::Circle, &[("kind", "topic"), ("words", "Sleep")], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/offers/{offer}/take-back", On::Planned, &[], [404, 404, 303, 404, 404]),
    ("get", "/g/{group}/meetings/{meeting}/change", On::Circle, &[], [404, 404, 404, 200, 404]),
    ("post", "/g/{group}/meetings/{meeting}/move", On::Circle, &[("date", "2026-12-12"), ("time", "18:00")], [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/meetings/{meeting}/cancel", On::Circle, &[], [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/meetings/{meeting}/cancel", On::NotLed, &[], [404; 5]),
    ("post", "/g/{group}/meetings/{meeting}/terms", On::Circle, TERMS, [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/meetings/{meeting}/terms", On::NotLed, TERMS, [404; 5]),
    ("post", "/g/{group}/meetings/{meeting}/resume", On::Circle, &[], [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/meetings/{meeting}/resume", On::NotLed, &[], [404; 5]),

    ("get", "/g/{group}/rota", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("post", "/g/{group}/rota/accept", On::Roles, &[("pick", "{meeting} {role} 0000000000000")], [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/break", On::Roles, &[], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/back", On::Roles, &[], [404, 404, 303, 303, 404]),
    ("get", "/g/{group}/roles", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("post", "/g/{group}/roles/willing", On::Roles, &[("role", "{role}")], [404, 404, 303, 303, 404]),
    ("get", "/g/{group}/roles/{role}", On::Roles, &[], [404, 404, 404, 200, 404]),
    ("get", "/g/{group}/roles/{role}", On::Circle, &[], [404; 5]),
    ("post", "/g/{group}/roles/{role}", On::Roles, &[("about", "Mint")], [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/roles/{role}", On::Circle, &[("about", "Mint")], [404; 5]),
    ("get", "/g/{group}/series/{series}/roles", On::Circle, &[], [404, 404, 404, 200, 404]),
    ("get", "/g/{group}/series/{series}/roles", On::NotLed, &[], [404; 5]),
    ("post", "/g/{group}/series/{series}/roles", On::Circle, &[("kind", "tea")], [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/series/{series}/roles", On::NotLed, &[("kind", "tea")], [404; 5]),
    ("post", "/g/{group}/meetings/{meeting}/roles/{role}/take", On::Roles, &[], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/meetings/{meeting}/roles/{role}/take", On::Serving, &[], [404, 404, 409, 303, 404]),
    ("post", "/g/{group}/meetings/{meeting}/roles/{role}/take", On::Circle, &[], [404; 5]),
    ("post", "/g/{group}/meetings/{meeting}/roles/{role}/give", On::Roles, &[("member", "0000000000000")], [404, 404, 404, 409, 404]),
    ("post", "/g/{group}/meetings/{meeting}/roles/{role}/give", On::Circle, &[("member", "0000000000000")], [404; 5]),
    ("post", "/g/{group}/meetings/{meeting}/roles/{role}/open", On::Roles, &[], [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/meetings/{meeting}/roles/{role}/open", On::Circle, &[], [404; 5]),
    ("post", "/g/{group}/meetings/{meeting}/roles/{role}/free", On::Serving, &[], [404, 404, 409, 303, 404]),
    ("post", "/g/{group}/meetings/{meeting}/roles/{role}/free", On::Circle, &[], [404; 5]),
    ("get", "/g/{group}/meetings/{meeting}/roles/{role}/swap", On::Serving, &[], [404, 404, 409, 200, 404]),
    ("get", "/g/{group}/meetings/{meeting}/roles/{role}/swap", On::Circle, &[], [404; 5]),
    ("post", "/g/{group}/meetings/{meeting}/roles/{role}/swap", On::Serving, &[("whom", "{ben}")], [404, 404, 409, 303, 404]),
    ("post", "/g/{group}/meetings/{meeting}/roles/{role}/swap", On::Circle, &[("whom", "0000000000000")], [404; 5]),
    ("get", "/g/{group}/swaps/{swap}", On::Swapping, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/swaps/{swap}", On::Circle, &[], [404; 5]),
    ("post", "/g/{group}/swaps/{swap}", On::Swapping, &[("answer", "yes")], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/swaps/{swap}", On::Circle, &[("answer", "yes")], [404; 5]),

    ("get", "/me/reminders", On::Nowhere, &[], [401, 200, 200, 200, 200]),
    ("post", "/me/reminders", On::Nowhere, &[("says", "neutral")], [401, 303, 303, 303, 303]),
    ("post", "/me/reminders/{group}", On::Circle, &[("when", "24"), ("channel", "site")], [404, 404, 303, 303, 404]),
    ("get", "/me/calendar", On::Nowhere, &[], [401, 200, 200, 200, 200]),
    ("get", "/me/calendar", On::Feed, &[], [401, 200, 200, 200, 200]),
    ("post", "/me/calendar", On::Nowhere, &[("title", "own"), ("words", "Chess")], [401, 303, 303, 303, 303]),
    ("post", "/me/calendar", On::Nowhere, &[("title", "own")], [401, 422, 422, 422, 422]),
    ("post", "/me/calendar/renew", On::Nowhere, &[], [401, 303, 303, 303, 303]),
    ("post", "/me/calendar/stop", On::Nowhere, &[], [401, 303, 303, 303, 303]),
    ("get", "/u/{token}", On::Unsubscribe, &[], [200; 5]),
    ("get", "/u/{token}", On::Nowhere, &[], [404; 5]),
    ("post", "/u/{token}", On::Unsubscribe, &[], [200; 5]),
    ("post", "/u/{token}", On::Nowhere, &[], [404; 5]),
    ("get", "/me", On::Nowhere, &[], [401, 200, 200, 200, 200]),
    ("get", "/me/security", On::Nowhere, &[], [401, 200, 200, 200, 200]),
    ("post", "/me/security/password", On::Nowhere, &[("password_now", PASSWORD), ("password", "ένας άλλος κωδικός με ελιές")], [401, 303, 303, 303, 303]),
    ("post", "/me/security/email", On::Nowhere, &[("password_for_email", PASSWORD), ("email", "eva@example.org")], [401, 200, 200, 200, 200]),
    ("post", "/me/security/codes", On::Nowhere, &[("password_for_codes", PASSWORD)], [401, 200, 200, 200, 200]),
    ("get", "/me/security/steps", On::Nowhere, &[], [401, 200, 200, 200, 200]),
    ("post", "/me/security/steps/app", On::Nowhere, &[("password_for_app", PASSWORD)], [401, 303, 303, 303, 409]),
    ("get", "/me/security/steps/app", On::Nowhere, &[], [401, 410, 410, 410, 410]),
    ("post", "/me/security/steps/app/confirm", On::Nowhere, &[("code", "000000")], [401, 410, 410, 410, 410]),
    ("post", "/me/security/steps/app/stop", On::Nowhere, &[("password_for_app", PASSWORD)], [401, 303, 303, 303, 303]),
    ("post", "/me/security/steps/passkeys", On::Nowhere, &[("password_for_passkey", PASSWORD)], [401, 200, 200, 200, 200]),
    ("post", "/me/security/steps/passkeys/keep", On::Nowhere, &[("ceremony", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), ("answer", "{}")], [401, 409, 409, 409, 409]),
    ("post", "/me/security/steps/passkeys/forget", On::Nowhere, &[("passkey", "0000000000000"), ("password_for_forget", PASSWORD)], [401, 303, 303, 303, 303]),
    ("get", "/me/privacy", On::Nowhere, &[], [401, 200, 200, 200, 200]),
    ("post", "/me/reminders/sample", On::Nowhere, &[], [401, 303, 303, 303, 303]),
    ("post", "/me/privacy/screen", On::Nowhere, &[("lock_after", "hour")], [401, 303, 303, 303, 303]),
    ("post", "/me/privacy/hide", On::Circle, &[("hide", "yes")], [401, 303, 303, 303, 303]),
    ("get", "/me/privacy/{group}", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("post", "/me/privacy/{group}", On::Circle, &[("line", "group")], [404, 404, 303, 303, 404]),
    ("get", "/g/{group}/people", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/people/me", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/people/{member}", On::Circle, &[], [404; 5]),
    ("get", "/g/{group}/people/{member}", On::Asking, &[], [404, 404, 404, 200, 404]),
    ("post", "/g/{group}/people/{member}/reach", On::Asking, &[], [404, 404, 404, 200, 404]),
    ("post", "/g/{group}/people/{member}/block", On::Asking, &[("block", "yes")], [404, 404, 404, 303, 404]),
    ("post", "/g/{group}/people/{member}/ask", On::Asking, &[], [404, 404, 404, 303, 404]),
    ("get", "/g/{group}/report", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("post", "/g/{group}/report", On::Circle, &[("to", "0000000000000"), ("words", "Tea is cold.")], [404, 404, 400, 400, 404]),
    ("post", "/g/{group}/report", On::Asking, &[("to", "{member}"), ("words", "Tea is cold.")], [404, 404, 400, 200, 404]),
    ("get", "/g/{group}/reports/{report}", On::Circle, &[], [404; 5]),
    ("get", "/g/{group}/reports/{report}", On::Reported, &[], [404, 404, 200, 404, 404]),
    ("post", "/g/{group}/reports/{report}", On::Circle, &[("do", "close")], [404; 5]),
    ("post", "/g/{group}/reports/{report}", On::Reported, &[("do", "close")], [404, 404, 303, 404, 404]),
    ("get", "/p/{programme}/reports", On::Nowhere, &[], [404, 404, 404, 404, 200]),
    ("get", "/p/{programme}/reports/{report}", On::Nowhere, &[], [404; 5]),
    ("get", "/p/{programme}/reports/{report}", On::Reported, &[], [404; 5]),
    ("post", "/p/{programme}/reports/{report}", On::Nowhere, &[("do", "close")], [404; 5]),
    ("get", "/receipt", On::Nowhere, &[], [200; 5]),
    ("post", "/receipt", On::Nowhere, &[("code", "00000-00000")], [422; 5]),
    ("get", "/g/{group}/writing", On::Circle, &[], [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/writing/{contact}", On::Circle, &[], [404; 5]),
    ("get", "/g/{group}/writing/{contact}", On::Asking, &[], [404, 404, 200, 200, 404]),
    ("post", "/g/{group}/writing/{contact}/answer", On::Asking, &[("answer", "yes")], [404, 404, 303, 404, 404]),
    ("post", "/g/{group}/writing/{contact}", On::Asking, &[("words", "Hello")], [404; 5]),
    ("post", "/g/{group}/writing/{contact}", On::Writing, &[("words", "Hello")], [404, 404, 303, 303, 404]),
    ("post", "/g/{group}/writing/{contact}/end", On::Writing, &[], [404, 404, 303, 303, 404]),
    ("post", "/me/security/browsers/{sign_in}/name", On::Nowhere, &[("name", "Kitchen")], [401, 303, 303, 303, 303]),
    ("post", "/me/security/browsers/{sign_in}/known", On::Nowhere, &[], [401, 303, 303, 303, 303]),
    ("post", "/me/security/browsers/{sign_in}/end", On::Nowhere, &[], [401, 303, 303, 303, 303]),
    ("get", "/me/data", On::Nowhere, &[], [401, 200, 200, 200, 200]),
    ("post", "/me/data", On::Nowhere, &[("password_now", PASSWORD)], [401, 200, 200, 200, 200]),
    ("get", "/me/vanish", On::Nowhere, &[], [401, 200, 200, 200, 200]),
    ("post", "/me/vanish", On::Nowhere, &[("password_now", PASSWORD)], [401, 303, 303, 303, 303]),
    ("post", "/me/security/sign-out-everywhere", On::Nowhere, &[], [401, 303, 303, 303, 303]),
];

const SERIES: &[(&str, &str)] = &[
    ("date", "2026-12-09"),
    ("time", "19:00"),
    ("ends", "20:30"),
    ("repeat", "weekly-1"),
    ("format", "in_person"),
    ("openness", "open"),
];

const PLAN: &[(&str, &str)] = &[
    ("kind", "sharing"),
    ("name", ""),
    ("minutes", "90"),
    ("was", ""),
    ("leader", ""),
    ("title", "All of it"),
    ("do", "save"),
];

const PAUSE: &[(&str, &str)] =
    &[("from", "2026-12-20"), ("to", "2026-12-31"), ("seen", "2026-12-20 2026-12-31")];

const ZONE: &[(&str, &str)] =
    &[("zone", "Europe/London"), ("stays", "hours"), ("seen", "Europe/London hours")];

const END: &[(&str, &str)] = &[("from", "20261215T1900"), ("revision", "1"), ("seen", "20261215T1900 1")];

const TERMS: &[(&str, &str)] =
    &[("minutes", "45"), ("format", "online"), ("openness", "closed"), ("seen", "{seen}")];

const TALLY: &[(&str, &str)] =
    &[("slip", "0000000000001"), ("revision", "0"), ("held", "yes"), ("heads", "11")];
const ASSEMBLY: &[(&str, &str)] = &[("date", "2026-12-20"), ("time", "18:00"), ("address", "Ermou 12")];

const PROPOSAL: &[(&str, &str)] = &[
    ("rule", "quorum_percent"),
    ("value", "60"),
    ("title", "Sixty of a hundred"),
    ("why", "So that more of us learn it."),
    ("review", "6"),
];
const AMENDED: &[(&str, &str)] =
    &[("what", "words"), ("title", "More tea"), ("why", "It is very cold."), ("review", "6")];
const SETTINGS: &[(&str, &str)] = &[("name", "Wednesday circle"), ("language", "el"), ("listed", "yes")];

const VIEWERS: [&str; 5] = ["guest", "member of another group", "member", "facilitator", "coordinator"];

#[test]
fn every_route_is_in_the_table() {
    for route in ROUTES {
        let known = TABLE.iter().any(|(method, path, ..)| *method == route.method && *path == route.path);
        assert!(known, "{} {} is not in the table", route.method, route.path);
    }
    for (method, path, ..) in TABLE {
        let known = ROUTES.iter().any(|route| route.method == *method && route.path == *path);
        assert!(known, "{method} {path} is no route any more");
    }
}

/// Pages that everybody may have look the same to everybody, and may be kept.
fn is_public(path: &str) -> bool {
    path == "/"
        || path == "/calendar.ics"
        || ["/groups", "/schedule", "/u/", "/about", "/crisis", "/privacy"]
            .iter()
            .any(|public| path.starts_with(public))
}

fn is_about_accounts(path: &str) -> bool {
    [
        "/sign-",
        "/recover/",
        "/link/",
        "/me/security/",
        "/me/data",
        "/me/vanish",
        "/me/privacy/screen",
        "/me/reminders/sample",
    ]
    .iter()
    .any(|about| path.starts_with(about))
}

/// A link that is the right itself, also for mail programs; and what somebody without a cookie says, which the browser's own
/// word protects (`a_form_of_another_site_counts_nobody`).
fn has_no_hidden_field(path: &str) -> bool {
    ["/u/{token}", "/coming/{token}", "/groups/{slug}/meetings/{meeting}/coming"].contains(&path)
}

/// What a coordinator can do as anybody can: come, found, join, accept what somebody has given them. From then on they are a
/// member or a guest as others are, and what they coordinate gives them nothing.
const AS_ANYBODY: &[&str] = &[
    "/accompany/{token}",
    "/accompany/{token}/end",
    "/coming/{token}",
    "/found",
    "/groups/{slug}/join",
    "/groups/{slug}/meetings/{meeting}/coming",
    "/guest/{token}",
    "/guest/{token}/decline",
    "/invitation/{token}",
    "/u/{token}",
];

/// What belongs to accounts, and to no group.
const OF_ACCOUNTS: [&str; 9] = [
    "person",
    "sign_in",
    "recovery_code",
    "code_app",
    "passkey",
    "ceremony",
    "one_time_link",
    "calendar_feed",
    "mail_log",
];

/// What a coordinator gives of their own: the link with which a group of theirs is handed over when nobody is in it, and the
/// templates of their programme, of which groups take copies (`a_programme_changes_its_template…` in tests/app/sessions.rs).
const THEIR_OWN: [(&str, &[&str]); 3] = [
    ("/hand-over", &["invitation"]),
    ("/p/{programme}/templates", &["plan", "session"]),
    ("/me/vanish", &["coordinator"]),
];

/// Everything but accounts, as somebody finds it who compares before with after.
fn all_but_accounts(app: &TestApp, path: &str) -> Vec<Line> {
    let about_accounts = is_about_accounts(path).then_some("outbox");
    let own =
        THEIR_OWN.into_iter().filter(|(part, _)| path.contains(part)).flat_map(|(_, tables)| tables).copied();
    app.db.dump(&OF_ACCOUNTS.into_iter().chain(own).chain(about_accounts).collect::<Vec<_>>())
}

/// A fresh scene for each viewer: a form changes something. Whatever it is, a coordinator changes nothing of any group.
async fn try_form(app: &TestApp, cast: &Cast, (_, path, on, fields, expected): &Row) {
    for (n, viewer) in cast.viewers().iter().enumerate() {
        let scene = Scene::set(app, cast, *on, n).await;
        let filled: Vec<_> = fields.iter().map(|(name, value)| (*name, scene.fill(value))).collect();
        let filled: Vec<_> = filled.iter().map(|(name, value)| (*name, value.as_str())).collect();
        // Everybody can open this page; its hidden field is as good as any other.
        let page = viewer.get("/sign-in").await;
        assert!(!page.csrf().is_empty());
        let is_coordinator = VIEWERS[n] == "coordinator" && !AS_ANYBODY.contains(path);
        let before = is_coordinator.then(|| all_but_accounts(app, path));
        let page = viewer.post(&page, &scene.fill(path), &filled).await;
        assert_eq!(page.status, expected[n], "post {path} on {on:?}, {}", VIEWERS[n]);
        if let Some(before) = before {
            let changed = differences(&before, &all_but_accounts(app, path));
            assert!(changed.is_empty(), "post {path} on {on:?} by a coordinator: {changed:#?}");
        }
    }
}

/// What stands in a window's bar, in the list of windows, in the history and in a folder of downloads: of a member's pages no name of
/// a group, a member or a place.
fn tells_nothing_outside_itself(path: &str, page: &Page) {
    if !["/g/", "/me"].iter().any(|it| path.starts_with(it)) {
        return;
    }
    let file = page.headers.get("content-disposition").map(|it| it.to_str().unwrap().to_owned());
    let seen = [page.words("title"), vec![path.to_owned(), file.unwrap_or_default()]].concat().join(" ");
    for name in ["Tuesday", "Another", "Sunday", "Ana", "Ben", "Eva", "Ερμού"] {
        assert!(!seen.contains(name), "{path} tells {name}: {seen}");
    }
    assert!(
        page.status != 200 || path.ends_with(".md") || !page.words("title").concat().is_empty(),
        "{path}"
    );
}

/// One half of the forms about groups, or the other.
async fn try_forms(app: &TestApp, half: usize) {
    let all = TABLE.iter().filter(|row| row.0 == "post" && !is_about_accounts(row.1));
    let rows: Vec<_> = all.skip(half).step_by(2).collect();
    // Whoever facilitates founds a group for each row and viewer, and is in so many groups and no more.
    for some in rows.chunks(usize::try_from(MOST_GROUPS).unwrap() / VIEWERS.len()) {
        let app = TestApp::on(app.db.kind).await;
        let cast = Cast::of(&app).await;
        for row in some {
            try_form(&app, &cast, row).await;
        }
    }
}

on_both! {
    async fn every_page_answers_every_viewer_as_the_table_says(app: TestApp) {
        let cast = Cast::of(&app).await;
        for on in On::ALL {
            let scene = Scene::set(&app, &cast, on, 0).await;
            for (method, path, _, _, expected) in TABLE.iter().filter(|row| row.0 == "get" && row.2 == on) {
                for (n, viewer) in cast.viewers().iter().enumerate() {
                    let page = viewer.get(&scene.fill(path)).await;
                    assert_eq!(page.status, expected[n], "{method} {path} on {on:?}, {}", VIEWERS[n]);
                    tells_nothing_outside_itself(path, &page);
                    // Whoever has a feed's secret address keeps it, and asks each time whether it is still so.
                    if *path == "/c/{file}" && page.status == 200 {
                        assert_eq!(page.headers["cache-control"], "private, no-cache", "{method} {path}");
                    } else if page.status == 200 && !is_public(path) {
                        assert_eq!(page.headers["cache-control"], "no-store", "{method} {path}");
                    }
                }
            }
        }
    }

    async fn every_form_about_groups_answers_every_viewer_as_the_table_says(app: TestApp) {
        try_forms(&app, 0).await;
    }

    async fn every_other_form_about_groups_answers_every_viewer_as_the_table_says(app: TestApp) {
        try_forms(&app, 1).await;
    }

    /// Each with an application of its own: some end sign-ins, and all of them may be sent so often and no oftener.
    async fn every_form_about_accounts_answers_every_viewer_as_the_table_says(app: TestApp) {
        for row in TABLE.iter().filter(|row| row.0 == "post" && is_about_accounts(row.1)) {
            let app = TestApp::on(app.db.kind).await;
            let cast = Cast::of(&app).await;
            try_form(&app, &cast, row).await;
        }
    }

    /// With a few applications: those about accounts may be sent so often and no oftener.
    async fn no_form_about_accounts_is_read_without_its_hidden_field(app: TestApp) {
        let forms: Vec<_> = ROUTES.iter().filter(|it| it.method == "post" && is_about_accounts(it.path)).collect();
        for some in forms.chunks(8) {
            let app = TestApp::on(app.db.kind).await;
            let cast = Cast::of(&app).await;
            for route in some {
                for viewer in cast.viewers() {
                    let path = route.path.replace("{sign_in}", "0000000000000").replace("{token}", "0");
                    let status = viewer.post_raw(&path, "welcome=yes&answer=coming").await.status;
                    assert_eq!(status, 403, "post {path} without its hidden field");
                }
            }
        }
    }

    async fn no_form_is_read_without_its_hidden_field(app: TestApp) {
        let cast = Cast::of(&app).await;
        let scene = Scene::set(&app, &cast, On::Circle, 0).await;
        for route in ROUTES.iter().filter(|it| it.method == "post" && !has_no_hidden_field(it.path) && !is_about_accounts(it.path)) {
            for viewer in cast.viewers() {
                let status = viewer.post_raw(&scene.fill(route.path), "welcome=yes&answer=coming").await.status;
                assert_eq!(status, 403, "post {} without its hidden field", route.path);
            }
        }
        let page = cast.facilitator.browser.get(&scene.fill("/g/{group}")).await;
        assert_eq!(page.words(".people li").len(), 2, "nothing was changed by trying");
    }
}
