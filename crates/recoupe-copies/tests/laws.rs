//! What must hold for every pile of articles.

mod maker;

use std::collections::{BTreeMap, BTreeSet};

use maker::{Dice, article, corpus, dated};
use recoupe_copies::{
    Copies, CopySettings, Role, Verdict, candidates, explain, find, group, sign, verify,
};
use recoupe_text::Article;

fn standard() -> CopySettings {
    CopySettings::standard()
}

#[expect(clippy::unwrap_used, reason = "a helper of tests")]
fn written(copies: &Copies) -> String {
    serde_json::to_string(copies).unwrap()
}

#[test]
fn groups_are_a_partition() {
    let articles = corpus(1, 300);
    let copies = find(&articles, &standard());
    let mut seen: Vec<&str> = copies
        .groups
        .iter()
        .flat_map(|group| group.members.iter().map(|member| member.id.as_str()))
        .collect();
    seen.sort_unstable();
    let mut wanted: Vec<&str> =
        articles.iter().map(|article| article.id.as_str()).collect();
    wanted.sort_unstable();
    assert_eq!(seen, wanted);
    assert!(copies.groups.len() < articles.len());
    for group in &copies.groups {
        assert_eq!(group.members[0].id, group.lead);
        assert_eq!(group.copy_group, format!("copy-{}", group.lead));
        let leads = group.members.iter().filter(|member| member.role == Role::Lead);
        assert_eq!(leads.count(), 1);
    }
}

#[test]
fn every_member_has_a_verified_pair_with_its_lead() {
    let copies = find(&corpus(2, 300), &standard());
    let joined: BTreeSet<(&str, &str)> = copies
        .pairs
        .iter()
        .filter(|pair| pair.verdict != Verdict::Apart)
        .flat_map(|pair| {
            [(pair.a.as_str(), pair.b.as_str()), (pair.b.as_str(), pair.a.as_str())]
        })
        .collect();
    for group in &copies.groups {
        for member in group.members.iter().skip(1) {
            assert!(joined.contains(&(group.lead.as_str(), member.id.as_str())));
        }
    }
}

#[test]
fn the_order_of_the_articles_changes_nothing() {
    let mut articles = corpus(3, 250);
    let expected = written(&find(&articles, &standard()));
    for seed in 0..4 {
        Dice(seed).shuffle(&mut articles);
        assert_eq!(written(&find(&articles, &standard())), expected);
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let articles = corpus(4, 250);
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| written(&find(&articles, &standard())))
    };
    assert_eq!(with(1), with(8));
}

#[test]
fn the_stages_in_a_row_are_the_whole() {
    let articles = corpus(5, 150);
    let settings = standard();
    let signatures: Vec<_> = articles.iter().map(|one| sign(one, &settings)).collect();
    let pairs = verify(&articles, &candidates(&signatures, &settings), &settings);
    let staged = group(&articles, &signatures, pairs, &settings);
    assert_eq!(written(&staged), written(&find(&articles, &settings)));
}

#[test]
fn signatures_pass_through_json_unchanged() {
    for article in corpus(6, 20) {
        let signature = sign(&article, &standard());
        let text = serde_json::to_string(&signature).unwrap();
        assert_eq!(
            serde_json::from_str::<recoupe_copies::Signature>(&text).unwrap(),
            signature
        );
    }
}

#[test]
fn outputs_use_the_promised_keys() {
    let text =
        "The ferry left the harbour at dawn with forty people on board and came back.";
    let copies = find(&[article("x", "", text), article("y", "", text)], &standard());
    let group = serde_json::to_value(&copies.groups[0]).unwrap();
    assert_eq!(group["copy_group"], "copy-x");
    assert_eq!(group["lead"], "x");
    assert_eq!(group["members"][0]["role"], "lead");
    assert_eq!(group["members"][1]["role"], "copy");
    assert_eq!(group["members"][1]["resemblance"], 1.0);
    assert_eq!(group["members"][1]["containment"], 1.0);
    let pair = serde_json::to_value(&copies.pairs[0]).unwrap();
    for key in
        ["a", "b", "resemblance", "containment_a", "containment_b", "verdict", "reason"]
    {
        assert!(pair.get(key).is_some(), "{key}");
    }
    assert_eq!(pair["verdict"], "copy");
}

