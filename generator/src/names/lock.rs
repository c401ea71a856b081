//! The names that were given before, read from the `surface.txt` of the last run: whoever held a contested name keeps it.
//!
//! ```text
//! group users: Users  Users                           the tag
//! fn users().create(..) -> ..  POST /users application/json  createUser  as create user
//!                                                     method, path and media type; operation id; the words for its types
//! fn users().list .per_page(..)  perPage              the parameter
//! request ListUsers  GET /users                       what takes the optional parameters
//! response GetUserResponse  GET /user                 what tells success statuses apart
//! struct UserAddress  User/address                    where the type is written, if its name does not say so
//! struct User .first_name: Option<String>  firstName  the property
//! enum UserStatus::Active = "active"                  the value
//! union Pet::Cat(Cat)  cat                            the payload
//! header X_RATE_LIMIT: i64  x-rate-limit              the header
//! environment Production  Production                  the label
//! error ErrorBody::NotFound(NotFound)                 the payload
//! ```
//!
//! `render::surface` writes these lines. One that cannot be read names nothing, so an edited file does no harm.

use std::borrow::Cow;
use std::collections::HashMap;

/// What has a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// A group, by tag.
    Group,
    /// A method of a group, by method, path and media type.
    Method,
    /// A setter of a method (`users().list`), by parameter.
    Setter,
    /// A request, by method, path and media type.
    Request,
    /// An enum of success responses, by method and path.
    Response,
    /// A type, by place.
    Type,
    /// A field, variant of an enum or variant of a union, of a type, by wire name, value or payload.
    Member,
    /// An environment, by label.
    Environment,
    /// A variant of the enum of error bodies, by payload.
    ErrorBody,
    /// A response header, by its name in lower case.
    Header,
}

/// Names by what they were given to.
#[derive(Clone, Debug, Default)]
pub struct Lock {
    names: HashMap<(Kind, String, String), String>,
    operations: HashMap<String, LockedOperation>,
}

/// How an operation was known.
#[derive(Clone, Debug)]
pub(crate) struct LockedOperation {
    /// Its id, written or derived.
    pub(crate) id: String,
    /// The words its types are named by.
    pub(crate) label: String,
}

impl Lock {
    /// Reads the lines of a `surface.txt`.
    pub fn read(surface: &str) -> Self {
        let mut lock = Self::default();
        for line in surface.lines() {
            let _ = lock.line(line);
        }
        lock
    }

    /// The name that was given to a thing within its owner.
    pub(crate) fn name(&self, kind: Kind, owner: &str, key: &str) -> Option<&str> {
        if self.names.is_empty() {
            return None;
        }
        self.names.get(&(kind, owner.to_owned(), visible(key).into_owned())).map(String::as_str)
    }

    /// How the operation at that method and path was known.
    pub(crate) fn operation(&self, method: &str, path: &str) -> Option<&LockedOperation> {
        if self.operations.is_empty() {
            return None;
        }
        self.operations.get(&*visible(&[method, " ", path].concat()))
    }

    fn put(&mut self, kind: Kind, owner: &str, key: &str, name: &str) -> Option<()> {
        self.names.insert((kind, owner.to_owned(), key.to_owned()), name.to_owned());
        Some(())
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let (kind, rest) = line.split_once(' ')?;
        if kind == "enum"
            && let Some((variant, value)) = rest.split_once(" = ")
        {
            let (owner, name) = variant.split_once("::")?;
            return self.put(Kind::Member, owner, value, name);
        }
        let (head, key) = rest.split_once("  ").unwrap_or((rest, ""));
        match kind {
            "fn" => self.method(head, key),
            "header" => self.put(Kind::Header, "", key, head.split_once(": ")?.0),
            "group" => self.put(Kind::Group, "", key, head.split_once(": ")?.0),
            "request" => self.put(Kind::Request, "", key, head),
            "response" => self.put(Kind::Response, "", key, head),
            "environment" => self.put(Kind::Environment, "", key, head),
            "error" => self.payload(Kind::ErrorBody, head),
            "union" if head.contains("::") => self.payload(Kind::Member, head),
            "struct" if head.contains(" .") => {
                let (owner, field) = head.split_once(" .")?;
                self.put(Kind::Member, owner, key, field.split_once(':')?.0)
            }
            "struct" | "enum" | "union" | "type" => {
                let name = head.split_once(" = ").map_or(head, |(name, _)| name);
                self.put(Kind::Type, "", if key.is_empty() { name } else { key }, name)
            }
            _ => None,
        }
    }

