//! A summary in the words of the sources: at most five lines, each a whole sentence of a
//! body with its citations.
//!
//! Facts are chosen first (what the story is about, then how widely it is stated), then for
//! each the sentence that says it best: near the centre of the story's words (centroid
//! scoring, Radev et al. 2004), self-contained, and not a repetition of a chosen line
//! (maximal marginal relevance on pairs of words, Carbonell and Goldstein 1998). Two
//! sentences that state the same facts are one line, in whichever language they stand.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_text::{Article, Language, LineClass, Span};

use crate::merge::cite;
use crate::quotes::marks::marked;
use crate::reading::Reading;
use crate::scene::node::{NodeKind, ReferenceKind, Scene};
use crate::scene::words::{is_auxiliary, is_conjunction, is_determiner, is_preposition};
use crate::sheet::{Citation, Fact, Field, Place, SummaryLine};

/// Lines of a summary.
const MOST_LINES: usize = 5;
/// Where facts fill fewer lines than this, sentences near the centre of the story join.
const FEWEST_LINES: usize = 3;
/// Sentences of fewer or more words than these are captions or paragraphs.
const WORDS: std::ops::RangeInclusive<usize> = 7..=60;
/// Share of the pairs of words of the shorter sentence from which two repeat each other.
/// Rewrites of one sentence share more than half their pairs, sentences on one deal a fifth.
const REPEATED: f64 = 0.4;
/// Share of names and numbers from which two sentences, in any language, tell the same.
const SAME_POINTS: f64 = 0.75;
/// Fewer shared names and numbers than this show nothing.
const FEWEST_POINTS: usize = 3;
/// Further citations listed with a line.
const MOST_CITATIONS: usize = 6;

/// A sentence that may become a line.
struct Candidate<'story> {
    scene: &'story Scene,
    span: Span,
    /// Its place among the candidates of its article, from 0.
    position: usize,
    facts: BTreeSet<usize>,
    pairs: BTreeSet<(&'story str, &'story str)>,
    points: BTreeSet<String>,
    centre: f64,
    /// Share of the words of the headlines that it holds, 0 to 1.
    headline: f64,
    /// 1 where it opens with words that an earlier sentence explains better, else 0.
    vague: f64,
}

/// The summary of a story whose facts are given in order of importance.
pub(crate) fn summary(
    facts: &[Fact],
    reading: &Reading,
    articles: &[&Article],
) -> Vec<SummaryLine> {
    let candidates = candidates(facts, reading, articles);
    let language = language(&candidates);
    let mut chosen: Vec<&Candidate<'_>> = Vec::new();
    let mut told: BTreeSet<usize> = BTreeSet::new();
    if let Some(lead) = lead(&candidates, facts, language) {
        told.extend(lead.facts.iter().copied());
        chosen.push(lead);
    }
    for fact in by_importance(facts) {
        if chosen.len() == MOST_LINES {
            break;
        }
        if told.contains(&fact) {
            continue;
        }
        let core = facts.get(fact).is_some_and(|fact| fact.core);
        if !core && chosen.len() >= FEWEST_LINES {
            continue;
        }
        // One line at most is told in the other language, and only for what matters.
        let foreign = chosen.iter().any(|line| line.scene.language != language);
        let own = best_for(fact, &candidates, facts, &chosen, &told, Some(language));
        let best = own.or_else(|| {
            let any = (core && !foreign)
                .then(|| best_for(fact, &candidates, facts, &chosen, &told, None));
            any.flatten()
        });
        told.insert(fact);
        if let Some(best) = best {
            told.extend(best.facts.iter().copied());
            chosen.push(best);
        }
    }
    fill(&mut chosen, &candidates, language);
    chosen.into_iter().map(|line| written(line, facts, articles)).collect()
}

