//! Arbitrary values through every location and style, over a closure transport.

#![no_main]

libfuzzer_sys::fuzz_target!(|given: clientgen_fuzz::calls::Given| given.check());
