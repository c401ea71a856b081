//! The names that APIs give to the inputs and the properties of pages, in letters and digits alone.

/// Strings that ask for the page after a cursor.
pub(super) const CURSORS: &[&str] = &[
    "after",
    "aftercursor",
    "bookmark",
    "continuation",
    "continuationtoken",
    "cursor",
    "exclusivestartkey",
    "iterator",
    "marker",
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "pageafter",
    "pagecursor",
    "pagekey",
    "pagetoken",
    "paginationtoken",
    "pagingtoken",
    "startcursor",
    "startingafter",
    "startkey",
    "starttoken",
];

/// What a page calls the cursor of the next one.
pub(super) const NEXT_CURSORS: &[&str] = &[
    "cursornext",
    "lastevaluatedkey",
    "nextbookmark",
    "nextcontinuationtoken",
    "nextcursor",
    "nextkey",
    "nextmarker",
    "nextpagecursor",
    "nextpagekey",
    "nextpagetoken",
    "nextpaginationtoken",
    "nextstartkey",
    "nexttoken",
];

/// Names that an input and the cursor of the next page may share.
pub(super) const SHARED_CURSORS: &[&str] = &[
    "bookmark",
    "continuation",
    "continuationtoken",
    "continue",
    "cursor",
    "iterator",
    "marker",
    "offset",
    "pagetoken",
    "paginationtoken",
    "pagingtoken",
    "scrollid",
];

/// Page numbers.
pub(super) const PAGES: &[&str] = &["page", "pageindex", "pageno", "pagenum", "pagenumber"];

/// Numbers of items on a page.
pub(super) const SIZES: &[&str] = &[
    "count",
    "itemsperpage",
    "limit",
    "max",
    "maxitems",
    "maxpagesize",
    "maxresults",
    "numresults",
    "pagelimit",
    "pagesize",
    "perpage",
    "resultsperpage",
    "rows",
    "size",
    "take",
    "top",
];

/// Numbers that may be those of items on a page, if their description says so.
pub(super) const MAY_BE_SIZES: &[&str] = &["amount", "fetchsize"];

/// Numbers of items before a page.
pub(super) const OFFSETS: &[&str] = &["offset", "pageoffset", "skip", "startat"];

/// Numbers that may count items before a page, if their description says so.
pub(super) const STARTS: &[&str] = &["from", "start", "startindex", "startposition"];

/// Flags that say whether there are more pages.
pub(super) const MORE: &[&str] = &[
    "hasmore",
    "hasmoreitems",
    "hasmorepages",
    "hasmoreresults",
    "hasnext",
    "hasnextpage",
    "istruncated",
    "more",
    "moreavailable",
    "moreitemsavailable",
    "moreresults",
];

/// Flags that say whether a page is the last one.
pub(super) const DONE: &[&str] = &["done", "isdone", "islast", "islastpage", "last", "lastpage"];

/// Numbers of items on all pages.
pub(super) const TOTALS: &[&str] = &[
    "total",
    "totalcount",
    "totalelements",
    "totalentries",
    "totalhits",
    "totalitems",
    "totalobjects",
    "totalrecords",
    "totalresults",
    "totalrows",
];

/// Numbers of pages.
pub(super) const PAGE_COUNTS: &[&str] = &["lastpage", "numpages", "numberofpages", "pages", "pagestotal", "totalpages"];

/// URLs of the next page, by a name that says so.
pub(super) const NEXT_URLS: &[&str] =
    &["nexthref", "nextlink", "nextpagelink", "nextpageurl", "nextrecordsurl", "nexturl", "odatanextlink"];

/// URIs of the next page; some are relative to something else than the URL of the page.
pub(super) const NEXT_URIS: &[&str] = &["nextpageuri", "nexturi"];

/// Objects that say something of a page.
const ABOUT_PAGES: &[&str] = &["cursor", "info", "link", "meta", "page", "paging", "pagination"];

/// Objects that hold a page.
pub(super) const WRAPPERS: &[&str] = &["data", "embedded", "payload", "response", "result", "results"];