/// The sentence that tells the news itself: among the first two of each article the one
/// that shares most with the headlines and the centre of the story, and states what is core.
fn lead<'c, 'story>(
    candidates: &'c [Candidate<'story>],
    facts: &[Fact],
    language: Language,
) -> Option<&'c Candidate<'story>> {
    let mut best: Option<(f64, &Candidate<'story>)> = None;
    let own = candidates.iter().filter(|candidate| candidate.scene.language == language);
    for candidate in own.filter(|candidate| candidate.position < 2) {
        let core = candidate
            .facts
            .iter()
            .any(|fact| facts.get(*fact).is_some_and(|fact| fact.core));
        let score = 2.0 * candidate.headline
            + candidate.centre
            + if core { 0.5 } else { 0.0 }
            + if candidate.position == 0 { 0.3 } else { 0.0 }
            - candidate.vague;
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Indices of the facts: core first, then by origins and articles, then as they stand. Only
/// core facts, where there are any two.
fn by_importance(facts: &[Fact]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..facts.len()).collect();
    order.sort_by_key(|at| {
        facts.get(*at).map(|fact| {
            let support = &fact.support;
            (!fact.core, std::cmp::Reverse((support.origins, support.articles)), *at)
        })
    });
    // The first fact of the sheet is what the story is about.
    order.retain(|at| *at != 0);
    if !facts.is_empty() {
        order.insert(0, 0);
    }
    order
}

/// The best sentence for a fact, in one language or any; `None` where every one repeats a
/// chosen line or cannot stand by itself.
fn best_for<'c, 'story>(
    fact: usize,
    candidates: &'c [Candidate<'story>],
    facts: &[Fact],
    chosen: &[&Candidate<'_>],
    told: &BTreeSet<usize>,
    only: Option<Language>,
) -> Option<&'c Candidate<'story>> {
    let mut best: Option<(f64, &Candidate<'story>)> = None;
    for candidate in candidates.iter().filter(|candidate| candidate.facts.contains(&fact))
    {
        let foreign = only.is_some_and(|only| only != candidate.scene.language);
        if foreign || chosen.iter().any(|line| repeats(line, candidate)) {
            continue;
        }
        let score = score(candidate, facts, told);
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// More for each fact that is not told yet (core twice), for words near the centre of the
/// story, for an early place; less for length beyond a common sentence.
fn score(candidate: &Candidate<'_>, facts: &[Fact], told: &BTreeSet<usize>) -> f64 {
    let news: f64 = candidate
        .facts
        .iter()
        .filter(|fact| !told.contains(fact))
        .map(
            |fact| if facts.get(*fact).is_some_and(|fact| fact.core) { 1.0 } else { 0.3 },
        )
        .sum();
    let early = 1.0 / (1.0 + candidate.position as f64);
    let words = candidate.scene.nodes.len() as f64;
    let long = (words - 35.0).max(0.0) / 35.0;
    news.min(3.0) + 1.5 * candidate.centre + early - long - candidate.vague
}

/// Sentences near the centre of the story, where facts give too few lines.
fn fill<'c, 'story>(
    chosen: &mut Vec<&'c Candidate<'story>>,
    candidates: &'c [Candidate<'story>],
    language: Language,
) {
    while chosen.len() < FEWEST_LINES {
        let mut best: Option<(f64, &Candidate<'story>)> = None;
        for candidate in
            candidates.iter().filter(|candidate| candidate.scene.language == language)
        {
            if candidate.position > 4
                || chosen.iter().any(|line| repeats(line, candidate))
            {
                continue;
            }
            let early = 1.0 / (1.0 + candidate.position as f64);
            let score = candidate.centre + candidate.headline + early - candidate.vague;
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, candidate));
            }
        }
        let Some((_, next)) = best else { return };
        chosen.push(next);
    }
}

/// Whether two sentences tell the same: by their pairs of words, their facts, or their
/// names and numbers.
fn repeats(line: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let shared = line.pairs.intersection(&other.pairs).count() as f64;
    let fewer = line.pairs.len().min(other.pairs.len()).max(1) as f64;
    let facts = !other.facts.is_empty() && other.facts.is_subset(&line.facts);
    let points = line.points.intersection(&other.points).count();
    let least = line.points.len().min(other.points.len()).max(1);
    let same_points =
        points >= FEWEST_POINTS && points as f64 >= SAME_POINTS * least as f64;
    shared / fewer > REPEATED || facts || same_points
}

/// The language of most candidates that state facts (of all, where none does); the earlier
/// in the story of equals.
fn language(candidates: &[Candidate<'_>]) -> Language {
    let mut votes: Vec<(Language, usize)> = Vec::new();
    for candidate in candidates {
        let weight = if candidate.facts.is_empty() { 1 } else { 4 };
        match votes.iter_mut().find(|(language, _)| *language == candidate.scene.language)
        {
            Some((_, count)) => *count += weight,
            None => votes.push((candidate.scene.language, weight)),
        }
    }
    let most = votes.iter().map(|(_, count)| *count).max();
    votes
        .into_iter()
        .find(|(_, count)| Some(*count) == most)
        .map_or(Language::English, |(language, _)| language)
}

fn candidates<'story>(
    facts: &[Fact],
    reading: &'story Reading,
    articles: &[&Article],
) -> Vec<Candidate<'story>> {
    let stated = stated(facts);
    let weights = weights(reading);
    let headlines = headlines(reading);
    let mut positions: BTreeMap<usize, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for scene in &reading.scenes {
        let Some(article) = articles.get(scene.article) else { continue };
        if !is_sentence(scene, article) {
            continue;
        }
        let position = positions.entry(scene.article).or_default();
        let span = without_dateline(&article.text, scene.span);
        *position += 1;
        if !stands_alone(scene, article, span) {
            continue;
        }
        let key = (article.id.as_str(), scene.span.start);
        let words: Vec<&str> = content(scene).collect();
        found.push(Candidate {
            scene,
            span,
            position: *position - 1,
            facts: stated.get(&key).cloned().unwrap_or_default(),
            pairs: words
                .windows(2)
                .filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
                .collect(),
            points: points(scene),
            centre: centre(&words, &weights),
            headline: overlap(&words, &headlines, scene.language),
            vague: if opens_vaguely(scene, span) { 1.0 } else { 0.0 },
        });
    }
    found
}

/// Which facts each sentence of a body states: by article and first byte.
fn stated(facts: &[Fact]) -> BTreeMap<(&str, u32), BTreeSet<usize>> {
    let mut stated: BTreeMap<(&str, u32), BTreeSet<usize>> = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        for citation in
            fact.citations.iter().filter(|citation| citation.place == Place::Body)
        {
            let key = (citation.article.as_str(), citation.sentence_byte_start);
            stated.entry(key).or_default().insert(at);
        }
    }
    stated
}

