//! All settings of a run.

use std::cmp::Ordering;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use recoupe_copies::CopySettings;
use recoupe_formats::{Error, InputSettings};
use recoupe_stories::{Guidance, StorySettings};
use recoupe_text::Article;
use serde::{Deserialize, Serialize};

/// Everything that a result depends on besides the inputs and the version. Threads and
/// progress are not here: they change nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// How inputs are read.
    pub input: InputSettings,
    /// What counts as the same copy.
    pub copies: CopySettings,
    /// What counts as the same story.
    pub stories: StorySettings,
    /// Which articles of a copy group a filter should keep.
    pub keep: Keep,
    /// What people and an earlier edition have to say about the stories.
    #[serde(default, skip_serializing_if = "Guidance::is_empty")]
    pub guidance: Guidance,
    /// An index (see [`crate::Index`]): articles whose copy stands there are named it, and
    /// are not kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            input: InputSettings::default(),
            copies: CopySettings::standard(),
            stories: StorySettings::default(),
            keep: Keep::default(),
            guidance: Guidance::default(),
            against: None,
        }
    }
}

/// Which articles of a copy group are marked `keep`. Nothing is removed unless a filtered
/// set is asked for. For [`Keep::Longest`], [`Keep::Source`] and [`Keep::Field`] the
/// article that is kept also leads its group: every other member was verified against it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// The lead of each group (the earliest published) and its versions (updates,
    /// corrections, kills): a version supersedes, it is not hidden.
    #[default]
    Lead,
    /// The earliest published of each group alone; without dates the longest.
    Earliest,
    /// The longest body of each group.
    Longest,
    /// All of them.
    All,
    /// The article of the source named first, then of the second, and so on; of others the
    /// earliest. Case does not count.
    Source(Vec<String>),
    /// The article with the largest value of a field of its record.
    Field(FieldOrder),
}

/// An order of articles by a field of their records that is theirs alone, such as
/// `quality`. Numbers are compared as numbers and come before words; articles without the
/// field come last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldOrder {
    /// The name of the field.
    pub name: String,
    /// Whether the smallest value is kept (`field:-NAME`), not the largest.
    pub smallest: bool,
}

impl Keep {
    /// The key by which leads are preferred, the smallest first; `None` where the usual
    /// order (earliest, longest, id) is the order that is asked for.
    pub(crate) fn preference(&self) -> Option<impl Fn(&Article) -> Preference> {
        if matches!(self, Self::Lead | Self::Earliest | Self::All) {
            return None;
        }
        Some(move |article: &Article| match self {
            Self::Longest => {
                Preference::by_number(-(article.body().chars().count() as f64))
            }
            Self::Source(names) => Preference::by_number(place_of(article, names) as f64),
            Self::Field(order) => Preference::by_field(article, order),
            Self::Lead | Self::Earliest | Self::All => Preference::by_number(0.0),
        })
    }
}

fn place_of(article: &Article, names: &[String]) -> usize {
    let source = article.source.as_deref().unwrap_or_default().to_lowercase();
    names.iter().position(|name| name.to_lowercase() == source).unwrap_or(names.len())
}

/// What articles are ordered by when leads are chosen.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Preference {
    /// Numbers, then words, then nothing.
    kind: u8,
    number: f64,
    words: String,
    descending: bool,
}

impl Preference {
    fn by_number(number: f64) -> Self {
        Self { kind: 0, number, words: String::new(), descending: false }
    }

    fn by_field(article: &Article, order: &FieldOrder) -> Self {
        let nothing = Self { kind: 2, ..Self::by_number(0.0) };
        let Some(written) = article.metadata.extra.get(&order.name) else {
            return nothing;
        };
        let sign = if order.smallest { 1.0 } else { -1.0 };
        match serde_json::from_str(written) {
            Ok(serde_json::Value::Bool(is)) => {
                Self::by_number(sign * f64::from(u8::from(is)))
            }
            Ok(serde_json::Value::Number(number)) => {
                Self::by_number(sign * number.as_f64().unwrap_or_default())
            }
            Ok(serde_json::Value::String(words)) => match words.trim().parse::<f64>() {
                Ok(number) => Self::by_number(sign * number),
                Err(_) => Self { kind: 1, words, descending: !order.smallest, ..nothing },
            },
            _ => nothing,
        }
    }
}

