//! # acquire
//!
//! Finds who buys whom, and for how much.
//! Must not find: the purchase of a share of somebody (that is a stake), of goods, or of
//! shares on an exchange.
//!
//! - EN "Orlan agreed to buy Veltra for $2.4 billion." "Orlan's acquisition of Veltra"
//! - FR « Orlan rachète Veltra pour 2,4 milliards de dollars. » « le rachat de Veltra par Orlan »

use recoupe_text::values::Kind;

use super::roles::Party;
use super::{Bench, Rule};

pub(super) const RULE: Rule = Rule {
    id: "acquire",
    forms: "acquire acquires acquired acquiring buy buys bought buying purchase purchases \
            purchased purchasing acquisition takeover buyout took takes taking taken snap \
            snapped absorb absorbs absorbed swallow swallows acquérir acquiert acquièrent \
            acquis acquise acquerra acquerrait racheter rachète rachètent racheté rachetée \
            rachetait rachètera rachèterait reprendre reprend repris reprise reprendrait \
            paid pays pay payé débourse déboursé débourser débourserait verse versé \
            s'offre s'offrir offre offrir offert absorber absorbe absorbé avale avaler \
            rachat opa bid offer approach dépôt main empare emparer adjuge \
            sold vendu vendue cédé cédée achat achète achètent acheté acheter achètera cession",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at) && !is_noun(noun_word(bench, at)) {
        return;
    }
    let word = noun_word(bench, at).to_owned();
    if matches!(word.as_str(), "sold" | "vendu" | "vendue" | "cédé" | "cédée") {
        // "B sold to American buyers for M".
        if bench.scene.place == crate::sheet::Place::Title
            && matches!(bench.word(at + 1), "to" | "à" | "aux" | "for" | "pour")
        {
            let targets = bench.subjects(at);
            headline(bench, at, &targets);
        }
        return;
    }
    if matches!(word.as_str(), "main" | "empare" | "s'empare" | "emparer") {
        seizes(bench, at);
    } else if is_noun(&word) {
        noun(bench, at);
    } else if is_participle(bench, at) {
        passive(bench, at);
    } else {
        verb(bench, at, &word);
    }
}

/// The word itself, or the noun of a reference ("the takeover").
fn noun_word<'bench>(bench: &'bench Bench<'_>, at: usize) -> &'bench str {
    bench.word(at).rsplit([' ', '\'']).next().unwrap_or_default()
}

/// "paid M for B"; « a déboursé M pour B ».
fn is_payment(word: &str) -> bool {
    word.starts_with("pa") || word.starts_with("débours") || word.starts_with("vers")
}

fn is_noun(word: &str) -> bool {
    matches!(
        word,
        "acquisition"
            | "takeover"
            | "buyout"
            | "rachat"
            | "reprise"
            | "opa"
            | "bid"
            | "offer"
            | "approach"
            | "purchase"
            | "achat"
    )
}

/// « met la main sur B », « s'empare de B ».
fn seizes(bench: &mut Bench<'_>, at: usize) {
    let hand = bench.word(at) == "main"
        && bench.scene.word_before(at, 1) == "la"
        && bench.word(at + 1) == "sur";
    let verb = if hand { at.saturating_sub(2) } else { at };
    if bench.word(at) == "main" && !hand || is_share(bench, at) {
        return;
    }
    let buyers = bench.subjects(verb);
    let but: Vec<_> = buyers.iter().map(|party| party.entity).collect();
    let targets = bench.objects(at, &["sur", "de", "d'", "du"], &but);
    if targets.first().is_some_and(|target| target.node <= at + 12) {
        acquisition(bench, verb, &buyers, &targets);
    }
}

/// "was bought by", « a été racheté par », "bought by" after a name.
fn is_participle(bench: &Bench<'_>, at: usize) -> bool {
    let form = matches!(
        bench.word(at),
        "acquired"
            | "bought"
            | "purchased"
            | "taken"
            | "acquis"
            | "acquise"
            | "racheté"
            | "rachetée"
            | "repris"
            | "reprise"
            | "absorbé"
            | "swallowed"
    );
    let be =
        (1..4).any(|back| crate::scene::words::is_be(bench.scene.word_before(at, back)));
    let by = (1..3).any(|ahead| matches!(bench.word(at + ahead), "by" | "par"));
    let has = (1..4).any(|back| {
        matches!(
            bench.scene.word_before(at, back),
            "has" | "have" | "had" | "a" | "ont" | "avait"
        )
    });
    form && (be || (by && !has))
}

