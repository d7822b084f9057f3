//! How often anonymous forms may be sent from one network. Kept in memory, by truncated address; in no log and no table.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::error::WebError;
use crate::app::App;

/// A burst for a whole school behind one address, and then one every ten seconds.
const BURST: NonZeroU32 = match NonZeroU32::new(60) {
    Some(number) => number,
    None => NonZeroU32::MIN,
};
const EVERY: Duration = Duration::from_secs(10);
/// When so many networks are known, those that have been quiet are forgotten.
const MANY: usize = 10_000;

/// The counters of one server.
pub struct Limits(DefaultKeyedRateLimiter<Network>);

/// An address without what tells one household from another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Network {
    /// /24
    V4([u8; 3]),
    /// /48
    V6([u16; 3]),
    Unknown,
}

impl Limits {
    /// Fresh counters.
    #[must_use]
    pub fn new() -> Arc<Self> {
        let quota =
            Quota::with_period(EVERY).map_or(Quota::per_minute(BURST), |quota| quota.allow_burst(BURST));
        Arc::new(Self(RateLimiter::keyed(quota)))
    }

    fn allows(&self, from: &Network) -> bool {
        if self.0.len() > MANY {
            self.0.retain_recent();
        }
        self.0.check_key(from).is_ok()
    }
}

fn truncate(address: IpAddr) -> Network {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            Network::V4([a, b, c])
        }
        IpAddr::V6(v6) => {
            let [a, b, c, ..] = v6.segments();
            Network::V6([a, b, c])
        }
    }
}

/// The caller, seen past the proxies that may be believed, counted from the right.
fn network(request: &HttpRequest, trusted_hops: usize) -> Network {
    let peer = request.peer_addr().map(|peer| peer.ip());
    if trusted_hops == 0 {
        return peer.map_or(Network::Unknown, truncate);
    }
    // Counted before it is read: an entry that is no address is one all the same, and the one beside it is the caller's.
    let forwarded: Vec<&str> = request
        .headers()
        .get_all("X-Forwarded-For")
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    let chosen = forwarded.len().checked_sub(trusted_hops).and_then(|at| forwarded.get(at).copied());
    chosen.and_then(address).or(peer).map_or(Network::Unknown, truncate)
}

/// Some proxies write the port, too.
fn address(text: &str) -> Option<IpAddr> {
    let with_port = || text.parse::<SocketAddr>().map(|address| address.ip());
    text.parse().or_else(|_| with_port()).ok()
}

/// The request is within the limits.
pub struct Limited(());

impl FromRequest for Limited {
    type Error = WebError;
    type Future = std::future::Ready<Result<Self, WebError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let hops = request.app_data::<Data<App>>().map_or(0, |app| app.settings.trusted_hops);
        let allowed =
            request.app_data::<Data<Limits>>().is_some_and(|limits| limits.allows(&network(request, hops)));
        std::future::ready(if allowed { Ok(Self(())) } else { Err(WebError::too_many()) })
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn one_household_is_not_told_from_its_neighbour() {
        let of = |text: &str| truncate(text.parse().unwrap());
        assert_eq!(of("192.0.2.1"), of("192.0.2.200"));
        assert_ne!(of("192.0.2.1"), of("192.0.3.1"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:ffff::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.9"));
    }

    #[test]
    fn only_proxies_that_are_ours_are_believed() {
        let request = TestRequest::default()
            .peer_addr("127.0.0.1:1".parse().unwrap())
            .insert_header(("X-Forwarded-For", "203.0.113.1, 198.51.100.1"))
            .to_http_request();
        assert_eq!(network(&request, 0), Network::V4([127, 0, 0]));
        assert_eq!(network(&request, 1), Network::V4([198, 51, 100]));
        assert_eq!(network(&request, 2), Network::V4([203, 0, 113]));
        assert_eq!(network(&request, 9), Network::V4([127, 0, 0]));
    }

    #[test]
    fn what_a_caller_invents_is_never_counted_as_ours() {
        let of = |header: &str| {
            let request = TestRequest::default()
                .peer_addr("127.0.0.1:1".parse().unwrap())
                .insert_header(("X-Forwarded-For", header))
                .to_http_request();
            network(&request, 1)
        };
        assert_eq!(
            of("192.0.2.66, 198.51.100.1:4711"),
            Network::V4([198, 51, 100]),
            "a proxy that writes the port"
        );
        assert_eq!(of("192.0.2.66, [2001:db8:1::7]:4711"), Network::V6([0x2001, 0xdb8, 1]));
        assert_eq!(of("192.0.2.66, unknown"), Network::V4([127, 0, 0]), "not the invented one");
    }
}
