//! Connections that ask without a pause, and what they measured.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

pub const WARM_UP: Duration = Duration::from_secs(2);
pub const MEASURED: Duration = Duration::from_secs(8);
/// Few: beyond what the processors do at once, more of them only wait.
const CONNECTIONS: usize = 8;

/// One request, and the status that it must get.
#[derive(Clone)]
pub struct Request {
    pub path: String,
    pub cookie: String,
    /// A form, or nothing.
    pub form: Option<String>,
    pub status: u16,
}

/// What was measured. Times in seconds.
#[derive(Debug, Clone, Copy)]
pub struct Figures {
    requests: usize,
    pub a_second: f64,
    pub median: f64,
    pub p99: f64,
    /// Of the service and the database together, for one request.
    pub processor: f64,
    pub database: f64,
}

impl Figures {
    fn of(mut times: Vec<f64>, span: Duration) -> Self {
        times.sort_by(f64::total_cmp);
        let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
        Self {
            requests: times.len(),
            a_second: f64::from(u32::try_from(times.len()).expect("few enough")) / span.as_secs_f64(),
            median: at(50),
            p99: at(99),
            processor: 0.0,
            database: 0.0,
        }
    }

    /// Shares the processor time out over the requests.
    pub fn count(&mut self, service: f64, database: f64) {
        let requests = f64::from(u32::try_from(self.requests).expect("few enough"));
        self.processor = (service + database) / requests;
        self.database = database / requests;
    }
}

/// Asks for these, one after the other and round again, over all connections, for a time.
pub async fn run(base: &str, requests: &[Request], span: Duration) -> Figures {
    let (next, times) = (RefCell::new(0_usize), RefCell::new(Vec::new()));
    let (began, end) = (Instant::now(), Instant::now() + span);
    let address = base.strip_prefix("http://").expect("an address");
    let one = async || {
        let stream = TcpStream::connect(address).await.expect("a connection");
        stream.set_nodelay(true).expect("without delay");
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.expect("HTTP");
        tokio::spawn(connection);
        while Instant::now() < end {
            let at = next.replace_with(|at| *at + 1);
            let asked = &requests[at % requests.len()];
            let sent = Instant::now();
            let answer = sender.send_request(built(address, asked)).await.expect("an answer");
            let status = answer.status().as_u16();
            answer.into_body().collect().await.expect("a body");
            assert_eq!(status, asked.status, "{}", asked.path);
            times.borrow_mut().push(sent.elapsed().as_secs_f64());
        }
    };
    let all: Vec<_> = (0..CONNECTIONS).map(|_| one()).collect();
    futures_util::future::join_all(all).await;
    Figures::of(times.into_inner(), began.elapsed())
}

fn built(host: &str, asked: &Request) -> hyper::Request<Full<Bytes>> {
    let mut request = hyper::Request::builder()
        .uri(&asked.path)
        .method(if asked.form.is_some() { "POST" } else { "GET" })
        .header("Host", host)
        .header("Accept", "text/html")
        .header("Accept-Encoding", "gzip")
        .header("Accept-Language", "en");
    if !asked.cookie.is_empty() {
        request = request.header("Cookie", &asked.cookie);
    }
    if asked.form.is_some() {
        request = request
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Sec-Fetch-Site", "same-origin");
    }
    request.body(Full::from(asked.form.clone().unwrap_or_default())).expect("a request")
}
