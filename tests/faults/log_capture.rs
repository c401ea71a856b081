//! Captures the traces, logs and panics of a thread while a row runs.

use std::cell::RefCell;
use std::fmt::{Debug, Write};
use std::sync::Once;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// What a thread has written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Captured {
    pub(crate) text: String,
    pub(crate) panics: usize,
}

thread_local! {
    static CAPTURED: RefCell<Captured> = RefCell::default();
}

/// Starts to capture on this thread.
pub(crate) fn start() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing::subscriber::set_global_default(Traces).expect("the only subscriber of this process");
        log::set_logger(&Logs).expect("the only logger of this process");
        log::set_max_level(log::LevelFilter::Trace);
        let shown = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            capture(format_args!("panic: {panic}"));
            CAPTURED.with_borrow_mut(|captured| captured.panics += 1);
            shown(panic);
        }));
    });
    CAPTURED.take();
}

/// Returns what this thread has written since [`start`].
pub(crate) fn take() -> Captured {
    CAPTURED.take()
}

fn capture(text: std::fmt::Arguments<'_>) {
    // The capture is gone when the thread ends.
    let _ = CAPTURED.try_with(|captured| {
        if let Ok(mut captured) = captured.try_borrow_mut() {
            let _ = writeln!(captured.text, "{text}");
        }
    });
}

struct Traces;

impl Subscriber for Traces {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        capture(format_args!("span {}", span.metadata().name()));
        span.record(&mut Fields);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Fields);
    }

    fn event(&self, event: &Event<'_>) {
        capture(format_args!("event of {}", event.metadata().target()));
        event.record(&mut Fields);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

struct Fields;

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        capture(format_args!("  {field} = {value:?}"));
    }
}

struct Logs;

impl log::Log for Logs {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        capture(format_args!("log of {}: {}", record.target(), record.args()));
    }

    fn flush(&self) {}
}