    /// `Owner::Variant(Payload)`
    fn payload(&mut self, kind: Kind, head: &str) -> Option<()> {
        let (owner, rest) = head.split_once("::")?;
        let (name, payload) = rest.strip_suffix(')')?.split_once('(')?;
        // Whether it is boxed depends on sizes, not on what it is.
        let unboxed = payload.strip_prefix("Box<").and_then(|inner| inner.strip_suffix('>'));
        let payload = unboxed.unwrap_or(payload);
        let owner = if kind == Kind::ErrorBody { "" } else { owner };
        self.put(kind, owner, payload, name)
    }

    /// `users().list(..) -> ..` or `users().list .per_page(..)`
    fn method(&mut self, head: &str, key: &str) -> Option<()> {
        let before_arguments = head.split_once('(').and_then(|(_, rest)| rest.split_once('('))?.0;
        let (method, setter) = match before_arguments.split_once(" .") {
            Some((method, setter)) => (method, Some(setter)),
            None => (before_arguments, None),
        };
        let name = method.strip_prefix(").")?;
        if let Some(setter) = setter {
            let owner = [head.split_once('(')?.0, "().", name].concat();
            return self.put(Kind::Setter, &owner, key, setter);
        }
        let mut columns = key.split("  ");
        let wire = columns.next()?;
        self.put(Kind::Method, "", wire, name)?;
        let id = columns.next()?.to_owned();
        let label = columns.next().and_then(|label| label.strip_prefix("as ")).unwrap_or(&id).to_owned();
        let mut words = wire.splitn(3, ' ');
        let operation = [words.next()?, " ", words.next()?].concat();
        self.operations.entry(operation).or_insert(LockedOperation { id, label });
        Some(())
    }
}

/// A text with every character that would not show, or would move others about, as its escape.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    let hides = |character: char| {
        character.is_control()
            || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    if !text.contains(hides) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if hides(character) { shown.extend(character.escape_unicode()) } else { shown.push(character) }
    }
    shown.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_back() {
        let lock = Lock::read(
            "group users: Users  People\n\
             fn users().create(body: impl Borrow<User>, (u8)) -> Call<User>  POST /users application/json  createUser\n\
             fn users().list() -> ListUsers  GET /users  GetUsers  as list users\n\
             fn users().list .per_page(i64)  perPage\n\
             request ListUsers  GET /users\n\
             struct User\n\
             struct UserHome  User/home\n\
             struct User .first_name: Option<String>  firstName\n\
             enum State::Two = \"a  = b\"\n\
             type Homes = Vec<UserHome>  homes\n\
             union Pet::Cat(Cat)  cat\n\
             error ErrorBody::Text(Box<String>)\n\
             environment Production  Live: main\n\
             header X_LEFT: i64  x-left\n\
             nonsense\n",
        );
        assert_eq!(lock.name(Kind::Group, "", "People"), Some("users"));
        assert_eq!(lock.name(Kind::Method, "", "POST /users application/json"), Some("create"));
        assert_eq!(lock.name(Kind::Setter, "users().list", "perPage"), Some("per_page"));
        assert_eq!(lock.name(Kind::Request, "", "GET /users"), Some("ListUsers"));
        assert_eq!(lock.name(Kind::Type, "", "User"), Some("User"));
        assert_eq!(lock.name(Kind::Type, "", "User/home"), Some("UserHome"));
        assert_eq!(lock.name(Kind::Type, "", "homes"), Some("Homes"));
        assert_eq!(lock.name(Kind::Member, "User", "firstName"), Some("first_name"));
        assert_eq!(lock.name(Kind::Member, "State", "\"a  = b\""), Some("Two"));
        assert_eq!(lock.name(Kind::Member, "Pet", "Cat"), Some("Cat"));
        assert_eq!(lock.name(Kind::ErrorBody, "", "String"), Some("Text"));
        assert_eq!(lock.name(Kind::Environment, "", "Live: main"), Some("Production"));
        assert_eq!(lock.name(Kind::Header, "", "x-left"), Some("X_LEFT"));
        let list = lock.operation("GET", "/users").map(|operation| (operation.id.as_str(), operation.label.as_str()));
        assert_eq!(list, Some(("GetUsers", "list users")));
        assert_eq!(lock.operation("POST", "/users").map(|operation| operation.label.as_str()), Some("createUser"));
    }
}
