//! Schemas prepared for comparing many values: references followed, `allOf` at hand, patterns compiled. Data; `compile`
//! makes it.

use std::rc::Rc;

use foldhash::HashMap;
use regex::Regex;
use serde_json::Value;

use super::kinds::Kinds;
use crate::document::{Located, Node, Schema};

/// One schema object.
#[derive(Debug)]
pub(super) struct Compiled<'a> {
    /// Its index in the list of totals.
    pub(super) id: usize,
    /// Where it is written.
    pub(super) place: Located<'a>,
    /// Its own keywords.
    pub(super) own: Schema<'a>,
    /// `properties`, by name.
    pub(super) properties: HashMap<&'a str, &'a Node>,
    /// `patternProperties`, as far as they can be compiled.
    pub(super) patterns: Vec<(Regex, &'a Node, &'a str)>,
    /// `enum` or `const`; empty: any value.
    pub(super) listed: Vec<Value>,
    /// The values of the items, where they are written a level too high.
    pub(super) item_values: Vec<Value>,
    /// `pattern`, if it can be compiled.
    pub(super) pattern: Option<Regex>,
    /// The kinds that its own keywords allow.
    pub(super) kinds: Kinds,
    /// The end of its `$ref`.
    pub(super) target: Option<Rc<Compiled<'a>>>,
    /// `allOf`.
    pub(super) parts: Vec<Rc<Compiled<'a>>>,
    /// `oneOf`, `anyOf`, and the subtypes of a discriminator.
    pub(super) unions: Vec<UnionSchema<'a>>,
    /// It, or something that it consists of, allows null.
    pub(super) is_nullable: bool,
    /// `readOnly`, also of its target.
    pub(super) is_read_only: bool,
    /// `writeOnly`, also of its target.
    pub(super) is_write_only: bool,
}

/// Schemas one of which a value has to fit.
#[derive(Debug)]
pub(super) struct UnionSchema<'a> {
    /// The members without `null`.
    pub(super) members: Vec<Member<'a>>,
    /// The property that selects a member.
    pub(super) discriminator: Option<&'a str>,
    /// Where other values of the discriminator lead.
    pub(super) default: Option<Located<'a>>,
    /// Several members may apply.
    pub(super) is_any_of: bool,
    /// The members are subtypes, found by their `allOf`; a value may be of the base type.
    pub(super) are_subtypes: bool,
}

/// A member of a union.
#[derive(Debug)]
pub(super) struct Member<'a> {
    /// Where it is written.
    pub(super) place: Located<'a>,
    /// The values of the discriminator that select it: keys of the mapping, else its name.
    pub(super) tags: Vec<String>,
}

impl Compiled<'_> {
    /// Its own keywords describe a string, a number or a boolean.
    pub(super) fn is_scalar(&self) -> bool {
        let scalars = Kinds::STRING.or(Kinds::NUMBER).or(Kinds::BOOLEAN).or(Kinds::NULL);
        self.kinds != Kinds::ANY && self.kinds.without(scalars).is_none()
    }
}
