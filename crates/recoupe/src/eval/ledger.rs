//! The ledger of scores: `corpus/scores.csv`, append-only.

use std::collections::BTreeMap;
use std::path::Path;

use recoupe_formats::{Error, ErrorKind};

use super::Score;

/// How far a score may fall below its last line: half a point hundredth is noise of a corpus
/// of a few hundred articles (one article in two hundred).
const MOST_FALL: f64 = 0.005;

const HEAD: &str = "date,commit,gold,metric,language,value";

/// The last line of each score.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    last: BTreeMap<(String, String), f64>,
}

impl Ledger {
    /// Reads the lines of one gold (`train`, `held`) of a ledger. Fails where the file is
    /// not there or a line is not of the form `date,commit,gold,metric,language,value`.
    pub fn open(path: &Path, gold: &str) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path)
            .map_err(|cause| Error::reading(path, &cause))?;
        let mut last = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.trim() == HEAD {
                continue;
            }
            let parts: Vec<&str> = line.split(',').map(str::trim).collect();
            let row = match parts.as_slice() {
                [_, _, of, metric, language, value] => value
                    .parse::<f64>()
                    .ok()
                    .map(|value| (*of, *metric, *language, value)),
                _ => None,
            };
            let Some((of, metric, language, value)) = row else {
                let remedy = format!("lines are {HEAD}");
                let error = Error::new(
                    ErrorKind::Malformed,
                    path,
                    "is no line of a ledger",
                    remedy,
                );
                return Err(error.at_line(index as u64 + 1));
            };
            if of == gold {
                last.insert((metric.to_string(), language.to_string()), value);
            }
        }
        Ok(Self { last })
    }

    /// The scores that are worse than their last line by more than 0.005, and the lines that
    /// no score answers any more, in words.
    pub fn falls(&self, scores: &[Score]) -> Vec<String> {
        let now: BTreeMap<(&str, &str), &Score> = scores
            .iter()
            .map(|score| ((score.metric.as_str(), score.language.as_str()), score))
            .collect();
        let mut falls = Vec::new();
        for ((metric, language), last) in &self.last {
            match now.get(&(metric.as_str(), language.as_str())) {
                None => {
                    falls
                        .push(format!("{metric} {language}: {last:.3} before, none now"));
                }
                Some(score) => {
                    let gain = score.value - last;
                    let gain = if score.is_better_higher() { gain } else { -gain };
                    // The ledger holds three decimals.
                    if gain < -(MOST_FALL + 0.0005) {
                        let value = score.value;
                        falls.push(format!(
                            "{metric} {language}: {last:.3} before, {value:.3} now"
                        ));
                    }
                }
            }
        }
        falls
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(metric: &str, value: f64) -> Score {
        let (metric, language) = (metric.to_string(), "fr".to_string());
        Score { metric, language, value, of: 10, interval: None }
    }

    #[test]
    fn a_fall_below_the_last_line_is_told_and_a_gain_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("scores.csv");
        let lines = format!(
            "{HEAD}\n2026-11-20,aaa,train,copies.ari,fr,0.500\n\
             2026-11-21,bbb,train,copies.ari,fr,0.900\n\
             2026-11-21,bbb,held,copies.ari,fr,0.100\n\
             2026-11-21,bbb,train,facts.binding_errors,fr,0.100\n"
        );
        std::fs::write(&path, lines).unwrap();
        let ledger = Ledger::open(&path, "train").unwrap();
        let errors = |value| score("facts.binding_errors", value);
        assert!(ledger.falls(&[score("copies.ari", 0.896), errors(0.02)]).is_empty());
        assert_eq!(
            ledger.falls(&[score("copies.ari", 0.89), errors(0.2)]),
            [
                "copies.ari fr: 0.900 before, 0.890 now",
                "facts.binding_errors fr: 0.100 before, 0.200 now"
            ]
        );
        assert_eq!(
            ledger.falls(&[errors(0.1)]),
            ["copies.ari fr: 0.900 before, none now"]
        );
    }

    #[test]
    fn a_line_that_is_none_is_told_with_its_number() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("scores.csv");
        std::fs::write(&path, format!("{HEAD}\na,b\n")).unwrap();
        let error = Ledger::open(&path, "train").unwrap_err();
        assert_eq!((error.kind(), error.line()), (ErrorKind::Malformed, Some(2)));
    }
}
