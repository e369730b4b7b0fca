//! # role
//!
//! Finds who holds which post where.
//! Must not find: a post without a person, or a person and a company that only stand near
//! one another.
//!
//! - EN "Veltra CEO Jane Doe" "Jane Doe, chief executive of Veltra," "Jane Doe, its founder"
//! - FR « Jeanne Dubreuil, PDG de Veltra, » « le directeur général de Veltra, Jean Dubreuil »

use super::roles::Party;
use super::{Bench, DraftValue, Rule};
use crate::scene::entities::EntityKind;
use crate::scene::node::ClauseKind;
use crate::scene::words::{is_and, is_determiner};
use recoupe_text::Span;

pub(super) const RULE: Rule = Rule {
    id: "role",
    forms: "ceo cfo coo cto chief chairman chairwoman chair chairperson president founder \
            cofounder director boss spokesman spokeswoman spokesperson analyst minister \
            governor secretary mayor manager head economist partner pdg président présidente \
            directeur directrice fondateur fondatrice cofondateur cofondatrice patron patronne \
            porte analyste ministre gouverneur gouverneure secrétaire maire responsable \
            économiste dg associé associée gérant gérante délégué déléguée strategist \
            researcher seismologist sismologue avocat avocate lawyer procureur procureure \
            prosecutor chef cheffe préfet préfète prefect curator \
            chercheur chercheuse professor professeur professeure conseiller conseillère adviser \
            advisor consultant consultante sélectionneur sélectionneuse entraîneur entraîneuse \
            coach commissioner ambassador ambassadeur ambassadrice dirigeant dirigeante \
            principal président-directeur caretaker",
    read,
};

/// The post: its first and last node.
struct Post {
    first: usize,
    last: usize,
}

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at)
        || bench.scene.nodes.get(at).is_some_and(|node| node.quoted)
    {
        return;
    }
    let Some(post) = post(bench, at) else { return };
    let pair = person(bench, post.last + 1)
        .or_else(|| person_before(bench, &post))
        .or_else(|| person_after(bench, &post))
        .or_else(|| person_after_company(bench, &post))
        .or_else(|| person_of_clause(bench, &post));
    if let Some(person) = pair {
        let company = company_of(bench, &post, person.node)
            .or_else(|| company_before(bench, &post))
            .or_else(|| employer(bench, &post, person))
            .or_else(|| topic_of(bench, &post))
            .or_else(|| of_opener(bench, &post));
        // A trade without a house is no post: "the lawyer Jane Doe".
        if company.is_some() || !is_trade(bench, &post) {
            role(bench, at, &post, person, company);
        }
    } else if let Some((last, person)) = person_after_complement(bench, &post) {
        let whole = Post { last, ..post };
        let company = company_within(bench, &post, last)
            .or_else(|| company_before(bench, &post))
            .or_else(|| employer(bench, &post, person));
        role(bench, at, &whole, person, company);
    }
}

/// Who employs the person, where the whole story names one organisation only and the post
/// says nothing else.
fn employer(bench: &Bench<'_>, post: &Post, person: Party) -> Option<Party> {
    let outside = (post.first..=post.last).any(|node| is_outsider(bench.word(node)));
    let entity = bench.employers.get(&person.entity).copied().filter(|_| !outside)?;
    Some(Party { entity, node: post.first })
}

/// « Fondée par Jeanne Dubreuil, qui en est la directrice générale, Veltra … »: « en » stands
/// for the subject that follows the opener.
fn of_opener(bench: &Bench<'_>, post: &Post) -> Option<Party> {
    let of_it =
        (post.first.saturating_sub(5)..post.first).any(|node| bench.word(node) == "en");
    bench.opened_subject(0).filter(|_| of_it)
}

