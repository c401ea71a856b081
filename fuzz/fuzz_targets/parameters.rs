//! Sends arbitrary parameter values, in every location and style, over a transport that is a closure.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: clientgen_fuzz::calls::ParameterInput| input.check());