impl Eq for Preference {}

impl PartialOrd for Preference {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Preference {
    fn cmp(&self, other: &Self) -> Ordering {
        let words = self.words.cmp(&other.words);
        self.kind
            .cmp(&other.kind)
            .then(self.number.total_cmp(&other.number))
            .then(if self.descending { words.reverse() } else { words })
    }
}

impl FromStr for Keep {
    type Err = Error;

    /// Reads `lead`, `earliest`, `longest`, `all`, `source:A,B,C`, `field:NAME` (the
    /// largest) and `field:-NAME` (the smallest).
    fn from_str(written: &str) -> Result<Self, Error> {
        let names = |list: &str| -> Vec<String> {
            let names = list.split(',').map(str::trim).filter(|name| !name.is_empty());
            names.map(str::to_owned).collect()
        };
        let refused = || {
            Error::setting(
                "--keep",
                format!("\"{written}\" is no policy"),
                "write lead, earliest, longest, all, source:A,B,C or field:NAME",
            )
        };
        match written.split_once(':') {
            None => match written {
                "lead" => Ok(Self::Lead),
                "earliest" => Ok(Self::Earliest),
                "longest" => Ok(Self::Longest),
                "all" => Ok(Self::All),
                _ => Err(refused()),
            },
            Some(("source", list)) if !names(list).is_empty() => {
                Ok(Self::Source(names(list)))
            }
            Some(("field", name)) if !name.trim_start_matches('-').trim().is_empty() => {
                let smallest = name.starts_with('-');
                let name = name.strip_prefix('-').unwrap_or(name).trim().to_owned();
                Ok(Self::Field(FieldOrder { name, smallest }))
            }
            Some(_) => Err(refused()),
        }
    }
}

impl fmt::Display for Keep {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lead => out.write_str("lead"),
            Self::Earliest => out.write_str("earliest"),
            Self::Longest => out.write_str("longest"),
            Self::All => out.write_str("all"),
            Self::Source(names) => write!(out, "source:{}", names.join(",")),
            Self::Field(FieldOrder { name, smallest: true }) => {
                write!(out, "field:-{name}")
            }
            Self::Field(FieldOrder { name, smallest: false }) => {
                write!(out, "field:{name}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_are_read_as_they_are_written() {
        for written in
            ["lead", "earliest", "longest", "all", "source:L’Écho,Gazette", "field:-rank"]
        {
            assert_eq!(written.parse::<Keep>().unwrap().to_string(), written);
        }
        let order = FieldOrder { name: "quality".to_owned(), smallest: false };
        assert_eq!("field:quality".parse::<Keep>().unwrap(), Keep::Field(order));
        for wrong in ["", "first", "source:", "source: ,", "field:", "field:-", "x:y"] {
            assert!(wrong.parse::<Keep>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn numbers_come_before_words_and_words_before_nothing() {
        let by = |written: Option<&str>, smallest: bool| {
            let mut article: Article = serde_json::from_str(
                r#"{"id":"a","text":"","lines":[],"sentences":[],"language":"und","languages":[]}"#,
            )
            .unwrap();
            let extra = &mut article.metadata.extra;
            extra.extend(written.map(|value| ("q".to_owned(), value.to_owned())));
            Preference::by_field(&article, &FieldOrder { name: "q".to_owned(), smallest })
        };
        assert!(by(Some("10"), false) < by(Some("\"9\""), false));
        assert!(by(Some("9"), true) < by(Some("10"), true));
        assert!(by(Some("true"), false) < by(Some("false"), false));
        assert!(by(Some("-3"), false) < by(Some("\"zut\""), false));
        assert!(by(Some("\"b\""), false) < by(Some("\"a\""), false));
        assert!(by(Some("\"a\""), true) < by(Some("\"b\""), true));
        assert!(by(Some("\"a\""), true) < by(None, true));
    }
}
