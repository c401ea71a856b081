//! Changes of documents of other styles: a vendor of payments, a chat with OpenAPI 3.1, a cloud with Swagger 2.0.

use super::row::{Row, run};

macro_rules! rows {
    ($($id:literal $means:literal $([$from:literal => $to:literal])+;)*) => {
        &[$(Row { id: $id, edits: &[$(($from, $to)),+], means: $means },)*]
    };
}

/// Forms with nested keys, objects that are expanded or named, one error for everything.
pub(crate) const PAYMENTS: &str = "
openapi: 3.0.0
info: {title: Payments, version: '2026-01-01'}
servers: [{url: 'https://api.payments.example/'}]
security: [{basic: []}, {bearer: []}]
paths:
  /v1/customers:
    get:
      operationId: GetCustomers
      parameters:
        - {name: created, in: query, style: deepObject, explode: true, required: false, schema: {anyOf: [{type: object, properties: {gt: {type: integer}, lt: {type: integer}}}, {type: integer}]}}
        - {name: email, in: query, style: form, required: false, schema: {type: string, maxLength: 512}}
        - {name: expand, in: query, style: deepObject, explode: true, required: false, schema: {type: array, items: {type: string, maxLength: 5000}}}
        - {name: limit, in: query, style: form, required: false, schema: {type: integer}}
        - {name: starting_after, in: query, style: form, required: false, schema: {type: string, maxLength: 5000}}
      requestBody: {required: false, content: {application/x-www-form-urlencoded: {encoding: {}, schema: {type: object, properties: {}}}}}
      responses:
        '200':
          description: Successful response.
          content:
            application/json:
              schema:
                type: object
                required: [data, has_more, object, url]
                properties:
                  data: {type: array, items: {$ref: '#/components/schemas/customer'}}
                  has_more: {type: boolean}
                  object: {type: string, enum: [list]}
                  url: {type: string, maxLength: 5000, pattern: '^/v1/customers'}
        default: {description: Error response., content: {application/json: {schema: {$ref: '#/components/schemas/error'}}}}
    post:
      operationId: PostCustomers
      requestBody:
        required: false
        content:
          application/x-www-form-urlencoded:
            encoding: {address: {style: deepObject, explode: true}, metadata: {style: deepObject, explode: true}, tags: {style: deepObject, explode: true}}
            schema:
              type: object
              properties:
                address: {anyOf: [{type: object, title: optional_fields_address, properties: {city: {type: string, maxLength: 5000}, line1: {type: string, maxLength: 5000}}}, {type: string, enum: ['']}]}
                balance: {type: integer}
                description: {type: string, maxLength: 5000}
                tax_exempt: {type: string, enum: ['', exempt, none, reverse]}
                metadata: {anyOf: [{type: object, additionalProperties: {type: string}}, {type: string, enum: ['']}]}
                tags: {type: array, items: {type: string}}
      responses:
        '200': {description: Successful response., content: {application/json: {schema: {$ref: '#/components/schemas/customer'}}}}
        default: {description: Error response., content: {application/json: {schema: {$ref: '#/components/schemas/error'}}}}
  /v1/customers/{customer}:
    delete:
      operationId: DeleteCustomersCustomer
      parameters: [{name: customer, in: path, required: true, style: simple, schema: {type: string, maxLength: 5000}}]
      responses:
        '200': {description: Successful response., content: {application/json: {schema: {$ref: '#/components/schemas/deleted_customer'}}}}
        default: {description: Error response., content: {application/json: {schema: {$ref: '#/components/schemas/error'}}}}
  /v1/files/{file}/contents:
    get:
      operationId: GetFileContents
      parameters: [{name: file, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: The file., content: {application/pdf: {schema: {type: string, format: binary}}}}
        default: {description: Error response., content: {application/json: {schema: {$ref: '#/components/schemas/error'}}}}
  /v1/charges/{charge}:
    get:
      operationId: GetChargesCharge
      parameters: [{name: charge, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: Successful response., content: {application/json: {schema: {$ref: '#/components/schemas/charge'}}}}
        default: {description: Error response., content: {application/json: {schema: {$ref: '#/components/schemas/error'}}}}
components:
  securitySchemes:
    basic: {type: http, scheme: basic}
    bearer: {type: http, scheme: bearer}
  schemas:
    error:
      type: object
      required: [error]
      properties: {error: {$ref: '#/components/schemas/api_errors'}}
    api_errors:
      type: object
      required: [type]
      properties:
        code: {type: string, maxLength: 5000}
        message: {type: string, maxLength: 40000}
        type: {type: string, enum: [api_error, card_error]}
    address:
      type: object
      properties: {city: {type: string, nullable: true, maxLength: 5000}, line1: {type: string, nullable: true, maxLength: 5000}}
    customer:
      type: object
      required: [created, id, livemode, object]
      properties:
        address: {anyOf: [{$ref: '#/components/schemas/address'}], nullable: true}
        created: {type: integer, format: unix-time}
        default_charge: {anyOf: [{type: string, maxLength: 5000}, {$ref: '#/components/schemas/charge'}], nullable: true, x-expansionResources: {oneOf: [{$ref: '#/components/schemas/charge'}]}}
        id: {type: string, maxLength: 5000}
        livemode: {type: boolean}
        metadata: {type: object, additionalProperties: {type: string, maxLength: 500}}
        object: {type: string, enum: [customer]}
        tax_exempt: {type: string, nullable: true, enum: [exempt, none, reverse]}
    deleted_customer:
      type: object
      required: [deleted, id]
      properties: {deleted: {type: boolean, enum: [true]}, id: {type: string}}
    charge:
      type: object
      required: [amount, currency, id]
      properties:
        amount: {type: integer}
        application_fee: {type: number}
        currency: {type: string, format: currency}
        customer: {anyOf: [{type: string, maxLength: 5000}, {$ref: '#/components/schemas/customer'}, {$ref: '#/components/schemas/deleted_customer'}], nullable: true}
        id: {type: string}
        receipt_url: {type: string, nullable: true}
";

#[test]
fn payments() {
    run(
        PAYMENTS,
        rows! {
            "parameter-style" "breaking none patch" ["name: expand, in: query, style: deepObject" => "name: expand, in: query, style: form"];
            "default-added" "warn none patch" ["name: limit, in: query, style: form, required: false, schema: {type: integer}" => "name: limit, in: query, style: form, required: false, schema: {type: integer, default: 10}"];
            "limit-tightened" "breaking none patch" ["name: limit, in: query, style: form, required: false, schema: {type: integer}" => "name: limit, in: query, style: form, required: false, schema: {type: integer, maximum: 100}"];
            "variant-removed" "breaking none major" ["schema: {anyOf: [{type: object, properties: {gt: {type: integer}, lt: {type: integer}}}, {type: integer}]}" => "schema: {type: object, properties: {gt: {type: integer}, lt: {type: integer}}}"];
            "property-added" "safe none minor" ["{gt: {type: integer}, lt: {type: integer}}" => "{gt: {type: integer}, gte: {type: integer}, lt: {type: integer}}"];
            "parameter-relocated" "breaking none patch" ["name: starting_after, in: query, style: form, required: false" => "name: starting_after, in: header, required: false"];
            "parameter-renamed" "warn none major" ["name: starting_after" => "name: start_after"];
            "body-encoding" "breaking none patch" ["tags: {style: deepObject, explode: true}}" => "tags: {style: form, explode: true}}"];
            "body-required" "breaking none major" ["requestBody:\n        required: false\n        content:\n          application/x-www-form-urlencoded:\n            encoding: {address" => "requestBody:\n        required: true\n        content:\n          application/x-www-form-urlencoded:\n            encoding: {address"];
            "property-removed" "warn none major" ["                balance: {type: integer}\n" => ""];
            "required-property-added" "breaking none major" ["            schema:\n              type: object\n              properties:\n                address: {anyOf" => "            schema:\n              type: object\n              required: [name]\n              properties:\n                name: {type: string}\n                address: {anyOf"];
            "property-added" "safe none minor" ["                balance: {type: integer}\n" => "                balance: {type: integer}\n                shipping: {type: object, properties: {name: {type: string}, address: {type: object, properties: {city: {type: string}}}}}\n"];
            "enum-value-added" "safe none minor" ["enum: ['', exempt, none, reverse]" => "enum: ['', exempt, none, partial, reverse]"];
            "enum-value-added" "none warn minor" ["nullable: true, enum: [exempt, none, reverse]" => "nullable: true, enum: [exempt, none, partial, reverse]"];
            "body-media-type-added" "safe none major" ["        content:\n          application/x-www-form-urlencoded:\n            encoding: {address" => "        content:\n          application/json: {schema: {$ref: '#/components/schemas/address'}}\n          application/x-www-form-urlencoded:\n            encoding: {address"];
            "null-refused" "none safe major" ["anyOf: [{$ref: '#/components/schemas/address'}], nullable: true" => "anyOf: [{$ref: '#/components/schemas/address'}], nullable: false"] ["required: [created, id, livemode, object]" => "required: [address, created, id, livemode, object]"];
            "variant-removed" "none safe major" ["default_charge: {anyOf: [{type: string, maxLength: 5000}, {$ref: '#/components/schemas/charge'}]" => "default_charge: {anyOf: [{type: string, maxLength: 5000}]"];
            "variant-added" "none breaking minor" ["default_charge: {anyOf: [{type: string, maxLength: 5000}, {$ref: '#/components/schemas/charge'}]" => "default_charge: {anyOf: [{type: string, maxLength: 5000}, {$ref: '#/components/schemas/charge'}, {$ref: '#/components/schemas/deleted_customer'}]"];
            "limit-loosened" "none breaking patch" ["additionalProperties: {type: string, maxLength: 500}" => "additionalProperties: {type: string, maxLength: 1000}"];
            "format-changed" "none breaking patch" ["format: unix-time" => "format: int64"];
            "type-narrowed" "none safe major" ["application_fee: {type: number}" => "application_fee: {type: integer}"];
            "property-optional" "none breaking major" ["required: [amount, currency, id]" => "required: [amount, id]"];
            "required-property-added" "none safe minor" ["required: [deleted, id]" => "required: [deleted, id, object]"] ["id: {type: string}}\n    charge:" => "id: {type: string}, object: {type: string}}\n    charge:"];
            "enum-value-removed" "none safe major" ["enum: [api_error, card_error]" => "enum: [card_error]"];
            "response-media-type-changed" "none breaking patch" ["{application/pdf: " => "{application/octet-stream: "];
            "security-removed" "breaking none patch" ["security: [{basic: []}, {bearer: []}]" => "security: [{bearer: []}]"];
            "security-changed" "breaking none patch" ["security: [{basic: []}, {bearer: []}]" => "security: [{bearer: [], basic: []}]"];
            "server-changed" "breaking none patch" ["https://api.payments.example/" => "https://api.payments.example/eu"];
            "deprecated" "none none minor" ["receipt_url: {type: string, nullable: true}" => "receipt_url: {type: string, nullable: true, deprecated: true}"];
            "operation-added" "safe none minor" ["  /v1/charges/{charge}:\n    get:" => "  /v1/charges/{charge}:\n    post:\n      operationId: PostChargesCharge\n      parameters: [{name: charge, in: path, required: true, schema: {type: string}}]\n      responses: {'200': {description: Ok., content: {application/json: {schema: {$ref: '#/components/schemas/charge'}}}}}\n    get:"];
            "status-covered" "none safe patch" ["        default: {description: Error response., content: {application/json: {schema: {$ref: '#/components/schemas/error'}}}}\n    post:" => "        '404': {description: None., content: {application/json: {schema: {$ref: '#/components/schemas/error'}}}}\n        default: {description: Error response., content: {application/json: {schema: {$ref: '#/components/schemas/error'}}}}\n    post:"];
        },
    );
}

/// OpenAPI 3.1: lists of types with null, constants with titles, webhooks, forms with files.
const CHAT: &str = "
openapi: 3.1.0
info: {title: Chat, version: '10', license: {name: MIT, identifier: MIT}}
servers: [{url: 'https://chat.example/api/v{version}', variables: {version: {default: '10', enum: ['9', '10']}}}]
security: [{BotToken: []}]
paths:
  /channels/{channel_id}:
    parameters:
      - {name: channel_id, in: path, required: true, schema: {$ref: '#/components/schemas/SnowflakeType'}}
    get:
      operationId: get_channel
      tags: [Channels]
      responses:
        '200': {description: The channel., content: {application/json: {schema: {oneOf: [{$ref: '#/components/schemas/GuildChannel'}, {$ref: '#/components/schemas/PrivateChannel'}]}}}}
        '429': {$ref: '#/components/responses/ClientRatelimitedResponse'}
        4XX: {$ref: '#/components/responses/ClientErrorResponse'}
    patch:
      operationId: update_channel
      tags: [Channels]
      security: [{BotToken: []}, {OAuth2: [channels.write]}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/UpdateChannel'}}}
      responses:
        '200': {description: The channel., content: {application/json: {schema: {$ref: '#/components/schemas/GuildChannel'}}}}
        4XX: {$ref: '#/components/responses/ClientErrorResponse'}
  /channels/{channel_id}/messages:
    parameters:
      - {name: channel_id, in: path, required: true, schema: {$ref: '#/components/schemas/SnowflakeType'}}
    get:
      operationId: list_messages
      tags: [Messages]
      parameters:
        - {name: around, in: query, schema: {$ref: '#/components/schemas/SnowflakeType'}}
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100}}
        - {name: X-Audit-Log-Reason, in: header, schema: {type: string}}
      responses:
        '200': {description: Messages., headers: {X-RateLimit-Limit: {schema: {type: integer}}}, content: {application/json: {schema: {type: [array, 'null'], items: {$ref: '#/components/schemas/MessageResponse'}}}}}
        4XX: {$ref: '#/components/responses/ClientErrorResponse'}
    post:
      operationId: create_message
      tags: [Messages]
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/MessageCreate'}}
          multipart/form-data: {schema: {allOf: [{$ref: '#/components/schemas/MessageCreate'}, {type: object, properties: {file: {type: string, contentMediaType: application/octet-stream}}}]}}
      responses:
        '200': {description: The message., content: {application/json: {schema: {$ref: '#/components/schemas/MessageResponse'}}}}
        4XX: {$ref: '#/components/responses/ClientErrorResponse'}
webhooks:
  messageCreated: {post: {requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/MessageResponse'}}}}, responses: {'204': {description: Taken.}}}}
components:
  responses:
    ClientErrorResponse: {description: Refused., content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
    ClientRatelimitedResponse: {description: Too many., headers: {Retry-After: {$ref: '#/components/headers/RetryAfter'}}, content: {application/json: {schema: {$ref: '#/components/schemas/Ratelimited'}}}}
  headers:
    RetryAfter: {required: true, schema: {type: integer}}
  securitySchemes:
    BotToken: {type: apiKey, in: header, name: Authorization}
    OAuth2:
      type: oauth2
      flows:
        authorizationCode: {authorizationUrl: 'https://chat.example/authorize', tokenUrl: 'https://chat.example/token', scopes: {channels.read: Reads., channels.write: Writes.}}
  schemas:
    SnowflakeType: {type: string, pattern: '^(0|[1-9][0-9]*)$'}
    Error: {type: object, required: [code, message], properties: {code: {type: integer}, message: {type: string}}}
    Ratelimited: {type: object, required: [code, message, retry_after], properties: {code: {type: integer}, message: {type: string}, retry_after: {type: number, format: double}, global: {type: boolean}}}
    ChannelTypes:
      type: integer
      format: int32
      oneOf: [{title: GUILD_TEXT, const: 0}, {title: DM, const: 1}, {title: GUILD_VOICE, const: 2}]
    GuildChannel:
      type: object
      required: [id, type, name]
      properties:
        id: {$ref: '#/components/schemas/SnowflakeType'}
        type: {const: 0, type: integer}
        name: {type: string, maxLength: 100}
        topic: {type: [string, 'null']}
        parent: {oneOf: [{type: 'null'}, {$ref: '#/components/schemas/SnowflakeType'}]}
        permissions: {type: array, items: {$ref: '#/components/schemas/Overwrite'}, maxItems: 50}
    PrivateChannel:
      type: object
      required: [id, type]
      properties: {id: {$ref: '#/components/schemas/SnowflakeType'}, type: {const: 1, type: integer}, last_message: {type: [string, 'null']}}
    Overwrite:
      type: object
      required: [id, allow]
      properties: {id: {$ref: '#/components/schemas/SnowflakeType'}, allow: {type: string}, kind: {$ref: '#/components/schemas/ChannelTypes'}}
    UpdateChannel:
      type: object
      properties:
        name: {type: string, minLength: 1, maxLength: 100}
        topic: {type: [string, 'null'], maxLength: 1024}
        slow_mode: {type: [integer, 'null'], minimum: 0, maximum: 21600, default: 0}
        kind: {$ref: '#/components/schemas/ChannelTypes', description: The kind to change to.}
        position: {type: integer}
    MessageCreate:
      type: object
      properties:
        content: {type: [string, 'null'], maxLength: 4000}
        nonce: {oneOf: [{type: integer, format: int64}, {type: string, maxLength: 25}, {type: 'null'}]}
        embeds: {type: [array, 'null'], items: {$ref: '#/components/schemas/Embed'}, maxItems: 10}
        flags: {type: integer, writeOnly: true}
    Embed:
      type: object
      additionalProperties: false
      properties: {title: {type: [string, 'null']}, color: {type: integer, minimum: 0, maximum: 16777215}, url: {type: string, format: uri}}
    MessageResponse:
      type: object
      required: [id, content, embeds]
      properties:
        id: {$ref: '#/components/schemas/SnowflakeType'}
        content: {type: string}
        embeds: {type: array, items: {$ref: '#/components/schemas/Embed'}}
        edited: {type: [string, 'null'], format: date-time}
        pinned: {type: boolean, default: false}
        reactions: {type: object, additionalProperties: {type: integer}}
";

#[test]
fn chat() {
    run(
        CHAT,
        rows! {
            "server-default" "warn none patch" ["version: {default: '10', enum: ['9', '10']}" => "version: {default: '9', enum: ['9', '10']}"];
            "server-value-added" "safe none patch" ["enum: ['9', '10']" => "enum: ['9', '10', '11']"];
            "enum-value-added" "safe warn minor" ["{title: GUILD_VOICE, const: 2}]" => "{title: GUILD_VOICE, const: 2}, {title: GROUP_DM, const: 3}]"];
            "field-renamed" "none none major" ["{title: GUILD_VOICE, const: 2}]" => "{title: VOICE, const: 2}]"];
            "null-refused" "none safe none" ["topic: {type: [string, 'null']}" => "topic: {type: string}"];
            "null-allowed" "none breaking major" ["name: {type: string, maxLength: 100}" => "name: {type: [string, 'null'], maxLength: 100}"];
            "null-refused" "breaking none major" ["topic: {type: [string, 'null'], maxLength: 1024}" => "topic: {type: string, maxLength: 1024}"];
            "null-allowed" "safe none major" ["position: {type: integer}" => "position: {type: [integer, 'null']}"];
            "default-changed" "warn none patch" ["maximum: 21600, default: 0" => "maximum: 21600, default: 5"];
            "variant-added" "none breaking minor" ["{$ref: '#/components/schemas/PrivateChannel'}]}" => "{$ref: '#/components/schemas/PrivateChannel'}, {$ref: '#/components/schemas/Overwrite'}]}"];
            "discriminator-added" "none safe patch" ["{$ref: '#/components/schemas/PrivateChannel'}]}" => "{$ref: '#/components/schemas/PrivateChannel'}], discriminator: {propertyName: type, mapping: {'0': '#/components/schemas/GuildChannel', '1': '#/components/schemas/PrivateChannel'}}}"];
            "variant-removed" "breaking none major" ["nonce: {oneOf: [{type: integer, format: int64}, {type: string, maxLength: 25}, {type: 'null'}]}" => "nonce: {oneOf: [{type: string, maxLength: 25}, {type: 'null'}]}"];
            "property-added" "safe none minor" ["        flags: {type: integer, writeOnly: true}\n" => "        flags: {type: integer, writeOnly: true}\n        tts: {type: boolean}\n"];
            "property-not-write-only" "none none patch" ["flags: {type: integer, writeOnly: true}" => "flags: {type: integer}"];
            "property-added" "safe breaking minor" ["properties: {title: {type: [string, 'null']}, color" => "properties: {footer: {type: string}, title: {type: [string, 'null']}, color"];
            "opened" "safe breaking none" ["      additionalProperties: false\n" => ""];
            "format-changed" "breaking breaking patch" ["url: {type: string, format: uri}" => "url: {type: string, format: hostname}"];
            "status-uncovered" "none safe major" ["        '429': {$ref: '#/components/responses/ClientRatelimitedResponse'}\n" => ""];
            "header-optional" "none breaking none" ["RetryAfter: {required: true, " => "RetryAfter: {"];
            "required-header-removed" "none breaking major" ["headers: {Retry-After: {$ref: '#/components/headers/RetryAfter'}}, " => ""];
            "required-property-removed" "none breaking major" ["required: [code, message, retry_after], properties: {code: {type: integer}, message: {type: string}, retry_after: {type: number, format: double}, " => "required: [code, message], properties: {code: {type: integer}, message: {type: string}, "];
            "pattern-changed" "warn warn patch" ["pattern: '^(0|[1-9][0-9]*)$'" => "pattern: '^[0-9]+$'"];
            "format-added" "breaking safe major" ["SnowflakeType: {type: string, pattern: '^(0|[1-9][0-9]*)$'}" => "SnowflakeType: {type: string, format: uuid, pattern: '^(0|[1-9][0-9]*)$'}"];
            "format-changed" "none breaking major" ["edited: {type: [string, 'null'], format: date-time}" => "edited: {type: [string, 'null'], format: date}"];
            "type-widened" "safe none major" ["name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100}" => "name: limit, in: query, schema: {type: string}"];
            "parameter-removed" "warn none major" ["        - {name: X-Audit-Log-Reason, in: header, schema: {type: string}}\n" => ""];
            "parameter-relocated" "breaking none patch" ["{name: around, in: query," => "{name: around, in: header,"];
            "webhook-removed" "none breaking none" ["  messageCreated: {post:" => "  x-created: {post:"];
            "webhook-added" "none safe none" ["webhooks:\n" => "webhooks:\n  channelUpdated: {post: {requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/GuildChannel'}}}}, responses: {'204': {description: Taken.}}}}\n"];
            "flow-removed" "breaking none patch" ["authorizationCode: {authorizationUrl" => "implicit: {authorizationUrl"];
            "scope-undeclared" "breaking none none" ["{channels.read: Reads., channels.write" => "{channels.write"];
            "scope-required" "breaking none patch" ["{OAuth2: [channels.write]}" => "{OAuth2: [channels.write, channels.read]}"];
            "type-widened" "none breaking major" ["additionalProperties: {type: integer}" => "additionalProperties: {}"];
            "default-changed" "none warn patch" ["pinned: {type: boolean, default: false}" => "pinned: {type: boolean, default: true}"];
            "body-media-type-removed" "breaking none major" ["          multipart/form-data: {schema: {allOf: [{$ref: '#/components/schemas/MessageCreate'}, {type: object, properties: {file: {type: string, contentMediaType: application/octet-stream}}}]}}\n" => ""];
            "null-refused" "none safe major" ["schema: {type: [array, 'null'], items: {$ref: '#/components/schemas/MessageResponse'}}" => "schema: {type: array, items: {$ref: '#/components/schemas/MessageResponse'}}"];
            "limit-tightened" "breaking none patch" ["maxItems: 10" => "maxItems: 5"];
            "required-parameter-added" "breaking none major" ["        - {name: around, in: query" => "        - {name: version, in: query, required: true, schema: {type: string}}\n        - {name: around, in: query"];
            "schema-renamed" "none none major" ["    Overwrite:" => "    PermissionOverwrite:"] ["schemas/Overwrite" => "schemas/PermissionOverwrite"];
            "property-read-only" "warn none major" ["position: {type: integer}" => "position: {type: integer, readOnly: true}"];
        },
    );
}

/// Swagger 2.0: a base path, bodies as parameters, inheritance, errors in `default`.
const CLOUD: &str = "
swagger: '2.0'
info: {title: Machines, version: '2024-01-01'}
host: management.cloud.example
basePath: /api
schemes: [https]
consumes: [application/json]
produces: [application/json]
security: [{auth: [user_impersonation]}]
securityDefinitions:
  auth: {type: oauth2, flow: application, tokenUrl: 'https://login.cloud.example/token', scopes: {user_impersonation: Acts for you., admin: Everything.}}
paths:
  /subscriptions/{subscriptionId}/machines:
    get:
      operationId: Machines_List
      tags: [Machines]
      parameters:
        - {$ref: '#/parameters/SubscriptionId'}
        - {$ref: '#/parameters/ApiVersion'}
        - {name: $filter, in: query, type: string}
        - {name: $top, in: query, type: integer, format: int32, minimum: 1, maximum: 1000}
        - {name: sizes, in: query, type: array, items: {type: string, enum: [small, large]}, collectionFormat: csv}
      responses:
        '200': {description: OK, schema: {$ref: '#/definitions/MachineList'}, headers: {x-remaining: {type: integer}}}
        default: {description: Error, schema: {$ref: '#/definitions/CloudError'}}
  /subscriptions/{subscriptionId}/machines/{name}:
    get:
      operationId: Machines_Get
      tags: [Machines]
      parameters: [{$ref: '#/parameters/SubscriptionId'}, {$ref: '#/parameters/ApiVersion'}, {name: name, in: path, required: true, type: string, maxLength: 80}]
      responses:
        '200': {description: OK, schema: {$ref: '#/definitions/Machine'}}
        default: {description: Error, schema: {$ref: '#/definitions/CloudError'}}
    put:
      operationId: Machines_CreateOrUpdate
      tags: [Machines]
      parameters:
        - {$ref: '#/parameters/SubscriptionId'}
        - {$ref: '#/parameters/ApiVersion'}
        - {name: name, in: path, required: true, type: string, maxLength: 80}
        - {name: parameters, in: body, required: true, schema: {$ref: '#/definitions/Machine'}}
        - {name: If-Match, in: header, type: string}
      responses:
        '200': {description: Updated, schema: {$ref: '#/definitions/Machine'}}
        '201': {description: Created, schema: {$ref: '#/definitions/Machine'}}
        default: {description: Error, schema: {$ref: '#/definitions/CloudError'}}
    delete:
      operationId: Machines_Delete
      tags: [Machines]
      parameters: [{$ref: '#/parameters/SubscriptionId'}, {$ref: '#/parameters/ApiVersion'}, {name: name, in: path, required: true, type: string, maxLength: 80}]
      responses:
        '202': {description: Accepted}
        '204': {description: Gone}
        default: {description: Error, schema: {$ref: '#/definitions/CloudError'}}
  /subscriptions/{subscriptionId}/images:
    post:
      operationId: Images_Upload
      tags: [Images]
      consumes: [multipart/form-data]
      parameters:
        - {$ref: '#/parameters/SubscriptionId'}
        - {name: file, in: formData, type: file, required: true}
        - {name: label, in: formData, type: string}
      responses:
        '201': {description: Created, schema: {$ref: '#/definitions/Image'}}
        default: {description: Error, schema: {$ref: '#/definitions/CloudError'}}
parameters:
  SubscriptionId: {name: subscriptionId, in: path, required: true, type: string, format: uuid}
  ApiVersion: {name: api-version, in: query, required: true, type: string}
definitions:
  CloudError: {type: object, properties: {error: {$ref: '#/definitions/ErrorDetail'}}}
  ErrorDetail: {type: object, required: [code], properties: {code: {type: string, readOnly: true}, message: {type: string, readOnly: true}, details: {type: array, items: {$ref: '#/definitions/ErrorDetail'}, readOnly: true}}}
  Resource:
    type: object
    properties:
      id: {type: string, readOnly: true}
      name: {type: string, readOnly: true}
      location: {type: string}
    required: [location]
  Machine:
    type: object
    allOf: [{$ref: '#/definitions/Resource'}]
    properties:
      properties: {$ref: '#/definitions/MachineProperties', x-ms-client-flatten: true}
      tags: {type: object, additionalProperties: {type: string}}
      zones: {type: array, items: {type: string}, minItems: 1}
  MachineProperties:
    type: object
    properties:
      size: {type: string, enum: [small, large], x-ms-enum: {name: MachineSize, modelAsString: true}}
      state: {type: string, readOnly: true, enum: [running, stopped]}
      disk: {$ref: '#/definitions/Disk'}
      created: {type: string, format: date-time, readOnly: true}
      cores: {type: integer, format: int32, default: 2}
  Disk:
    type: object
    discriminator: kind
    required: [kind]
    properties: {kind: {type: string}, gigabytes: {type: integer, format: int32}}
  LocalDisk: {x-ms-discriminator-value: local, allOf: [{$ref: '#/definitions/Disk'}, {type: object, properties: {slot: {type: integer}}}]}
  NetworkDisk: {x-ms-discriminator-value: network, allOf: [{$ref: '#/definitions/Disk'}, {type: object, required: [uri], properties: {uri: {type: string}}}]}
  MachineList: {type: object, required: [value], properties: {value: {type: array, items: {$ref: '#/definitions/Machine'}}, nextLink: {type: string}}}
  Image: {type: object, properties: {id: {type: string}, bytes: {type: integer, format: int64}}}
";

#[test]
fn cloud() {
    run(
        CLOUD,
        rows! {
            "server-changed" "breaking none patch" ["basePath: /api" => "basePath: /api/v2"];
            "server-changed" "breaking none patch" ["host: management.cloud.example" => "host: eu.cloud.example"];
            "server-added" "safe none minor" ["schemes: [https]" => "schemes: [https, http]"];
            "parameter-style" "breaking none patch" ["collectionFormat: csv" => "collectionFormat: multi"];
            "parameter-style" "breaking none patch" ["collectionFormat: csv" => "collectionFormat: pipes"];
            "parameter-optional" "safe none major" ["ApiVersion: {name: api-version, in: query, required: true" => "ApiVersion: {name: api-version, in: query, required: false"];
            "default-added" "warn none patch" ["in: query, required: true, type: string}" => "in: query, required: true, type: string, default: '2024-01-01'}"];
            "enum-added" "breaking none major" ["in: query, required: true, type: string}" => "in: query, required: true, type: string, enum: ['2024-01-01', '2024-06-01']}"];
            "parameter-renamed" "warn none patch" ["{name: $filter," => "{name: filter,"];
            "enum-value-added" "safe none minor" ["items: {type: string, enum: [small, large]}" => "items: {type: string, enum: [small, medium, large]}"];
            "enum-value-added" "safe warn minor" ["size: {type: string, enum: [small, large]" => "size: {type: string, enum: [small, medium, large]"];
            "enum-value-removed" "none safe major" ["readOnly: true, enum: [running, stopped]" => "readOnly: true, enum: [running]"];
            "property-added" "safe safe minor" ["      zones: {type: array" => "      plan: {type: string}\n      zones: {type: array"];
            "property-removed" "warn warn major" ["      tags: {type: object, additionalProperties: {type: string}}\n" => ""];
            "property-optional" "safe breaking major" ["    required: [location]\n" => ""];
            "property-not-read-only" "safe none minor" ["      name: {type: string, readOnly: true}\n" => "      name: {type: string}\n"];
            "property-read-only" "warn none major" ["      location: {type: string}\n    required: [location]" => "      location: {type: string, readOnly: true}\n    required: [location]"];
            "limit-loosened" "safe breaking patch" [", minItems: 1}" => "}"];
            "format-widened" "safe breaking major" ["gigabytes: {type: integer, format: int32}" => "gigabytes: {type: integer, format: int64}"];
            "variant-added" "safe breaking minor" ["  MachineList:" => "  CloudDisk: {x-ms-discriminator-value: cloud, allOf: [{$ref: '#/definitions/Disk'}, {type: object, properties: {region: {type: string}}}]}\n  MachineList:"];
            "discriminator-value-renamed" "breaking breaking patch" ["x-ms-discriminator-value: local" => "x-ms-discriminator-value: ssd"];
            "property-optional" "safe breaking major" ["{type: object, required: [uri], properties: {uri" => "{type: object, properties: {uri"];
            "body-optional" "safe none major" ["{name: parameters, in: body, required: true" => "{name: parameters, in: body, required: false"];
            "property-required" "breaking none major" ["{name: label, in: formData, type: string}" => "{name: label, in: formData, type: string, required: true}"];
            "body-media-type-removed" "breaking none major" ["consumes: [multipart/form-data]" => "consumes: [application/x-www-form-urlencoded]"] ["type: file, required" => "type: string, required"];
            "success-status-removed" "none safe patch" ["        '202': {description: Accepted}\n" => ""];
            "header-removed" "none warn major" [", headers: {x-remaining: {type: integer}}" => ""];
            "parameter-added" "safe none minor" ["        - {name: If-Match, in: header, type: string}\n" => "        - {name: If-Match, in: header, type: string}\n        - {name: If-None-Match, in: header, type: string}\n"];
            "parameter-added" "safe none major" ["{name: name, in: path, required: true, type: string, maxLength: 80}]" => "{name: name, in: path, required: true, type: string, maxLength: 80}, {name: $expand, in: query, type: string}]"];
            "path-parameter-renamed" "none none patch" ["/machines/{name}:" => "/machines/{machineName}:"] ["{name: name, in: path" => "{name: machineName, in: path"] ["{name: name, in: path" => "{name: machineName, in: path"] ["{name: name, in: path" => "{name: machineName, in: path"];
            "method-renamed" "none none major" ["operationId: Machines_Get" => "operationId: Machines_Inspect"];
            "method-renamed" "none none major" ["      tags: [Images]" => "      tags: [Pictures]"];
            "token-url" "breaking none patch" ["https://login.cloud.example/token" => "https://sign-in.cloud.example/token"];
            "scheme-changed" "breaking none major" ["auth: {type: oauth2, flow: application, tokenUrl: 'https://login.cloud.example/token', scopes: {user_impersonation: Acts for you., admin: Everything.}}" => "auth: {type: basic}"] ["{auth: [user_impersonation]}" => "{auth: []}"];
            "response-media-type-changed" "none breaking patch" ["produces: [application/json]" => "produces: [application/vnd.cloud+json]"];
            "operation-moved" "breaking none patch" ["/subscriptions/{subscriptionId}/images:" => "/subscriptions/{subscriptionId}/disks/images:"];
            "default-changed" "warn warn patch" ["default: 2}" => "default: 4}"];
            "type-changed" "none breaking major" ["bytes: {type: integer, format: int64}" => "bytes: {type: string}"];
            "format-added" "breaking none major" ["{name: label, in: formData, type: string}" => "{name: label, in: formData, type: string, format: uuid}"];
            "schema-added" "none none minor" ["  Image: {type: object," => "  Unused: {type: object, properties: {id: {type: string}}}\n  Image: {type: object,"];
        },
    );
}