/// Trades that anybody may have: alone they say nothing of a post.
fn is_trade(bench: &Bench<'_>, post: &Post) -> bool {
    post.first == post.last
        && matches!(
            bench.word(post.first),
            "lawyer"
                | "avocat"
                | "avocate"
                | "consultant"
                | "consultante"
                | "économiste"
                | "economist"
                | "researcher"
                | "chercheur"
                | "chercheuse"
                | "analyst"
                | "analyste"
                | "professor"
                | "professeur"
                | "professeure"
                | "chef"
                | "cheffe"
                | "director"
                | "directeur"
                | "directrice"
                | "minister"
                | "ministre"
                | "dirigeant"
                | "dirigeante"
                | "strategist"
                | "prosecutor"
        )
}

/// Posts whose holder speaks of companies but works for none of the story.
fn is_outsider(word: &str) -> bool {
    matches!(
        word,
        "analyst"
            | "analyste"
            | "economist"
            | "économiste"
            | "minister"
            | "ministre"
            | "lawyer"
            | "avocat"
            | "avocate"
            | "professor"
            | "professeur"
            | "professeure"
            | "mayor"
            | "maire"
            | "préfet"
            | "préfète"
            | "prefect"
            | "former"
            | "ancien"
            | "ancienne"
    )
}

/// "Jane Doe, who remains its chief executive", « Jeanne Dubreuil, qui en est toujours la
/// directrice générale », "Jane Doe, who was Veltra's sales chief until May".
fn person_of_clause(bench: &Bench<'_>, post: &Post) -> Option<Party> {
    let clause = bench.scene.nodes.get(post.first)?.clause;
    let shape = bench.scene.clauses.get(clause)?;
    let head = shape.head.filter(|_| shape.kind == ClauseKind::Relative)?;
    let between = head + 1..post.first;
    let links = between.clone().any(|node| {
        bench.same_clause(node, post.first)
            && matches!(
                bench.word(node),
                "is" | "was"
                    | "remains"
                    | "became"
                    | "becomes"
                    | "est"
                    | "était"
                    | "reste"
                    | "devient"
                    | "demeure"
                    | "devenu"
                    | "devenue"
            )
    });
    let near = post.first <= head + 10;
    let other = between.into_iter().any(|node| person(bench, node).is_some());
    person(bench, head).filter(|_| links && near && !other)
}

/// « le directeur du projet, Martin Gauvreau », "the head of the drivers' union, Jane Doe",
/// « la directrice de l'hôpital régional, Jeanne Dubreuil »: words that complete the post stand
/// between it and the person. Returns the last node of the whole post.
fn person_after_complement(bench: &Bench<'_>, post: &Post) -> Option<(usize, Party)> {
    let opens = matches!(
        bench.word(post.last + 1),
        "of" | "de" | "du" | "d'" | "des" | "for" | "à" | "au"
    );
    let before = bench.scene.word_before(post.first, 1);
    let definite = before.is_empty()
        || matches!(
            before,
            "the" | "la" | "le" | "l'" | "its" | "son" | "sa" | "said" | "," | "\""
        )
        || post.first == 0;
    if !opens || !definite {
        return None;
    }
    for node in post.last + 2..post.last + 13 {
        let comma = bench.word(node) == ",";
        let at = if comma { node + 1 } else { node };
        if let Some(person) = person(bench, at)
            && (comma || !bench.scene.is_word(node))
            && named_apart(bench, at)
        {
            return Some((node - 1, person));
        }
        let word = bench.word(node);
        let named = bench.scene.nodes.get(node).is_some_and(|node| node.name().is_some());
        let stops = comma
            || !named
                && !bench.scene.is_word(node)
                && word != "-"
                && word != "'s"
                && word != "'"
            || crate::scene::words::is_auxiliary(word)
            || crate::scene::words::is_relative(word)
            || crate::scene::verbs::is_verb(word);
        if stops {
            return None;
        }
    }
    None
}

