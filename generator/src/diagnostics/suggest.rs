//! The nearest valid name for a misspelt one.

/// Candidates longer than this are not compared.
const MAX_LETTERS: usize = 64;

/// The candidate that differs least from a name, if it differs little enough to be what was meant.
pub fn suggest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name: Vec<char> = name.chars().take(MAX_LETTERS + 1).collect();
    if name.len() > MAX_LETTERS || name.is_empty() {
        return None;
    }
    let limit = name.len().div_ceil(4).min(3);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = distance(&name, candidate, limit);
        if let Some(distance) = distance
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Number of letters to insert, remove, replace or swap; none if above the limit. Case alone counts as nothing.
fn distance(name: &[char], candidate: &str, limit: usize) -> Option<usize> {
    let other: Vec<char> = candidate.chars().take(MAX_LETTERS + 1).collect();
    if name.len().abs_diff(other.len()) > limit || other.len() > MAX_LETTERS {
        return None;
    }
    let same = |one: char, other: char| one == other || one.eq_ignore_ascii_case(&other);
    let mut before = vec![0; other.len() + 1];
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, &letter) in name.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, &wanted) in other.iter().enumerate() {
            let replaced = above[column] + usize::from(!same(letter, wanted));
            let mut least = replaced.min(above[column + 1] + 1).min(line[column] + 1);
            let swapped = row > 0 && column > 0 && same(letter, other[column - 1]) && same(name[row - 1], wanted);
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            line.push(least);
        }
        before = std::mem::replace(&mut above, line);
    }
    above.last().copied().filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let types = ["string", "integer", "number", "boolean", "array", "object"];
        assert_eq!(suggest("strng", types), Some("string"));
        assert_eq!(suggest("String", types), Some("string"));
        assert_eq!(suggest("obejct", types), Some("object"));
        assert_eq!(suggest("date", types), None);
        assert_eq!(suggest("", types), None);
        assert_eq!(suggest("minLenght", ["minLength", "maxLength"]), Some("minLength"));
        assert_eq!(suggest("operationID", ["operationId"]), Some("operationId"));
    }
}
