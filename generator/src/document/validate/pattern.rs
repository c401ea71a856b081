//! Patterns of ECMA 262, as far as their syntax goes: what no engine can compile, and what means something else there.

use std::iter::Peekable;
use std::str::Chars;

/// What is wrong with a pattern, and what to write; none if it can be compiled.
///
/// The syntax is that of browsers (Annex B), where a lone `]` or `{` means itself.
pub(super) fn check(pattern: &str) -> Result<(), Broken> {
    if is_literal_of_a_language(pattern) {
        return Err(Broken::new(
            "the slashes around it are part of the pattern",
            "remove the slashes and what follows",
        ));
    }
    let mut reader = Reader { rest: pattern.chars().peekable(), open: 0, is_repeatable: false };
    while let Some(letter) = reader.rest.next() {
        reader.letter(letter)?;
    }
    match reader.open {
        0 => Ok(()),
        _ => Err(Broken::new("a group is not closed", "add `)`")),
    }
}

/// Why a pattern is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) reason: &'static str,
    pub(super) help: &'static str,
}

impl Broken {
    const fn new(reason: &'static str, help: &'static str) -> Broken {
        Broken { reason, help }
    }
}

const NOTHING_TO_REPEAT: Broken =
    Broken::new("there is nothing to repeat before a quantifier", "write `\\` before it, or remove it");

/// `/^a$/i`, as JavaScript, Ruby and PHP write patterns.
fn is_literal_of_a_language(pattern: &str) -> bool {
    let inner = pattern.strip_prefix("/^").map(|inner| inner.trim_end_matches(|flag| "dgimsuvy".contains(flag)));
    inner.is_some_and(|inner| inner.ends_with("$/"))
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    /// Groups that are not closed.
    open: usize,
    /// What was read last can be repeated.
    is_repeatable: bool,
}