/// Whether a person's name of two words stands for itself rather than in another's title.
fn named_apart(bench: &Bench<'_>, at: usize) -> bool {
    bench
        .scene
        .nodes
        .get(at)
        .is_some_and(|node| node.folded.contains(' ') && !node.possessive)
}

/// The one organisation named in the words that complete a post.
fn company_within(bench: &Bench<'_>, post: &Post, last: usize) -> Option<Party> {
    (post.last + 1..=last)
        .filter_map(|node| bench.party(node, &[]))
        .find(|party| bench.entities.is_party(party.entity))
}

/// Words that may stand before the noun of a post and belong to it.
const BEFORE: [&str; 30] = [
    "vice",
    "deputy",
    "managing",
    "finance",
    "executive",
    "chief",
    "former",
    "prime",
    "foreign",
    "interim",
    "senior",
    "technical",
    "co",
    "-",
    "president",
    "présidente",
    "président",
    "directeur",
    "directrice",
    "ancien",
    "ancienne",
    "premier",
    "première",
    "general",
    "union",
    "group",
    "sales",
    "research",
    "operations",
    "secrétaire",
];
/// Words that may follow the noun of a post and belong to it.
const AFTER: [&str; 40] = [
    "executive",
    "financial",
    "operating",
    "technology",
    "officer",
    "général",
    "générale",
    "financier",
    "financière",
    "exécutif",
    "exécutive",
    "adjoint",
    "adjointe",
    "délégué",
    "déléguée",
    "parole",
    "-",
    "director",
    "directeur",
    "directrice",
    "economist",
    "analyst",
    "of",
    "staff",
    "marketing",
    "opérationnel",
    "technique",
    "scientifique",
    "science",
    "scientist",
    "secretary",
    "minister",
    "gérant",
    "associé",
    "fondateur",
    "fondatrice",
    "régional",
    "régionale",
    "commercial",
    "industriel",
];

/// The words of a post around its noun: "chief executive officer", « directrice générale ».
fn post(bench: &Bench<'_>, at: usize) -> Option<Post> {
    let mut first = at;
    while let Some(before) = first.checked_sub(1) {
        let word = bench.word(before);
        let joins = is_and(word)
            && before.checked_sub(1).is_some_and(|post| is_post(bench.word(post)))
            && is_post(bench.word(first));
        if !bench.scene.is_word(before) && word != "-"
            || !BEFORE.contains(&word) && !joins
        {
            break;
        }
        first = if joins { before - 1 } else { before };
    }
    let mut last = at;
    while AFTER.contains(&bench.word(last + 1)) && bench.word(last + 1) != "of"
        || bench.word(last + 1) == "-"
            && !bench.scene.nodes.get(last + 1).is_some_and(|n| n.spaced)
        || is_and(bench.word(last + 1)) && is_post(bench.word(last + 2))
        || bench.word(last) == "-"
            && bench.scene.is_word(last + 1)
            && bench.scene.nodes.get(last + 1).is_some_and(|n| !n.spaced)
    {
        last += if is_and(bench.word(last + 1)) { 2 } else { 1 };
        if last > at + 6 {
            break;
        }
    }
    let bare = first == last
        && matches!(
            bench.word(at),
            "chief"
                | "head"
                | "partner"
                | "manager"
                | "chair"
                | "porte"
                | "délégué"
                | "déléguée"
                | "responsable"
                | "chef"
                | "cheffe"
                | "associé"
                | "associée"
        );
    // « président du conseil », "chairman of the board": part of the post.
    if let Some(end) = board(bench, last) {
        last = end;
    }
    let head_of = matches!(
        bench.word(at),
        "head" | "responsable" | "chef" | "cheffe" | "chair" | "chief"
    ) && matches!(bench.word(at + 1), "of" | "de" | "du" | "des" | "d'");
    // A post inside a longer one is read once, at its first noun.
    let inner = (first..at).any(|before| {
        RULE.forms.split_whitespace().any(|form| form == bench.word(before))
            && is_post(bench.word(before))
    });
    (!inner && (!bare || head_of)).then_some(Post { first, last })
}

