//! The names that were given before, read from the `surface.txt` of the last run: whoever held a contested name keeps it.
//!
//! ```text
//! # surface 12                                         the version, on the first line
//! group users: Users  Users                           the tag
//! fn users().create(..) -> ..  POST /users application/json  createUser  as create user  (body)  returns CreateUser
//!                                                     method, path and media type; operation id; the words for its
//!                                                     types; what its arguments are, in order; a request or `Call`
//! fn users().list .per_page(..)  perPage              the parameter; `query id` where another one is called `id`
//! fn users().create .body(..)  (body)                 what the arguments of a setter for an optional body are
//! fn User::new(..)  (email, firstName)                the properties that a constructor takes, in order
//! request ListUsers  GET /users                       what takes the optional parameters
//! response GetUserResponse  GET /user                 what tells success statuses apart
//! struct UserAddress  User/address                    where the type is written, if its name does not say so
//! struct User .first_name: Option<String>  firstName  the property; `*` for the undeclared ones
//! enum UserStatus::Active = "active"                  the value
//! union Pet::Cat(Cat)  cat                            the payload, and the values that select it
//! header X_RATE_LIMIT: i64  x-rate-limit              the header
//! environment Production  Production                  the label
//! error ErrorBody::NotFound(NotFound)                 the payload
//! former users().fetch = users().get                  what something was called, which stays; names nothing
//! ```
//!
//! Two spaces stand between columns. A last column in square brackets, as in `  [paged, deprecated]`, is for readers.
//! `places` has the grammar of places and of names. Arguments are `path id`, `query limit`, `body` and `body tags`.
//! Files without the first line have no arguments, and spell places in a way that several types may share.
//! `# surface 2` to `# surface 9` have the same grammar and names of earlier rules: those stay until somebody asks for
//! new ones.
//!
//! `render::surface` writes these lines. One that cannot be read names nothing, so an edited file does no harm.

mod places;

use std::borrow::Cow;

use foldhash::{HashMap, HashSet};

pub(crate) use self::places::{name_of, parameter, place_below, place_of};

use crate::ir::path_template;
use crate::ir::{Api, Method, Operation, Origin, Parameter};
use crate::source::{JsonPointer, is_each};

/// The first line of a file whose names follow the rules of today.
pub(crate) const HEADER: &str = "# surface 12";

/// The first lines of files that have names of earlier rules; the grammar is the same.
const EARLIER_HEADERS: [&str; 10] = [
    "# surface 2",
    "# surface 3",
    "# surface 4",
    "# surface 5",
    "# surface 6",
    "# surface 7",
    "# surface 8",
    "# surface 9",
    "# surface 10",
    "# surface 11",
];

/// What is between a request and the media type that one of its methods asks for.
pub(crate) const ASKING_FOR: &str = " -> ";

/// What has a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// A group, by tag.
    Group,
    /// A method of a group, by method, path and media type.
    Method,
    /// A setter of a method (`users().list`), by parameter.
    Setter,
    /// The setter of a method for an optional body.
    BodySetter,
    /// A request, by method, path and media type.
    Request,
    /// An enum of success responses, by method and path.
    Response,
    /// A type, by place.
    Type,
    /// A field, variant of an enum or variant of a union, of a type, by wire name, value or payload.
    Member,
    /// A variant of a union, by payload and tags.
    Variant,
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
    /// The file has the grammar of today: its first line is `# surface 2` or a later one.
    current: bool,
    /// The first line of a file that has names of earlier rules, which stay.
    earlier: Option<&'static str>,
    /// Everything gets the name of today's rules; only the order of arguments stays.
    renames: bool,
    /// An empty name: several things of the file cannot be told apart.
    names: HashMap<(Kind, String, String), String>,
    operations: HashMap<String, LockedOperation>,
    /// The tags of groups, by accessor.
    tags: HashMap<String, String>,
    /// Types that were other names for types.
    aliases: HashMap<String, String>,
    /// The arguments of constructors, methods and setters of bodies, in order.
    arguments: HashMap<(Callable, String), Vec<String>>,
    /// Method and path of operations that have moved, and what they were.
    moves: HashMap<String, String>,
}

/// What takes arguments by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Callable {
    /// The constructor of a type, by the type's name.
    Constructor,
    /// A method, by method, path and media type.
    Method,
    /// A method, by operation id and media type; for operations that move to another path.
    MethodById,
    /// The setter of a method (`users().list`) for an optional body.
    BodySetter,
}

