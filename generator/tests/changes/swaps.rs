//! Names that stay while what they stand for moves: old code compiles and means something else.

use super::row::{Row, compared, edited, run};

const DOCUMENT: &str = "
openapi: 3.0.3
info: {title: Boards, version: 1.0.0}
paths:
  /messages/{messageId}:
    delete:
      operationId: deleteMessage
      tags: [Messages]
      parameters: [{name: messageId, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: Gone.}}
  /messages/{messageId}/pin:
    delete:
      operationId: removePin
      tags: [Messages]
      parameters: [{name: messageId, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: Gone.}}
  /users/{userId}/tags/{tagId}:
    delete:
      operationId: untag
      tags: [Users]
      parameters:
        - {name: userId, in: path, required: true, schema: {type: string}}
        - {name: tagId, in: path, required: true, schema: {type: string}}
      responses: {'204': {description: Gone.}}
  /users:
    get:
      operationId: listUsers
      tags: [Users]
      parameters: [{name: state, in: query, schema: {$ref: '#/components/schemas/State'}}]
      responses: {'200': {description: Users., content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}}
components:
  schemas:
    State: {type: integer, enum: [0, 1, 2], x-enum-varnames: [Deactivated, Active, Suspended]}
    User: {type: object, properties: {state: {$ref: '#/components/schemas/State'}}}
";

macro_rules! rows {
    ($($id:literal $means:literal $([$from:literal => $to:literal])+;)*) => {
        &[$(Row { id: $id, edits: &[$(($from, $to)),+], means: $means },)*]
    };
}

const SILENT: &[Row] = rows! {
    "name-reused" "none none major" ["deleteMessage" => "?"] ["removePin" => "deleteMessage"] ["?" => "removePin"];
    "name-reused" "none none major" ["deleteMessage" => "purgeMessage"] ["removePin" => "deleteMessage"];
    "name-reused" "none none major" ["[Deactivated, Active" => "[Active, Deactivated"];
    "path-parameter-renamed" "none none major" ["/users/{userId}/tags/{tagId}" => "/users/{tagId}/tags/{userId}"];
};

#[test]
fn a_name_that_stands_for_something_else_is_silent() {
    run(DOCUMENT, SILENT);
    for row in SILENT {
        assert!(compared(DOCUMENT, &edited(DOCUMENT, row.edits)).silent(), "{:?}", row.edits);
    }
}

#[test]
fn code_only_depends_on_names() {
    // Another value under the same name is another value on the wire alone; pairs in another order are the same pairs.
    run(
        DOCUMENT,
        rows! {
            "enum-value-renamed" "breaking warn patch" ["[0, 1, 2]" => "[0, 1, 3]"];
            "documentation" "none none patch" ["[0, 1, 2]" => "[1, 0, 2]"] ["[Deactivated, Active" => "[Active, Deactivated"];
        },
    );
}

#[test]
fn which_of_equal_types_is_written_first_is_nothing_to_code() {
    let document = "
openapi: 3.0.3
info: {title: Shop, version: 1.0.0}
paths:
  /carts:
    get:
      operationId: listCarts
      responses:
        '200':
          description: Carts.
          content: {application/json: {schema: {type: object, properties: {total: {type: object, properties: {cents: {type: integer}, unit: {type: string}}}}}}}
  /orders:
    get:
      operationId: listOrders
      responses:
        '200':
          description: Orders.
          content: {application/json: {schema: {type: object, properties: {total: {type: object, properties: {cents: {type: integer}, unit: {type: string}}}}}}}
";
    let exchanged = document.replace("carts", "?").replace("Carts", "!").replace("orders", "carts");
    let exchanged = exchanged.replace("Orders", "Carts").replace('?', "orders").replace('!', "Orders");
    let comparison = compared(document, &exchanged);
    assert_eq!(comparison.changes.len(), 0, "{}", comparison.terminal(false));
    let differs = comparison.surface_before != comparison.surface_after;
    assert!(differs, "the types change places: {:?}", comparison.surface_before);
}
