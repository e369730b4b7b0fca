//! Documents in: every file format, compression, encoding and key preset. Outputs that appear whole.
