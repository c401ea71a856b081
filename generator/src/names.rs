//! Names: every Rust identifier of the output, assigned once over the whole API and looked up by index.
//!
//! ```text
//! type           UpperCamel(component); see `type_words`       user-profile          UserProfile
//!                OwnerName UpperCamel(word)                    User, address         UserAddress
//!                OwnerName UpperCamel(singular) for items      User, positions, item UserPosition
//!                UpperCamel(operation part)                    listUsers, response   ListUsersResponse
//! field          snake(property)                               perPage               per_page
//! variant        UpperCamel(value)                             content.completed     ContentCompleted
//! accessor       snake(tag); which one is in `Grouping`        Learning Content      client.learning_content()
//! group          UpperCamel(accessor)                          learning_content      LearningContent
//! feature        kebab(accessor)                               learning_content      learning-content
//! method         snake(operation without its group's words)    listUsers in Users    list
//!                by method and path if the id only repeats them (no id) GET /users   list
//! argument       snake(parameter)                              userId                user_id
//! request        UpperCamel(operation)                         listUsers             ListUsers
//! by-status enum UpperCamel(operation) Response                getUser               GetUserResponse
//! environment    what tells it apart; see `environments`       EU region, US region  Eu, Us
//! descriptor     SCREAMING(operation)                          getUser               GET_USER
//! header         SCREAMING(response header)                    X-Rate-Limit          X_RATE_LIMIT
//! ```
//!
//! Where an operation id only repeats method and path, types, requests and descriptors are called after the method
//! and the group instead: `ListUsers`. See `path_names`. What frameworks add to ids is taken away first: `conventions`
//! has the table.
//!
//! Overrides win. A reserved word is written raw (`r#type`) or moved aside (`OptionModel`); a name that starts with a
//! digit gets a word in front (`Value1080p`); symbols become words (`Plus1`), and so do small numbers among values (`One`).
//! See `reserved`, `words` and `numbers`.
//!
//! A name depends on the thing itself. Where two things would be called the same, the one that had the name in the last
//! run keeps it, else the first in the document; the next gets a word that tells (methods: more of the operation id),
//! or else a number, and both places are reported. So a thing added anywhere never renames another. See `scope` and `lock`; `arguments` has the
//! order of positional arguments.

mod answer_names;
mod arguments;
mod ascii_words;
mod assigned;
mod circumstances;
mod compounds;
mod conventions;
mod endings;
mod environments;
mod former;
mod formerly;
mod free;
mod group_plurals;
mod group_words;
mod groups;
mod headers;
mod json_api;
mod laravel;
mod methods;
mod numbers;
mod operations;
mod override_values;
mod package;
mod page_names;
mod path_names;
mod plurals;
mod qualified;
mod request_names;
mod requests;
mod reserved;
mod rust_ident;
mod scope;
mod titles;
mod type_words;
mod types;
mod words;

use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::ir::Api;

pub(crate) use arguments::Argument;
pub(crate) use arguments::{body_record, of_body as body_arguments};
pub(crate) use assigned::{MethodNames, Names, OperationNames};
pub(crate) use former::{Former, Formerly, Thing};
pub(crate) use operations::wire_of;
pub(crate) use package::package_name;
pub use package::usable_package_name;
pub(crate) use reserved::FEATURES;
pub(crate) use rust_ident::RustIdent;
pub(crate) use types::{literal, payload};
pub(crate) use words::snake;

/// Assigns a name to everything in the API.
pub(crate) fn assign(api: &Api, config: &Config, diagnostics: &mut Diagnostics) -> Names {
    override_values::check(config, api, diagnostics);
    let told = groups::told(api);
    let titles = titles::titles(api, &told, &config.lock);
    let types = types::assign(api, config, &titles, diagnostics);
    let groups = groups::assign(api, config, &told, diagnostics);
    let operations = operations::assign(api, config, &groups, &types, &titles, diagnostics);
    let environments = environments::assign(api, config, diagnostics);
    let error_variants = types::error_variants(api, config, &types);
    let headers = headers::assign(api, config, diagnostics);
    let surface_header = config.lock.header();
    let formerly = Formerly::default();
    let mut names =
        Names { types, groups, operations, environments, error_variants, headers, formerly, surface_header };
    names.formerly = formerly::resolve(api, &names, &config.formerly, diagnostics);
    names
}
