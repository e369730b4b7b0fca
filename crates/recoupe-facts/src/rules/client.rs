//! # client
//!
//! Finds whom a company counts among its clients, and who gave it a contract.
//! Must not find: clients in general, persons, places.
//!
//! - EN "Veltra counts among its clients Orlan, Septime and giants such as Quantor."
//! - FR « Veltra compte parmi ses clients Orlan, Septime et des géants comme Quantor. »

use super::roles::Party;
use super::{Bench, DraftValue, Rule};
use crate::scene::entities::EntityKind;
use crate::scene::node::NodeKind;

pub(super) const RULE: Rule = Rule {
    id: "client",
    forms: "client clients customer customers contract contracts contrat contrats équipe \
            supplies supply supplying fournit fournira fournir approvisionne livre livrera \
            essential indispensables essentielles",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at) {
        return;
    }
    match bench.word(at) {
        "contract" | "contracts" | "contrat" | "contrats" => contract(bench, at),
        "équipe" | "supplies" | "supply" | "supplying" | "fournit" | "fournira"
        | "fournir" | "approvisionne" | "livre" | "livrera" => supply(bench, at),
        "essential" | "indispensables" | "essentielles" => needed(bench, at),
        _ => clients(bench, at),
    }
}

/// "its clients include A, B and C"; « ses clients, dont A et B »; « clients comme A ».
fn clients(bench: &mut Bench<'_>, at: usize) {
    let list = names_right(bench, at);
    let is_list = bench.has_right(
        at,
        7,
        &[
            "include",
            "includes",
            "including",
            "such",
            "like",
            "among",
            "are",
            "comme",
            "dont",
            "tels",
            "notamment",
            "figurent",
            "sont",
            "citons",
            ":",
            "compte",
        ],
    ) || bench.has_left(
        at,
        5,
        &["counts", "compte", "comptent", "count", "parmi", "among"],
    );
    if list.is_empty() || !is_list {
        return;
    }
    // « fait apparaître X parmi les clients »: whose, the sentence does not say.
    let article = matches!(bench.scene.word_before(at, 1), "les" | "the");
    let counts = bench.has_left(at, 6, &["counts", "count", "compte", "comptent"]);
    if article && !counts {
        return;
    }
    let Some(owner) = owner(bench, at) else { return };
    push(bench, at, owner, &list);
}

/// Whose clients: "its", "Veltra's", « de Veltra »; else the subject of the verb.
fn owner(bench: &Bench<'_>, at: usize) -> Option<Party> {
    let main = bench.main_subject(at);
    let near = (at.saturating_sub(3)..at)
        .rev()
        .filter(|left| bench.scene.nodes.get(*left).is_some_and(|node| node.possessive))
        .find_map(|left| {
            let pronoun = bench.scene.nodes.get(left)?.name().is_none();
            // "Veltra counts among its clients": its is the subject's.
            match main.filter(|_| pronoun) {
                Some(subject) => Some(subject),
                None => bench.party(left, &[]),
            }
        });
    let of = bench
        .objects(at, &["of", "de", "d'", "du"], &[])
        .first()
        .copied()
        .filter(|party| party.node <= at + 3);
    near.or(of).or_else(|| bench.subjects(at).first().copied())
}

/// All companies named right of `at` up to the end of the clause or the next verb.
fn names_right(bench: &Bench<'_>, at: usize) -> Vec<Party> {
    let mut list = Vec::new();
    let mut clause = bench.scene.nodes.get(at).map(|node| node.clause);
    for right in at + 1..bench.scene.nodes.len() {
        let Some(node) = bench.scene.nodes.get(right) else { break };
        // « ses clients, dont A et B »: the list opens a clause of its own.
        if matches!(node.folded.as_str(), "dont" | "including" | "notamment")
            && list.is_empty()
        {
            clause = Some(node.clause);
        }
        if matches!(node.folded.as_str(), "." | ";") {
            break;
        }
        let verb = crate::scene::words::is_auxiliary(&node.folded)
            && node.kind == NodeKind::Word;
        if !list.is_empty() && (verb || Some(node.clause) != clause) {
            break;
        }
        if Some(node.clause) != clause {
            continue;
        }
        if node.name().is_some()
            && let Some(party) = bench.party(right, &[])
            && matches!(
                bench.entities.kind(party.entity),
                EntityKind::Organisation | EntityKind::Unknown
            )
        {
            list.push(party);
        }
    }
    list
}

