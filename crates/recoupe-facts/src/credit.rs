//! The agency that a credit line, byline or dateline names.

use recoupe_text::{Article, LineClass};

use crate::scene::lexicon::{PLACES, country_of};

/// The agency an article is credited to: `(AFP)`, `PARIS (Name) -`, a last line `(Name)` or
/// `Name`, « Avec Name », « envoyé spécial de l'Agence X ».
pub(crate) fn credit_line(article: &Article) -> Option<String> {
    let lines = |class: LineClass| {
        article
            .lines
            .iter()
            .filter(move |line| line.class == class)
            .map(|line| line.span.of(&article.text).trim())
    };
    let printed = || lines(LineClass::Credit).chain(lines(LineClass::Byline));
    printed()
        .find_map(bracketed)
        .or_else(|| lines(LineClass::Prose).next().and_then(dateline))
        .or_else(|| last_line(article).and_then(closing))
        .or_else(|| lines(LineClass::Credit).find_map(bare))
        .or_else(|| printed().find_map(within))
        .or_else(|| {
            lines(LineClass::Prose).next().filter(|line| is_short(line)).and_then(within)
        })
}

fn last_line(article: &Article) -> Option<&str> {
    let last = article.lines.iter().rev().find(|line| line.class == LineClass::Prose)?;
    Some(last.span.of(&article.text).trim())
}

/// "PARIS (Name) - …": a bracket before the dash that ends a dateline.
fn dateline(line: &str) -> Option<String> {
    let opening: String = line.chars().take(60).collect();
    let end = opening.find(')')?;
    let after = opening.get(end + 1..)?.trim_start();
    after.starts_with(['-', '–', '—']).then(|| bracketed(&opening)).flatten()
}

/// A bracket that ends the last line: "… denies it. (Name)".
fn closing(line: &str) -> Option<String> {
    let start = line.rfind('(')?;
    line.ends_with(')').then(|| line.get(start..).and_then(bracketed)).flatten()
}

/// A short name between brackets; no country, no remark.
fn bracketed(words: &str) -> Option<String> {
    let inner = words.split_once('(')?.1.split_once(')')?.0.trim();
    let inner = without_link(inner);
    let name = inner.split([',', '/']).next()?.trim();
    is_agency_name(name).then(|| name.to_owned())
}

/// "avec Name", "with Name": the name alone.
fn without_link(words: &str) -> &str {
    ["avec ", "with ", "Avec ", "With ", "par ", "by ", "By ", "Par "]
        .iter()
        .find_map(|link| words.strip_prefix(link))
        .unwrap_or(words)
}

/// A credit line that is a name and nothing else: "Norwire", « Agence Boréale ».
fn bare(line: &str) -> Option<String> {
    let name = without_link(line).trim_end_matches('.');
    let capitals = name.split([' ', '-']).filter(|word| !word.is_empty()).all(|word| {
        word.starts_with(char::is_uppercase)
            || matches!(word, "de" | "d’Union" | "d'Union" | "of")
    });
    (capitals && name.split(' ').count() <= 4 && is_agency_name(name))
        .then(|| name.to_owned())
}

/// A line that names an agency among other words: « De notre envoyé spécial de l'Agence X »,
/// « Publié le 10 mai, par ATU ».
fn within(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let noun = bare.rsplit(['\'', '’']).next().unwrap_or(bare);
        if matches!(noun, "Agence" | "Agency") {
            let rest = words.iter().skip(at + 1).take_while(|next| {
                next.starts_with(char::is_uppercase)
                    || next.starts_with("d’")
                    || next.starts_with("d'")
            });
            let name: Vec<&str> = std::iter::once(noun).chain(rest.copied()).collect();
            let name = name.join(" ");
            let name = name.trim_end_matches(|letter: char| !letter.is_alphanumeric());
            return name.contains(' ').then(|| name.to_owned());
        }
        let linked = at > 0
            && matches!(
                words.get(at - 1),
                Some(&("par" | "by" | "By" | "Par" | "avec" | "Avec" | "with" | "With"))
            );
        let acronym = (2..=5).contains(&bare.chars().count())
            && bare.chars().all(char::is_uppercase);
        if linked && acronym {
            return Some(bare.to_owned());
        }
    }
    None
}

/// Whether a first line is too short to be a paragraph: it may be a byline nobody marked.
fn is_short(line: &str) -> bool {
    line.chars().count() < 100 && !line.ends_with('.')
}

fn is_agency_name(name: &str) -> bool {
    let folded = name.to_lowercase();
    let place = PLACES.contains(folded.replace(' ', "_").as_str())
        || country_of(&folded).is_some();
    !name.is_empty()
        && name.chars().count() <= 30
        && name.starts_with(char::is_uppercase)
        && !name.contains(|letter: char| letter.is_ascii_digit())
        && !place
}

/// Whether two names are of one agency: the same words, or one the initials of the other.
pub(crate) fn is_same_agency(one: &str, other: &str) -> bool {
    let plain = |name: &str| {
        let folded = recoupe_text::fold::fold_key(name);
        ["the ", "le ", "la ", "l'"]
            .iter()
            .find_map(|article| folded.strip_prefix(article))
            .unwrap_or(&folded)
            .to_owned()
    };
    let (one, other) = (plain(one), plain(other));
    one == other || is_initials(&one, &other) || is_initials(&other, &one)
}

fn is_initials(short: &str, long: &str) -> bool {
    let initials: String = long
        .split([' ', '-', '\'', '’'])
        .filter(|word| {
            !matches!(*word, "of" | "the" | "de" | "du" | "des" | "d" | "la" | "l" | "et")
        })
        .filter_map(|word| word.chars().next())
        .collect();
    initials.chars().count() >= 2 && initials == short
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::article;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(super::credit_line(&article(text)).as_deref(), expected, "{text}");
    }

    #[test]
    fn datelines_and_brackets_name_agencies_and_no_countries() {
        let english =
            "The ministry said on Monday that the bridge would open again in June.";
        let french =
            "Le ministère a annoncé lundi que le pont rouvrirait au mois de juin.";
        check(&format!("OSLO, March 11 (Nordpress) - {english}"), Some("Nordpress"));
        check(&format!("LIÈGE (Nordpress) - {french}"), Some("Nordpress"));
        check(&format!("CÂMPINA (Roumanie) - {french}"), None);
        check(&format!("{french} (Agence Mosaïque)"), Some("Agence Mosaïque"));
        check(english, None);
    }

    #[test]
    fn an_agency_and_its_initials_are_one() {
        assert!(super::is_same_agency("Agence Trait d'Union", "ATU"));
        assert!(super::is_same_agency("The Norwire", "norwire"));
        assert!(!super::is_same_agency("Agence Boréale", "ATU"));
    }
}
