//! Headers that most responses have, such as those of CORS and of rate limits: they are said once.

use foldhash::{HashMap, HashSet};

use crate::ir::Api;

/// So few operations need no summary.
const FEW: usize = 5;

/// The names, in lower case, of headers that more than half of the operations have.
pub(crate) fn of(api: &Api) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::default();
    for operation in &api.operations {
        let headers = operation.responses.iter().flat_map(|response| &response.headers);
        let names: HashSet<String> = headers.map(|header| header.wire_name.to_ascii_lowercase()).collect();
        names.into_iter().for_each(|name| *counts.entry(name).or_default() += 1);
    }
    let is_common = |count: usize| count > FEW && count * 2 > api.operations.len();
    counts.into_iter().filter(|(_, count)| is_common(*count)).map(|(name, _)| name).collect()
}
