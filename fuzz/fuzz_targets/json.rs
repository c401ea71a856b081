//! Reads arbitrary bytes as JSON, next to serde_json.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| clientgen_fuzz::json::check(data));
