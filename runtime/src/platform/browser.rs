//! Time, timers and random numbers of the host of a WebAssembly module: a browser, a worker, Node.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use js_sys::{Function, Promise, Reflect};
use tokio::sync::oneshot;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
pub(crate) use web_time::Instant;

use crate::boxed::BoxFuture;

pub(crate) fn now() -> Instant {
    Instant::now()
}

/// std has dates here, but does not know the present one.
pub(crate) fn utc() -> SystemTime {
    let millis = js_sys::Date::now().max(0.0);
    UNIX_EPOCH + Duration::try_from_secs_f64(millis / 1000.0).unwrap_or_default()
}

pub(crate) fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    Box::pin(async move {
        let (sender, receiver) = oneshot::channel();
        // Objects of the host cannot leave their thread, so a task of its own has them.
        spawn_local(async move {
            let _ = JsFuture::from(timer(duration)).await;
            // Whoever does not wait any more has dropped the receiver.
            let _ = sender.send(());
        });
        let _ = receiver.await;
    })
}

/// A promise that the host keeps after the duration.
fn timer(duration: Duration) -> Promise {
    // The host counts milliseconds in 31 bits.
    let millis = i32::try_from(duration.as_millis()).unwrap_or(i32::MAX);
    Promise::new(&mut |resolve, _| {
        let set_timeout = Reflect::get(&js_sys::global(), &JsValue::from_str("setTimeout"));
        let started = set_timeout
            .and_then(|set_timeout| set_timeout.dyn_into::<Function>())
            .and_then(|set_timeout| set_timeout.call2(&JsValue::UNDEFINED, &resolve, &JsValue::from(millis)));
        if started.is_err() {
            // A host without timers: the wait is over at once.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    })
}

/// 64 random bits.
pub(crate) fn random() -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the product is below 2^32")]
    let half = || (js_sys::Math::random() * 4_294_967_296.0) as u64;
    half() << 32 | half()
}
