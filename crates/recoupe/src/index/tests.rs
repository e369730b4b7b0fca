//! What must hold for an index, whatever was added in whatever order and parts.

use std::collections::BTreeSet;

use recoupe_copies::{
    CopySettings, Pair, Signature, Verdict, candidates, find, sign, verify,
};
use recoupe_text::{Article, Content, RawDocument, ReadSettings, RepeatedLines};

use super::Index;

/// A small generator of numbers (SplitMix64), the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let value = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((value ^ (value >> 31)) >> 11) as usize % sides.max(1)
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            let other = self.roll(at + 1);
            list.swap(at, other);
        }
    }
}

const ENGLISH: [&str; 12] = [
    "harbour", "council", "the", "opened", "storm", "on", "mill", "of", "bridge", "said",
    "river", "a",
];
const FRENCH: [&str; 12] = [
    "port", "mairie", "le", "rouvert", "tempête", "sur", "moulin", "de", "pont",
    "disait", "rivière", "une",
];

fn read(id: &str, text: String) -> Article {
    let document = RawDocument {
        id: Some(id.to_owned()),
        published: Some(format!("2026-03-{:02}", 1 + id.len() % 28)),
        content: Content::Text(text),
        place: id.to_owned(),
        ..RawDocument::default()
    };
    recoupe_text::read(document, &ReadSettings::default(), &RepeatedLines::none())
        .unwrap()
}

/// Articles in both languages, a good part of them edited copies of earlier ones.
fn corpus(seed: u64, count: usize) -> Vec<Article> {
    let mut dice = Dice(seed);
    let mut bodies: Vec<Vec<String>> = Vec::new();
    for at in 0..count {
        let list = if at % 2 == 0 { ENGLISH } else { FRENCH };
        let copied = (at > 4 && dice.roll(2) == 0).then(|| dice.roll(bodies.len()));
        let body = match copied {
            Some(from) => {
                let mut body = bodies[from].clone();
                for _ in 0..dice.roll(8) {
                    let place = dice.roll(body.len());
                    body[place] = format!("other{}", dice.roll(500));
                }
                body.truncate(body.len() - dice.roll(body.len() / 3));
                body
            }
            None => (0..60 + dice.roll(60))
                .map(|_| format!("{}{}", list[dice.roll(12)], dice.roll(60)))
                .collect(),
        };
        bodies.push(body);
    }
    (0..)
        .zip(&bodies)
        .map(|(at, body)| read(&format!("id{at}"), body.join(" ")))
        .collect()
}

fn in_parts(articles: &[Article], dice: &mut Dice) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("index");
    let mut index = Index::create(&place, &CopySettings::standard()).unwrap();
    let mut left = articles.to_vec();
    dice.shuffle(&mut left);
    while !left.is_empty() {
        let part = left.split_off(left.len() - (1 + dice.roll(25)).min(left.len()));
        for outcome in index.add_articles(part).unwrap() {
            assert_eq!(outcome.unwrap().added, Some(true));
        }
    }
    (folder, Index::open(&place).unwrap())
}

#[test]
fn additions_in_any_order_and_parts_give_the_groups_of_one_batch() {
    let settings = CopySettings::standard();
    for seed in 0..4 {
        let mut articles = corpus(seed, 160);
        articles.sort_by(|one, other| one.id.cmp(&other.id));
        let batch = find(&articles, &settings);
        assert!(batch.groups.len() < articles.len(), "there are copies");
        for round in 0..2 {
            let (_folder, index) = in_parts(&articles, &mut Dice(seed * 7 + round));
            assert_eq!(index.articles().unwrap(), articles);
            assert_eq!(find(&index.articles().unwrap(), index.settings()), batch);
        }
    }
}

#[test]
fn an_answer_holds_the_copies_that_the_batch_finds() {
    let settings = CopySettings::standard();
    let articles = corpus(9, 160);
    let (_folder, index) = in_parts(&articles, &mut Dice(3));
    let signatures: Vec<Signature> =
        articles.iter().map(|article| sign(article, &settings)).collect();
    let direct = verify(&articles, &candidates(&signatures, &settings), &settings);
    let direct: BTreeSet<(String, String)> = joined(direct).into_iter().collect();
    let all = joined(find(&articles, &settings).pairs);
    let mut lost = 0;
    for (one, other) in &all {
        let article = articles.iter().find(|article| article.id == *one).unwrap();
        let answer = index.query(article, "").unwrap();
        assert!(answer.copies.iter().all(|copy| copy.id != *one));
        let is_told = answer.copies.iter().any(|copy| copy.id == *other);
        let is_direct = direct.contains(&(one.clone(), other.clone()));
        assert!(is_told || !is_direct, "{one} has lost {other}");
        lost += usize::from(!is_told);
    }
    assert!(all.len() > 100, "{}", all.len());
    assert!(lost * 100 <= all.len(), "{lost} of {} copies of copies lost", all.len());
}

