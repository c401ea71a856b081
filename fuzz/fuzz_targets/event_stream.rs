//! Reads arbitrary bytes as server-sent events. The events must not depend on the sizes of the pieces that arrive.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let (sizes, body) = clientgen_fuzz::events::split(data);
    clientgen_fuzz::events::check_events(sizes, body);
});