/// "A buys B for M"; « A rachète B pour M ».
fn verb(bench: &mut Bench<'_>, at: usize, word: &str) {
    if matches!(word, "takes" | "took" | "taking" | "taken")
        && bench.word(at + 1) != "over"
    {
        return;
    }
    if matches!(word, "offre" | "offrir" | "offert")
        && !matches!(bench.scene.word_before(at, 1), "s'" | "est")
    {
        return;
    }
    if is_share(bench, at) {
        if let Some(percent) = bench.value_right(at, Kind::Percent, 4) {
            super::stake::bought(bench, at, percent);
        }
        return;
    }
    let subjects = bench.subjects(at);
    let but: Vec<_> = subjects.iter().map(|party| party.entity).collect();
    if is_payment(word) {
        let money = bench.value_right(at, Kind::Money, 4);
        let paid = money.map(|money| bench.objects(money, &["for", "pour"], &but));
        if let Some(targets) =
            paid.filter(|targets| targets.first().is_some_and(|t| t.node <= at + 13))
        {
            acquisition(bench, at, &subjects, &targets);
        }
        return;
    }
    let targets = bench.objects(at, &[""], &but);
    if targets.is_empty() && bench.scene.place == crate::sheet::Place::Title {
        headline(bench, at, &subjects);
        return;
    }
    // The object of a purchase stands close to its verb; goods and shares are no companies.
    let near = targets.first().is_some_and(|target| target.node <= at + 9);
    if !near
        || bench.has_right(
            at,
            3,
            &["shares", "actions", "bonds", "obligations", "titres"],
        )
    {
        return;
    }
    acquisition(bench, at, &subjects, &targets);
}

/// A headline's "A buys French rail firm for M", "B sold to American buyers for M": the party
/// left unnamed is that of the deal its own article tells.
fn headline(bench: &mut Bench<'_>, at: usize, subjects: &[Party]) {
    let Some(named) = subjects.first().copied() else { return };
    let told = bench.earlier.iter().find(|draft| {
        draft.attribute == "acquisition"
            && (draft.subject == super::Subject::Entity(named.entity)
                || draft.object == Some(named.entity))
    });
    let Some(told) = told.cloned() else { return };
    let Some(money) = bench.value_right(at, Kind::Money, 12) else { return };
    let mut draft = told;
    draft.stage = None;
    draft.certainty = None;
    draft.trigger = at;
    draft.rule = bench.rule;
    draft.evidence = (named.node.min(at), money.max(at));
    draft.value = bench.take(money);
    bench.drafts.push(draft);
}

/// "B was bought by A"; « B a été racheté par A ».
fn passive(bench: &mut Bench<'_>, at: usize) {
    if is_share(bench, at) {
        return;
    }
    let targets = bench.subjects(at);
    let but: Vec<_> = targets.iter().map(|party| party.entity).collect();
    let buyers = bench.objects(at, &["by", "par"], &but);
    acquisition(bench, at, &buyers, &targets);
}

/// "A's acquisition of B", "the acquisition of B by A"; « le rachat de B par A », « l'OPA de
/// A sur B ».
fn noun(bench: &mut Bench<'_>, at: usize) {
    let word = noun_word(bench, at).to_owned();
    let offer = matches!(word.as_str(), "opa" | "bid" | "offer" | "approach");
    if is_share(bench, at) {
        return;
    }
    // « une offre publique d'achat (OPA) sur B ».
    let offer = offer || word == "achat" && bench.has_left(at, 4, &["offre", "publique"]);
    if word == "achat" && !offer {
        return;
    }
    let owner = (at.saturating_sub(5)..at)
        .rev()
        .take_while(|left| !matches!(bench.word(*left), "," | "of" | "de" | "in" | "for"))
        .filter(|left| bench.scene.nodes.get(*left).is_some_and(|node| node.possessive))
        .find_map(|left| bench.party(left, &[]));
    if offer && offered_by(bench, at) {
        return;
    }
    let by: Vec<Party> = bench
        .objects(at, &["by", "par"], &[])
        .into_iter()
        .filter(|party| party.node <= at + 14 && !is_reporting(bench, party.node))
        .collect();
    let of = bench.objects(
        at,
        if offer { &["for", "on", "sur"] } else { &["of", "de", "d'", "du", "des"] },
        &[],
    );
    let reach = if offer { 13 } else { 7 };
    let near = of.first().is_some_and(|party| party.node <= at + reach);
    let maker = if offer {
        bench.objects(at, &["de", "d'", "du", "by", "par"], &[])
    } else {
        Vec::new()
    };
    let buyers = match (owner, by.first(), maker.first()) {
        (Some(owner), ..) => vec![owner],
        (None, Some(_), _) => by,
        (None, None, Some(first)) if first.node <= at + 4 => maker,
        _ => bench.subjects(at),
    };
    if near {
        acquisition(bench, at, &buyers, &of);
    }
}

