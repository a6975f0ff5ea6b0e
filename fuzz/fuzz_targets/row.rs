//! Rows as the store keeps them.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| hqsync::fuzz::row(text));
