//! Where a type is written: its identity. Its name and its line in the lock of names are derived from this alone.

use super::location::ParameterLocation;
use super::operation_id::OperationId;
use crate::source::JsonPointer;

/// Where a type is written: a thing of the document that every reader could point at, and the steps from there.
///
/// No two types have one origin, and a step of the structure is never equal to a name of the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Origin {
    /// Where the way begins.
    pub root: Root,
    /// The steps from the root to the type.
    pub steps: Vec<Step>,
}

/// Where the way to a type begins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Root {
    /// `#/components/schemas/NAME`.
    Schema(String),
    /// A schema that is only known by the pointer of a reference: `common.yaml#/Owner`, `#/definitions/Owner`.
    Pointer {
        /// The pointer.
        pointer: JsonPointer,
        /// Its first segment that is no keyword; the title of the file where there is none.
        name: String,
    },
    /// An event that the API sends, by name.
    Webhook(String),
    /// `#/components/SECTION/NAME` of another section: a parameter, request body or response that operations share.
    Shared {
        /// What it is used as.
        part: SharedPart,
        /// The section.
        section: String,
        /// The name in the section.
        name: String,
    },
    /// A parameter of one operation.
    Parameter {
        /// The operation's id.
        operation: OperationId,
        /// Where the parameter goes.
        location: ParameterLocation,
        /// Its name on the wire.
        name: String,
    },
    /// A parameter of a path item.
    PathItemParameter {
        /// The path as written.
        path: String,
        /// The words of the path.
        words: String,
        /// Where the parameter goes.
        location: ParameterLocation,
        /// Its name on the wire.
        name: String,
    },
    /// The request body of one operation.
    Request {
        /// The operation's id.
        operation: OperationId,
    },
    /// A response of one operation.
    Response {
        /// The operation's id.
        operation: OperationId,
        /// The status as written: `404`, `4XX`, `default`.
        status: String,
        /// Its type is named after the operation alone: the first documented success.
        main: bool,
    },
}

/// What a shared thing is used as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum SharedPart {
    /// A parameter.
    Parameter,
    /// A request body.
    Request,
    /// A response.
    Response,
}

/// One step from a thing of the document into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Step<Text = String> {
    /// The property with this name.
    Property(Text),
    /// The items of an array.
    Item,
    /// The values of properties that are not declared by name.
    AdditionalProperty,
    /// A member of `oneOf` or `anyOf`.
    Member {
        /// Words of its name.
        hint: Text,
        /// 1 for the first member with these words.
        nth: u32,
    },
    /// The payload of a webhook, or one event of a stream.
    Event,
    /// The response header with this name.
    Header(Text),
    /// A further representation of a body.
    Content {
        /// Its media type as written.
        media_type: Text,
        /// The word its type is named by.
        word: Text,
    },
    /// A segment of a pointer that is none of the above.
    Segment(Text),
    /// A further type at the same place: 2 for the second.
    Again(u32),
}

impl Origin {
    /// The root itself.
    pub(crate) fn of(root: Root) -> Self {
        Self { root, steps: Vec::new() }
    }

    /// The name that the document gives to the schema here, if it gives one.
    pub(crate) fn name(&self) -> Option<&str> {
        match &self.root {
            Root::Schema(name) | Root::Pointer { name, .. } | Root::Webhook(name) => {
                self.words().next().is_none().then_some(name)
            }
            _ => None,
        }
    }

    /// The words of the steps that have one.
    pub(crate) fn words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.steps.iter().filter_map(Step::word)
    }
}

impl SharedPart {
    /// `parameter`, `request` or `response`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Parameter => "parameter",
            Self::Request => "request",
            Self::Response => "response",
        }
    }
}

impl Step {
    /// The word that the step adds to names.
    pub(crate) fn word(&self) -> Option<&str> {
        match self {
            Self::Property(name) | Self::Header(name) => Some(name),
            Self::Item => Some("item"),
            Self::AdditionalProperty => Some("value"),
            Self::Member { hint, .. } => Some(hint),
            Self::Event => Some("event"),
            Self::Content { word, .. } => Some(word),
            Self::Segment(segment) => (!is_keyword(segment)).then_some(segment),
            Self::Again(_) => None,
        }
    }
}

impl Step<&str> {
    /// The step with names of its own.
    pub(crate) fn owned(self) -> Step {
        match self {
            Self::Property(name) => Step::Property(name.to_owned()),
            Self::Item => Step::Item,
            Self::AdditionalProperty => Step::AdditionalProperty,
            Self::Member { hint, nth } => Step::Member { hint: hint.to_owned(), nth },
            Self::Event => Step::Event,
            Self::Header(name) => Step::Header(name.to_owned()),
            Self::Content { media_type, word } => {
                Step::Content { media_type: media_type.to_owned(), word: word.to_owned() }
            }
            Self::Segment(segment) => Step::Segment(segment.to_owned()),
            Self::Again(number) => Step::Again(number),
        }
    }
}

/// Segments of pointers that say nothing about the type they lead to.
pub(crate) fn is_keyword(segment: &str) -> bool {
    const KEYWORDS: [&str; 8] =
        ["properties", "schema", "content", "allOf", "$defs", "definitions", "paths", "responses"];
    KEYWORDS.contains(&segment)
}
