//! The program: it parses the command line, nothing else.

fn main() {}