/// Arrays that no list is for.
pub(super) const SIDE_LISTS: &[&str] = &[
    "aggregations",
    "deprecations",
    "errors",
    "facets",
    "filters",
    "included",
    "links",
    "messages",
    "notices",
    "sort",
    "warnings",
];

/// Arrays that are what a list is for, whatever else a response has.
pub(super) const MAIN_LISTS: &[&str] = &[
    "content",
    "data",
    "elements",
    "entries",
    "hits",
    "items",
    "list",
    "objects",
    "records",
    "resources",
    "results",
    "rows",
    "value",
    "values",
];

/// Segments of paths whose reading is noted by the server.
pub(super) const QUEUES: &[&str] = &["consume", "consumer", "consumers", "dequeue", "receive"];

/// Words in the name of an operation that only reads, whatever its method.
const READS: &[&str] = &["filter", "find", "list", "paginate", "query", "search"];

/// A name in lower case, without what separates its words.
pub(super) fn bare(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// Whether an object of this name may say something of a page.
pub(super) fn is_about_pages(key: &str) -> bool {
    key == "next" || WRAPPERS.contains(&key) || ABOUT_PAGES.iter().any(|word| key.contains(word))
}

/// Whether an operation of this name only reads.
pub(super) fn is_read(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    READS.iter().any(|word| name.contains(word))
}

/// Whether a description says that its value is about what comes next.
pub(super) fn says_next(description: &str) -> bool {
    ["next", "subsequent", "following page", "more data", "more items", "more results", "remaining"]
        .iter()
        .any(|word| description.contains(word))
}

/// Whether a description says that its value is the number of items in a response.
pub(super) fn says_size(description: &str) -> bool {
    let says = |words: &[&str]| words.iter().any(|word| description.contains(word));
    says(&["how many", "number of"]) && says(&["to return", "per page", "on a page"])
}

/// Whether a description says that its value is a URL.
pub(super) fn says_url(description: &str) -> bool {
    ["url", "uri", "link", "http", "href"].iter().any(|word| description.contains(word))
}

/// What says that counting begins at 0.
const FROM_ZERO: &[&str] = &[
    "zero-based",
    "zero based",
    "0-based",
    "0 based",
    "zero-index",
    "0-index",
    "zero index",
    "0 index",
    "starts at 0",
    "starts at zero",
    "starting at 0",
    "starting at zero",
    "starts from 0",
    "starts with 0",
    "starting from 0",
    "starting with 0",
    "start at 0",
    "start from 0",
    "first page is 0",
    "first page is zero",
    "page 0 is",
    "(0..n)",
    "begins at 0",
    "beginning with 0",
    "beginning at 0",
];

/// What says that counting begins at 1.
const FROM_ONE: &[&str] = &[
    "one-based",
    "one based",
    "1-based",
    "1 based",
    "one-index",
    "1-index",
    "starts at 1",
    "starts at one",
    "starting at 1",
    "starting at one",
    "starts from 1",
    "starts with 1",
    "starting from 1",
    "starting with 1",
    "start at 1",
    "start from 1",
    "first page is 1",
    "first page is one",
    "page 1 is",
    "(1..n)",
    "begins at 1",
    "beginning with 1",
    "beginning at 1",
    // The words of Django REST framework, which counts from 1.
    "a page number within the paginated result set",
];

/// The number of the first page or item, if a description says so.
pub(super) fn first_in(description: &str) -> Option<u64> {
    let says = |forms: &[&str]| forms.iter().any(|form| description.contains(form));
    match (says(FROM_ZERO), says(FROM_ONE)) {
        (true, false) => Some(0),
        (false, true) => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_their_letters() {
        for name in ["page[size]", "page_size", "pageSize", "$page-size", "PageSize"] {
            assert_eq!(bare(name), "pagesize", "{name}");
        }
        assert_eq!(bare("@odata.nextLink"), "odatanextlink");
    }

    #[test]
    fn a_description_may_say_where_counting_begins() {
        assert_eq!(first_in("zero-based page index (0..n)"), Some(0));
        assert_eq!(first_in("the page, starting at 1"), Some(1));
        assert_eq!(first_in("0-based; 1-based pages are deprecated"), None);
        assert_eq!(first_in("the page"), None);
    }
}
