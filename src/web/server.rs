//! The web server: the routes, and what is wrapped around every one of them.

use std::io;
use std::net::{SocketAddr, TcpListener};

use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::rt::net::TcpStream;
use actix_web::web::{Data, PayloadConfig};
use actix_web::{HttpServer, web};

use super::limits::Limits;
use super::{Reply, WebError, headers, language, protected, refusals, routes};
use crate::app::App;

/// Binds, and returns the server to be awaited, with its address.
///
/// # Errors
/// When the address cannot be had.
pub fn bind(app: App, address: SocketAddr, workers: usize) -> io::Result<(Server, SocketAddr)> {
    let listener = TcpListener::bind(address)?;
    let bound = listener.local_addr()?;
    let https = app.settings.public_url.starts_with("https://");
    let app = Data::new(app);
    let limits = Data::from(Limits::new());
    let server = HttpServer::new(move || {
        actix_web::App::new()
            .app_data(app.clone())
            .app_data(limits.clone())
            .app_data(PayloadConfig::new(protected::LONGEST))
            .configure(routes::register)
            .default_service(web::route().to(nowhere))
            .wrap(from_fn(refusals::explain))
            .wrap(from_fn(language::take_prefix))
            .wrap(headers::for_all(https))
            .wrap(Compress::default())
    })
    .on_connect(|connection, _| {
        // A compressed page leaves in several pieces. Without this the last waits for an acknowledgement of the first,
        // which clients delay by 40 ms.
        if let Some(stream) = connection.downcast_ref::<TcpStream>() {
            drop(stream.set_nodelay(true));
        }
    })
    .workers(workers)
    .shutdown_timeout(30)
    .disable_signals()
    .listen(listener)?
    .run();
    Ok((server, bound))
}

/// What has no route.
async fn nowhere() -> Reply {
    Err(WebError::not_found())
}