/// Running text of a body, not a heading.
fn is_sentence(scene: &Scene, article: &Article) -> bool {
    let line = article.lines.partition_point(|line| line.span.end <= scene.span.start);
    scene.place == Place::Body
        && scene.field == Field::Text
        && article.lines.get(line).is_some_and(|line| line.class == LineClass::Prose)
}

/// Whether a sentence can be understood by itself: whole, of common length, not speech
/// alone, not opened by a word that points back.
fn stands_alone(scene: &Scene, article: &Article, span: Span) -> bool {
    let text = span.of(&article.text);
    let words = text.split_whitespace().count();
    let whole = text.ends_with(['.', '!', '”', '»', '"'])
        && text.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit());
    let spoken: usize =
        marked(&article.text, span).iter().map(|quote| quote.inner.len()).sum();
    let opener = scene
        .nodes
        .iter()
        .find(|node| node.span.start >= span.start)
        .map_or("", |node| node.folded.as_str());
    let free = !points_back(opener) && !pronoun_first(scene, span);
    whole && WORDS.contains(&words) && spoken * 2 < text.len() && free
}

/// Openers that only the sentence before explains, both languages.
const POINTING_BACK: &str = "he she it they we i this these that those its his \
    her their but and however also such both instead then there il \
    elle ils elles on nous je ce cet cette ces c celui \
    celle ceux celles cela ça son sa ses leur leurs mais et \
    pourtant ainsi en y or toutefois cependant ensuite puis tous another other \
    others d'autres celui-ci celle-ci so yet still meanwhile asked interrogé interrogée yes \
    no oui non our my notre mon ma";

/// Whether a sentence that opens with this word hangs on the one before.
fn points_back(word: &str) -> bool {
    let first = word.split([' ', '\'']).next().unwrap_or(word);
    POINTING_BACK.split_whitespace().any(|pointing| pointing == first)
}

