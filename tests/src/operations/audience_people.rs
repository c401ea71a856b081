//! Members and managers of audiences.

use serde_json::json;
use thrive_client::models::{
    AdministratorPermissionsInput, AudienceManagerInput, AudiencePermissionsInput, ChildAudienceManagerPermissions,
    PeoplePermissionsInput, StructureAudienceManagerPermissions,
};

use super::case::{Case, call};
use crate::payloads;

pub(super) fn cases() -> Vec<Case> {
    vec![
        members(),
        add_members(),
        replace_members(),
        remove_member(),
        managers(),
        add_managers(),
        replace_managers(),
        remove_manager(),
    ]
}

fn members() -> Case {
    Case::new("listAudienceMembers", call!(|client| client.audiences().members("a/b c").page(2).per_page(50)))
        .sends("GET", "/rest/v1/audiences/a%2Fb%20c/members")
        .query("page=2&perPage=50")
        .payload(200, "list-audience-members.response.200.json")
}

fn add_members() -> Case {
    Case::new(
        "addAudienceMembers",
        call!(|client| client.audiences().add_members("a/b c", ["test.user@thrivelearning.com", "TestUser1"])),
    )
    .sends("POST", "/rest/v1/audiences/a%2Fb%20c/members")
    .json(payloads::json("add-audience-members.request.json"))
    .payload(200, "add-audience-members.response.200.json")
    .payload(207, "add-audience-members.response.207.json")
}

fn replace_members() -> Case {
    Case::new(
        "replaceAudienceMembers",
        call!(|client| client.audiences().replace_members("a/b c", ["test.user@thrivelearning.com", "TestUser1"])),
    )
    .sends("PATCH", "/rest/v1/audiences/a%2Fb%20c/members")
    .json(payloads::json("replace-audience-members.request.json"))
    .payload(200, "replace-audience-members.response.200.json")
    .payload(207, "replace-audience-members.response.207.json")
}

fn remove_member() -> Case {
    Case::new(
        "removeAudienceMember",
        call!(|client| client.audiences().remove_member("a/b c", "test.user@thrivelearning.com")),
    )
    .sends("DELETE", "/rest/v1/audiences/a%2Fb%20c/members/test.user%40thrivelearning.com")
    .answers(200, json!({"success": true}))
    .answers_nothing(204)
}

fn managers() -> Case {
    Case::new("listAudienceManagers", call!(|client| client.audiences().managers("a/b c")))
        .sends("GET", "/rest/v1/audiences/a%2Fb%20c/managers")
        .payload(200, "list-audience-managers.response.200.child.json")
        .payload(200, "list-audience-managers.response.200.structure.json")
}

fn add_managers() -> Case {
    Case::new("addAudienceManagers", call!(|client| client.audiences().add_managers("a/b c", [of_child()])))
        .sends("POST", "/rest/v1/audiences/a%2Fb%20c/managers")
        .json(payloads::json("add-audience-managers.request.child.json"))
        .payload(200, "add-audience-members.response.200.json")
        .payload(207, "add-audience-members.response.207.json")
}

fn replace_managers() -> Case {
    Case::new("replaceAudienceManagers", call!(|client| client.audiences().replace_managers("a/b c", [of_structure()])))
        .sends("PATCH", "/rest/v1/audiences/a%2Fb%20c/managers")
        .json(payloads::json("replace-audience-managers.request.structure.json"))
        .payload(200, "replace-audience-members.response.200.json")
        .payload(207, "replace-audience-members.response.207.json")
}

fn remove_manager() -> Case {
    Case::new("removeAudienceManager", call!(|client| client.audiences().remove_manager("a/b c", "d;e,f")))
        .sends("DELETE", "/rest/v1/audiences/a%2Fb%20c/managers/d%3Be%2Cf")
        .answers(200, json!({"success": false}))
        .answers_nothing(204)
}

fn of_child() -> AudienceManagerInput {
    AudienceManagerInput::new(
        "test.user@thrivelearning.com",
        ChildAudienceManagerPermissions::new().audience_manager(audience()).people_manager(people()),
    )
}

fn of_structure() -> AudienceManagerInput {
    AudienceManagerInput::new(
        "test.user@thrivelearning.com",
        StructureAudienceManagerPermissions::new(AdministratorPermissionsInput::new().can_add_audience_managers(true))
            .audience_manager(audience())
            .people_manager(people()),
    )
}

fn audience() -> AudiencePermissionsInput {
    AudiencePermissionsInput::new().manage_content(true).assignments(true)
}

fn people() -> PeoplePermissionsInput {
    PeoplePermissionsInput::new().can_view_learn_page(true).insights(true).manage(true)
}