impl Reader<'_> {
    fn letter(&mut self, letter: char) -> Result<(), Broken> {
        match letter {
            '\\' => return self.escape(),
            '[' => self.class()?,
            '(' => return self.group(),
            ')' => self.open = self.open.checked_sub(1).ok_or(Broken::new("`)` closes no group", "write `\\)`"))?,
            '*' | '+' | '?' => return self.quantifier(),
            '{' => return self.counted(),
            '^' | '|' | '$' => {
                self.is_repeatable = false;
                return Ok(());
            }
            _ => {}
        }
        self.is_repeatable = true;
        Ok(())
    }

    fn escape(&mut self) -> Result<(), Broken> {
        const ANCHOR: Broken =
            Broken::new("`\\A`, `\\z` and `\\Z` are letters in ECMA 262, not anchors", "write `^` and `$`");
        match self.rest.next() {
            None => return Err(Broken::new("it ends in a backslash", "write `\\\\`")),
            Some('A' | 'z' | 'Z') => return Err(ANCHOR),
            Some(letter) => self.is_repeatable = !matches!(letter, 'b' | 'B'),
        }
        Ok(())
    }

    /// After `[`.
    fn class(&mut self) -> Result<(), Broken> {
        if self.rest.peek() == Some(&'^') {
            self.rest.next();
        }
        if self.rest.clone().take(2).eq(['[', ':']) && self.rest.clone().skip(2).collect::<String>().contains(":]") {
            return Err(Broken::new("ECMA 262 has no classes such as `[:alpha:]`", "write `a-zA-Z`, `\\d` or `\\s`"));
        }
        // The letter before, and the one that a range begins with.
        let (mut last, mut from) = (None, None);
        while let Some(letter) = self.rest.next() {
            let single = match letter {
                ']' => return Ok(()),
                '\\' => self.rest.next().filter(|letter| !letter.is_ascii_alphanumeric()),
                '-' if last.is_some() && from.is_none() && self.rest.peek() != Some(&']') => {
                    from = last.take();
                    continue;
                }
                letter => Some(letter),
            };
            if let (Some(from), Some(to)) = (from.take(), single)
                && from > to
            {
                return Err(Broken::new("a range of letters is in the wrong order", "swap its ends"));
            }
            last = single;
        }
        Err(Broken::new("a class of letters is not closed", "add `]`"))
    }

    /// After `(`.
    fn group(&mut self) -> Result<(), Broken> {
        self.open += 1;
        self.is_repeatable = false;
        if self.rest.peek() != Some(&'?') {
            return Ok(());
        }
        self.rest.next();
        match self.rest.next() {
            Some(':' | '=' | '!') => Ok(()),
            Some('<') => self.name(),
            Some('P') => {
                Err(Broken::new("`(?P` is how Python names groups", "write `(?<name>..)`, or a group without a name"))
            }
            Some(flag) if flag.is_ascii_alphabetic() || flag == '-' => self.flags(),
            _ => Err(Broken::new("ECMA 262 has no such group", "write `(?:..)`")),
        }
    }

    /// After `(?<`: the name of a group, or what must precede.
    fn name(&mut self) -> Result<(), Broken> {
        if matches!(self.rest.peek(), Some('=' | '!')) {
            return Ok(());
        }
        let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '$');
        while self.rest.next_if(|letter| is_name(*letter)).is_some() {}
        match self.rest.next() {
            Some('>') => Ok(()),
            _ => Err(Broken::new("the name of a group is not closed", "write `(?<name>..)`")),
        }
    }

    /// Flags count for a group in ECMA 262, never for the rest of the pattern.
    fn flags(&mut self) -> Result<(), Broken> {
        while self.rest.next_if(|letter| letter.is_ascii_alphabetic() || *letter == '-').is_some() {}
        match self.rest.next() {
            Some(':') => Ok(()),
            _ => Err(Broken::new("ECMA 262 has no flags such as `(?i)`", "write both cases: `[aA]`")),
        }
    }

    fn quantifier(&mut self) -> Result<(), Broken> {
        if !self.is_repeatable {
            return Err(NOTHING_TO_REPEAT);
        }
        self.rest.next_if_eq(&'?');
        self.is_repeatable = false;
        Ok(())
    }

    /// After `{`: a quantifier, or the letter itself.
    fn counted(&mut self) -> Result<(), Broken> {
        let inner: String = self.rest.clone().take_while(|letter| *letter != '}').take(24).collect();
        let (least, most) = inner.split_once(',').unwrap_or((&inner, ""));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if least.is_empty() || !is_number(least) || !is_number(most) {
            self.is_repeatable = true;
            return Ok(());
        }
        self.rest.by_ref().take(inner.len() + 1).for_each(drop);
        if let (Ok(least), Ok(most)) = (least.parse::<u64>(), most.parse::<u64>())
            && least > most
        {
            return Err(Broken::new("the numbers of a quantifier are in the wrong order", "swap them"));
        }
        self.quantifier()
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn what_browsers_compile_is_a_pattern() {
        let patterns = [
            "",
            "^[a-z]+$",
            "^\\d{3}-\\d{4}$",
            "a{,3}",
            "{id}",
            "]",
            "[]]",
            "[^]",
            "[\\]a-]",
            "[a-\\d]",
            "[--9]",
            "(?:a|b)*?",
            "(?=a)(?!b)(?<=c)(?<!d)",
            "(?<year>\\d{4})\\k<year>",
            "(?i:a)",
            "\\p{L}+",
            "a{2,}?",
            "^$|^(a)$",
            "/a/b",
            "\\/^a$\\/",
            "[:alpha:]",
            "é+",
        ];
        for pattern in patterns {
            assert_eq!(check(pattern), Ok(()), "{pattern}");
        }
    }

    #[test]
    fn anything_else_is_told_with_its_reason() {
        let patterns = [
            ("(a", "a group is not closed"),
            ("a)", "`)` closes no group"),
            ("[a", "a class of letters is not closed"),
            ("[z-a]", "a range of letters is in the wrong order"),
            ("*a", "there is nothing to repeat before a quantifier"),
            ("a++", "there is nothing to repeat before a quantifier"),
            ("a{3,1}", "the numbers of a quantifier are in the wrong order"),
            ("a\\", "it ends in a backslash"),
            ("(?i)a", "ECMA 262 has no flags such as `(?i)`"),
            ("(?P<a>b)", "`(?P` is how Python names groups"),
            ("(?>a)", "ECMA 262 has no such group"),
            ("\\Aa\\z", "`\\A`, `\\z` and `\\Z` are letters in ECMA 262, not anchors"),
            ("[[:alpha:]]", "ECMA 262 has no classes such as `[:alpha:]`"),
            ("/^a$/", "the slashes around it are part of the pattern"),
            ("/^a$/i", "the slashes around it are part of the pattern"),
        ];
        for (pattern, reason) in patterns {
            assert_eq!(check(pattern).map_err(|broken| broken.reason), Err(reason), "{pattern}");
        }
    }
}
