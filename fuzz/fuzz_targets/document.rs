//! Arbitrary bytes, as a document with maybe overrides and other files, into the generator.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| clientgen_fuzz::generator::Input::of(data).check());