/// How an operation was known.
#[derive(Clone, Debug)]
pub(crate) struct LockedOperation {
    /// Its id, written or derived.
    pub(crate) id: String,
    /// The words its types are named by.
    pub(crate) label: String,
    /// The method, of several the first.
    pub(crate) method: String,
    /// The accessor of its group.
    group: String,
}

impl LockedOperation {
    /// True if these were the words of its types.
    pub(crate) fn is_called(&self, label: &str) -> bool {
        self.label.trim_end() == label.trim_end() || self.label == column(label)
    }
}

impl Lock {
    /// Reads the lines of a `surface.txt`.
    pub fn read(surface: &str) -> Self {
        let header = surface.lines().next();
        let is_today = header == Some(HEADER);
        let earlier = EARLIER_HEADERS.into_iter().find(|earlier| header == Some(earlier));
        let current = is_today || earlier.is_some();
        let [eldest, ..] = EARLIER_HEADERS;
        let earlier = (!is_today).then_some(earlier.unwrap_or(eldest));
        let mut lock = Self { current, earlier, ..Self::default() };
        for line in surface.lines() {
            let _ = lock.line(line);
        }
        lock
    }

    /// The same without its names, so that everything gets the name of today's rules. Arguments keep their order.
    #[must_use]
    pub fn renaming(self) -> Self {
        Self { earlier: None, renames: true, ..self }
    }

    /// True if there was no last run.
    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// True if names of the last run do not count.
    pub(crate) fn renames(&self) -> bool {
        self.renames
    }

    /// Number of operations of the last run.
    pub(crate) fn operations(&self) -> usize {
        self.operations.len()
    }

    /// Where the operations of the last run were written.
    pub(crate) fn operation_places(&self) -> impl Iterator<Item = JsonPointer> {
        self.operations.keys().filter_map(|operation| {
            let (method, path) = operation.split_once(' ')?;
            Some(JsonPointer::root().child("paths").child(path).child(&method.to_ascii_lowercase()))
        })
    }

    /// True if there was a type at this place.
    pub(crate) fn has_type(&self, place: &str) -> bool {
        self.names.contains_key(&(Kind::Type, String::new(), column(place).into_owned()))
    }

    /// The number of types, properties and values, and how many of them another lock has. Those of a type with a new
    /// name count as if they were there.
    pub(crate) fn parts_of(&self, other: &Lock) -> (usize, usize) {
        let is_type = |(kind, ..): &&(Kind, String, String)| *kind == Kind::Type;
        let renamed = self.names.keys().filter(is_type).filter_map(|key| {
            let (was, now) = (self.names.get(key)?, other.names.get(key)?);
            (was != now).then_some(was)
        });
        let renamed: HashSet<&String> = renamed.collect();
        let parts = self.names.keys().filter(|(kind, ..)| matches!(kind, Kind::Type | Kind::Member));
        let is_present = |key: &&(Kind, String, String)| other.names.contains_key(*key) || renamed.contains(&key.1);
        (parts.clone().count(), parts.filter(is_present).count())
    }

    /// True if whatever has a name keeps it, even if the rules of today would make another.
    pub(crate) fn keeps(&self) -> bool {
        self.earlier.is_some() && !self.names.is_empty()
    }

    /// The words that name the types of an operation, if they stay. One with a new id is another to its users.
    pub(crate) fn kept_label(&self, operation: &Operation) -> Option<&str> {
        let known = self.operation(&operation.method, &operation.path).filter(|_| self.keeps())?;
        (known.id == *column(operation.id.as_str())).then_some(&*known.label)
    }