/// One node past "of the board", « du conseil (d'administration) », « du directoire » after a
/// post: the last node of it.
fn board(bench: &Bench<'_>, last: usize) -> Option<usize> {
    let of = matches!(bench.word(last + 1), "of" | "du" | "de");
    let article = matches!(bench.word(last + 2), "the" | "la" | "l'" | "son" | "its");
    let noun = last + if article { 3 } else { 2 };
    let named = of
        && matches!(
            bench.word(noun),
            "board" | "conseil" | "directoire" | "surveillance" | "administration"
        );
    let whole = matches!(bench.word(noun + 1), "d'" | "de" | "of")
        && matches!(
            bench.word(noun + 2),
            "administration" | "surveillance" | "directors"
        );
    named.then_some(if whole { noun + 2 } else { noun })
}

fn is_post(word: &str) -> bool {
    matches!(
        word,
        "ceo"
            | "cfo"
            | "chairman"
            | "chairwoman"
            | "president"
            | "founder"
            | "cofounder"
            | "director"
            | "pdg"
            | "président"
            | "présidente"
            | "directeur"
            | "directrice"
            | "fondateur"
            | "fondatrice"
            | "cofondateur"
            | "cofondatrice"
            | "chief"
    )
}

/// A person at a node: known as one, or a name of several words not known to be else.
fn person(bench: &Bench<'_>, at: usize) -> Option<Party> {
    let node = bench.scene.nodes.get(at)?;
    let entity = node.name()?;
    let known = bench.entities.kind(entity) == EntityKind::Person;
    let full = bench.entities.kind(entity) == EntityKind::Unknown
        && node.folded.split(' ').count() >= 2;
    (known || full).then_some(Party { entity, node: at })
}

/// "Jane Doe, [the] chief executive", « Jeanne Dubreuil, la PDG ».
fn person_before(bench: &Bench<'_>, post: &Post) -> Option<Party> {
    let mut at = post.first.checked_sub(1)?;
    // Determiners, possessives and one company stand between: "Jane Doe, Veltra's CEO".
    for _ in 0..5 {
        let node = bench.scene.nodes.get(at)?;
        let word = node.folded.as_str();
        let possessor = node.possessive && person(bench, at).is_none();
        if is_determiner(word)
            || possessor
            || matches!(word, "'s" | "an" | "a" | "former" | "ancien" | "nouveau" | "new")
        {
            at = at.checked_sub(1)?;
        } else {
            break;
        }
    }
    let mark = bench.word(at);
    if !matches!(mark, "," | "(" | "-" | "is" | "est" | "remains" | "reste" | "becomes") {
        return None;
    }
    at.checked_sub(1).and_then(|before| person(bench, before))
}

/// "CEO Jane Doe", « la PDG Jeanne Dubreuil », « le PDG, Jean Dubreuil, ».
fn person_after(bench: &Bench<'_>, post: &Post) -> Option<Party> {
    let next = post.last + 1;
    if let Some(party) = person(bench, next) {
        return Some(party);
    }
    let comma = bench.word(next) == ",";
    let owned = has_company_before(bench, post) || topic_of(bench, post).is_some();
    (comma && owned).then(|| person(bench, next + 1)).flatten()
}