/// "Veltra rejected an offer from Orlan", "received a possible cash offer from Orlan at 305
/// pence", « le conseil de Veltra a rejeté l'offre de 3 milliards présentée par Orlan ».
fn offered_by(bench: &mut Bench<'_>, at: usize) -> bool {
    let verb = (at.saturating_sub(10)..at).rev().find(|left| {
        super::roles::matches_any(
            bench.word(*left),
            &[
                "reject*",
                "receiv*",
                "refus*",
                "accept*",
                "rejet*",
                "rejected",
                "turned",
                "reçu",
                "reçoit",
                "repouss*",
                "spurn*",
                "rebuff*",
                "confirm*",
                "décliné",
            ],
        )
    });
    let Some(verb) = verb else { return false };
    let from = bench.objects(at, &["from", "by", "par"], &[]);
    let Some(buyer) = from.first().copied().filter(|party| party.node <= at + 12) else {
        return false;
    };
    // "Veltra's board rejected": the board answers for its company.
    let owner = (0..verb).rev().find_map(|left| {
        let node = bench.scene.nodes.get(left)?;
        let named = node.name().is_some()
            && (node.possessive || matches!(node.governor.as_str(), "de" | "d'" | "of"));
        let board = (left.saturating_sub(5)..left + 4).any(|near| {
            matches!(bench.word(near), "board" | "conseil" | "directors" | "direction")
        });
        bench.party(left, &[buyer.entity]).filter(|_| named && board)
    });
    let subjects = bench.subjects(verb);
    let Some(target) = owner.or(subjects.first().copied()) else { return false };
    if target.entity == buyer.entity {
        return false;
    }
    acquisition(bench, at, &[buyer], &[target]);
    true
}

/// Whether only a share is bought: a percentage or the words for one stand close by.
fn is_share(bench: &Bench<'_>, at: usize) -> bool {
    bench.value_right(at, Kind::Percent, 4).is_some()
        || bench.has_right(
            at,
            5,
            &[
                "stake",
                "stakes",
                "participation",
                "part",
                "parts",
                "minority",
                "minoritaire",
                "interest",
                "capital",
                "tiers",
                "half",
                "moitié",
            ],
        )
}

/// « selon une information rapportée par X », "first reported by X".
fn is_reporting(bench: &Bench<'_>, node: usize) -> bool {
    bench.has_left(
        node,
        3,
        &[
            "report*",
            "rapporté*",
            "cité*",
            "cited",
            "révél*",
            "confirmé*",
            "vue",
            "seen",
            "consulté*",
        ],
    )
}

fn acquisition(bench: &mut Bench<'_>, at: usize, buyers: &[Party], targets: &[Party]) {
    let Some(target) = targets.first().copied() else { return };
    let Some(buyer) = buyers.first().map(|buyer| bench.organisation(*buyer)) else {
        return;
    };
    if buyer.entity == target.entity || !bench.entities.is_party(target.entity) {
        return;
    }
    if buyer.node > target.node && bench.is_modifier(target.node) {
        return;
    }
    let price = price(bench, at, target.node);
    let second = price.and_then(|price| bench.value_right(price, Kind::Money, 8));
    let mut draft = bench.draft("acquisition", buyer.entity, at).spanning(&[
        buyer.node,
        target.node,
        price.unwrap_or(at),
    ]);
    draft.object = Some(target.entity);
    draft.is_deal = true;
    if let Some(price) = price {
        draft.value = bench.take(price);
    }
    bench.drafts.push(draft.clone());
    // "for $2.4 billion, or $41.50 a share": both are prices of the deal, never compared.
    if let Some(second) = second.filter(|second| {
        is_per_share(bench, *second)
            || price.is_some_and(|price| is_per_share(bench, price))
    }) {
        let mut draft = draft.spanning(&[second]);
        draft.value = bench.take(second);
        bench.drafts.push(draft);
    }
}

fn is_per_share(bench: &Bench<'_>, at: usize) -> bool {
    let value = bench.scene.nodes.get(at).and_then(|node| node.value());
    value.is_some_and(|value| value.per.as_deref() == Some("share"))
}

