//! Names in braces, as paths and URLs have them.

/// What is in the braces of a path or a URL, in order: `id` and `+rest` of `/users/{id}/{+rest}`.
pub(crate) fn names_in_braces(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}