/// « la directrice générale, … », "Chief executive …": of the company the text speaks of.
fn topic_of(bench: &Bench<'_>, post: &Post) -> Option<Party> {
    let before = bench.scene.word_before(post.first, 1);
    // "…, said Jane Doe, president and founder.": after the person, of the same company.
    let apposed = before == ","
        && post.first >= 2
        && bench
            .scene
            .nodes
            .get(post.first - 2)
            .is_some_and(|node| node.name().is_some());
    let definite =
        matches!(before, "the" | "la" | "le" | "son" | "sa" | "its" | "" | "\"")
            || matches!(before, "said" | "says" | "," | "new" | "nouveau" | "nouvelle")
                && (apposed || before != ",")
            || bench.scene.word_before(post.first, 2) == "\"" && before == ","
            || post.first == 0;
    let follows = matches!(
        bench.word(post.last + 1),
        "of" | "de" | "du" | "d'" | "des" | "at" | "for"
    );
    let head = (post.first..=post.last).any(|node| {
        matches!(
            bench.word(node),
            "ceo"
                | "chief"
                | "pdg"
                | "directeur"
                | "directrice"
                | "dg"
                | "fondateur"
                | "fondatrice"
                | "founder"
                | "cofounder"
                | "cofondateur"
                | "cofondatrice"
                | "chairman"
                | "chairwoman"
                | "président"
                | "présidente"
                | "president"
                | "patron"
                | "patronne"
                | "cfo"
                | "governor"
                | "gouverneur"
                | "gouverneure"
        )
    });
    let governs = (post.first..=post.last).any(|node| {
        matches!(bench.word(node), "governor" | "gouverneur" | "gouverneure")
    });
    // A central bank has a governor, and no other post of the list.
    let bank = bench.topic.is_some_and(|topic| {
        let name = bench.entities.name(topic).to_lowercase();
        crate::scene::institutions::central_bank_of(&name).is_some()
    });
    let entity =
        bench.topic.filter(|_| definite && !follows && head && bank == governs)?;
    Some(Party { entity, node: post.first })
}

/// Whether a company stands before the post.
fn has_company_before(bench: &Bench<'_>, post: &Post) -> bool {
    company_before(bench, post).is_some()
}

/// « le directeur général de Veltra, Jean Dubreuil », "the chief executive of Veltra, Jane Doe".
fn person_after_company(bench: &Bench<'_>, post: &Post) -> Option<Party> {
    let company = of_company(bench, post)?;
    let mut at = company.node + 1;
    if bench.word(at) == "'s" {
        return None;
    }
    if bench.word(at) == "," {
        at += 1;
    }
    person(bench, at)
}

/// The company that "of", "at", « de » introduces right after the post.
fn of_company(bench: &Bench<'_>, post: &Post) -> Option<Party> {
    let mut at = post.last + 1;
    if !matches!(
        bench.word(at),
        "of" | "at" | "for" | "de" | "du" | "d'" | "chez" | "des" | "with" | "pour"
    ) {
        return None;
    }
    at += 1;
    for _ in 0..5 {
        let node = bench.scene.nodes.get(at)?;
        if node.is_party() {
            return bench
                .party(at, &[])
                .filter(|party| bench.entities.kind(party.entity) != EntityKind::Person);
        }
        if !bench.scene.is_word(at) {
            return None;
        }
        at += 1;
    }
    None
}

fn company_of(bench: &Bench<'_>, post: &Post, person: usize) -> Option<Party> {
    of_company(bench, post).filter(|party| {
        bench.entities.kind(party.entity) != EntityKind::Person && party.node != person
    })
}

/// "Veltra CEO", "Veltra's chief executive", "its founder", « son PDG ».
fn company_before(bench: &Bench<'_>, post: &Post) -> Option<Party> {
    let mut at = post.first.checked_sub(1)?;
    if bench.word(at) == "'s" {
        at = at.checked_sub(1)?;
    }
    // "Veltra co-founder and CEO", "Veltra's new chief executive".
    while matches!(
        bench.word(at),
        "new" | "former" | "outgoing" | "longtime" | "current" | "nouveau" | "nouvelle"
    ) {
        at = at.checked_sub(1)?;
    }
    if bench.word(at) == "'s" {
        at = at.checked_sub(1)?;
    }
    let node = bench.scene.nodes.get(at)?;
    // "Labour Minister Jane Doe": the matter, not the house.
    let minister = (post.first..=post.last).any(|node| {
        matches!(bench.word(node), "minister" | "ministre" | "secretary" | "secrétaire")
    });
    if minister && !node.possessive {
        return None;
    }
    let beside = node.name().is_some() || node.possessive;
    let party = bench.party(at, &[]).filter(|_| beside)?;
    let actor = bench.entities.kind(party.entity) != EntityKind::Person;
    actor.then_some(party)
}

