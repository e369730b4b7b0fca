//! Presets as curves: how much each preset finds, and how much of it is right, by how alike
//! two articles are.

use std::collections::BTreeMap;
use std::fmt::Write;

use rayon::prelude::*;
use recoupe_copies::CopySettings;
use recoupe_formats::{Error, ErrorKind};
use recoupe_pages::{Curve, CurvePoint, Panel, curves_svg};
use recoupe_text::Article;
use serde::Serialize;

use crate::progress::{Event, Progress, Step};
use crate::{Gold, Settings, reading, run};

/// Steps of resemblance: 0.00–0.05, 0.05–0.10 and so on.
const STEPS: usize = 20;

/// Of a larger group each member is paired with so many that follow it by id, so that one
/// giant group neither takes the time nor decides the curve.
const PAIRED_WITH: usize = 24;

/// One step of resemblance of one preset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct CurveStep {
    /// Pairs of one group in the gold.
    pub gold: u64,
    /// Those of them that stand in one group here.
    pub found: u64,
    /// Pairs of one group here, both in the gold.
    pub told: u64,
    /// Those of them that the gold has in one group.
    pub right: u64,
}

/// The curve of one preset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PresetCurve {
    /// `strict`, `standard` or `loose`.
    pub preset: String,
    /// Twenty steps of resemblance, from 0 to 1.
    pub steps: Vec<CurveStep>,
}

/// The curves of all presets on one corpus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Curves {
    /// Articles with gold.
    pub articles: u64,
    /// Strict, standard, loose.
    pub presets: Vec<PresetCurve>,
}

