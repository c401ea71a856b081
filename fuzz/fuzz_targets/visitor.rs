//! Decodes arbitrary JSON into models that have every kind of slot.

#![no_main]

use clientgen_fuzz::mutate;
use libfuzzer_sys::{fuzz_crossover, fuzz_mutator, fuzz_target};

fuzz_target!(|data: &[u8]| clientgen_fuzz::models::check(data));

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate::mutate(clientgen_fuzz::models::DICTIONARY, data, size, max_size, seed)
});

fuzz_crossover!(|one: &[u8], other: &[u8], out: &mut [u8], seed: u32| { mutate::cross(one, other, out, seed) });
