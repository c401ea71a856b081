//! Arbitrary values of `Retry-After` under arbitrary ceilings.

#![no_main]

libfuzzer_sys::fuzz_target!(|given: clientgen_fuzz::calls::RetryAfter| given.check());
