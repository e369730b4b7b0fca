//! Scores of groups: pairwise precision and recall, B-cubed (Bagga and Baldwin, "Algorithms
//! for Scoring Coreference Chains", 1998), adjusted Rand index (Hubert and Arabie,
//! "Comparing Partitions", 1985).

use std::collections::BTreeMap;

use super::score::{Scores, f1};
use super::{Found, bootstrap};

/// An article that the gold puts into a group: its language, the group it should be in and
/// the one it is in.
pub(crate) struct Placed {
    id: String,
    pub(crate) language: String,
    pub(crate) truth: String,
    pub(crate) found: String,
}

/// Scores copies and stories, where the gold has them.
pub(crate) fn score(found: &Found<'_>, scores: &mut Scores) {
    let copies = found.articles.iter().filter_map(|(gold, row)| {
        let group = row.and_then(|row| row.copy_group.clone());
        Some((gold, gold.group.clone()?, group))
    });
    let stories = found.articles.iter().filter_map(|(gold, row)| {
        let story = row.and_then(|row| row.story.clone());
        Some((gold, gold.story.clone()?, story))
    });
    let placed =
        |(gold, truth, group): (&&super::GoldArticle, String, Option<String>)| Placed {
            id: gold.id.clone(),
            language: found.language(&gold.id).to_string(),
            truth,
            // Who is in no group is alone.
            found: group.unwrap_or_else(|| format!("alone {}", gold.id)),
        };
    score_groups("copies", &copies.map(placed).collect::<Vec<_>>(), scores);
    score_groups("stories", &stories.map(placed).collect::<Vec<_>>(), scores);
    roles(found, scores);
}

/// Whether members of copy groups have the right role, where the gold says it.
fn roles(found: &Found<'_>, scores: &mut Scores) {
    for (gold, row) in &found.articles {
        let told = row.and_then(|row| row.role);
        let (Some(truth), Some(told)) = (gold.role.as_deref(), told) else { continue };
        // Versions and partial copies are what an editor must see; which of equal copies
        // leads is a matter of order.
        let truth = if truth == "version" || truth == "partial" { truth } else { "copy" };
        let told = match told {
            recoupe_copies::Role::Version => "version",
            recoupe_copies::Role::Partial => "partial",
            _ => "copy",
        };
        let language = found.language(&gold.id);
        scores.count("copies.role", language, truth == told);
        if truth != told {
            scores.fault(format!("copies: {} is {truth}, not {told}", gold.id));
        }
    }
}

fn score_groups(name: &str, placed: &[Placed], scores: &mut Scores) {
    if placed.is_empty() {
        return;
    }
    for language in ["en", "fr"] {
        let of_one: Vec<&Placed> =
            placed.iter().filter(|item| item.language == language).collect();
        if !of_one.is_empty() {
            add(name, language, &of_one, scores);
        }
    }
    add(name, "all", &placed.iter().collect::<Vec<_>>(), scores);
    across_languages(name, placed, scores);
    singletons(name, placed, scores);
    bootstrap::intervals(name, placed, scores);
    for (one, other, is_true) in wrong_pairs(placed) {
        let what = if is_true {
            "apart, should be together"
        } else {
            "together, should be apart"
        };
        scores.fault(format!("{name}: {one} {other} {what}"));
    }
}

/// Pairs of items: `n` choose two.
fn pairs(count: u64) -> u64 {
    count * count.saturating_sub(1) / 2
}

/// A share; no predicted pair makes no mistake, no true pair leaves nothing to find.
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

fn add(name: &str, language: &str, placed: &[&Placed], scores: &mut Scores) {
    let table = Table::new(placed);
    let (precision, recall) =
        (share(table.common, table.found_pairs), share(table.common, table.true_pairs));
    let (cubed_precision, cubed_recall) = table.b_cubed();
    let rows = [
        ("pairwise_precision", precision),
        ("pairwise_recall", recall),
        ("pairwise_f1", f1(precision, recall)),
        ("bcubed_precision", cubed_precision),
        ("bcubed_recall", cubed_recall),
        ("bcubed_f1", f1(cubed_precision, cubed_recall)),
        ("ari", table.adjusted_rand()),
    ];
    for (metric, value) in rows {
        scores.add(format!("{name}.{metric}"), language, value, placed.len() as u64);
    }
}