/// A dateline (`OSLO - `, `PARIS (Agence) — `) is no part of what a sentence says.
fn without_dateline(text: &str, span: Span) -> Span {
    let words = span.of(text);
    for dash in [" - ", " — ", " – ", ": "] {
        let Some((before, after)) = words.split_once(dash) else { continue };
        let first = before.split([' ', ',', '(']).next().unwrap_or_default();
        let capitals =
            first.chars().count() > 2 && !first.chars().any(char::is_lowercase);
        let bracketed = before.ends_with(')') || before.split(' ').count() <= 3;
        if capitals && bracketed && before.chars().count() <= 48 {
            return Span::new(span.end() - after.len(), span.end());
        }
    }
    span
}

/// Words that carry meaning, folded.
fn content(scene: &Scene) -> impl Iterator<Item = &str> {
    scene
        .nodes
        .iter()
        .filter(|node| node.kind != NodeKind::Mark)
        .map(|node| node.folded.as_str())
        .filter(|word| {
            word.chars().count() > 2
                && !is_preposition(word)
                && !is_determiner(word)
                && !is_auxiliary(word)
                && !is_conjunction(word)
        })
}

/// Names and numbers of a sentence, the same in both languages.
fn points(scene: &Scene) -> BTreeSet<String> {
    scene
        .nodes
        .iter()
        .filter_map(|node| match &node.kind {
            NodeKind::Name(entity) => Some(format!("n{}", entity.0)),
            NodeKind::Value(value) => value
                .amount
                .map(|amount| format!("v{}", amount.normalize()))
                .or_else(|| value.iso.clone()),
            _ => None,
        })
        .collect()
}

/// In how many articles of the story each word stands, as a share of the most common.
fn weights(reading: &Reading) -> BTreeMap<&str, f64> {
    let mut seen: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for scene in reading.scenes.iter().filter(|scene| scene.place == Place::Body) {
        for word in content(scene) {
            seen.entry(word).or_default().insert(scene.article);
        }
    }
    let most = seen.values().map(BTreeSet::len).max().unwrap_or(1) as f64;
    seen.into_iter()
        .map(|(word, articles)| (word, articles.len() as f64 / most))
        .collect()
}

/// Words of the headlines of a story, by language, with the number of headlines they stand
/// in.
fn headlines(reading: &Reading) -> BTreeMap<(Language, &str), f64> {
    let mut words = BTreeMap::new();
    for scene in reading.scenes.iter().filter(|scene| scene.place == Place::Title) {
        for word in content(scene).collect::<BTreeSet<&str>>() {
            *words.entry((scene.language, word)).or_insert(0.0) += 1.0;
        }
    }
    words
}

/// Share of the words of the headlines, weighted by how many have them, that a sentence
/// holds.
fn overlap(
    words: &[&str],
    headlines: &BTreeMap<(Language, &str), f64>,
    language: Language,
) -> f64 {
    let held: BTreeSet<&str> = words.iter().copied().collect();
    let own = || headlines.iter().filter(|((of, _), _)| *of == language);
    let all: f64 = own().map(|(_, count)| count).sum();
    let hit: f64 =
        own().filter(|((_, word), _)| held.contains(word)).map(|(_, count)| count).sum();
    if all > 0.0 { hit / all } else { 0.0 }
}

/// "The company …", « Le groupe … » as the first words.
fn opens_vaguely(scene: &Scene, span: Span) -> bool {
    scene
        .nodes
        .iter()
        .find(|node| node.span.start >= span.start)
        .is_some_and(|node| matches!(node.kind, NodeKind::Reference(..)))
}

/// Whether a pronoun stands before any name: only an earlier sentence says for whom.
fn pronoun_first(scene: &Scene, span: Span) -> bool {
    let inside = scene.nodes.iter().filter(|node| node.span.start >= span.start);
    for node in inside.take(10) {
        let word = node.folded.as_str();
        let refers = matches!(node.kind, NodeKind::Reference(ReferenceKind::Pronoun, _));
        let person = matches!(
            word,
            "he" | "she" | "they" | "ils" | "elles" | "his" | "their" | "we" | "nous"
        );
        match node.kind {
            NodeKind::Name(_) => return false,
            _ if refers || person => return true,
            _ => {}
        }
    }
    false
}