    /// The first line of the next file.
    pub(crate) fn header(&self) -> &'static str {
        self.earlier.filter(|_| self.keeps()).unwrap_or(HEADER)
    }

    /// The name that was given to a thing within its owner.
    pub(crate) fn name(&self, kind: Kind, owner: &str, key: &str) -> Option<&str> {
        // What a type was called still finds its constructor.
        if self.names.is_empty() || self.renames && kind != Kind::Type {
            return None;
        }
        let key = if self.current { column(key) } else { visible(key) };
        let key = match kind {
            Kind::Method | Kind::Request | Kind::Response => self.before_move(&key).map_or(key, Cow::Owned),
            _ => key,
        };
        let name = self.names.get(&(kind, owner.to_owned(), key.into_owned()))?;
        (!name.is_empty()).then_some(name)
    }

    /// The environment, if there was one alone.
    pub(crate) fn only_environment(&self) -> Option<&str> {
        let mut environments = self.names.iter().filter(|((kind, ..), _)| *kind == Kind::Environment);
        let (_, name) = environments.next().filter(|_| !self.renames)?;
        environments.next().is_none().then_some(name)
    }

    /// The name that was given to the type at a place.
    pub(crate) fn type_name(&self, origin: &Origin) -> Option<&str> {
        if self.names.is_empty() {
            return None;
        }
        let place = if self.current { places::place_of(origin) } else { places::legacy_place_of(origin) };
        self.name(Kind::Type, "", &place)
    }

    /// The type whose lines name the parts of this one. Of types that repeat each other, one has the lines.
    pub(crate) fn definition<'l>(&'l self, name: &'l str) -> &'l str {
        let mut at = name;
        // An edited file may name a type after itself.
        for _ in 0..8 {
            let Some(target) = self.aliases.get(at) else { break };
            at = target;
        }
        at
    }

    /// The name that was given to the variant of a union: by payload, else by payload and tags.
    pub(crate) fn variant(&self, owner: &str, payload: &str, tags: &[String]) -> Option<&str> {
        let tags = tags.join(" | ");
        let tags = if self.current { column(&tags) } else { Cow::from(&tags) };
        let by_tags = || self.name(Kind::Variant, owner, &with_tags(payload, &tags));
        self.name(Kind::Member, owner, payload).or_else(by_tags)
    }

    /// The name that was given to the field for undeclared properties.
    pub(crate) fn undeclared(&self, owner: &str) -> Option<&str> {
        self.names.get(&(Kind::Member, owner.to_owned(), UNDECLARED.to_owned())).map(String::as_str)
    }

    /// The name that was given to the setter of a parameter.
    pub(crate) fn setter(&self, owner: &str, operation: &Operation, parameter: &Parameter) -> Option<&str> {
        let key = if self.current { parameter_key(operation, parameter) } else { Cow::from(&parameter.wire_name) };
        self.name(Kind::Setter, owner, &key)
    }

    /// How the operation at that method and path was known, however the path writes its parameters.
    pub(crate) fn operation(&self, method: &Method, path: &str) -> Option<&LockedOperation> {
        self.operations.get(self.held_wire(method, path)?)
    }

    /// Method and path of an operation, as they were.
    fn held_wire(&self, method: &Method, path: &str) -> Option<&str> {
        if self.operations.is_empty() {
            return None;
        }
        let known = |path: &str| {
            let now = wire(method, path);
            let now = visible(&now);
            let (held, _) = self.operations.get_key_value(self.moves.get(&*now).map_or(&*now, String::as_str))?;
            Some(held.as_str())
        };
        known(path).or_else(|| known(&path_template::plain(path)))
    }

    /// With the names of operations whose id is now at another place, where nothing else is at the old one.
    /// `None` if no operation has moved.
    pub(crate) fn following(&self, api: &Api) -> Option<Self> {
        let unknown = || api.operations.iter().filter(|one| self.operation(&one.method, &one.path).is_none());
        if self.operations.is_empty() || unknown().next().is_none() {
            return None;
        }
        let kept = api.operations.iter().filter_map(|one| self.held_wire(&one.method, &one.path));
        let kept: HashSet<&str> = kept.collect();
        let mut gone: HashMap<&str, Vec<&str>> = HashMap::default();
        for (wire, held) in self.operations.iter().filter(|(wire, _)| !kept.contains(wire.as_str())) {
            gone.entry(&held.id).or_default().push(wire);
        }
        let moved = unknown().filter_map(|one| {
            // An id that several had tells none of them.
            let [before] = gone.get(&*column(one.id.as_str()))?.as_slice() else { return None };
            Some((visible(&wire(&one.method, &one.path)).into_owned(), (*before).to_owned()))
        });
        let moves: HashMap<String, String> = moved.collect();
        (!moves.is_empty()).then(|| Self { moves, ..self.clone() })
    }

    /// A key that begins with method and path, as it was before the operation moved.
    fn before_move(&self, key: &str) -> Option<String> {
        if self.moves.is_empty() {
            return None;
        }
        let place = key.match_indices(' ').nth(1).map_or(key.len(), |(space, _)| space);
        let (now, rest) = key.split_at_checked(place)?;
        Some([self.moves.get(now)?, rest].concat())
    }

    /// The tag of the group that an operation was in.
    pub(crate) fn group_of(&self, method: &Method, path: &str) -> Option<&str> {
        self.tags.get(&self.operation(method, path)?.group).map(String::as_str)
    }

    /// True if this tag was a group.
    pub(crate) fn has_group(&self, tag: &str) -> bool {
        self.name(Kind::Group, "", tag).is_some()
    }

    /// What the arguments were, in order.
    pub(crate) fn arguments(&self, of: Callable, key: &str) -> Option<&[String]> {
        if self.arguments.is_empty() {
            return None;
        }
        self.arguments.get(&(of, column(key).into_owned())).map(Vec::as_slice)
    }

    /// What the arguments of the operation with this id were, where another path had it.
    pub(crate) fn moved_arguments(&self, id: &str, wire: &str) -> Option<&[String]> {
        self.arguments(Callable::MethodById, &by_id(&column(id), wire))
    }

    /// Two things that one line could mean have no claim to either name.
    fn put(&mut self, kind: Kind, owner: &str, key: &str, name: &str) -> Option<()> {
        let known = self.names.entry((kind, owner.to_owned(), key.to_owned())).or_insert_with(|| name.to_owned());
        if known != name {
            known.clear();
        }
        Some(())
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let (kind, rest) = line.split_once(' ')?;
        if kind == "enum"
            && let Some((variant, value)) = rest.split_once(" = ")
            && let Some((owner, name)) = variant.split_once("::")
        {
            let value = if self.current { without_remarks_of_value(value) } else { value };
            return self.put(Kind::Member, owner, value, name);
        }
        let (head, key) = rest.split_once("  ").unwrap_or((rest, ""));
        let key = if self.current { without_remarks(key) } else { key };
        match kind {
            "fn" => self.function(head, key),
            "header" => self.put(Kind::Header, "", key, head.split_once(": ")?.0),
            "group" => {
                let accessor = head.split_once(": ")?.0;
                self.tags.insert(accessor.to_owned(), key.to_owned());
                self.put(Kind::Group, "", key, accessor)
            }
            "request" => self.put(Kind::Request, "", key, head),
            "response" => self.put(Kind::Response, "", key, head),
            "environment" => self.put(Kind::Environment, "", key, head),
            "error" => self.payload(Kind::ErrorBody, head, key),
            "union" if head.contains("::") => self.payload(Kind::Member, head, key),
            "struct" if head.contains(" .") => {
                let (owner, field) = head.split_once(" .")?;
                self.put(Kind::Member, owner, key, field.split_once(':')?.0)
            }
            "struct" | "enum" | "union" | "type" => {
                let (name, target) = head.split_once(" = ").unwrap_or((head, ""));
                if kind == "type" {
                    self.aliases.insert(name.to_owned(), target.to_owned());
                }
                self.put(Kind::Type, "", if key.is_empty() { name } else { key }, name)
            }
            _ => None,
        }
    }

    /// `Owner::Variant(Payload)`
    fn payload(&mut self, kind: Kind, head: &str, tags: &str) -> Option<()> {
        let (owner, rest) = head.split_once("::")?;
        let (name, payload) = rest.strip_suffix(')')?.split_once('(')?;
        // Whether it is boxed depends on sizes, not on what it is.
        let unboxed = payload.strip_prefix("Box<").and_then(|inner| inner.strip_suffix('>'));
        let payload = unboxed.unwrap_or(payload);
        if kind == Kind::ErrorBody {
            return self.put(kind, "", payload, name);
        }
        self.put(Kind::Variant, owner, &with_tags(payload, tags), name)?;
        self.put(kind, owner, payload, name)
    }

    /// `User::new(..)`, `users().list(..) -> ..` or `users().list .per_page(..)`
    fn function(&mut self, head: &str, key: &str) -> Option<()> {
        let (first, rest) = head.split_once('(')?;
        if let Some(owner) = first.strip_suffix("::new") {
            self.arguments.insert((Callable::Constructor, owner.to_owned()), arguments(key));
            return Some(());
        }
        let before_arguments = rest.split_once('(')?.0;
        let (method, setter) = match before_arguments.split_once(" .") {
            Some((method, setter)) => (method, Some(setter)),
            None => (before_arguments, None),
        };
        let name = method.strip_prefix(").")?;
        match setter {
            Some(setter) => self.setter_line(&[first, "().", name].concat(), setter, key),
            None => self.method((first, name), key),
        }
    }

    fn setter_line(&mut self, owner: &str, setter: &str, key: &str) -> Option<()> {
        if self.current && key.starts_with('(') {
            self.arguments.insert((Callable::BodySetter, owner.to_owned()), arguments(key));
            return self.put(Kind::BodySetter, owner, "", setter);
        }
        self.put(Kind::Setter, owner, key, setter)
    }

    /// The columns of a method, after what it looks like.
    fn method(&mut self, (group, name): (&str, &str), key: &str) -> Option<()> {
        let mut columns = key.split("  ");
        let wire = columns.next()?;
        self.put(Kind::Method, "", wire, name)?;
        let id = columns.next()?.to_owned();
        let mut label = id.clone();
        for column in columns {
            if let Some(words) = column.strip_prefix("as ") {
                words.clone_into(&mut label);
            } else if column.starts_with('(') {
                self.method_arguments(wire, &id, arguments(column));
            }
        }
        // It is known by the method that asks for the main representation.
        if wire.contains(ASKING_FOR) {
            return Some(());
        }
        let mut words = wire.splitn(3, ' ');
        let operation = [words.next()?, " ", words.next()?].concat();
        let group = group.to_owned();
        self.operations.entry(operation).or_insert(LockedOperation { id, label, method: name.to_owned(), group });
        Some(())
    }

    fn method_arguments(&mut self, wire: &str, id: &str, arguments: Vec<String>) {
        self.arguments.insert((Callable::MethodById, by_id(id, wire)), arguments.clone());
        self.arguments.insert((Callable::Method, wire.to_owned()), arguments);
    }
}

