//! Every route, once. The table is what registers them and what `tests/routes_privacy.rs` compares itself with, so none
//! can be there without having been thought about.

use actix_web::web::{self, ServiceConfig};

use super::{assets, health, language_switch};

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
    get  "/readyz" => health::ready;
    get  "/static/{file}" => assets::file;
    post "/language" => language_switch::switch;
}
