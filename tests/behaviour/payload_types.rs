//! The example payloads with their types; `payloads` says what holds for them.

use clientgen_runtime::model::{self, DecodeError, Model};
use serde_json::{Value, json};
use tests::{description, payloads};
use thrive_client::models::*;

use crate::places::{self, Place};

/// A payload and its type.
#[derive(Clone, Copy)]
pub(crate) struct Payload {
    pub(crate) name: &'static str,
    schema: &'static str,
    decode: fn(&[u8]) -> Result<Value, DecodeError>,
    pub(crate) through_serde: fn(Value) -> serde_json::Result<Value>,
}

impl Payload {
    fn of<T: Model + serde::Serialize + serde::de::DeserializeOwned>(name: &'static str, schema: &'static str) -> Self {
        Self {
            name,
            schema,
            decode: |text| {
                let encoded = model::encode(&model::decode::<T>(text)?).unwrap();
                Ok(serde_json::from_slice(&encoded).unwrap())
            },
            through_serde: |value| serde_json::to_value(serde_json::from_value::<T>(value)?),
        }
    }

    pub(crate) fn json(&self) -> Value {
        payloads::json(self.name)
    }

    /// Decodes and encodes.
    pub(crate) fn decode(&self, value: &Value) -> Value {
        let result = (self.decode)(value.to_string().as_bytes());
        result.unwrap_or_else(|error| panic!("{}: {error} in {value}", self.name))
    }

    pub(crate) fn error(&self, value: &Value) -> DecodeError {
        let Err(error) = (self.decode)(value.to_string().as_bytes()) else { panic!("{} decodes: {value}", self.name) };
        error
    }

    /// The payload with another value in one place.
    pub(crate) fn with(&self, place: &Place, value: Value) -> Value {
        let mut changed = self.json();
        *changed.pointer_mut(&place.pointer).unwrap() = value;
        changed
    }

    /// Whether anything may stand there, because it decides between variants one of which takes anything.
    pub(crate) fn is_open_at(&self, place: &Place) -> bool {
        matches!(self.schema, "InboundUserEvent" | "WebhookEvent") && place.pointer == "/eventType"
    }

    pub(crate) fn places(self) -> Vec<Place> {
        places::of(description::document(), &self.described(), &self.json())
    }

    /// Where a value of a schema with a name is: the place, the schema, the value.
    pub(crate) fn named_values(self) -> Vec<(String, String, Value)> {
        let json = self.json();
        let places = places::with_root(description::document(), &self.described(), &json).into_iter();
        let value = |pointer: &str| json.pointer(pointer).filter(|value| !value.is_null()).cloned();
        places.filter_map(|place| Some((place.pointer.clone(), place.name?, value(&place.pointer)?))).collect()
    }

    fn described(&self) -> Value {
        match self.schema.strip_prefix("[]") {
            Some(item) => json!({"type": "array", "items": schema_of(item)}),
            None => schema_of(self.schema),
        }
    }
}

fn schema_of(name: &str) -> Value {
    match name {
        "string" => json!({"type": "string"}),
        name => json!({"$ref": format!("#/components/schemas/{name}")}),
    }
}

