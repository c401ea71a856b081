//! Arbitrary values through every location and style, over a closure transport.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: clientgen_fuzz::calls::ParameterInput| input.check());
