//! Files of JSON: an array of objects, or one object per line.

#![no_main]

libfuzzer_sys::fuzz_target!(|content: &[u8]| hqsync::fuzz::export(content));