/// All payloads.
pub(crate) fn table() -> Vec<Payload> {
    vec![
        Payload::of::<Vec<AudienceManagerInput>>("add-audience-managers.request.child.json", "[]AudienceManagerInput"),
        Payload::of::<Vec<AudienceManagerInput>>(
            "add-audience-managers.request.structure.json",
            "[]AudienceManagerInput",
        ),
        Payload::of::<Vec<String>>("add-audience-members.request.json", "[]string"),
        Payload::of::<AddUsersResult>("add-audience-members.response.200.json", "AddUsersResult"),
        Payload::of::<AddUsersResult>("add-audience-members.response.207.json", "AddUsersResult"),
        Payload::of::<AddUserTags>("add-user-tags.request.json", "AddUserTags"),
        Payload::of::<MessageResult>("add-user-tags.response.200.json", "MessageResult"),
        Payload::of::<CreateAssignment>("create-assignment.request.json", "CreateAssignment"),
        Payload::of::<CreateAudience>("create-audience.request.json", "CreateAudience"),
        Payload::of::<CreateUser>("create-user.request.json", "CreateUser"),
        Payload::of::<DeleteAssignment>("delete-assignment.request.json", "DeleteAssignment"),
        Payload::of::<ErrorBody>("error.400.json", "ErrorBody"),
        Payload::of::<ErrorBody>("error.401.json", "ErrorBody"),
        Payload::of::<ErrorBody>("error.403.json", "ErrorBody"),
        Payload::of::<ErrorBody>("error.404.json", "ErrorBody"),
        Payload::of::<ErrorBody>("error.409.json", "ErrorBody"),
        Payload::of::<ErrorBody>("error.422.json", "ErrorBody"),
        Payload::of::<ErrorBody>("error.422.object-message.json", "ErrorBody"),
        Payload::of::<ErrorBody>("error.500.json", "ErrorBody"),
        Payload::of::<Activity>("get-activity.response.200.json", "Activity"),
        Payload::of::<Assignment>("get-assignment.response.200.json", "Assignment"),
        Payload::of::<Assignment>("get-assignment.response.200.nulls.json", "Assignment"),
        Payload::of::<Audience>("get-audience.response.200.json", "Audience"),
        Payload::of::<Content>("get-content.response.200.json", "Content"),
        Payload::of::<CpdCategory>("get-cpd-category.response.200.json", "CpdCategory"),
        Payload::of::<CpdEntry>("get-cpd-entry.response.200.json", "CpdEntry"),
        Payload::of::<CpdRequirement>("get-cpd-requirement.response.200.json", "CpdRequirement"),
        Payload::of::<Enrolment>("get-enrolment.response.200.history.json", "Enrolment"),
        Payload::of::<Enrolment>("get-enrolment.response.200.json", "Enrolment"),
        Payload::of::<BasicUser>("get-user-by-ref.response.200.json", "BasicUser"),
        Payload::of::<User>("get-user.response.200.json", "User"),
        Payload::of::<User>("get-user.response.200.live-shape.json", "User"),
        Payload::of::<User>("get-user.response.200.nulls.json", "User"),
        Payload::of::<Vec<Assignment>>("list-assignments.response.200.json", "[]Assignment"),
        Payload::of::<Vec<AudienceManager>>("list-audience-managers.response.200.child.json", "[]AudienceManager"),
        Payload::of::<Vec<AudienceManager>>("list-audience-managers.response.200.structure.json", "[]AudienceManager"),
        Payload::of::<AudienceMemberPage>("list-audience-members.response.200.json", "AudienceMemberPage"),
        Payload::of::<AudiencePage>("list-audiences.response.200.json", "AudiencePage"),
        Payload::of::<Vec<Enrolment>>("list-enrolments.response.200.json", "[]Enrolment"),
        Payload::of::<Vec<SkillLevel>>("list-skill-levels.response.200.json", "[]SkillLevel"),
        Payload::of::<UserPage>("list-users.response.200.json", "UserPage"),
        Payload::of::<AccessToken>("obtain-access-token.response.200.json", "AccessToken"),
        Payload::of::<ActivityPage>("query-activities.response.200.json", "ActivityPage"),
        Payload::of::<ContentPage>("query-contents.response.200.json", "ContentPage"),
        Payload::of::<CpdCategoryPage>("query-cpd-categories.response.200.json", "CpdCategoryPage"),
        Payload::of::<CpdEntryPage>("query-cpd-entries.response.200.json", "CpdEntryPage"),
        Payload::of::<CpdRequirementPage>("query-cpd-requirements.response.200.json", "CpdRequirementPage"),
        Payload::of::<CpdUserSummaryPage>("query-cpd-user-summaries.response.200.json", "CpdUserSummaryPage"),
        Payload::of::<RemoveUserTags>("remove-user-tags.request.json", "RemoveUserTags"),
        Payload::of::<MessageResult>("remove-user-tags.response.200.json", "MessageResult"),
        Payload::of::<Vec<AudienceManagerInput>>(
            "replace-audience-managers.request.child.json",
            "[]AudienceManagerInput",
        ),
        Payload::of::<Vec<AudienceManagerInput>>(
            "replace-audience-managers.request.structure.json",
            "[]AudienceManagerInput",
        ),
        Payload::of::<Vec<String>>("replace-audience-members.request.json", "[]string"),
        Payload::of::<AddUsersResult>("replace-audience-members.response.200.json", "AddUsersResult"),
        Payload::of::<AddUsersResult>("replace-audience-members.response.207.json", "AddUsersResult"),
        Payload::of::<SuspendUser>("suspend-user.request.json", "SuspendUser"),
        Payload::of::<UpdateAssignment>("update-assignment.request.json", "UpdateAssignment"),
        Payload::of::<UpdateAudience>("update-audience.request.json", "UpdateAudience"),
        Payload::of::<UpdateUserSkills>("update-user-skills.request.json", "UpdateUserSkills"),
        Payload::of::<MessageResult>("update-user-skills.response.200.json", "MessageResult"),
        Payload::of::<InboundUserEvent>("webhook-in.user-deleted.request.json", "InboundUserEvent"),
        Payload::of::<InboundUserEvent>("webhook-in.user-joined.request.json", "InboundUserEvent"),
        Payload::of::<InboundUserEvent>("webhook-in.user-suspended.request.json", "InboundUserEvent"),
        Payload::of::<InboundUserEvent>("webhook-in.user-updated.request.json", "InboundUserEvent"),
        Payload::of::<WebhookEvent>("webhook-out.content-completed.json", "WebhookEvent"),
        Payload::of::<WebhookEvent>("webhook-out.user-activated.json", "WebhookEvent"),
    ]
}
