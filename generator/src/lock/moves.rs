//! Operations at another method or path than when they got their names: the id says which they are.

use foldhash::{HashMap, HashSet};

use super::{Lock, column, visible, wire};
use crate::ir::Api;

/// What goes over the wire today, and what went then: method and path.
pub(super) type Moves = HashMap<String, String>;

impl Lock {
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
        let moves: Moves = moved.collect();
        (!moves.is_empty()).then(|| Self { moves, ..self.clone() })
    }

    /// A key that begins with method and path, as it was before the operation moved.
    pub(super) fn before_move(&self, key: &str) -> Option<String> {
        if self.moves.is_empty() {
            return None;
        }
        let place = key.match_indices(' ').nth(1).map_or(key.len(), |(space, _)| space);
        let (now, rest) = key.split_at_checked(place)?;
        Some([self.moves.get(now)?, rest].concat())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Config, NoFiles, Options, SourceFile};

    const SURFACE: &str = "# surface 9
fn hours().all() -> Hours  GET /museum-hours  getMuseumHours  as all hours  returns AllHours
fn hours().other() -> Hours  GET /other  getOther  returns OtherHours
request AllHours  GET /museum-hours
request OtherHours  GET /other
";

    fn surface(paths: &str) -> String {
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: a, version: '1'}}\nservers: [{{url: 'https://a.example'}}]\npaths:\n{paths}"
        );
        let source = SourceFile { name: "a.yaml".to_owned(), text };
        let config = Config { lock: super::Lock::read(SURFACE), ..Config::default() };
        crate::describe(source, &NoFiles, config, &Options::default()).surface().to_owned()
    }

    fn operation(path: &str, id: &str) -> String {
        let parameter = "parameters: [{name: n, in: query, schema: {type: integer}}]";
        format!(
            "  {path}: {{get: {{operationId: {id}, tags: [hours], {parameter}, responses: {{'200': {{description: d}}}}}}}}\n"
        )
    }

    #[test]
    fn an_operation_keeps_its_names_where_its_id_moves() {
        let moved = surface(&[operation("/hours", "getMuseumHours"), operation("/other", "getOther")].concat());
        assert!(moved.contains("\nfn hours().all() -> Bytes "), "{moved}");
        assert!(moved.contains("\nrequest AllHours  GET /hours\n"), "{moved}");
    }

    #[test]
    fn the_first_of_several_servers_is_still_the_default() {
        let text = "openapi: 3.0.3\ninfo: {title: a, version: '1'}\nservers: [{url: 'https://a.example'}, {url: 'https://sandbox.a.example', description: Sandbox}]\npaths: {/a: {get: {operationId: getA, responses: {'200': {description: d}}}}}\n";
        let source = SourceFile { name: "a.yaml".to_owned(), text: text.to_owned() };
        let lock = super::Lock::read("# surface 10\nenvironment Default  Default\n");
        let now = crate::describe(source, &NoFiles, Config { lock, ..Config::default() }, &Options::default());
        assert!(
            now.surface().contains("environment Default  a.example\nenvironment Sandbox  Sandbox\n"),
            "{}",
            now.surface()
        );
    }

    #[test]
    fn what_is_still_there_has_not_moved() {
        let same = surface(&[operation("/hours", "getHours"), operation("/museum-hours", "getMuseumHours")].concat());
        assert!(same.contains("\nrequest AllHours  GET /museum-hours\n"), "{same}");
        assert!(!same.contains("\nrequest AllHours  GET /hours\n"), "{same}");
    }
}
