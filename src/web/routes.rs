//! Every route, once. The table is what registers them and what `tests/routes_privacy.rs` compares itself with, so none
//! can be there without having been thought about.

use actix_web::web::{self, ServiceConfig};

use super::{
    about, accompanying, accounts, assets, audiences, belongings, calendar, calendar_feed, figures, finding,
    founding, guests, health, inside, joining, language_switch, mailbox, privacy, programme, reminders,
    reporting, timetable, visiting,
};

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
}

macro_rules! routes {
    ($($method:ident $path:literal => $handler:path;)*) => {
        /// All of them.
        pub const ROUTES: &[Route] = &[$(Route { method: stringify!($method), path: $path },)*];

        /// Registers them.
        pub fn register(config: &mut ServiceConfig) {
            $(config.route($path, web::$method().to($handler));)*
        }
    };
}

routes! {
    get  "/healthz" => health::alive;
    get  "/healthz/mail" => health::mail;
    get  "/readyz" => health::ready;
    get  "/static/{file}" => assets::file;
    post "/language" => language_switch::switch;
    get  "/worker.js" => assets::worker;
    get  "/about/exit" => about::leaving;
    get  "/privacy" => privacy::show;
    get  "/about/gone" => about::gone;
    get  "/crisis" => about::crisis;

    get  "/" => finding::front;
    get  "/groups" => finding::list;
    get  "/schedule" => timetable::show;
    get  "/groups.json" => finding::json;
    get  "/groups/{slug}" => visiting::group;
    get  "/groups/{slug}/first-time" => visiting::first_time;
    get  "/groups/{slug}/poster" => visiting::poster::show;
    get  "/calendar.ics" => calendar::listed;
    get  "/c/{file}" => calendar::feed;
    get  "/groups/{slug}/calendar.ics" => calendar::all;
    get  "/groups/{slug}/meetings/{file}" => calendar::one;

    post "/groups/{slug}/meetings/{meeting}/coming" => visiting::arriving::arrive;
    get  "/coming/{token}" => visiting::arriving::look;
    post "/coming/{token}" => visiting::arriving::take_back;

    get  "/_mailbox" => mailbox::show;

    get  "/sign-up" => accounts::sign_up_form;
    post "/sign-up/passkey" => accounts::passkey_sign_up::sign_up;
    post "/sign-up" => accounts::sign_up;
    get  "/sign-in" => accounts::sign_in_form;
    post "/sign-in" => accounts::sign_in;
    post "/sign-in/passkey" => accounts::passkeys::ask;
    post "/sign-in/passkey/answer" => accounts::passkeys::sign_in;
    post "/sign-out" => accounts::sign_out;
    get  "/recover" => accounts::recovery::form;
    post "/recover/mail" => accounts::recovery::by_mail;
    post "/recover/code" => accounts::recovery::by_code;
    get  "/link/{token}" => accounts::recovery::link;
    post "/link/{token}/confirm" => accounts::recovery::confirm;
    post "/link/{token}/password" => accounts::recovery::choose;
    get  "/found" => founding::form;
    post "/found" => founding::found;
    get  "/found/bring" => belongings::form;
    post "/found/bring" => belongings::bring;
    get  "/groups/{slug}/join" => joining::form;
    post "/groups/{slug}/join" => joining::join;
    get  "/invitation/{token}" => joining::invitation;
    post "/invitation/{token}" => joining::accept;
    get  "/accompany/{token}" => accompanying::show;
    post "/accompany/{token}" => accompanying::accept;
    post "/accompany/{token}/end" => accompanying::leave;
    get  "/guest/{token}" => guests::show;
    post "/guest/{token}" => guests::accept;
    post "/guest/{token}/decline" => guests::decline;
    get  "/p/{programme}" => programme::show;
    post "/p/{programme}/groups/{group}/hand-over" => joining::hand_over;
    get  "/figures/{programme}" => figures::latest;
    get  "/figures/{programme}/{period}" => figures::show;
    get  "/p/{programme}/participation" => figures::latest;
    get  "/p/{programme}/participation.csv" => figures::latest_csv;
    get  "/p/{programme}/participation.json" => figures::latest_json;
    get  "/p/{programme}/participation/{quarter}" => programme::narrative::form;
    post "/p/{programme}/participation/{quarter}" => programme::narrative::save;
    get  "/p/{programme}/templates" => programme::templates::show;
    get  "/p/{programme}/templates/new" => programme::templates::begin;
    post "/p/{programme}/templates/new" => programme::templates::add;
    get  "/p/{programme}/templates/{plan}" => programme::templates::open;
    post "/p/{programme}/templates/{plan}" => programme::templates::save;
    post "/p/{programme}/templates/{plan}/delete" => programme::templates::withdraw;

    get  "/g/{group}" => inside::show;
    get  "/g/{group}/leave" => joining::leave_form;
    post "/g/{group}/leave" => joining::leave;
    post "/g/{group}/mandate" => inside::mandate::take;
    get  "/g/{group}/settings" => inside::settings::show;
    post "/g/{group}/settings" => inside::settings::change;
    post "/g/{group}/confirm" => inside::settings::confirm;
    get  "/g/{group}/belongings" => belongings::show;
    post "/g/{group}/belongings" => belongings::take;
    post "/g/{group}/invite" => joining::invite;
    post "/g/{group}/hellos/{hello}" => joining::answer_hello;
    get  "/g/{group}/agreement" => inside::agreement::show;
    get  "/g/{group}/agreement/versions/{number}" => inside::versions::show;
    post "/g/{group}/agreement/versions/{number}/accept" => inside::versions::accept;
    get  "/g/{group}/assembly" => inside::assembly::show;
    post "/g/{group}/assembly" => inside::assembly::ask;
    post "/g/{group}/assembly/take-back" => inside::assembly::take_back;
    post "/g/{group}/assembly/{call}/join" => inside::assembly::join;
    post "/g/{group}/assembly/points" => inside::assembly::add_point;
    post "/g/{group}/assembly/points/{point}/remove" => inside::assembly::remove_point;
    get  "/g/{group}/handover" => inside::handover::show;
    post "/g/{group}/handover" => inside::handover::write;
    post "/g/{group}/handover/{item}/tick" => inside::handover::tick;
    get  "/g/{group}/people" => inside::people::show;
    get  "/g/{group}/people/me" => inside::people::seen;
    get  "/g/{group}/people/{member}" => inside::people::other;
    post "/g/{group}/people/{member}/reach" => inside::people::reach;
    post "/g/{group}/people/{member}/block" => inside::people::block;
    post "/g/{group}/people/{member}/ask" => inside::writing::ask;
    get  "/g/{group}/report" => reporting::form;
    post "/g/{group}/report" => reporting::tell;
    get  "/g/{group}/reports/{report}" => reporting::show;
    post "/g/{group}/reports/{report}" => reporting::answer;
    get  "/p/{programme}/reports" => reporting::of_programme;
    get  "/p/{programme}/reports/{report}" => reporting::show_to_programme;
    post "/p/{programme}/reports/{report}" => reporting::answer_for_programme;
    get  "/receipt" => reporting::receipt::form;
    post "/receipt" => reporting::receipt::follow;
    get  "/g/{group}/writing" => inside::writing::all;
    get  "/g/{group}/writing/{contact}" => inside::writing::show;
    post "/g/{group}/writing/{contact}" => inside::writing::write;
    post "/g/{group}/writing/{contact}/answer" => inside::writing::answer;
    post "/g/{group}/writing/{contact}/end" => inside::writing::end;
    get  "/g/{group}/farewell" => inside::farewell::show;
    post "/g/{group}/farewell/come" => inside::farewell::come;
    post "/g/{group}/farewell/leave" => inside::farewell::leave;
    get  "/g/{group}/proposals/new" => inside::proposing::form;
    post "/g/{group}/proposals/new" => inside::proposing::propose;
    get  "/g/{group}/proposals/{proposal}" => inside::deciding::show;
    post "/g/{group}/proposals/{proposal}/say" => inside::deciding::say;
    post "/g/{group}/proposals/{proposal}/take-back" => inside::deciding::take_back;
    post "/g/{group}/proposals/{proposal}/vote" => inside::deciding::vote;
    get  "/g/{group}/proposals/{proposal}/amend" => inside::proposing::amend_form;
    post "/g/{group}/proposals/{proposal}/amend" => inside::proposing::amend;
    post "/g/{group}/proposals/{proposal}/withdraw" => inside::proposing::withdraw;
    get  "/g/{group}/experience" => inside::experience::show;
    get  "/g/{group}/experience.md" => inside::experience::file;
    get  "/g/{group}/experience/new" => inside::experience::form;
    post "/g/{group}/experience/new" => inside::experience::write;
    get  "/g/{group}/experience/{note}" => inside::experience::change_form;
    post "/g/{group}/experience/{note}" => inside::experience::change;
    post "/g/{group}/experience/{note}/withdraw" => inside::experience::withdraw;
    get  "/g/{group}/doing" => inside::doing::show;
    post "/g/{group}/doing/file" => inside::doing::take_along;
    get  "/g/{group}/accompaniment" => inside::accompaniment::show;
    post "/g/{group}/accompaniment/{accompaniment}/link" => inside::accompaniment::link;
    post "/g/{group}/accompaniment/{accompaniment}/end" => inside::accompaniment::end;
    get  "/g/{group}/step-back" => inside::step_back::show;
    post "/g/{group}/step-back" => inside::step_back::begin;
    post "/g/{group}/step-back/end" => inside::step_back::end;
    post "/g/{group}/step-back/order" => inside::step_back::order;
    post "/g/{group}/step-back/{step_back}/confirm" => inside::step_back::confirm;
    post "/g/{group}/step-back/{step_back}/lift" => inside::step_back::lift;
    get  "/g/{group}/mediation" => inside::mediation::show;
    post "/g/{group}/mediation" => inside::mediation::offer;
    post "/g/{group}/mediation/{mediation}" => inside::mediation::answer;
    get  "/g/{group}/exclusion" => inside::exclusion::show;
    post "/g/{group}/exclusion" => inside::exclusion::appeal;
    post "/g/{group}/exclusion/leave" => inside::exclusion::leave;
    post "/g/{group}/proposals/{proposal}/reply" => inside::exclusion::reply;
    get  "/g/{group}/log" => inside::log::show;
    get  "/g/{group}/passing-on" => inside::passing_on::show;
    post "/g/{group}/passing-on" => inside::passing_on::hold;
    get  "/g/{group}/dates" => inside::dates::show;
    post "/g/{group}/undo" => inside::dates::undo;
    get  "/g/{group}/pauses/new" => inside::pauses::form;
    post "/g/{group}/pauses/new" => inside::pauses::save;
    post "/g/{group}/pauses/{pause}/end" => inside::pauses::end;
    get  "/g/{group}/zone" => inside::zone::form;
    post "/g/{group}/zone" => inside::zone::save;
    get  "/g/{group}/series/new" => inside::schedule::form;
    post "/g/{group}/series/new" => inside::schedule::create;
    get  "/g/{group}/series/{series}/edit" => inside::edit::form;
    post "/g/{group}/series/{series}/edit" => inside::edit::save;
    get  "/g/{group}/series/{series}/end" => inside::edit::end_form;
    post "/g/{group}/series/{series}/end" => inside::edit::end;
    post "/g/{group}/series/{series}/dates" => inside::dates::add;
    post "/g/{group}/meetings/{meeting}/answer" => inside::answer;
    get  "/g/{group}/meetings/{meeting}/guests" => inside::guests::show;
    post "/g/{group}/meetings/{meeting}/guests" => inside::guests::ask;
    post "/g/{group}/meetings/{meeting}/guests/{guest}" => inside::guests::take_back;
    get  "/g/{group}/meetings/{meeting}/run" => inside::running::show;
    get  "/g/{group}/meetings/{meeting}/tally" => inside::tally::show;
    post "/g/{group}/meetings/{meeting}/tally" => inside::tally::save;
    post "/g/{group}/meetings/{meeting}/tally/take-out" => inside::tally::take_out;
    get  "/g/{group}/meetings/{meeting}/plan" => inside::sessions::show;
    post "/g/{group}/meetings/{meeting}/plan/lead" => inside::sessions::lead;
    post "/g/{group}/meetings/{meeting}/plan/place" => inside::sessions::place;
    get  "/g/{group}/meetings/{meeting}/plan/edit" => inside::sessions::edit::date;
    post "/g/{group}/meetings/{meeting}/plan/edit" => inside::sessions::edit::save_date;
    get  "/g/{group}/meetings/{meeting}/sheet" => inside::sessions::sheet::show;
    get  "/g/{group}/series/{series}/plan" => inside::sessions::edit::series;
    post "/g/{group}/series/{series}/plan" => inside::sessions::edit::save_series;
    get  "/g/{group}/plans" => inside::sessions::templates::show;
    post "/g/{group}/plans" => inside::sessions::templates::keep;
    post "/g/{group}/plans/{plan}/delete" => inside::sessions::templates::remove;
    get  "/g/{group}/words" => inside::sessions::words::form;
    post "/g/{group}/words" => inside::sessions::words::save;
    get  "/g/{group}/offers" => inside::sessions::offers::show;
    post "/g/{group}/offers" => inside::sessions::offers::make;
    post "/g/{group}/offers/{offer}/take-back" => inside::sessions::offers::take_back;
    get  "/g/{group}/meetings/{meeting}/change" => inside::change::change_form;
    post "/g/{group}/meetings/{meeting}/move" => inside::change::move_it;
    post "/g/{group}/meetings/{meeting}/cancel" => inside::change::cancel;
    post "/g/{group}/meetings/{meeting}/terms" => inside::change::hold;
    post "/g/{group}/meetings/{meeting}/resume" => inside::change::resume;

    get  "/g/{group}/rota" => inside::rota::show;
    post "/g/{group}/rota/accept" => inside::rota::accept;
    post "/g/{group}/break" => inside::rota::rest;
    post "/g/{group}/back" => inside::rota::return_from_it;
    post "/g/{group}/meetings/{meeting}/roles/{role}/take" => inside::rota::take;
    post "/g/{group}/meetings/{meeting}/roles/{role}/give" => inside::rota::give;
    post "/g/{group}/meetings/{meeting}/roles/{role}/open" => inside::rota::leave_open;
    post "/g/{group}/meetings/{meeting}/roles/{role}/free" => inside::rota::free;
    get  "/g/{group}/meetings/{meeting}/roles/{role}/swap" => inside::rota::swaps::form;
    post "/g/{group}/meetings/{meeting}/roles/{role}/swap" => inside::rota::swaps::ask;
    get  "/g/{group}/swaps/{swap}" => inside::rota::swaps::show;
    post "/g/{group}/swaps/{swap}" => inside::rota::swaps::answer;
    get  "/g/{group}/roles" => inside::rota::roles::show;
    post "/g/{group}/roles/willing" => inside::rota::roles::be_willing;
    get  "/g/{group}/roles/{role}" => inside::rota::roles::words;
    post "/g/{group}/roles/{role}" => inside::rota::roles::describe;
    get  "/g/{group}/series/{series}/roles" => inside::rota::roles::form;
    post "/g/{group}/series/{series}/roles" => inside::rota::roles::offer;

    get  "/me/reminders" => reminders::mine;
    post "/me/reminders" => reminders::say;
    post "/me/reminders/sample" => reminders::sample;
    post "/me/reminders/quiet" => reminders::be_quiet;
    post "/me/reminders/{group}" => reminders::choose;
    get  "/me/calendar" => calendar_feed::mine;
    post "/me/calendar" => calendar_feed::wish;
    post "/me/calendar/renew" => calendar_feed::renew;
    post "/me/calendar/stop" => calendar_feed::stop;
    get  "/u/{token}" => reminders::unsubscribe_page;
    post "/u/{token}" => reminders::unsubscribe;
    get  "/me" => inside::home;
    get  "/me/security" => accounts::security::show;
    post "/me/security/password" => accounts::security::password;
    post "/me/security/email" => accounts::security::email;
    post "/me/security/codes" => accounts::security::codes;
    get  "/me/security/steps" => accounts::steps::show;
    post "/me/security/steps/app" => accounts::steps::begin_app;
    get  "/me/security/steps/app" => accounts::steps::app;
    post "/me/security/steps/app/confirm" => accounts::steps::confirm_app;
    post "/me/security/steps/app/stop" => accounts::steps::stop_app;
    post "/me/security/steps/passkeys" => accounts::passkeys::ask_for_new;
    post "/me/security/steps/passkeys/keep" => accounts::passkeys::keep;
    post "/me/security/steps/no-password" => accounts::passkeys::forget_password;
    post "/me/security/steps/passkeys/forget" => accounts::passkeys::forget;
    get  "/me/privacy" => audiences::mine;
    post "/me/privacy/hide" => audiences::hide;
    post "/me/privacy/screen" => audiences::screen;
    get  "/me/privacy/{group}" => audiences::form;
    post "/me/privacy/{group}" => audiences::choose;
    get  "/me/data" => accounts::takeout::form;
    post "/me/data" => accounts::takeout::take;
    post "/me/data/bring" => accounts::takeout::bring;
    get  "/me/vanish" => accounts::vanishing::form;
    post "/me/vanish" => accounts::vanishing::vanish;
    post "/me/security/browsers/{sign_in}/name" => accounts::security::call_browser;
    post "/me/security/browsers/{sign_in}/known" => accounts::security::know_browser;
    post "/me/security/browsers/{sign_in}/end" => accounts::security::end_browser;
    post "/me/security/sign-out-everywhere" => accounts::security::sign_out_everywhere;
}
