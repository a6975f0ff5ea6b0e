//! Files in any encoding, packed or not.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| hqsync::fuzz::packed_export(input));
