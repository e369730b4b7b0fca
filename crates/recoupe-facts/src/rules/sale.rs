//! # sale
//!
//! Finds who sells whom to whom, and for how much: an acquisition told from the seller's side.
//! Must not find: sales of goods, of shares, and sellers without a buyer.
//!
//! - EN "Orlan sold its unit Veltra to the fund Septime for $800 million."
//! - FR « Orlan cède sa filiale Veltra au fonds Septime pour 800 millions d'euros. »

use recoupe_text::values::Kind;

use super::{Bench, Rule};

pub(super) const RULE: Rule = Rule {
    id: "sale",
    forms: "sold sell sells selling cède cèdent cédé céder cédera vend vendent vendu vendre \
            vendra cession sale",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at) {
        return;
    }
    let sellers = bench.subjects(at);
    let but: Vec<_> = sellers.iter().map(|party| party.entity).collect();
    let noun = matches!(bench.word(at), "cession" | "sale");
    let objects: &[&str] = if noun { &["of", "de", "d'", "du"] } else { &[""] };
    let Some(target) = bench.objects(at, objects, &but).first().copied() else { return };
    let shares = bench.has_right(
        at,
        4,
        &[
            "shares",
            "stake",
            "actions",
            "titres",
            "participation",
            "parts",
            "capital",
            "bonds",
        ],
    );
    if shares || target.node > at + 9 {
        return;
    }
    let but: Vec<_> = but.into_iter().chain([target.entity]).collect();
    let Some(buyer) =
        bench.objects(target.node, &["to", "à", "au", "aux"], &but).first().copied()
    else {
        return;
    };
    if buyer.node > target.node + 9 || buyer.entity == target.entity {
        return;
    }
    let money = bench.value_right(target.node, Kind::Money, 14);
    let mut draft = bench.draft("acquisition", buyer.entity, at).spanning(&[
        target.node,
        buyer.node,
        money.unwrap_or(at),
    ]);
    draft.object = Some(target.entity);
    draft.is_deal = true;
    if let Some(money) = money {
        draft.value = bench.take(money);
    }
    bench.drafts.push(draft);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    #[test]
    fn the_buyer_stands_after_the_target() {
        check(
            "Orlan Group has sold its chemicals unit Veltra to the fund Septime for 800 million euros.",
            &["acquisition: Septime > Veltra = 800000000 EUR"],
        );
        check(
            "Le groupe Orlan cède sa filiale Veltra au fonds Septime pour 800 millions d'euros.",
            &["acquisition: Septime > Veltra = 800000000 EUR"],
        );
    }

    #[test]
    fn goods_and_shares_are_no_companies() {
        check_only("acquisition", "Orlan Group sold 300 machines to Septime Bank.", &[]);
        check_only(
            "acquisition",
            "Orlan Group sold shares of Veltra to Septime Bank.",
            &[],
        );
    }
}
