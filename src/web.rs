//! HTTP and HTML: requests in, pages out. Whatever is decided, is decided below.

pub mod prose;
