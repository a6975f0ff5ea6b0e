//! Files of delimited text.

#![no_main]

libfuzzer_sys::fuzz_target!(|content: &[u8]| hqsync::fuzz::export(content));
