//! Reads arbitrary values of `Retry-After`. The wait must never exceed the ceiling that the client sets.

#![no_main]

libfuzzer_sys::fuzz_target!(|given: clientgen_fuzz::calls::RetryAfter| given.check());