/// Operation id and media type; the media type is the third word of what goes over the wire.
fn by_id(id: &str, wire: &str) -> String {
    match wire.splitn(3, ' ').nth(2) {
        Some(media_type) => [id, " ", media_type].concat(),
        None => id.to_owned(),
    }
}

/// A key without the last column, if that is one of remarks.
fn without_remarks(key: &str) -> &str {
    match key.rfind("  [") {
        Some(start) if key.ends_with(']') => key.get(..start).unwrap_or_default(),
        _ if key.starts_with('[') && key.ends_with(']') => "",
        _ => key,
    }
}

/// The value of an enum without the last column; a string ends with a quote.
fn without_remarks_of_value(value: &str) -> &str {
    let bare = without_remarks(value);
    if !value.starts_with('"') || bare.len() > 1 && bare.ends_with('"') { bare } else { value }
}

/// `(path id, body)`; names with a comma are strings.
fn arguments(column: &str) -> Vec<String> {
    let Some(inner) = column.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else { return Vec::new() };
    let mut arguments = vec![String::new()];
    let (mut in_string, mut escaped) = (false, false);
    for character in inner.chars() {
        if character == ',' && !in_string {
            arguments.push(String::new());
            continue;
        }
        in_string ^= character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
        arguments.last_mut().into_iter().for_each(|argument| argument.push(character));
    }
    let trimmed = arguments.iter().map(|argument| argument.trim_start().to_owned());
    trimmed.filter(|argument| !argument.is_empty()).collect()
}