fn role(
    bench: &mut Bench<'_>,
    at: usize,
    post: &Post,
    person: Party,
    company: Option<Party>,
) {
    let words =
        match (bench.scene.nodes.get(post.first), bench.scene.nodes.get(post.last)) {
            (Some(first), Some(last)) => Span::new(first.span.start(), last.span.end()),
            _ => return,
        };
    let mut draft = bench.draft("role", person.entity, at).spanning(&[
        post.first,
        post.last,
        person.node,
        company.map_or(at, |company| company.node),
    ]);
    draft.object = company.map(|company| company.entity);
    draft.value = DraftValue::Words(words);
    bench.drafts.push(draft);
    let founds = (post.first..=post.last).any(|node| {
        matches!(
            bench.word(node),
            "founder"
                | "cofounder"
                | "fondateur"
                | "fondatrice"
                | "cofondateur"
                | "cofondatrice"
        )
    });
    if let Some(company) = company.filter(|_| founds) {
        let mut draft = bench.draft("founder", company.entity, at).spanning(&[
            post.first,
            person.node,
            company.node,
        ]);
        draft.value = DraftValue::Entity(person.entity);
        bench.drafts.push(draft);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    #[test]
    fn the_forms_of_both_languages_are_read() {
        check(
            "On Monday Veltra Systems CEO Jane Stone met the press in Paris.",
            &["role: Jane Stone > Veltra Systems = CEO"],
        );
        check(
            "Jeanne Dubreuil, PDG de la société Veltra, a parlé à Paris.",
            &["role: Jeanne Dubreuil > Veltra = PDG"],
        );
        check(
            "Veltra Systems CEO Jane Stone spoke in Paris on Monday evening.",
            &["role: Jane Stone > Veltra Systems = CEO"],
        );
    }

    #[test]
    fn relative_clauses_say_who_holds_a_post() {
        check(
            "Veltra Systems was founded in 2009 by Jane Stone, who remains its chief executive.",
            &["role: Jane Stone > Veltra Systems = chief executive"],
        );
        check(
            "Fondée en 2009 par Jeanne Dubreuil, qui en est toujours la directrice générale, la société Veltra fabrique des robots.",
            &["role: Jeanne Dubreuil > Veltra = directrice générale"],
        );
    }

    #[test]
    fn words_may_complete_a_post() {
        check(
            "« La première cuve démarrera en mai », prévient le directeur du projet, Martin Gauvin.",
            &["role: Martin Gauvin = directeur du projet"],
        );
        check(
            "The head of the drivers' union, Jane Stone, refused.",
            &["role: Jane Stone = head of the drivers' union"],
        );
        check(
            "Le président du conseil de la société Veltra, Jean Dubreuil, a démissionné.",
            &["role: Jean Dubreuil > Veltra = président du conseil"],
        );
    }

    #[test]
    fn a_bare_post_is_held_at_the_company_spoken_of() {
        check(
            "Veltra Systems makes robots. \"We are growing,\" said Jane Stone, president and founder.",
            &["role: Jane Stone > Veltra Systems = president and founder"],
        );
        check(
            "La société Veltra fabrique des robots. « Nous grandissons », a déclaré la directrice générale, Jeanne Dubreuil.",
            &["role: Jeanne Dubreuil > Veltra = directrice générale"],
        );
    }

    #[test]
    fn what_only_looks_alike_is_left_out() {
        check_only("role", "Jane Stone met the chairman of Orlan Group.", &[]);
    }
}
