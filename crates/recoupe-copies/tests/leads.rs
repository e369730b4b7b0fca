//! Groups under another order of leads.

mod maker;

use std::collections::BTreeSet;

use maker::{Dice, article, corpus};
use recoupe_copies::{Copies, CopySettings, Verdict, find, prefer_leads};
use recoupe_text::Article;

fn longest(article: &Article) -> std::cmp::Reverse<usize> {
    std::cmp::Reverse(article.text.len())
}

fn by_length(articles: &[Article]) -> Copies {
    let settings = CopySettings::standard();
    let mut copies = find(articles, &settings);
    prefer_leads(&mut copies, articles, &settings, longest);
    copies
}

#[test]
fn the_preferred_article_leads_and_every_member_passes_against_it() {
    let articles = corpus(11, 300);
    let copies = by_length(&articles);
    let length = |id: &str| {
        articles.iter().find(|article| article.id == id).map(|article| article.text.len())
    };
    let joined: BTreeSet<(&str, &str)> = copies
        .pairs
        .iter()
        .filter(|pair| pair.verdict != Verdict::Apart)
        .map(|pair| (pair.a.as_str(), pair.b.as_str()))
        .collect();
    let mut seen: Vec<&str> = Vec::new();
    for group in &copies.groups {
        assert_eq!(group.members[0].id, group.lead);
        for member in &group.members {
            seen.push(&member.id);
            assert!(length(&member.id) <= length(&group.lead));
            let (lead, id) = (group.lead.as_str(), member.id.as_str());
            assert!(id == lead || joined.contains(&(lead.min(id), lead.max(id))));
        }
    }
    seen.sort_unstable();
    let mut all: Vec<&str> = articles.iter().map(|article| article.id.as_str()).collect();
    all.sort_unstable();
    assert_eq!(seen, all, "still a partition");
    let pairs = copies.pairs.windows(2);
    assert!(pairs.into_iter().all(|two| (&two[0].a, &two[0].b) < (&two[1].a, &two[1].b)));
}

#[test]
fn the_order_of_the_articles_changes_no_preferred_lead() {
    let mut articles = corpus(12, 200);
    let expected = by_length(&articles);
    for seed in 0..3 {
        Dice(seed).shuffle(&mut articles);
        assert_eq!(by_length(&articles), expected);
    }
}

/// Words `from..to` of an endless text.
fn passage(from: usize, to: usize) -> String {
    (from..to).map(|at| format!("word{at} ")).collect::<Vec<_>>().concat()
}

#[test]
fn what_does_not_pass_against_the_preferred_lead_founds_a_group() {
    // Both ends are copies of the middle, and strangers to each other.
    let articles = [
        article("middle", "", &passage(30, 130)),
        article("left", "", &passage(0, 95)),
        article("right", "", &passage(65, 160)),
    ];
    let settings = CopySettings::standard();
    let copies = find(&articles, &settings);
    assert_eq!(copies.groups.len(), 1);
    let mut preferred = copies;
    prefer_leads(&mut preferred, &articles, &settings, |article| article.id != "left");
    let groups: Vec<Vec<&str>> = preferred
        .groups
        .iter()
        .map(|group| group.members.iter().map(|member| member.id.as_str()).collect())
        .collect();
    assert_eq!(groups, [vec!["left", "middle"], vec!["right"]]);
}

#[test]
fn a_chain_whose_ends_are_strangers_is_never_one_group_under_any_lead() {
    let articles = [
        article("a", "", &passage(0, 100)),
        article("b", "", &passage(40, 140)),
        article("c", "", &passage(80, 180)),
    ];
    let settings = CopySettings::standard();
    for preferred in ["a", "c"] {
        let mut copies = find(&articles, &settings);
        prefer_leads(&mut copies, &articles, &settings, |article| {
            article.id != preferred
        });
        for group in &copies.groups {
            let ids: Vec<&str> =
                group.members.iter().map(|member| member.id.as_str()).collect();
            assert!(!(ids.contains(&"a") && ids.contains(&"c")), "{ids:?}");
        }
    }
}
