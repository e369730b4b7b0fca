//! # strike
//!
//! Finds how long a strike lasts.
//! Must not find: strikes elsewhere that a sentence compares with.
//!
//! - EN "Dockers began a 48-hour strike." "Dockers will stop work for 48 hours."
//! - FR « une grève de quarante-huit heures » « Les dockers cesseront le travail pendant 48 heures. »

use recoupe_text::values::Kind;

use super::{Bench, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    id: "strike",
    forms: "strike walkout stoppage grève débrayage work travail",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at)
        || bench.scene.nodes.get(at).is_some_and(|node| node.quoted)
    {
        return;
    }
    let Some(length) = length(bench, at) else { return };
    if bench.happening(at, length) != Some(Subject::Event) || elsewhere(bench, at) {
        return;
    }
    let mut draft = bench.draft_of_event("strike", at).spanning(&[length]);
    draft.value = bench.take(length);
    bench.drafts.push(draft);
}

fn length(bench: &Bench<'_>, at: usize) -> Option<usize> {
    let free =
        |node: &usize| bench.is_value(*node, Kind::Duration) && !bench.is_taken(*node);
    let stops = matches!(bench.word(at), "work" | "travail");
    if stops
        && !bench.has_left(
            at,
            3,
            &["stop", "stopped", "stopping", "cess*", "arrêt*", "down"],
        )
    {
        return None;
    }
    let after = (at + 1..at + 4).find(free).filter(|length| {
        (at + 1..*length).all(|between| {
            matches!(
                bench.word(between),
                "of" | "de" | "for" | "pendant" | "lasting" | "d'"
            )
        })
    });
    let before = at.checked_sub(1).filter(free).filter(|_| !stops);
    after.or(before)
}

/// A sentence that opens with another place tells of a strike there.
fn elsewhere(bench: &Bench<'_>, at: usize) -> bool {
    matches!(bench.word(0), "in" | "à" | "au" | "en" | "meanwhile")
        && bench.scene.nodes.get(1).is_some_and(|node| node.name().is_some())
        && at > 2
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    #[test]
    fn strikes_have_a_length() {
        check("Dockers began a 48-hour strike on Monday.", &["strike: EVENT = 48 hour"]);
        check(
            "Les dockers ont entamé lundi une grève de quarante-huit heures.",
            &["strike: EVENT = 48 hour"],
        );
        check(
            "Dockers will stop work for 48 hours from Monday.",
            &["strike: EVENT = 48 hour"],
        );
        check(
            "Les dockers cesseront le travail pendant quarante-huit heures.",
            &["strike: EVENT = 48 hour"],
        );
    }

    #[test]
    fn strikes_elsewhere_are_left_out() {
        check_only(
            "strike",
            "In Montreal, where pay is low, a 48-hour strike is due to start.",
            &[],
        );
        check_only("strike", "The work took two years.", &[]);
    }
}
