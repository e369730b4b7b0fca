//! The bench of the rules' own tables: an invented text is read as one article, and its
//! statements are compared as short lines.
//!
//! A line is `attribute: subject > object = value @ period`; parts that are missing leave
//! their mark out too. The event of the story is written `EVENT`, a number as
//! `at_least 41` (the bound is left out where it is exact) with its unit after it
//! (`10000000000 USD`, `3.5 %`), a name or words as they stand.

use recoupe_text::values::Bound;
use recoupe_text::{Article, Content, RawDocument, ReadSettings, RepeatedLines};

use super::Subject;
use crate::claims::{Statement, statements};
use crate::reading::{Reading, read};
use crate::sheet::Place;

/// Reads `text` as the body of one article and expects these statements of its body, in
/// any order. Only the attributes that `expected` names are compared, so that a new rule
/// does not disturb the table of another; where it names none, nothing may be stated.
#[track_caller]
pub(crate) fn check(text: &str, expected: &[&str]) {
    let attributes: Vec<&str> = expected.iter().map(|line| attribute_of(line)).collect();
    compare(text, &attributes, expected, line);
}

/// As [`check`], for exactly these attributes (names between spaces): says also what must
/// not be stated.
#[track_caller]
pub(crate) fn check_only(attributes: &str, text: &str, expected: &[&str]) {
    let attributes: Vec<&str> = attributes.split_whitespace().collect();
    compare(text, &attributes, expected, line);
}

/// As [`check`], with the stage after each line: `… [opened]`.
#[track_caller]
pub(crate) fn check_stages(text: &str, expected: &[&str]) {
    let attributes: Vec<&str> = expected.iter().map(|line| attribute_of(line)).collect();
    compare(text, &attributes, expected, |statement, reading| {
        let stage = statement.stage.map(|stage| format!("{stage:?}").to_lowercase());
        format!("{} [{}]", line(statement, reading), stage.unwrap_or_default())
    });
}

/// The article a table is read from: published on 10 June 2025, without a title.
pub(crate) fn article(text: &str) -> Article {
    let document = RawDocument {
        id: Some("a1".to_owned()),
        published: Some("2025-06-10".to_owned()),
        content: Content::Text(text.to_owned()),
        ..RawDocument::default()
    };
    recoupe_text::read(document, &ReadSettings::default(), &RepeatedLines::none())
        .unwrap()
}

fn attribute_of(line: &str) -> &str {
    line.split(':').next().unwrap_or_default()
}

#[track_caller]
fn compare(
    text: &str,
    attributes: &[&str],
    expected: &[&str],
    shown: impl Fn(&Statement, &Reading) -> String,
) {
    let article = article(text);
    let articles = [&article];
    let mut reading = read(&articles);
    let mut found: Vec<String> = statements(&mut reading, &articles)
        .iter()
        .filter(|statement| statement.place == Place::Body)
        .filter(|statement| {
            attributes.is_empty() || attributes.contains(&statement.attribute)
        })
        .map(|statement| shown(statement, &reading))
        .collect();
    let mut expected: Vec<String> =
        expected.iter().map(|line| (*line).to_owned()).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "\n{text}");
}

pub(crate) fn line(statement: &Statement, reading: &Reading) -> String {
    let subject = match statement.subject {
        Subject::Entity(entity) => reading.entities.name(entity).to_owned(),
        Subject::Event => "EVENT".to_owned(),
        Subject::Year(year) => format!("<{year}>"),
        Subject::Aftershock => "<aftershock>".to_owned(),
    };
    let mut line = format!("{}: {subject}", statement.attribute);
    if let Some(object) = statement.object {
        line.push_str(" > ");
        line.push_str(reading.entities.name(object));
    }
    let value = value(statement);
    if !value.is_empty() {
        line.push_str(" = ");
        line.push_str(&value);
    }
    if let Some(period) = &statement.period {
        line.push_str(" @ ");
        line.push_str(period);
    }
    line
}

fn value(statement: &Statement) -> String {
    let value = &statement.value;
    let Some(amount) = value.amount else { return value.text.clone() };
    let bound = match value.bound {
        Bound::Exact => "",
        Bound::MoreThan => "more_than ",
        Bound::AtLeast => "at_least ",
        Bound::LessThan => "less_than ",
        Bound::AtMost => "at_most ",
        Bound::Nearly => "nearly ",
        Bound::About => "about ",
        Bound::Between => "between ",
        Bound::Vague => "vague ",
    };
    let high =
        value.high.map(|high| format!("-{}", high.normalize())).unwrap_or_default();
    let unit = value.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    format!("{bound}{}{high}{unit}", amount.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_written_as_lines() {
        check(
            "Orlan said it had invested more than $10 billion in Veltra.",
            &["investment: Orlan > Veltra = more_than 10000000000 USD"],
        );
        check(
            "Le groupe Orlan a investi 10 millions d'euros dans la start-up Veltra.",
            &["investment: Orlan > Veltra = 10000000 EUR"],
        );
        check("The weather was fine on Monday.", &[]);
        check_only("stake", "Orlan has invested $1 million in Veltra.", &[]);
    }
}
