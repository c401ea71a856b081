//! Reads arbitrary bytes as JSON lines. The values must not depend on the sizes of the pieces that arrive.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let (sizes, body) = clientgen_fuzz::events::split(data);
    clientgen_fuzz::events::check_lines(sizes, body);
});
