//! Scores as they are counted and printed.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

/// One score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// What is measured: `copies.pairwise_f1`.
    pub metric: String,
    /// `en`, `fr`, another code, `mixed` (English beside French in one item, or pairs across
    /// languages) or `all`.
    pub language: String,
    /// From 0 to 1; for most the higher the better, see [`Score::is_better_higher`].
    pub value: f64,
    /// How many items it was counted over.
    pub of: u64,
    /// Where it was drawn anew a thousand times: the bounds within which 95 of 100 draws
    /// lie.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<[f64; 2]>,
}

impl Score {
    /// Whether a higher value is a better one.
    pub fn is_better_higher(&self) -> bool {
        !["_errors", "_overcounted", "false_contradictions"]
            .iter()
            .any(|ending| self.metric.ends_with(ending))
    }
}

/// All scores of an edition.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Evaluation {
    /// The scores, by metric and language.
    pub scores: Vec<Score>,
    /// Every item that is wrong, in words, for those who mend rules.
    #[serde(skip)]
    pub faults: Vec<String>,
}

/// The columns of the table, besides those of other languages, which come after them.
const COLUMNS: [&str; 4] = ["en", "fr", "mixed", "all"];

impl Evaluation {
    /// The scores as one JSON object.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The scores as a table for people: a row per metric, a column per language; the number
    /// of items behind the last one.
    pub fn table(&self) -> String {
        let mut rows: BTreeMap<&str, BTreeMap<&str, &Score>> = BTreeMap::new();
        for score in &self.scores {
            rows.entry(&score.metric).or_default().insert(&score.language, score);
        }
        let mut table = format!("{:<36}", "");
        for column in COLUMNS {
            let _infallible = write!(table, "{column:>8}");
        }
        table.push_str("      of\n");
        for (metric, by_language) in rows {
            let _infallible = write!(table, "{metric:<36}");
            for column in COLUMNS {
                let value =
                    by_language.get(column).map(|score| format!("{:.3}", score.value));
                let _infallible =
                    write!(table, "{:>8}", value.unwrap_or_else(|| "-".into()));
            }
            let of = by_language.get("all").map_or(0, |score| score.of);
            let _infallible = write!(table, "{of:>8}");
            let widest = ["all", "mixed"].iter().find_map(|it| by_language.get(it));
            if let Some([low, high]) = widest.and_then(|score| score.interval) {
                let _infallible = write!(table, "  {low:.3}-{high:.3}");
            }
            table.push('\n');
        }
        table
    }

    /// The scores as lines of the ledger, each after `head` (`DATE,COMMIT,GOLD`).
    pub fn ledger_lines(&self, head: &str) -> String {
        let mut lines = String::new();
        for Score { metric, language, value, .. } in &self.scores {
            let _infallible = writeln!(lines, "{head},{metric},{language},{value:.3}");
        }
        lines
    }
}

/// Scores while they are counted.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    /// Right and all, by metric and language.
    counts: BTreeMap<(String, String), (u64, u64)>,
    values: Vec<Score>,
    faults: Vec<String>,
}

impl Scores {
    /// Counts one item towards a share, under its language and under `all`.
    pub(crate) fn count(&mut self, metric: &str, language: &str, is_right: bool) {
        for column in [language, "all"] {
            let key = (metric.to_string(), column.to_string());
            let (right, all) = self.counts.entry(key).or_default();
            *right += u64::from(is_right);
            *all += 1;
        }
    }

    /// Adds a score that is no share of items.
    pub(crate) fn add(&mut self, metric: String, language: &str, value: f64, of: u64) {
        let language = language.to_string();
        self.values.push(Score { metric, language, value, of, interval: None });
    }

    /// Gives a score that was added its interval.
    pub(crate) fn set_interval(
        &mut self,
        metric: &str,
        language: &str,
        bounds: [f64; 2],
    ) {
        let mut values = self.values.iter_mut();
        let found = values.find(|it| it.metric == metric && it.language == language);
        if let Some(score) = found {
            score.interval = Some(bounds);
        }
    }

    /// Notes an item that is wrong.
    pub(crate) fn fault(&mut self, fault: String) {
        self.faults.push(fault);
    }

    pub(crate) fn into_evaluation(self) -> Evaluation {
        let shares =
            self.counts.into_iter().map(|((metric, language), (right, all))| Score {
                metric,
                language,
                value: right as f64 / all as f64,
                of: all,
                interval: None,
            });
        let mut scores: Vec<Score> = self.values.into_iter().chain(shares).collect();
        scores.sort_by(|one, other| {
            (&one.metric, &one.language).cmp(&(&other.metric, &other.language))
        });
        Evaluation { scores, faults: self.faults }
    }
}

/// The harmonic mean of precision and recall; 0 where both are.
pub(crate) fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 {
        2.0 * precision * recall / (precision + recall)
    } else {
        0.0
    }
}
