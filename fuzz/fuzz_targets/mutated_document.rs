//! Runs the generator on mutated JSON documents: whole subtrees are deleted, copied, swapped, wrapped and replaced.

#![no_main]

use clientgen_fuzz::mutate;
use libfuzzer_sys::{fuzz_crossover, fuzz_mutator, fuzz_target};

fuzz_target!(|data: &[u8]| clientgen_fuzz::generator::Input::of(data).check());

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate::mutate(clientgen_fuzz::openapi::DICTIONARY, data, size, max_size, seed)
});

fuzz_crossover!(|one: &[u8], other: &[u8], out: &mut [u8], seed: u32| { mutate::cross(one, other, out, seed) });