/// The price: money that "for", "at", « pour », « moyennant », « à hauteur de » introduces
/// after the deal, or that stands before it as "the $2bn acquisition".
pub(super) fn price(bench: &Bench<'_>, at: usize, object: usize) -> Option<usize> {
    let from = at.max(object);
    let far = bench.value_right(from, Kind::Money, 18).filter(|money| {
        let governed = bench
            .scene
            .nodes
            .get(*money)
            .is_some_and(|node| matches!(node.governor.as_str(), "for" | "pour"));
        // « pour un prix que deux banquiers chiffrent à M ».
        let named = (from..*money).any(|word| {
            matches!(bench.word(word), "prix" | "montant" | "price" | "sum" | "somme")
        });
        governed || named
    });
    let after = bench.value_right(from, Kind::Money, 8).or(far).filter(|money| {
        let governor =
            bench.scene.nodes.get(*money).map_or("", |node| node.governor.as_str());
        let loose = *money <= from + 4 && governor.is_empty();
        let introduced = (from..*money).any(|word| {
            matches!(
                bench.word(word),
                "for"
                    | "at"
                    | "pour"
                    | "moyennant"
                    | "contre"
                    | "hauteur"
                    | "worth"
                    | "valued"
                    | "montant"
                    | "prix"
            )
        });
        introduced || loose
    });
    let paid = is_payment(bench.word(at))
        .then(|| bench.value_right(at, Kind::Money, 4))
        .flatten();
    paid.or(after).or_else(|| bench.value_left(at, Kind::Money, 3)).or_else(|| {
        bench
            .value_right(at, Kind::Money, 5)
            .filter(|money| *money < object && is_deal_price(bench, at))
    })
}

/// "the takeover, worth $2bn, of B".
fn is_deal_price(bench: &Bench<'_>, at: usize) -> bool {
    is_noun(noun_word(bench, at))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    #[test]
    fn the_forms_of_both_languages_are_read() {
        check(
            "Orlan Group agreed to buy Veltra Systems for $2.4 billion.",
            &["acquisition: Orlan Group > Veltra Systems = 2400000000 USD"],
        );
        check(
            "Veltra Systems was acquired by Orlan Group for $2.4 billion.",
            &["acquisition: Orlan Group > Veltra Systems = 2400000000 USD"],
        );
        check(
            "Le groupe Orlan a racheté la société Veltra pour 2,4 milliards de dollars.",
            &["acquisition: Orlan > Veltra = 2400000000 USD"],
        );
    }

    #[test]
    fn offers_name_their_target_after_a_preposition() {
        check(
            "Le groupe français d'équipements électriques Orlan a annoncé lundi le dépôt d'une offre publique d'achat (OPA) sur le fabricant belge de câbles Veltra.",
            &["acquisition: Orlan > Veltra"],
        );
        check(
            "The electrical equipment group Orlan said on Monday it had filed a takeover bid for the Belgian cable maker Veltra, valuing it at 1.2 billion euros.",
            &[
                "acquisition: Orlan > Veltra",
                "acquisition: Orlan > Veltra = 1200000000 EUR",
            ],
        );
    }

    #[test]
    fn offers_are_read_from_the_side_of_the_target() {
        check(
            "Veltra Systems confirmed on Monday that it had received a possible cash offer from Orlan Group at £3.05 per share.",
            &["acquisition: Orlan Group > Veltra Systems = 3.05 GBP"],
        );
        check(
            "The board of Veltra Systems rejected a takeover offer from Orlan Group on Tuesday.",
            &["acquisition: Orlan Group > Veltra Systems"],
        );
    }

    #[test]
    fn phrases_of_seizing_are_purchases() {
        check(
            "Le groupe Orlan met la main sur le fabricant de câbles Veltra pour un prix que deux banquiers chiffrent à 1,7 milliard d'euros.",
            &["acquisition: Orlan > Veltra = 1700000000 EUR"],
        );
        check(
            "Le groupe Orlan s'empare de la société Veltra pour 3 millions d'euros.",
            &["acquisition: Orlan > Veltra = 3000000 EUR"],
        );
        check(
            "Le groupe Orlan a finalisé mardi l'acquisition de la société Veltra, au prix définitif de 1,4 milliard d'euros.",
            &["acquisition: Orlan > Veltra = 1400000000 EUR"],
        );
    }

    #[test]
    fn what_only_looks_alike_is_left_out() {
        check_only("acquisition", "Orlan Group bought shares of Veltra Systems.", &[]);
    }
}
