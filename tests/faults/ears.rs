//! Everything that is said while a row runs: traces, logs and panics of its thread.

use std::cell::RefCell;
use std::fmt::{Debug, Write};
use std::sync::Once;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// What was heard on a thread.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heard {
    pub(crate) text: String,
    pub(crate) panics: usize,
}

thread_local! {
    static HEARD: RefCell<Heard> = RefCell::default();
}

/// Begins to listen on this thread.
pub(crate) fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing::subscriber::set_global_default(Traces).expect("the only subscriber of this process");
        log::set_logger(&Logs).expect("the only logger of this process");
        log::set_max_level(log::LevelFilter::Trace);
        let shown = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            hear(format_args!("panic: {panic}"));
            HEARD.with_borrow_mut(|heard| heard.panics += 1);
            shown(panic);
        }));
    });
    HEARD.take();
}

/// What this thread has heard since.
pub(crate) fn heard() -> Heard {
    HEARD.take()
}

fn hear(text: std::fmt::Arguments<'_>) {
    // A thread that comes to its end hears nothing any more.
    let _ = HEARD.try_with(|heard| {
        if let Ok(mut heard) = heard.try_borrow_mut() {
            let _ = writeln!(heard.text, "{text}");
        }
    });
}

struct Traces;

impl Subscriber for Traces {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        hear(format_args!("span {}", span.metadata().name()));
        span.record(&mut Fields);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Fields);
    }

    fn event(&self, event: &Event<'_>) {
        hear(format_args!("event of {}", event.metadata().target()));
        event.record(&mut Fields);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

struct Fields;

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        hear(format_args!("  {field} = {value:?}"));
    }
}

struct Logs;

impl log::Log for Logs {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        hear(format_args!("log of {}: {}", record.target(), record.args()));
    }

    fn flush(&self) {}
}
