//! Adding a file of words or a template must rebuild what was compiled from the folder: the macros that read
//! `templates` only watch the files that were there the last time.

fn main() {
    println!("cargo::rerun-if-changed=templates");
}
