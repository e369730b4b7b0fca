//! The shell of a page: one file, no request leaves it, and no script runs but its own.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::words::both;

/// What a page is made of.
#[derive(Debug)]
pub(crate) struct Page<'page> {
    /// For the tab of the browser; as plain text.
    pub(crate) title: &'page str,
    /// A class of the body, for the style sheet.
    pub(crate) kind: &'page str,
    /// The page's own style, after the shared one.
    pub(crate) style: &'static str,
    /// The page's own script, after the shared one.
    pub(crate) script: &'static str,
}

/// Colours, type and the parts every page has.
const SHARED_STYLE: &str = include_str!("../assets/shared.css");
/// The language switch.
const SHARED_SCRIPT: &str = include_str!("../assets/shared.js");

/// The whole document around `content`.
pub(crate) fn document(page: &Page<'_>, content: &Markup) -> String {
    let style = format!("{SHARED_STYLE}{}", page.style);
    let script = format!("{SHARED_SCRIPT}{}", page.script);
    let policy = policy(&style, &script);
    html! {
        (DOCTYPE)
        html lang="en" data-ui="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                meta name="generator" content="recoupe";
                title { (page.title) }
                style { (PreEscaped(style)) }
            }
            body class=(page.kind) {
                (content)
                script { (PreEscaped(script)) }
            }
        }
    }
    .into_string()
}

/// The switch between the languages of the interface.
pub(crate) fn language_switch() -> Markup {
    html! {
        div.switch role="group" {
            span.unseen { (both("Language of the page", "Langue de la page")) }
            button type="button" data-set="en" lang="en" aria-pressed="true" { "English" }
            button type="button" data-set="fr" lang="fr" aria-pressed="false" { "Français" }
        }
    }
}

/// Nothing is loaded from anywhere; style and script run only with these digests, so that
/// hostile text could not run even where escaping failed.
fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; \
         base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(style.as_bytes())),
        base64(&Sha256::digest(script.as_bytes())),
    )
}

/// The standard alphabet with padding, RFC 4648.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut written = String::new();
    for chunk in bytes.chunks(3) {
        let part =
            |place: usize| u32::from(chunk.get(place).copied().unwrap_or_default());
        let word = part(0) << 16 | part(1) << 8 | part(2);
        for place in 0..4 {
            let index = (word >> (18 - 6 * place)) & 63;
            let letter = ALPHABET.get(index as usize).copied().unwrap_or(b'A');
            written.push(if place > chunk.len() { '=' } else { char::from(letter) });
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_follows_the_standard() {
        for (plain, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(base64(plain.as_bytes()), expected);
        }
    }

    #[test]
    fn style_and_script_hold_nothing_that_ends_their_element_or_leaves_the_page() {
        for asset in [
            SHARED_STYLE,
            SHARED_SCRIPT,
            include_str!("../assets/sheet.css"),
            include_str!("../assets/sheet.js"),
            include_str!("../assets/report.css"),
            include_str!("../assets/report.js"),
        ] {
            for bad in ["</", "http:", "https:", "url(", "@import", "<!--", "\r"] {
                assert!(!asset.contains(bad), "{bad}");
            }
        }
    }
}
