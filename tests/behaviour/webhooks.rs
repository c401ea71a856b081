//! The events that Thrive sends, as a receiver reads them.

use clientgen_runtime::model;
use serde_json::{Value, json};
use tests::payloads;
use thrive_client::models::{CompletionEventType, ContentType, InboundUserEvent, UserEventType, WebhookEvent};

#[test]
fn completions_are_told_by_their_event_type() {
    let event = read(&payloads::json("webhook-out.content-completed.json"));

    let WebhookEvent::CompletionEvent(event) = event else { panic!("{event:?}") };
    assert_eq!(event.event_type, CompletionEventType::ContentCompleted);
    assert_eq!(event.user.unwrap().email.as_deref(), Some("jane.smith@acme.com"));
    assert_eq!(event.content.unwrap().r#type, Some(ContentType::Course));
}

#[test]
fn several_event_types_share_a_shape() {
    for (text, event_type) in [
        ("user.activated", UserEventType::UserActivated),
        ("user.created", UserEventType::UserCreated),
        ("user.deactivated", UserEventType::UserDeactivated),
        ("user.updated", UserEventType::UserUpdated),
    ] {
        let event = read(&json!({"eventType": text, "user": {"id": "usr_abc123"}}));

        let WebhookEvent::UserEvent(event) = event else { panic!("{event:?}") };
        assert_eq!(event.event_type, event_type);
        assert_eq!(event.user.unwrap().id, "usr_abc123");
    }
}

#[test]
fn every_documented_event_has_its_variant() {
    let document = tests::description::document();
    let mapping = document["components"]["schemas"]["WebhookEvent"]["discriminator"]["mapping"].as_object().unwrap();
    assert!(mapping.len() >= 16);

    for event_type in mapping.keys() {
        let event = json!({"eventType": event_type});

        let decoded = read(&event);

        assert!(!matches!(decoded, WebhookEvent::Unknown(_)), "{event_type}");
        assert_eq!(write(&decoded), event);
    }
}

#[test]
fn an_unknown_event_is_kept_as_it_came() {
    for unknown in [
        json!({"eventType": "page.published", "page": {"id": 1, "tags": [null]}}),
        json!({"eventType": 7}),
        json!({"noEventType": true}),
        json!(["not", "an", "object"]),
    ] {
        let event = read(&unknown);

        assert_eq!(event, WebhookEvent::Unknown(unknown.clone()));
        assert_eq!(write(&event), unknown);
    }
}

#[test]
fn a_known_event_that_is_broken_says_where() {
    let event = json!({"eventType": "user.updated", "user": {"id": 7}});

    let error = model::decode::<WebhookEvent>(event.to_string().as_bytes()).unwrap_err();

    assert_eq!(error.path(), "$.user.id");
}

#[test]
fn inbound_events_are_told_apart() {
    for (name, is_expected) in [
        ("joined", (|event| matches!(event, InboundUserEvent::UserJoinedEvent(_))) as fn(&InboundUserEvent) -> bool),
        ("updated", |event| matches!(event, InboundUserEvent::UserUpdatedEvent(_))),
        ("suspended", |event| matches!(event, InboundUserEvent::UserSuspendedEvent(_))),
        ("deleted", |event| matches!(event, InboundUserEvent::UserDeletedEvent(_))),
    ] {
        let text = payloads::text(&format!("webhook-in.user-{name}.request.json"));

        let event: InboundUserEvent = model::decode(text.as_bytes()).unwrap();

        assert!(is_expected(&event), "{event:?}");
    }
}

fn read(event: &Value) -> WebhookEvent {
    model::decode(event.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error} in {event}"))
}

fn write(event: &WebhookEvent) -> Value {
    serde_json::from_slice(&model::encode(event).unwrap()).unwrap()
}