/// How near a sentence is to the centre of the story's words, 0 to 1.
fn centre(words: &[&str], weights: &BTreeMap<&str, f64>) -> f64 {
    let distinct: BTreeSet<&str> = words.iter().copied().collect();
    let sum: f64 = distinct.iter().filter_map(|word| weights.get(word)).sum();
    sum / (distinct.len().max(1) as f64)
}

/// A line with its own citation first, then one of each further article that states its
/// facts.
fn written(line: &Candidate<'_>, facts: &[Fact], articles: &[&Article]) -> SummaryLine {
    let Some(article) = articles.get(line.scene.article) else {
        return SummaryLine { text: String::new(), citations: Vec::new() };
    };
    let own = cite(article, Field::Text, line.span, line.scene.span, Place::Body);
    let mut seen: BTreeSet<&str> = BTreeSet::from([article.id.as_str()]);
    let mut citations = vec![own];
    let further = line
        .facts
        .iter()
        .filter_map(|fact| facts.get(*fact))
        .flat_map(|fact| fact.citations.iter())
        .filter(|citation| citation.place == Place::Body);
    for citation in further {
        if citations.len() < MOST_CITATIONS && seen.insert(citation.article.as_str()) {
            citations.push(Citation::clone(citation));
        }
    }
    SummaryLine { text: line.span.of(&article.text).to_owned(), citations }
}

#[cfg(test)]
mod tests {
    use crate::testing::sheet_of;

    const ENGLISH: (&str, &str, &str, &str) = (
        "a1",
        "2025-06-10",
        "Orlan buys Veltra for $2 billion",
        "LONDON - Orlan Group has agreed to buy the software maker Veltra for $2 billion in cash, the companies said on Tuesday.\n\nIt expects to cut no jobs at all in the coming years.\n\n\"We are very proud of this step,\" said Laura Hill, who runs Orlan.\n\nVeltra, founded in 2011 in Leeds, had revenue of $310 million in 2024.",
    );
    const FRENCH: (&str, &str, &str, &str) = (
        "a2",
        "2025-06-11",
        "Orlan rachète Veltra pour 2 milliards de dollars",
        "Le groupe Orlan a accepté de racheter l’éditeur de logiciels Veltra pour 2 milliards de dollars, ont annoncé mardi les deux entreprises.\n\nVeltra, fondée en 2011 à Leeds, a réalisé un chiffre d’affaires de 310 millions de dollars en 2024.",
    );

    #[test]
    fn lines_are_the_sources_own_words_and_stand_by_themselves() {
        let (sheet, articles) = sheet_of(&[ENGLISH]);
        assert!((1..=5).contains(&sheet.summary.len()));
        assert!(sheet.summary[0].text.starts_with("Orlan Group has agreed"));
        for line in &sheet.summary {
            assert!(
                !line.text.starts_with("It ") && !line.text.starts_with('"'),
                "{}",
                line.text
            );
            for citation in &line.citations {
                let article = articles
                    .iter()
                    .find(|article| article.id == citation.article)
                    .unwrap();
                let span = citation.byte_start as usize..citation.byte_end as usize;
                assert_eq!(article.text.get(span), Some(citation.quote.as_str()));
            }
            assert_eq!(line.text, line.citations[0].quote);
        }
    }

    #[test]
    fn a_translation_is_no_second_line() {
        let (sheet, _) = sheet_of(&[ENGLISH, FRENCH]);
        let deals = sheet.summary.iter().filter(|line| {
            line.text.contains("$2 billion") || line.text.contains("2 milliards")
        });
        assert_eq!(deals.count(), 1, "{:#?}", sheet.summary);
        let founded = sheet.summary.iter().filter(|line| line.text.contains("2011"));
        assert!(founded.count() <= 1);
    }

    #[test]
    fn the_order_of_the_articles_changes_nothing() {
        assert_eq!(
            sheet_of(&[ENGLISH, FRENCH]).0.summary,
            sheet_of(&[FRENCH, ENGLISH]).0.summary
        );
    }
}
