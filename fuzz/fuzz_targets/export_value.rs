//! Times, amounts and whole numbers of exported tables.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| hqsync::fuzz::export_value(text));