/// Articles that are alone in the gold: the share that is alone in the edition too, and
/// B-cubed F1 of all others, which no heap of loners flatters.
fn singletons(name: &str, placed: &[Placed], scores: &mut Scores) {
    let mut sizes: BTreeMap<(bool, &str), u64> = BTreeMap::new();
    for item in placed {
        *sizes.entry((true, item.truth.as_str())).or_default() += 1;
        *sizes.entry((false, item.found.as_str())).or_default() += 1;
    }
    let is_alone =
        |is_truth: bool, group: &str| sizes.get(&(is_truth, group)) == Some(&1);
    let mut others: Vec<&Placed> = Vec::new();
    for item in placed {
        if is_alone(true, &item.truth) {
            let is_kept = is_alone(false, &item.found);
            scores.count(&format!("{name}.singletons"), &item.language, is_kept);
        } else {
            others.push(item);
        }
    }
    if !others.is_empty() {
        let (precision, recall) = Table::new(&others).b_cubed();
        let of = others.len() as u64;
        let metric = format!("{name}.bcubed_f1_of_many");
        scores.add(metric, "all", f1(precision, recall), of);
    }
}

/// Pairs of an English and a French article only.
fn across_languages(name: &str, placed: &[Placed], scores: &mut Scores) {
    let is_read = |item: &&Placed| item.language == "en" || item.language == "fr";
    let all: Vec<&Placed> = placed.iter().filter(is_read).collect();
    let whole = Table::new(&all);
    let mut counts = [whole.common, whole.found_pairs, whole.true_pairs];
    for language in ["en", "fr"] {
        let part: Vec<&Placed> =
            all.iter().copied().filter(|item| item.language == language).collect();
        let table = Table::new(&part);
        let within = [table.common, table.found_pairs, table.true_pairs];
        for (count, within) in counts.iter_mut().zip(within) {
            *count -= within;
        }
    }
    let [common, found_pairs, true_pairs] = counts;
    if found_pairs + true_pairs == 0 {
        return;
    }
    let (precision, recall) = (share(common, found_pairs), share(common, true_pairs));
    scores.add(format!("{name}.pairwise_precision"), "mixed", precision, found_pairs);
    scores.add(format!("{name}.pairwise_recall"), "mixed", recall, true_pairs);
    scores.add(format!("{name}.pairwise_f1"), "mixed", f1(precision, recall), true_pairs);
}

/// The contingency table of two partitions.
struct Table {
    items: u64,
    cells: BTreeMap<(String, String), u64>,
    truth: BTreeMap<String, u64>,
    found: BTreeMap<String, u64>,
    common: u64,
    true_pairs: u64,
    found_pairs: u64,
}

impl Table {
    fn new(placed: &[&Placed]) -> Self {
        let (mut cells, mut truth, mut found) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for item in placed {
            *cells.entry((item.truth.clone(), item.found.clone())).or_default() += 1;
            *truth.entry(item.truth.clone()).or_default() += 1;
            *found.entry(item.found.clone()).or_default() += 1;
        }
        let sum =
            |sizes: &BTreeMap<String, u64>| sizes.values().copied().map(pairs).sum();
        let common = cells.values().copied().map(pairs).sum();
        let (true_pairs, found_pairs) = (sum(&truth), sum(&found));
        Self {
            items: placed.len() as u64,
            cells,
            truth,
            found,
            common,
            true_pairs,
            found_pairs,
        }
    }