/// The pairs that are copies, both ways round.
fn joined(pairs: Vec<Pair>) -> Vec<(String, String)> {
    let joined = pairs.into_iter().filter(|pair| pair.verdict != Verdict::Apart);
    joined.flat_map(|pair| [(pair.a.clone(), pair.b.clone()), (pair.b, pair.a)]).collect()
}

#[test]
fn segments_are_merged_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("index");
    let mut index = Index::create(&place, &CopySettings::standard()).unwrap();
    let articles = corpus(5, 130);
    for article in &articles {
        index.add_articles(vec![article.clone()]).unwrap();
    }
    assert!(index.segments.len() < 20, "{} segments", index.segments.len());
    let folders = std::fs::read_dir(&place).unwrap().count();
    assert_eq!(folders, index.segments.len() + 2, "merged segments are gone");
    assert_eq!(index.len(), 130);
    let one_by_one: Vec<String> = index
        .articles()
        .unwrap()
        .iter()
        .map(|article| serde_json::to_string(&index.query(article, "").unwrap()).unwrap())
        .collect();
    let (_folder, at_once) = in_parts(&articles, &mut Dice(1));
    let together: Vec<String> = at_once
        .articles()
        .unwrap()
        .iter()
        .map(|article| {
            serde_json::to_string(&at_once.query(article, "").unwrap()).unwrap()
        })
        .collect();
    assert_eq!(one_by_one, together, "answers do not depend on the segments");
}

#[test]
fn an_article_that_comes_again_is_known_and_another_text_gets_another_id() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("index");
    let mut index = Index::create(&place, &CopySettings::standard()).unwrap();
    let first =
        read("a", "The mill at Arle turns again since Monday, the miller said.".into());
    let other =
        read("a", "Le moulin d’Arle tourne de nouveau depuis lundi matin.".into());
    let added = |index: &mut Index, article: &Article| {
        let outcome =
            index.add_articles(vec![article.clone()]).unwrap().remove(0).unwrap();
        (outcome.id, outcome.added.unwrap())
    };
    assert_eq!(added(&mut index, &first), ("a".to_owned(), true));
    assert_eq!(added(&mut index, &first), ("a".to_owned(), false));
    let (id, is_new) = added(&mut index, &other);
    assert!(is_new && id.starts_with("a~") && id.len() == 8, "{id}");
    assert_eq!(added(&mut index, &other), (id, false));
    assert_eq!(index.len(), 2);
}

#[test]
fn one_process_adds_at_a_time_and_many_may_look() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("index");
    let mut index = Index::create(&place, &CopySettings::standard()).unwrap();
    let mut second = Index::open(&place).unwrap();
    let lock = index.lock().unwrap();
    let article = read("a", "The mill at Arle turns again since Monday.".into());
    assert!(second.add_articles(vec![article.clone()]).is_err());
    assert!(second.query(&article, "").unwrap().copies.is_empty());
    drop(lock);
    second.add_articles(vec![article.clone()]).unwrap();
    index.add_articles(vec![read("b", article.text.clone())]).unwrap();
    assert_eq!(index.len(), 2, "what the other process added is seen");
}

#[test]
fn what_is_no_index_or_damaged_is_refused_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Index::open(folder.path()).unwrap_err().to_string().contains("is no index"));
    let place = folder.path().join("index");
    let mut index = Index::create(&place, &CopySettings::standard()).unwrap();
    assert!(Index::create(&place, &CopySettings::standard()).is_err());
    let article = read("a", "The mill at Arle turns again since Monday.".into());
    index.add_articles(vec![article]).unwrap();
    let keys = place.join("s-000001/keys.bin");
    let bytes = std::fs::read(&keys).unwrap();
    std::fs::write(&keys, &bytes[..bytes.len() - 5]).unwrap();
    assert!(Index::open(&place).unwrap_err().to_string().contains("damaged"));
    std::fs::write(&keys, &bytes).unwrap();
    std::fs::create_dir(place.join("s-000002")).unwrap();
    let mut index = Index::open(&place).unwrap();
    index.add_articles(Vec::new()).unwrap();
    assert!(!place.join("s-000002").exists(), "what no list names goes");
    let head = std::fs::read_to_string(place.join("index.json")).unwrap();
    std::fs::write(
        place.join("index.json"),
        head.replace("\"format\": 1", "\"format\": 9"),
    )
    .unwrap();
    assert!(Index::open(&place).unwrap_err().to_string().contains("format 9"));
}
