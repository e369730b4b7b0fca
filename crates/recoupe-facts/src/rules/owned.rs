//! # owned
//!
//! Finds shares told from the side of the company: "Veltra is owned 60% by Orlan", and shares
//! that are raised or lowered: « Orlan a porté sa participation dans Veltra à 15 % ».
//! Must not find: ownership without a share.
//!
//! - EN "Veltra, 60% owned by Orlan," "Orlan increased its holding in Veltra to 15% from 9%."
//! - FR « Veltra, détenue à 60 % par Orlan, » « a porté sa participation dans Veltra à 15 % »

use recoupe_text::values::Kind;

use super::stake::{former_stake, stake};
use super::{Bench, Rule};

pub(super) const RULE: Rule = Rule {
    id: "owned",
    forms: "owned détenu détenue détenus détenues contrôlé contrôlée held participation stake \
            holding shareholding",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at) {
        return;
    }
    match bench.word(at) {
        "participation" | "stake" | "holding" | "shareholding" => raised(bench, at),
        _ => owned(bench, at),
    }
}

/// "Veltra is owned 60% by Orlan and 40% by Septime", "60% owned by Orlan".
fn owned(bench: &mut Bench<'_>, at: usize) {
    let targets = bench.subjects(at);
    let [target] = targets.as_slice() else { return };
    for node in at.saturating_sub(2)..at + 16 {
        if !bench.is_value(node, Kind::Percent) || bench.is_taken(node) {
            continue;
        }
        let by = (node + 1..node + 4).find(|by| matches!(bench.word(*by), "by" | "par"));
        let Some(by) = by else { continue };
        let holder = (by + 1..by + 6)
            .take_while(|next| {
                !matches!(bench.word(*next), "." | "," | ";" | "and" | "et")
            })
            .find_map(|next| bench.party(next, &[target.entity]));
        if let Some(holder) = holder {
            stake(bench, at, holder, *target, node, true);
        }
    }
}

/// "increased its holding in B to N%", « a porté sa participation dans B de M % à N % ».
fn raised(bench: &mut Bench<'_>, at: usize) {
    let verb = (at.saturating_sub(5)..at).rev().find(|left| {
        super::roles::matches_any(
            bench.word(*left),
            &[
                "increased",
                "raised",
                "lifted",
                "cut",
                "reduced",
                "lowered",
                "boosted",
                "porté",
                "porte",
                "relevé",
                "réduit",
                "ramené",
                "ramène",
                "augmenté",
                "raises",
                "increases",
            ],
        )
    });
    let Some(verb) = verb else { return };
    let holders = bench.subjects(verb);
    let [holder] = holders.as_slice() else { return };
    let targets =
        bench.objects(at, &["in", "dans", "chez", "of", "de", "d'"], &[holder.entity]);
    let Some(target) = targets.first().copied().filter(|target| target.node <= at + 6)
    else {
        return;
    };
    let level = (at + 1..at + 12).find(|node| {
        bench.is_value(*node, Kind::Percent)
            && !bench.is_taken(*node)
            && bench
                .scene
                .nodes
                .get(*node)
                .is_some_and(|node| matches!(node.governor.as_str(), "to" | "à"))
    });
    if let Some(level) = level {
        stake(bench, verb, *holder, target, level, true);
        // What it was before is no stake of today.
        let before = (at + 1..at + 14)
            .find(|node| bench.is_value(*node, Kind::Percent) && *node != level);
        if let Some(before) = before {
            former_stake(bench, verb, (*holder, target), before);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn shares_are_read_from_the_side_of_the_company() {
        check(
            "Veltra Systems is owned 60% by Orlan Group and 40% by Septime Bank.",
            &[
                "stake: Orlan Group > Veltra Systems = 60 %",
                "stake: Septime Bank > Veltra Systems = 40 %",
            ],
        );
        check(
            "La société Veltra, détenue à 60 % par le groupe Orlan, cherche un acquéreur.",
            &["stake: Orlan > Veltra = 60 %"],
        );
    }

    #[test]
    fn a_share_that_moves_has_its_new_level() {
        check(
            "Orlan Group increased its holding in Veltra Systems to 15.2% from 9.8%.",
            &[
                "stake: Orlan Group > Veltra Systems = 15.2 %",
                "stake: Orlan Group > Veltra Systems = 9.8 %",
            ],
        );
        check(
            "Le groupe Orlan a porté sa participation dans la société Veltra de 9,8 % à 15,2 %.",
            &["stake: Orlan > Veltra = 15.2 %", "stake: Orlan > Veltra = 9.8 %"],
        );
    }
}