/// Reads the inputs, groups them under each preset and counts pairs against the gold (`id`
/// and `group`) by their resemblance: that of their sets of runs of three words, for all
/// presets. Of groups of more than 24 a part of the pairs is counted. Articles without gold
/// are grouped with the others and not counted.
///
/// Fails where an input or no article of the gold is found, or where the listener asks to
/// stop. Cost: three searches for copies, and one comparison for each pair.
pub fn curves(
    inputs: &[String],
    gold: &Gold,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Curves, Error> {
    let intake = reading::take_in(inputs, settings, progress)?;
    let documents = reading::articles_of(intake.records, settings, progress)?;
    let mut texts: Vec<Article> = documents.into_iter().filter_map(Result::ok).collect();
    texts.par_sort_by(|one, other| one.id.cmp(&other.id));
    run::note(progress, Event::Ends(Step::Articles))?;
    let truth = groups_of_gold(&texts, gold);
    if truth.is_empty() {
        return Err(Error::new(
            ErrorKind::Setting,
            "--gold",
            "names the copy group of no article of the inputs",
            "give rows with the ids of the articles and their `group`",
        ));
    }
    let articles = truth.values().map(Vec::len).sum::<usize>() as u64;
    let truth = Partition::of(truth);
    let presets = [
        ("strict", CopySettings::strict()),
        ("standard", CopySettings::standard()),
        ("loose", CopySettings::loose()),
    ];
    run::note(progress, Event::Begins(Step::Copies, presets.len() as u64))?;
    let mut drawn = Vec::new();
    for (name, preset) in presets {
        let found = recoupe_copies::find(&texts, &preset);
        let mut groups: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for group in &found.groups {
            let places = group.members.iter().filter_map(|member| {
                let place =
                    texts.binary_search_by(|text| text.id.cmp(&member.id)).ok()?;
                truth.group_of.contains_key(&(place as u32)).then_some(place as u32)
            });
            groups.insert(group.copy_group.clone(), places.collect());
        }
        let steps = counted(&texts, &truth, &Partition::of(groups));
        drawn.push(PresetCurve { preset: name.to_owned(), steps });
        run::note(progress, Event::Advances(Step::Copies, drawn.len() as u64))?;
    }
    run::note(progress, Event::Ends(Step::Copies))?;
    Ok(Curves { articles, presets: drawn })
}

fn groups_of_gold(texts: &[Article], gold: &Gold) -> BTreeMap<String, Vec<u32>> {
    let mut groups: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for row in &gold.articles {
        let place = texts.binary_search_by(|text| text.id.cmp(&row.id)).ok();
        if let (Some(group), Some(place)) = (&row.group, place) {
            groups.entry(group.clone()).or_default().push(place as u32);
        }
    }
    groups
}

/// Groups of places, and the group of each place.
struct Partition {
    groups: Vec<Vec<u32>>,
    group_of: BTreeMap<u32, u32>,
}

impl Partition {
    fn of(groups: BTreeMap<String, Vec<u32>>) -> Self {
        let mut groups: Vec<Vec<u32>> = groups.into_values().collect();
        let mut group_of = BTreeMap::new();
        for (group, number) in groups.iter_mut().zip(0..) {
            group.sort_unstable();
            group_of.extend(group.iter().map(|place| (*place, number)));
        }
        Self { groups, group_of }
    }

    fn are_one(&self, one: u32, other: u32) -> bool {
        self.group_of.get(&one) == self.group_of.get(&other)
    }

    fn pairs(&self) -> impl Iterator<Item = (u32, u32)> {
        self.groups.iter().flat_map(|group| {
            group.iter().enumerate().flat_map(move |(at, one)| {
                let others = group.iter().skip(at + 1).take(PAIRED_WITH);
                others.map(move |other| (*one, *other))
            })
        })
    }
}

fn counted(texts: &[Article], truth: &Partition, found: &Partition) -> Vec<CurveStep> {
    let mut steps = vec![CurveStep::default(); STEPS];
    let mut count = |pairs: Vec<(u32, u32)>,
                     add: &dyn Fn(&mut CurveStep, bool),
                     same: &Partition| {
        let placed: Vec<(Option<usize>, bool)> = pairs
            .into_par_iter()
            .map(|(one, other)| (step_of(texts, one, other), same.are_one(one, other)))
            .collect();
        for (step, is_same) in placed {
            if let Some(step) = step.and_then(|step| steps.get_mut(step)) {
                add(step, is_same);
            }
        }
    };
    let recall = |step: &mut CurveStep, is_same: bool| {
        step.gold += 1;
        step.found += u64::from(is_same);
    };
    let precision = |step: &mut CurveStep, is_same: bool| {
        step.told += 1;
        step.right += u64::from(is_same);
    };
    count(truth.pairs().collect(), &recall, found);
    count(found.pairs().collect(), &precision, truth);
    steps
}

/// The step of the resemblance of two articles.
fn step_of(texts: &[Article], one: u32, other: u32) -> Option<usize> {
    let (one, other) = (texts.get(one as usize)?, texts.get(other as usize)?);
    let seen = recoupe_copies::explain(one, other, &CopySettings::standard());
    Some(((seen.resemblance * STEPS as f64) as usize).min(STEPS - 1))
}

/// Writes a file that appears whole, and replaces one of its name.
/// Fails where it cannot be written.
pub fn write_whole(path: &std::path::Path, bytes: &[u8]) -> Result<(), Error> {
    recoupe_formats::WholeFile::write_all_at(path, bytes)
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

impl Curves {
    /// As one JSON object.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// As a picture: recall to the left, precision to the right, a line for each preset.
    /// Steps without any pair have no point.
    pub fn to_svg(&self, name: &str) -> String {
        let panel = |title: &str, of: fn(&CurveStep) -> (u64, u64)| Panel {
            title: title.to_owned(),
            x_label: "resemblance of two articles (runs of three words)".to_owned(),
            curves: self.presets.iter().map(|preset| curve(preset, of)).collect(),
        };
        let heading = format!("Copies in {name}: {} articles with gold", self.articles);
        curves_svg(
            &heading,
            &[
                panel("Recall: share of the true pairs that are found", |step| {
                    (step.found, step.gold)
                }),
                panel("Precision: share of the found pairs that are true", |step| {
                    (step.right, step.told)
                }),
            ],
        )
    }

    /// As a table for a terminal or a page of Markdown.
    pub fn table(&self) -> String {
        let mut table = String::from(
            "| preset | resemblance | true pairs | recall | found pairs | precision |\n|---|---|---|---|---|---|\n",
        );
        let cell =
            |share: Option<f64>| share.map_or(String::new(), |it| format!("{it:.3}"));
        for preset in &self.presets {
            let mut all = CurveStep::default();
            for (at, step) in preset.steps.iter().enumerate() {
                all.gold += step.gold;
                all.found += step.found;
                all.told += step.told;
                all.right += step.right;
                if step.gold + step.told > 0 {
                    let from = at as f64 / STEPS as f64;
                    let to = from + 1.0 / STEPS as f64;
                    row(&mut table, preset, &format!("{from:.2}–{to:.2}"), step, cell);
                }
            }
            row(&mut table, preset, "all", &all, cell);
        }
        table
    }
}

fn row(
    table: &mut String,
    preset: &PresetCurve,
    range: &str,
    step: &CurveStep,
    cell: impl Fn(Option<f64>) -> String,
) {
    // Writing to a string does not fail.
    let _ = writeln!(
        table,
        "| {} | {range} | {} | {} | {} | {} |",
        preset.preset,
        step.gold,
        cell(share(step.found, step.gold)),
        step.told,
        cell(share(step.right, step.told)),
    );
}

fn curve(preset: &PresetCurve, of: impl Fn(&CurveStep) -> (u64, u64)) -> Curve {
    let points = preset.steps.iter().enumerate().filter_map(|(at, step)| {
        let (part, whole) = of(step);
        let x = (at as f64 + 0.5) / STEPS as f64;
        Some(CurvePoint { x, y: share(part, whole)?, weight: whole })
    });
    Curve { name: preset.preset.clone(), points: points.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Silent;

    #[test]
    fn presets_become_curves_of_recall_and_precision() {
        let folder = tempfile::tempdir().unwrap();
        let body = |seed: usize, edits: usize| -> String {
            let word = |at: usize| match at * edits % 60 {
                place if place < edits * edits => format!("autre{edits}x{at} "),
                _ => format!("mot{} ", (at * 13 + seed * 101) % 1_009),
            };
            (0..90).map(word).collect::<Vec<_>>().concat()
        };
        let (mut news, mut gold) = (String::new(), String::new());
        for at in 0..30 {
            let text = body(at / 3, at % 3);
            writeln!(news, "{{\"id\":\"a{at:02}\",\"text\":\"{text}\"}}").unwrap();
            writeln!(gold, "{{\"id\":\"a{at:02}\",\"group\":\"g{}\"}}", at / 3).unwrap();
        }
        let (input, truth) =
            (folder.path().join("n.jsonl"), folder.path().join("g.jsonl"));
        std::fs::write(&input, news).unwrap();
        std::fs::write(&truth, gold).unwrap();
        let inputs = [input.display().to_string()];
        let gold = Gold::open(&truth).unwrap();
        let drawn = curves(&inputs, &gold, &Settings::default(), &Silent).unwrap();
        assert_eq!(drawn.articles, 30);
        for preset in &drawn.presets {
            let gold: u64 = preset.steps.iter().map(|step| step.gold).sum();
            let right: u64 = preset.steps.iter().map(|step| step.right).sum();
            let found: u64 = preset.steps.iter().map(|step| step.found).sum();
            assert_eq!(gold, 30, "three pairs in each of ten groups");
            assert_eq!(right, found, "both count the same pairs");
        }
        let svg = drawn.to_svg("sample");
        assert_eq!(svg.matches("<polyline").count(), 6);
        assert!(drawn.table().contains("| standard | all | 30 |"), "{}", drawn.table());
        let nobody = Gold::default();
        assert!(curves(&inputs, &nobody, &Settings::default(), &Silent).is_err());
    }
}
