//! Tells the linker what a Node module is.

fn main() {
    napi_build::setup();
}
