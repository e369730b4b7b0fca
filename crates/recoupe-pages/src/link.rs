//! Addresses that a page may link, and links that lead to the very words.

use std::fmt::Write as _;

/// Words given at each end of a long passage in a text fragment. Five are enough to be
/// unique in an article and few enough to survive small edits of the page.
const FRAGMENT_WORDS: usize = 5;

/// The address, where it is a plain `http` or `https` one; nothing else is ever linked.
pub(crate) fn web_address(url: &str) -> Option<&str> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let is_web =
        scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let has_host =
        rest.chars().next().is_some_and(|first| !matches!(first, '/' | '?' | '#'));
    let is_clean =
        !url.chars().any(|letter| letter.is_control() || letter.is_whitespace());
    (is_web && has_host && is_clean).then_some(url)
}

/// The host of a web address without `www.`: `exemple.fr`.
pub(crate) fn host(url: &str) -> Option<&str> {
    let (_, rest) = web_address(url)?.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// A link that asks the browser to scroll to `words` and mark them (text fragment,
/// `#:~:text=`), or `None` where the address is no web address.
/// <https://wicg.github.io/scroll-to-text-fragment/>
pub(crate) fn deep_link(url: &str, words: &str) -> Option<String> {
    let url = web_address(url)?;
    let all: Vec<&str> = words.split_whitespace().collect();
    if all.is_empty() {
        return Some(url.to_owned());
    }
    let directive = if all.len() <= 2 * FRAGMENT_WORDS {
        encoded(&all.join(" "))
    } else {
        let start = all.get(..FRAGMENT_WORDS).unwrap_or_default().join(" ");
        let end = all.get(all.len() - FRAGMENT_WORDS..).unwrap_or_default().join(" ");
        format!("{},{}", encoded(&start), encoded(&end))
    };
    let hash = if url.contains('#') { "" } else { "#" };
    Some(format!("{url}{hash}:~:text={directive}"))
}

/// A relative link to a file of the edition, each part percent-encoded; `None` for
/// anything that could leave the edition.
pub(crate) fn relative_link(path: &str) -> Option<String> {
    let leaves = path.is_empty()
        || path.starts_with(['/', '\\'])
        || path.chars().any(char::is_control)
        || path.split('/').enumerate().any(|(place, part)| part == ".." && place > 0);
    if leaves {
        return None;
    }
    Some(path.split('/').map(encoded).collect::<Vec<_>>().join("/"))
}

/// Percent-encoding of everything but letters, digits, `.`, `_` and `~`: the marks that a
/// text fragment gives a meaning (`-`, `,`, `&`) are among the encoded.
fn encoded(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            written.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(written, "%{byte:02X}");
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_web_addresses_are_linked() {
        for good in
            ["https://exemple.fr/a?b=c#d", "HTTP://example.org", " https://example.org "]
        {
            assert!(web_address(good).is_some(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "java\nscript://x",
            "data:text/html,x",
            "file:///etc/passwd",
            "https://",
            "https:///x",
            "//example.org",
            "example.org",
            "",
            "https://a b",
            "https://a\u{0}b",
            "javascript://https://example.org",
        ] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_host_stands_for_an_outlet_without_a_name() {
        for (url, expected) in [
            ("https://www.exemple.fr/a?b", Some("exemple.fr")),
            ("http://example.org:8080", Some("example.org")),
            ("https://user@news.example.org/x", Some("news.example.org")),
            ("javascript:alert(1)", None),
        ] {
            assert_eq!(host(url), expected, "{url}");
        }
    }

    #[test]
    fn a_deep_link_encodes_the_marks_that_mean_something() {
        assert_eq!(
            deep_link("https://exemple.fr/a", "Co-op & fils, réunis").as_deref(),
            Some("https://exemple.fr/a#:~:text=Co%2Dop%20%26%20fils%2C%20r%C3%A9unis")
        );
        assert_eq!(
            deep_link("https://example.org/#part", "Two words").as_deref(),
            Some("https://example.org/#part:~:text=Two%20words")
        );
        assert_eq!(deep_link("javascript:alert(1)", "words"), None);
    }

    #[test]
    fn a_long_passage_is_named_by_its_ends() {
        let words = "one two three four five six seven eight nine ten eleven";
        assert_eq!(
            deep_link("https://example.org", words).as_deref(),
            Some(
                "https://example.org#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven"
            )
        );
    }

    #[test]
    fn relative_links_stay_inside_the_edition() {
        assert_eq!(
            relative_link("sheets/s 1.html").as_deref(),
            Some("sheets/s%201.html")
        );
        assert_eq!(relative_link("../report.html").as_deref(), Some("../report.html"));
        assert_eq!(relative_link("javascript:x").as_deref(), Some("javascript%3Ax"));
        for bad in ["/etc/passwd", "a/../../b", "", "\\\\host"] {
            assert_eq!(relative_link(bad), None, "{bad}");
        }
    }
}
