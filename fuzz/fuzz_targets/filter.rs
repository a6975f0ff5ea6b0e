//! Expressions of `hqsync filter`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| hqsync::fuzz::filter(text));