    fn b_cubed(&self) -> (f64, f64) {
        let (mut precision, mut recall) = (0.0, 0.0);
        for ((truth, found), &count) in &self.cells {
            let squared = (count * count) as f64;
            precision += squared / self.found.get(found).copied().unwrap_or(1) as f64;
            recall += squared / self.truth.get(truth).copied().unwrap_or(1) as f64;
        }
        let items = self.items.max(1) as f64;
        (precision / items, recall / items)
    }

    fn adjusted_rand(&self) -> f64 {
        let all = pairs(self.items).max(1) as f64;
        let (true_pairs, found_pairs) = (self.true_pairs as f64, self.found_pairs as f64);
        let expected = true_pairs * found_pairs / all;
        let top = f64::midpoint(true_pairs, found_pairs);
        if (top - expected).abs() < f64::EPSILON {
            return 1.0;
        }
        (self.common as f64 - expected) / (top - expected)
    }
}

/// Pairs on which the two partitions differ: two ids, and whether they belong together.
fn wrong_pairs(placed: &[Placed]) -> Vec<(&str, &str, bool)> {
    let mut by_group: BTreeMap<(bool, &str), Vec<&Placed>> = BTreeMap::new();
    for item in placed {
        by_group.entry((true, &item.truth)).or_default().push(item);
        by_group.entry((false, &item.found)).or_default().push(item);
    }
    let mut wrong = Vec::new();
    for ((is_truth, _), items) in by_group {
        for (index, one) in items.iter().enumerate() {
            for other in items.iter().skip(index + 1) {
                let differ = (one.truth == other.truth) != (one.found == other.found);
                if differ {
                    wrong.push((one.id.as_str(), other.id.as_str(), is_truth));
                }
            }
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(rows: &[(&str, &str, &str)]) -> Vec<Placed> {
        let items =
            rows.iter().enumerate().map(|(index, (language, truth, found))| Placed {
                id: index.to_string(),
                language: (*language).to_string(),
                truth: (*truth).to_string(),
                found: (*found).to_string(),
            });
        items.collect()
    }

    fn value(scores: &[super::super::Score], metric: &str, language: &str) -> f64 {
        let found = scores
            .iter()
            .find(|score| score.metric == metric && score.language == language);
        found.map(|score| score.value).unwrap()
    }

    #[track_caller]
    fn close(value: f64, expected: f64) {
        assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
    }

    #[test]
    fn a_split_and_a_merge_cost_what_the_definitions_say() {
        // Truth {0 1 2} {3 4}; found {0 1} {2 3 4}: worked out by hand.
        let rows = [
            ("en", "x", "p"),
            ("en", "x", "p"),
            ("fr", "x", "q"),
            ("fr", "y", "q"),
            ("fr", "y", "q"),
        ];
        let mut scores = Scores::default();
        score_groups("copies", &placed(&rows), &mut scores);
        let scores = scores.into_evaluation().scores;
        close(value(&scores, "copies.pairwise_precision", "all"), 2.0 / 4.0);
        close(value(&scores, "copies.pairwise_recall", "all"), 2.0 / 4.0);
        close(
            value(&scores, "copies.bcubed_precision", "all"),
            (2.0 + 1.0 / 3.0 + 4.0 / 3.0) / 5.0,
        );
        close(
            value(&scores, "copies.bcubed_recall", "all"),
            (4.0 / 3.0 + 1.0 / 3.0 + 2.0) / 5.0,
        );
        close(value(&scores, "copies.ari", "all"), (2.0 - 1.6) / (4.0 - 1.6));
        close(value(&scores, "copies.pairwise_f1", "en"), 1.0);
        close(value(&scores, "copies.pairwise_precision", "fr"), 1.0 / 3.0);
        close(value(&scores, "copies.pairwise_recall", "mixed"), 0.0);
    }

    #[test]
    fn a_perfect_partition_scores_one_everywhere() {
        let rows = [("en", "x", "p"), ("fr", "x", "p"), ("fr", "y", "q")];
        let mut scores = Scores::default();
        score_groups("stories", &placed(&rows), &mut scores);
        for score in scores.into_evaluation().scores {
            close(score.value, 1.0);
        }
    }
}