fn with_tags(payload: &str, tags: &str) -> String {
    [payload, " : ", tags].concat()
}

/// Method and path; one that has spaces shows them as escapes.
pub(crate) fn wire(method: &Method, path: &str) -> String {
    [method.as_str(), " ", &path.replace(' ', "\\u{20}")].concat()
}

/// What the line of a setter says about its parameter.
pub(crate) fn parameter_key<'p>(operation: &Operation, parameter: &'p Parameter) -> Cow<'p, str> {
    let name = &parameter.wire_name;
    let is_alike = |other: &&Parameter| other.wire_name == *name && !other.required;
    if operation.parameters.iter().filter(is_alike).count() > 1 {
        return places::parameter(parameter.location, name).into();
    }
    if let Some(rest) = name.strip_prefix('(') { ["\\u{28}", rest].concat().into() } else { name.into() }
}

/// A string as one column: nothing that does not show, and nothing that another column could be.
pub(crate) fn column(text: &str) -> Cow<'_, str> {
    let shown = visible(text);
    if shown == UNDECLARED {
        return "\\u{2a}".into();
    }
    if !shown.contains("  ") && !shown.starts_with('[') && !shown.ends_with(' ') {
        return shown;
    }
    let mut apart = shown.replace("  ", " \\u{20}");
    if apart.ends_with(' ') {
        apart.truncate(apart.len() - 1);
        apart += "\\u{20}";
    }
    match apart.strip_prefix('[') {
        Some(rest) => ["\\u{5b}", rest].concat().into(),
        None => apart.into(),
    }
}

