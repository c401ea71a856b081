//! Arbitrary bytes in arbitrary pieces as JSON lines.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let (sizes, body) = clientgen_fuzz::events::split(data);
    clientgen_fuzz::events::check_lines(sizes, body);
});
