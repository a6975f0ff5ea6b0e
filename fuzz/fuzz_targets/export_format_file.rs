//! Format files, with the file that they describe.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| hqsync::fuzz::format_file(text));
