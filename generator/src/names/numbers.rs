//! Values of enums that are numbers: `1` is `One`, `2.9` is `V2_9`, for an identifier begins with a letter.

const UP_TO_NINETEEN: [&str; 20] = [
    "Zero",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen",
];

const TENS: [&str; 8] = ["Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"];

/// The name of a value that is a number of two digits, or a version or date.
pub(super) fn name_of(value: &str) -> Option<String> {
    if let Some(positive) = value.strip_prefix('-') {
        return Some(["Minus", &in_words(positive)?].concat());
    }
    in_words(value).or_else(|| version(value))
}

fn in_words(value: &str) -> Option<String> {
    let has_zero_ahead = value.len() > 1 && value.starts_with('0');
    let is_plain = value.len() <= 2 && !has_zero_ahead && value.bytes().all(|byte| byte.is_ascii_digit());
    let number: usize = value.parse().ok().filter(|_| is_plain)?;
    if let Some(word) = UP_TO_NINETEEN.get(number) {
        return Some((*word).to_owned());
    }
    let ones = match number % 10 {
        0 => "",
        digit => UP_TO_NINETEEN.get(digit)?,
    };
    TENS.get((number / 10).checked_sub(2)?).map(|tens| [tens, ones].concat())
}

/// `V2_9` of `2.9`, `V2019_02_19` of `2019-02-19`. Without the borders, `1.10` and `11.0` would be one.
fn version(value: &str) -> Option<String> {
    let parts: Vec<&str> = value.split(['.', '-']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (parts.len() > 1 && parts.iter().all(is_number)).then(|| ["V", &parts.join("_")].concat())
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn numbers_and_versions_have_names() {
        for (value, expected) in [
            ("0", Some("Zero")),
            ("13", Some("Thirteen")),
            ("20", Some("Twenty")),
            ("42", Some("FortyTwo")),
            ("99", Some("NinetyNine")),
            ("-1", Some("MinusOne")),
            ("2.9", Some("V2_9")),
            ("1.10", Some("V1_10")),
            ("2019-02-19", Some("V2019_02_19")),
            ("404", None),
            ("01", None),
            ("1h", None),
            ("1.", None),
            ("-", None),
            ("", None),
        ] {
            assert_eq!(name_of(value).as_deref(), expected, "{value}");
        }
    }
}