/// The key of the properties that the document does not name.
pub(crate) const UNDECLARED: &str = "*";

/// A string with every character that would not show, or would move others about, as its escape.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    let hides = |character: char| {
        character.is_control()
            || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    // Nearly every line is plain ASCII, where nothing hides between the space and the tilde.
    if is_each(text, |byte| matches!(byte, b' '..=b'~')) || !text.contains(hides) {
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
    use crate::ir::Root;

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
        let list =
            lock.operation(&Method::Get, "/users").map(|operation| (operation.id.as_str(), operation.label.as_str()));
        assert_eq!(list, Some(("GetUsers", "list users")));
        assert_eq!(
            lock.operation(&Method::Post, "/users").map(|operation| operation.label.as_str()),
            Some("createUser")
        );
    }

    #[test]
    fn lines_of_the_second_version_are_read_back() {
        let lock = Lock::read(
            "# surface 2\n\
             fn User::new(email: impl Into<String>, a: u8)  (email, \"a, \\\"b\")\n\
             fn users().create(a: u8, b: u8) -> ()  POST /u\\u{20}s a/b  createUser  as create user  (path id, body)  \
             returns CreateUser  [paged, deprecated]\n\
             fn users().create .body(body: Body)  (body)\n\
             fn users().create .one(u8)  \\u{28}one)  [deprecated]\n\
             struct User  [deprecated]\n\
             struct Home  User/home  [deprecated]\n\
             struct User .star: u8  \\u{2a}\n\
             struct User .extra: BTreeMap<String, u8>  *\n\
             struct User .odd: u8  \\u{5b}deprecated]\n\
             type Other = User  Person\n\
             enum Equal  \"a = b\"\n\
             union Pet::Cat(Animal)  cat\n\
             union Pet::Dog(Animal)  dog\n",
        );
        let arguments = |of, key| lock.arguments(of, key).map(|arguments| arguments.join(" + "));
        assert_eq!(arguments(Callable::Constructor, "User").as_deref(), Some("email + \"a, \\\"b\""));
        assert_eq!(arguments(Callable::Method, "POST /u\\u{20}s a/b").as_deref(), Some("path id + body"));
        assert_eq!(lock.moved_arguments("createUser", "PUT /other a/b").map(<[String]>::len), Some(2));
        assert_eq!(lock.moved_arguments("createUser", "PUT /other"), None);
        assert_eq!(arguments(Callable::BodySetter, "users().create").as_deref(), Some("body"));
        assert_eq!(lock.name(Kind::BodySetter, "users().create", ""), Some("body"));
        assert!(lock.operation(&Method::Post, "/u s").is_some_and(|operation| operation.is_called("create user")));
        let type_name = |name: &str| lock.type_name(&Origin::of(Root::Schema(name.to_owned())));
        assert_eq!(type_name("User"), Some("User"));
        assert_eq!(type_name("a = b"), Some("Equal"));
        assert_eq!(lock.name(Kind::Type, "", "User/home"), Some("Home"));
        assert_eq!(lock.definition("Other"), "User");
        assert_eq!(lock.name(Kind::Member, "User", "*"), Some("star"));
        assert_eq!(lock.undeclared("User"), Some("extra"));
        assert_eq!(lock.name(Kind::Member, "User", "[deprecated]"), Some("odd"));
        assert_eq!(lock.variant("Pet", "Animal", &["dog".to_owned()]), Some("Dog"));
    }

    #[test]
    fn a_line_that_two_types_share_names_neither() {
        let lock = Lock::read("enum GetA  getA()/response\nstruct GetAInline  getA()/response\n");
        assert_eq!(lock.name(Kind::Type, "", "getA()/response"), None);
    }
}
