//! What samples showed, counted by place. Data with sums; `walk` and others fill it in, `tell` and `overlay` read it.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;

use super::kinds::Kinds;
use super::seen::Seen;
use crate::source::{FileId, JsonPointer};

/// The most values that are kept. A string with more values is no enumeration.
pub(super) const MAX_VALUES: usize = 20;

/// Most differences that are kept.
const MAX_DIFFERENCES: usize = 20_000;

/// A place of the document that evidence is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Site {
    /// The node.
    pub(super) pointer: JsonPointer,
    /// The file it is in.
    pub(super) file: FileId,
    /// The member, parameter or header that the place is the schema of; the operation for bodies.
    pub(super) name: String,
}

/// How samples differ from the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Difference {
    /// Values are of another kind.
    Kind,
    /// Bodies are objects without any declared member, where some are required: an error under a success, say.
    Stranger,
    /// A required member is missing.
    Missing(String),
    /// A member is not declared.
    Member(String),
    /// Members whose names are data are not declared.
    Members,
    /// Values are not in the list.
    Value,
    /// Strings are not in the form that the format says.
    Format(String),
    /// A limit does not hold.
    Limit(String),
    /// No member of a union takes the values.
    Union,
    /// Values of the discriminator select no member of a union.
    Tag,
    /// A status is not documented.
    Status(u16),
    /// A media type is not documented.
    MediaType(String),
    /// A body is not what its media type says.
    Unreadable,
    /// There is no body.
    NoBody,
    /// There is a body, and the document has none.
    Body(String),
    /// A header is not documented.
    Header(String),
    /// A required header, parameter or body is missing.
    Absent,
    /// A query parameter is not documented.
    Parameter(String),
    /// No difference: a member that is not required is in every object that was seen.
    Always(String),
}

/// The samples that show a difference.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    /// Number of values.
    pub(super) values: u64,
    /// Number of answers (or requests) with such a value.
    pub(super) answers: u64,
    /// The exchange that was counted last.
    last: u64,
    /// Number of values of each kind.
    pub(super) kinds: BTreeMap<Kinds, u64>,
    /// The first sample with such a value, and the path of the value in it.
    pub(super) sample: String,
    pub(super) path: String,
    /// That value, where values may be shown.
    pub(super) example: Option<String>,
    /// It was in a request.
    pub(super) is_request: bool,
    /// The look of the values.
    pub(super) seen: Seen,
    /// Values of an enumeration, as JSON.
    pub(super) listed: BTreeSet<String>,
    /// There were values that must not be shown, or too many of them.
    pub(super) has_more: bool,
    /// A few words on how the values look.
    pub(super) words: BTreeSet<&'static str>,
    /// The media type of the first body, where a body is what differs.
    pub(super) media_type: Option<String>,
    /// Headers of answers, where the answer as a whole is what differs.
    pub(super) headers: BTreeMap<String, Seen>,
    /// References to schemas that all values fit so far; none before the first value.
    pub(super) fits: Option<Vec<String>>,
}

/// Values that were compared with a place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Total {
    /// Number of values.
    pub(super) values: u64,
    /// Number of answers with one.
    pub(super) answers: u64,
    last: u64,
}

impl Total {
    /// A number of answers.
    pub(super) fn of(answers: u64) -> Self {
        Self { values: answers, answers, last: 0 }
    }

    /// Adds a value of an exchange.
    pub(super) fn add(&mut self, exchange: u64) {
        self.values += 1;
        self.answers += u64::from(self.last != exchange);
        self.last = exchange;
    }
}

impl Difference {
    /// Differences of one class are changed together, and those that move keywords come last.
    pub(super) fn class(&self) -> u8 {
        match self {
            Difference::Value => 0,
            Difference::Format(_) => 1,
            Difference::Limit(_) => 2,
            Difference::Missing(_) => 3,
            Difference::Member(_) | Difference::Members => 4,
            Difference::Header(_) => 5,
            Difference::Status(_) => 6,
            Difference::Parameter(_) => 7,
            Difference::MediaType(_) => 8,
            Difference::Body(_) | Difference::NoBody | Difference::Absent | Difference::Unreadable => 9,
            Difference::Tag | Difference::Union | Difference::Stranger => 10,
            Difference::Kind => 11,
            Difference::Always(_) => 12,
        }
    }
}

impl Evidence {
    /// Adds a value of an exchange; true for the first one.
    pub(super) fn count(&mut self, exchange: u64) -> bool {
        self.values += 1;
        self.answers += u64::from(self.last != exchange);
        self.last = exchange;
        self.values == 1
    }
}

/// Everything that the samples showed.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// The places, in the order they were met.
    pub(super) sites: Vec<Site>,
    known: HashMap<JsonPointer, usize>,
    /// Differences by place.
    pub(super) differences: BTreeMap<(usize, Difference), Evidence>,
    /// Values that were compared with a place.
    pub(super) totals: HashMap<JsonPointer, Total>,
    /// Where differences go of which there are too many.
    lost: Evidence,
}

impl Book {
    /// The place with this pointer.
    pub(super) fn site(&mut self, pointer: &JsonPointer, file: FileId, name: &str) -> usize {
        if let Some(known) = self.known.get(pointer) {
            return *known;
        }
        let site = Site { pointer: pointer.clone(), file, name: name.to_owned() };
        self.sites.push(site);
        self.known.insert(pointer.clone(), self.sites.len() - 1);
        self.sites.len() - 1
    }

    /// The evidence of a difference at a place. Servers choose names, so of very many the last are not kept.
    pub(super) fn evidence(&mut self, site: usize, difference: Difference) -> &mut Evidence {
        let key = (site, difference);
        if self.differences.len() >= MAX_DIFFERENCES && !self.differences.contains_key(&key) {
            return &mut self.lost;
        }
        self.differences.entry(key).or_default()
    }

    /// The values that were compared with a place.
    pub(super) fn total(&self, pointer: &JsonPointer) -> Total {
        self.totals.get(pointer).copied().unwrap_or_default()
    }
}
