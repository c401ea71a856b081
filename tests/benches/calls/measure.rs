//! Counting what calls cost: CPU time of this thread, allocations, instructions.

use crate::callgrind;
use crate::clients::{Caller, User};
use crate::cpu_time::{cpu_time, median};
use crate::process::runtime;

#[global_allocator]
static ALLOCATOR: &stats_alloc::StatsAlloc<std::alloc::System> = &stats_alloc::INSTRUMENTED_SYSTEM;

const ROUNDS: usize = 21;
const CALLS: u32 = 500;

/// The cost of one call.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    pub(crate) nanoseconds: f64,
    pub(crate) allocations: f64,
    pub(crate) bytes: f64,
}

/// The medians of alternating rounds of the callers.
pub(crate) fn alternating(names: [&str; 2], url: &str, user: User) -> [Cost; 2] {
    let runtime = runtime();
    let callers = names.map(|name| Caller::new(name, url));
    // The first calls connect.
    callers.iter().for_each(|caller| runtime.block_on(caller.call(user, CALLS)));
    let mut rounds = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for (caller, rounds) in callers.iter().zip(&mut rounds) {
            rounds.push(cost(|| runtime.block_on(caller.call(user, CALLS))));
        }
    }
    rounds.map(|rounds| {
        let median = |of: fn(&Cost) -> f64| median(rounds.iter().map(of).collect());
        Cost {
            nanoseconds: median(|cost| cost.nanoseconds),
            allocations: median(|cost| cost.allocations),
            bytes: median(|cost| cost.bytes),
        }
    })
}

fn cost(run: impl FnOnce()) -> Cost {
    let (time, memory) = (cpu_time(), ALLOCATOR.stats());
    run();
    let memory = ALLOCATOR.stats() - memory;
    let per_call = |total: usize| total as f64 / f64::from(CALLS);
    Cost {
        nanoseconds: (cpu_time() - time) / f64::from(CALLS),
        allocations: per_call(memory.allocations + memory.reallocations),
        bytes: per_call(memory.bytes_allocated),
    }
}

/// Instructions of one call.
pub(crate) fn instructions(caller: &str, url: &str, user: User) -> f64 {
    callgrind::instructions(&["call", caller, url, user.name()], [200, 1200])
}
