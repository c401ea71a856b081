//! The document that the rows edit.

/// A small API with a bit of everything.
pub(crate) const API: &str = "
openapi: 3.0.3
info: {title: Pets, version: 1.0.0}
servers:
  - {url: 'https://one.example.com', description: One}
  - {url: 'https://two.example.com', description: Two}
security: [{key: []}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [Pets]
      summary: Lists pets.
      parameters:
        - {name: limit, in: query, schema: {type: integer, default: 20, minimum: 1, maximum: 100}}
        - {name: kinds, in: query, schema: {type: array, items: {$ref: '#/components/schemas/Kind'}}}
        - {name: x-trace, in: header, schema: {type: string}}
      responses:
        '200':
          description: Pets.
          headers: {x-total: {required: true, schema: {type: integer}}, x-hint: {schema: {type: string}}}
          content:
            application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}
            text/csv: {schema: {type: string}}
        '404': {description: None., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
    post:
      operationId: createPet
      tags: [Pets]
      security: [{oauth: [write]}, {key: []}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}
      responses:
        '201': {description: Made., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  /pets/{petId}:
    get:
      operationId: getPet
      tags: [Pets]
      parameters: [{name: petId, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: A pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
    delete:
      operationId: deletePet
      tags: [Pets]
      deprecated: true
      parameters: [{name: petId, in: path, required: true, schema: {type: string}}]
      responses:
        '204': {description: Gone.}
  /food:
    get:
      operationId: getFood
      tags: [Food]
      responses:
        '200': {description: Food., content: {application/json: {schema: {$ref: '#/components/schemas/Food'}}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: x-key}
    oauth:
      type: oauth2
      flows: {clientCredentials: {tokenUrl: 'https://one.example.com/token', scopes: {write: Writes., read: Reads.}}}
  schemas:
    Kind: {type: string, enum: [cat, dog]}
    Problem: {type: object, properties: {message: {type: string}}}
    Owner:
      type: object
      required: [name]
      properties:
        name: {type: string}
        phone: {type: string}
    Pet:
      type: object
      required: [id, name]
      properties:
        id: {type: string, readOnly: true}
        name: {type: string, maxLength: 50, description: What it is called.}
        kind: {$ref: '#/components/schemas/Kind'}
        age: {type: integer}
        owner: {$ref: '#/components/schemas/Owner'}
        notes: {type: array, items: {type: string}}
    NewPet:
      type: object
      required: [name]
      properties:
        name: {type: string, minLength: 1, maxLength: 50}
        kind: {$ref: '#/components/schemas/Kind'}
        code: {type: string, pattern: '^[a-z]+$'}
        born: {type: string, format: date}
        owner: {$ref: '#/components/schemas/Owner'}
    Food:
      oneOf: [{$ref: '#/components/schemas/Dry'}, {$ref: '#/components/schemas/Wet'}]
      discriminator: {propertyName: type, mapping: {dry: '#/components/schemas/Dry', wet: '#/components/schemas/Wet'}}
    Dry: {type: object, required: [type], properties: {type: {type: string}, grams: {type: integer, format: int32}}}
    Wet: {type: object, required: [type], properties: {type: {type: string}, millilitres: {type: integer}}}
    Raw: {type: object, required: [type], properties: {type: {type: string}, origin: {type: string}}}
";

/// Composition, unions, undeclared properties and events.
pub(crate) const WIDE: &str = "
openapi: 3.1.0
info: {title: Things, version: 1.0.0}
servers: [{url: 'https://{region}.example.com', variables: {region: {default: eu, enum: [eu, us]}}}]
paths:
  /thing:
    get:
      operationId: getThing
      tags: [Things]
      responses:
        '200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
    put:
      operationId: putThing
      tags: [Things]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/NewThing'}}}
      responses: {'204': {description: Done.}}
webhooks:
  made: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}, responses: {'204': {description: Ok.}}}}
  gone: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}, responses: {'204': {description: Ok.}}}}
components:
  schemas:
    Base: {type: object, properties: {id: {type: string}}}
    Thing:
      allOf:
        - {$ref: '#/components/schemas/Base'}
        - {type: object, properties: {size: {type: integer}}}
        - type: object
          properties:
            counts: {type: object, additionalProperties: {type: integer}}
            words: {type: array, items: {type: string, maxLength: 5}}
            part: {$ref: '#/components/schemas/Part'}
            any: {$ref: '#/components/schemas/Any'}
    NewThing: {type: object, additionalProperties: false, properties: {note: {type: string}, count: {type: integer, format: int32}}}
    Part:
      oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
      discriminator: {propertyName: kind, mapping: {a: '#/components/schemas/A', b: '#/components/schemas/B'}}
    A: {type: object, required: [kind], properties: {kind: {type: string}, sort: {type: string}, a: {type: string}}}
    B: {type: object, required: [kind], properties: {kind: {type: string}, b: {type: string}}}
    Any: {oneOf: [{type: string}, {type: integer}]}
";
