//! The CPU time of this thread: it does not count the time that others have the machine.

/// Nanoseconds that this thread has spent on a CPU, in the kernel and outside. The kernel updates it every few
/// milliseconds.
pub(crate) fn cpu_time() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split(' ').next().unwrap().parse().unwrap()
}

/// The middle value.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