/// "has secured contracts with A"; « a décroché un contrat avec A ».
fn contract(bench: &mut Bench<'_>, at: usize) {
    let won = bench.has_left(
        at,
        7,
        &[
            "secured",
            "won",
            "signed",
            "landed",
            "holds",
            "has",
            "décroché",
            "remporté",
            "signé",
            "obtenu",
            "gagné",
        ],
    );
    let Some(subject) = bench.subjects(at).first().copied().filter(|_| won) else {
        return;
    };
    let clients =
        bench.objects(at, &["with", "from", "avec", "auprès", "de"], &[subject.entity]);
    let near: Vec<Party> =
        clients.into_iter().filter(|party| party.node <= at + 12).collect();
    push(bench, at, subject, &near);
}

/// « Elle équipe entre autres A et B », "supplies A and B with".
fn supply(bench: &mut Bench<'_>, at: usize) {
    if crate::scene::words::is_determiner(bench.scene.word_before(at, 1)) {
        return;
    }
    let Some(subject) = bench.subjects(at).first().copied() else { return };
    let direct = bench.objects(at, &["", "à", "aux", "au", "to"], &[subject.entity]);
    let near = direct.first().is_some_and(|party| party.node <= at + 8);
    // "will supply low-carbon metal to A", « fournira du métal à A ».
    let to = bench.objects(at, &["à", "aux", "au", "to"], &[subject.entity]);
    if near {
        push(bench, at, subject, &direct);
    } else if to.first().is_some_and(|party| party.node <= at + 18) {
        push(bench, at, subject, &to);
    }
}

/// "These data are essential for companies like A and B": the last company described
/// provides them.
fn needed(bench: &mut Bench<'_>, at: usize) {
    let Some(like) = (at..at + 5)
        .find(|node| matches!(bench.word(*node), "like" | "such" | "comme" | "tels"))
    else {
        return;
    };
    let companies = (at..like).any(|node| {
        matches!(
            bench.word(node),
            "companies" | "firms" | "customers" | "entreprises" | "sociétés" | "groupes"
        )
    });
    let provided = bench.earlier.last().and_then(|draft| match draft.subject {
        super::Subject::Entity(entity) => Some(Party { entity, node: at }),
        _ => None,
    });
    let these = matches!(bench.word(0), "these" | "ces" | "this" | "ce" | "cette");
    let (Some(subject), true, true) = (provided, companies, these) else { return };
    let list: Vec<Party> = names_right(bench, like)
        .into_iter()
        .filter(|party| party.entity != subject.entity)
        .collect();
    push(bench, at, subject, &list);
}

fn push(bench: &mut Bench<'_>, at: usize, owner: Party, clients: &[Party]) {
    let owner = bench.organisation(owner);
    if !bench.entities.is_party(owner.entity) {
        return;
    }
    for client in clients {
        if client.entity == owner.entity || !bench.entities.is_party(client.entity) {
            continue;
        }
        let mut draft =
            bench.draft("client", owner.entity, at).spanning(&[owner.node, client.node]);
        draft.value = DraftValue::Entity(client.entity);
        bench.drafts.push(draft);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn the_forms_of_both_languages_are_read() {
        check(
            "Veltra Systems counts among its clients Orlan Group and Septime Bank.",
            &[
                "client: Veltra Systems = Orlan Group",
                "client: Veltra Systems = Septime Bank",
            ],
        );
        check(
            "La société Veltra fabrique des robots. Elle équipe entre autres le chocolatier Orlan Chocolats et l'avionneur Septime Aéro.",
            &["client: Veltra = Orlan Chocolats", "client: Veltra = Septime Aéro"],
        );
        check(
            "Veltra Systems, which already supplies the carmaker Orlan Motors and Sweden's Septime Trucks, is growing.",
            &[
                "client: Veltra Systems = Orlan Motors",
                "client: Veltra Systems = Septime Trucks",
            ],
        );
        check(
            "Veltra Systems will supply low-carbon metal to the Japanese giant Orlan Denki for ten years.",
            &["client: Veltra Systems = Orlan Denki"],
        );
        check(
            "La société Veltra compte parmi ses clients le groupe Orlan et la banque Septime.",
            &["client: Veltra = Orlan", "client: Veltra = Septime"],
        );
    }
}
