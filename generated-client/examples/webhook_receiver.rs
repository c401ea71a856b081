//! A receiver of the events that Thrive sends: checks the signature, then matches the event.
//!
//! `cargo run -p thrive-client --features webhooks --example webhook_receiver`, with the secret of the subscription in
//! `THRIVE_WEBHOOK_SECRET`. It listens on 127.0.0.1:8080; a delivery has to be answered within 30 seconds.
//! A delivery that fails is sent again up to five times, so an event may arrive more than once.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example says what it does"
)]

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use thrive_client::WebhookVerifier;
use thrive_client::models::WebhookEvent;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let secret = std::env::var("THRIVE_WEBHOOK_SECRET").map_err(|_| "set THRIVE_WEBHOOK_SECRET")?;
    let verifier = Arc::new(WebhookVerifier::new(secret));
    let routes = Router::new()
        .route("/thrive", post(receive))
        .with_state(verifier);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 8080)).await?;
    println!(
        "waiting for events at http://{}/thrive",
        listener.local_addr()?
    );
    axum::serve(listener, routes).await?;
    Ok(())
}

/// The signature is over the bytes as they arrived, so the body is taken raw.
async fn receive(
    State(verifier): State<Arc<WebhookVerifier>>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    match verifier.decode::<WebhookEvent>(&headers, &body) {
        Ok(event) => {
            handle(event);
            StatusCode::NO_CONTENT
        }
        Err(error) => {
            eprintln!("refused: {error}");
            StatusCode::UNAUTHORIZED
        }
    }
}

fn handle(event: WebhookEvent) {
    match event {
        WebhookEvent::CompletionEvent(event) => {
            let title = event
                .content
                .as_ref()
                .and_then(|content| content.title.as_deref());
            let reference = event
                .user
                .as_ref()
                .and_then(|user| user.reference.as_deref());
            println!(
                "{} completed {}",
                reference.unwrap_or("somebody"),
                title.unwrap_or("something")
            );
        }
        WebhookEvent::UserEvent(event) => println!("{}: {:?}", event.event_type, event.user),
        // An event this client does not know is still an event.
        WebhookEvent::Unknown(event) => println!("{event}"),
        other => println!("{other:?}"),
    }
}
