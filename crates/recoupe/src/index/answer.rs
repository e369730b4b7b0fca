//! What the index knows of an article.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use recoupe_copies::{
    Candidate, LookupKeys, Pair, Signature, Verdict, lookup_keys, sign, verify,
};
use recoupe_formats::Error;
use recoupe_text::Article;
use serde::{Deserialize, Serialize};

use super::Index;

/// A sampled shingle in more articles of one segment than this is a stock phrase and leads
/// nowhere.
const STOCK: usize = 256;

/// Of the articles under a band or a body so many are looked at in one segment.
const MOST_UNDER_ONE: usize = 1_024;

/// So many articles are compared with the one asked for, those that share most keys first:
/// some 20 milliseconds at the worst.
const MOST_COMPARED: usize = 128;

/// Of those that share a single key so many: nearly all are strangers that use one phrase,
/// and each costs a reading of its text.
const MOST_OF_ONE_KEY: usize = 16;

/// So many of the nearest copies lead to further articles, as a lead is compared with the
/// neighbours of its neighbours in a batch.
const STEPPING_STONES: usize = 4;

/// A copy that stands in the index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KnownCopy {
    /// Its id there.
    pub id: String,
    /// Its outlet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// `copy` or `partial`.
    pub verdict: Verdict,
    /// Jaccard resemblance of the two, 0..1.
    pub resemblance: f64,
    /// Share of the article asked for that stands in this one, 0..1.
    pub containment: f64,
    /// Share of this one that stands in the article asked for, 0..1.
    pub contains: f64,
    /// Why, in words.
    pub why: String,
}

/// What the index says of one article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// The article's id.
    pub id: String,
    /// Where it was read.
    pub place: String,
    /// After an addition: whether it is new. The same article that came before is not; it is
    /// in the index all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added: Option<bool>,
    /// The articles of the index that carry its copy, other than itself: copies before
    /// partial copies, then the most alike, then by id.
    pub copies: Vec<KnownCopy>,
    /// Whether more articles shared its keys than were compared: then there may be more
    /// copies than named.
    pub is_cut: bool,
}

impl Answer {
    /// As one JSON object.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Where an article stands: segment and number.
type Standing = (usize, u32);

impl Index {
    /// The copies of an article in the index, itself (the same id) left out. Every one of
    /// them was verified word by word. Articles that share no key with it, but with its
    /// nearest copies, are compared too: copies of copies. Milliseconds, whatever the size
    /// of the index, where the article has few copies; a bounded number of comparisons where
    /// it has many. Fails where the index cannot be read.
    pub fn query(&self, article: &Article, place: &str) -> Result<Answer, Error> {
        let signature = sign(article, self.settings());
        let mut asked =
            Asked { article, signature, seen: BTreeSet::new(), is_cut: false };
        let near = self.compared(&mut asked, |index, asked| {
            index.standings(&[lookup_keys(&asked.signature)], &asked.seen)
        })?;
        let mut copies = near;
        let keys: Vec<LookupKeys> = copies
            .iter()
            .take(STEPPING_STONES)
            .map(|(_, other)| lookup_keys(&sign(other, self.settings())))
            .collect();
        if !keys.is_empty() {
            let far = self.compared(&mut asked, |index, asked| {
                index.standings(&keys, &asked.seen)
            })?;
            copies.extend(far);
        }
        let mut copies: Vec<KnownCopy> = copies
            .into_iter()
            .map(|(pair, other)| known(pair, &article.id, &other))
            .collect();
        copies.sort_by(|one, other| {
            let nearest = other.resemblance.total_cmp(&one.resemblance);
            one.verdict.cmp(&other.verdict).then(nearest).then(one.id.cmp(&other.id))
        });
        Ok(Answer {
            id: article.id.clone(),
            place: place.to_owned(),
            added: None,
            copies,
            is_cut: asked.is_cut,
        })
    }

