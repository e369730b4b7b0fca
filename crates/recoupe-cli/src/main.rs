//! The `recoupe` command.

fn main() {}