#[test]
fn resemblance_is_symmetric_in_0_to_1_and_1_to_itself() {
    let articles = corpus(7, 60);
    for (one, other) in articles.iter().zip(articles.iter().skip(1)) {
        let there = explain(one, other, &standard());
        let back = explain(other, one, &standard());
        assert_eq!(there.resemblance.to_bits(), back.resemblance.to_bits());
        assert_eq!(there.containment_a.to_bits(), back.containment_b.to_bits());
        assert_eq!(there.verdict, back.verdict);
        assert!((0.0..=1.0).contains(&there.resemblance));
        let itself = explain(one, one, &standard());
        assert!((itself.resemblance - 1.0).abs() < 1e-12);
        assert_eq!(itself.verdict, Verdict::Copy);
    }
}

#[test]
fn shared_passages_hold_the_same_words_in_both_texts() {
    let articles = corpus(8, 120);
    let by_id: BTreeMap<&str, &Article> =
        articles.iter().map(|one| (one.id.as_str(), one)).collect();
    let copies = find(&articles, &standard());
    let mut looked = 0;
    for pair in &copies.pairs {
        let Some(passage) = pair.passage else { continue };
        let (a, b) = (by_id[pair.a.as_str()], by_id[pair.b.as_str()]);
        assert_eq!(passage.in_a.of(&a.text), passage.in_b.of(&b.text));
        assert!(!passage.in_a.is_empty());
        looked += 1;
    }
    assert!(looked > 20);
}

#[test]
fn an_unrelated_article_changes_no_other_group() {
    let mut articles = corpus(9, 200);
    let before = find(&articles, &standard());
    let other: Vec<String> = (0..200).map(|at| format!("foreign{at}")).collect();
    articles.push(dated("zzz", "2026-01-01", &other.join(" ")));
    let mut after = find(&articles, &standard());
    after.groups.retain(|group| group.lead != "zzz");
    assert_eq!(before, after);
}

#[test]
fn a_chain_does_not_become_one_group() {
    // Each holds two thirds of the one before it; the first and the last share nothing.
    let mut dice = Dice(10);
    let words = dice.words(900);
    let articles: Vec<Article> = (0..6)
        .map(|at| {
            let body = words[at * 100..at * 100 + 300].join(" ");
            dated(&format!("c{at}"), &format!("2026-03-0{}", at + 1), &body)
        })
        .collect();
    let copies = find(&articles, &standard());
    let lead_of_last = copies
        .groups
        .iter()
        .find(|group| group.members.iter().any(|member| member.id == "c5"))
        .unwrap();
    assert_ne!(lead_of_last.lead, "c0");
    assert!(copies.groups.len() >= 2);
}

#[test]
fn thousands_of_equal_bodies_cost_no_square() {
    let text =
        "The bridge stays closed for another week because of the flood, the town says.";
    let articles: Vec<Article> =
        (0..3000).map(|at| article(&format!("e{at:05}"), "", text)).collect();
    let signatures: Vec<_> = articles.iter().map(|one| sign(one, &standard())).collect();
    assert_eq!(candidates(&signatures, &standard()).len(), 2999);
    let copies = find(&articles, &standard());
    assert_eq!(copies.groups.len(), 1);
    assert_eq!(copies.groups[0].lead, "e00000");
    assert_eq!(copies.warnings.len(), 1);
}

#[test]
fn thousands_of_near_copies_cost_no_square() {
    let mut dice = Dice(11);
    let body = dice.words(300);
    let articles: Vec<Article> = (0..1500)
        .map(|at| {
            let mut body = body.clone();
            body[at % 300] = format!("new{at}");
            article(&format!("n{at:05}"), "", &body.join(" "))
        })
        .collect();
    let signatures: Vec<_> = articles.iter().map(|one| sign(one, &standard())).collect();
    let found = candidates(&signatures, &standard()).len();
    assert!(found < 1500 * 200, "{found}");
    assert_eq!(find(&articles, &standard()).groups.len(), 1);
}

#[test]
fn nothing_breaks_on_strange_articles() {
    arbtest::arbtest(|source| {
        let texts: Vec<String> = source.arbitrary()?;
        let articles: Vec<Article> = (0..)
            .zip(&texts)
            .map(|(at, text)| article(&format!("{}", at % 7), text, text))
            .collect();
        let copies = find(&articles, &standard());
        let members: usize = copies.groups.iter().map(|group| group.members.len()).sum();
        assert_eq!(members, articles.len());
        Ok(())
    })
    .budget_ms(500);
}
