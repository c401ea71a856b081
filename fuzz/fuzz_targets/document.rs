//! Runs the generator on arbitrary bytes: a document, and perhaps overrides and other files.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| clientgen_fuzz::generator::Input::of(data).check());
