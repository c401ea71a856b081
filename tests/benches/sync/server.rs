//! What the server responds: pages of users that it has ready.

use crate::page::{self, Derived, USERS};
use crate::process;

/// Serves lists of as many pages as the path says.
pub(crate) fn serve() {
    let page = Page::new();
    process::serve(move |first, stream| {
        let (pages, number) = (between(first, "GET /", "/"), between(first, "?page=", "&"));
        process::send(&page.answer(number, pages), stream);
    });
}

/// The users of a page around the id of the first one, which is another on each page.
#[derive(Clone)]
struct Page {
    before: String,
    after: String,
}

impl Page {
    /// The page with its keys in the order of the document.
    fn new() -> Self {
        let users = serde_json::from_str::<Derived>(&page::text()).unwrap().results;
        let text = serde_json::to_string(&users).unwrap();
        let (before, after) = text.split_once(&users[0].id).unwrap();
        Self { before: before.to_owned(), after: after.to_owned() }
    }

    fn answer(&self, page: usize, pages: usize) -> String {
        let Self { before, after } = self;
        process::response(&format!(
            r#"{{"results":{before}{:024x}{after},"pagination":{{"totalResults":{},"totalPages":{pages},"page":{page},"perPage":{USERS}}}}}"#,
            page * USERS,
            pages * USERS,
        ))
    }
}

/// The number after some text and before another.
fn between(line: &str, before: &str, after: &str) -> usize {
    let (_, rest) = line.split_once(before).unwrap();
    rest.split_once(after).unwrap().0.parse().unwrap()
}