    /// The copies among the articles that `find` leads to, each with its pair.
    fn compared(
        &self,
        asked: &mut Asked<'_>,
        find: impl Fn(&Self, &Asked<'_>) -> Result<(Vec<Standing>, bool), Error>,
    ) -> Result<Vec<(Pair, Article)>, Error> {
        let (standings, is_cut) = find(self, asked)?;
        asked.is_cut |= is_cut;
        let mut articles = vec![asked.article.clone()];
        for (place, number) in standings {
            asked.seen.insert((place, number));
            let Some(segment) = self.segments.get(place) else { continue };
            let other = segment.article(number)?.article;
            if other.id != asked.article.id && self.may_match(&asked.signature, &other) {
                articles.push(other);
            }
        }
        let found: Vec<Candidate> =
            (1..articles.len() as u32).map(|b| Candidate { a: 0, b }).collect();
        let pairs = verify(&articles, &found, self.settings());
        let mut by_id: BTreeMap<String, Article> =
            articles.into_iter().skip(1).map(|one| (one.id.clone(), one)).collect();
        let joined = pairs.into_iter().filter(|pair| pair.verdict != Verdict::Apart);
        let mut joined: Vec<(Pair, Article)> = joined
            .filter_map(|pair| {
                let other = if pair.a == asked.article.id { &pair.b } else { &pair.a };
                let other = by_id.remove(other)?;
                Some((pair, other))
            })
            .collect();
        joined.sort_by(|one, other| {
            let nearest = other.0.resemblance.total_cmp(&one.0.resemblance);
            nearest.then_with(|| one.1.id.cmp(&other.1.id))
        });
        Ok(joined)
    }

    fn may_match(&self, signature: &Signature, other: &Article) -> bool {
        signature.same_language(&sign(other, self.settings()))
    }

    /// The articles that share keys and were not seen before, those that share most first,
    /// and whether some were left out.
    fn standings(
        &self,
        keys: &[LookupKeys],
        seen: &BTreeSet<Standing>,
    ) -> Result<(Vec<Standing>, bool), Error> {
        let mut shared: BTreeMap<Standing, u32> = BTreeMap::new();
        let mut is_cut = false;
        let bodies = keys.iter().flat_map(|keys| keys.bands.iter().chain([&keys.exact]));
        let bodies: BTreeSet<u64> = bodies.copied().collect();
        let samples = keys.iter().flat_map(|keys| &keys.samples);
        let samples: BTreeSet<u64> = samples.copied().collect();
        for (place, segment) in (0..).zip(&self.segments) {
            for key in &bodies {
                let found = segment.under(*key, MOST_UNDER_ONE)?;
                is_cut |= found.len() == MOST_UNDER_ONE;
                for number in found {
                    *shared.entry((place, number)).or_default() += 1;
                }
            }
            for key in &samples {
                let found = segment.under(*key, STOCK + 1)?;
                for number in found.iter().filter(|_| found.len() <= STOCK) {
                    *shared.entry((place, *number)).or_default() += 1;
                }
            }
        }
        let fresh = shared.into_iter().filter(|(standing, _)| !seen.contains(standing));
        let mut order: Vec<(u32, Standing)> =
            fresh.map(|(standing, count)| (count, standing)).collect();
        order.sort_by_key(|(count, standing)| (Reverse(*count), *standing));
        let many = order.partition_point(|(count, _)| *count > 1);
        order.truncate(many + MOST_OF_ONE_KEY);
        is_cut |= order.len() > MOST_COMPARED;
        let order = order.into_iter().take(MOST_COMPARED);
        Ok((order.map(|(_, standing)| standing).collect(), is_cut))
    }
}

/// The article asked for, and where was looked already.
struct Asked<'a> {
    article: &'a Article,
    signature: Signature,
    seen: BTreeSet<Standing>,
    is_cut: bool,
}

fn known(pair: Pair, asked: &str, other: &Article) -> KnownCopy {
    let is_a = pair.a == asked;
    let (here, there) = (pair.containment_a, pair.containment_b);
    KnownCopy {
        id: other.id.clone(),
        source: other.source.clone(),
        title: other.title.as_ref().map(|title| title.text.clone()),
        published: other
            .published_at
            .clone()
            .or_else(|| other.published.map(|day| day.to_string())),
        verdict: pair.verdict,
        resemblance: pair.resemblance,
        containment: if is_a { here } else { there },
        contains: if is_a { there } else { here },
        why: pair.why,
    }
}
