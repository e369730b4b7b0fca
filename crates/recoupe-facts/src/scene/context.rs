//! What the words next to a name say of its kind: a company, a person, a place.

use super::entities::Votes;
use super::lexicon::SPEECH;
use super::tokens::Token;
use super::words::{is_company_noun, is_determiner};

/// What the words next to a name say of its kind.
pub(crate) fn context_votes(tokens: &[Token], start: usize, end: usize) -> Votes {
    let word = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at)).map_or("", |token| token.folded.as_str())
    };
    let before = word(start.checked_sub(1));
    let before2 = word(start.checked_sub(2));
    let mut votes = Votes::default();
    if is_company_noun(before) || (is_company_noun(before2) && !is_determiner(before)) {
        votes.organisation += 2;
    }
    // "the engineer, Jane Doe, …"; a single name after the comma is as often the subject:
    // "Founded by Jane Doe, a former engineer, Orlan …".
    let named_in_full = end - start >= 2;
    if is_person_title(before)
        || (before == "," && is_person_title(before2) && named_in_full)
    {
        votes.person += 2;
    }
    let after: Vec<&str> = (end..end + 5).map(|at| word(Some(at))).collect();
    if after.first() == Some(&"-") && after.get(1) == Some(&"based") {
        votes.place += 8;
    }
    // « … », a déclaré Jeanne Dubreuil; "…," said Jane Doe.
    let spoken = SPEECH.contains(before)
        && !matches!(before, "dit" | "announced" | "announces" | "annoncé" | "annonce");
    if spoken && end - start >= 2 {
        votes.person += 1;
    }
    let role = |words: &[&str]| words.iter().any(|word| is_person_title(word));
    match after.as_slice() {
        // « Chez Orlan, l'économiste Jeanne Dubreuil »: the title is of the name behind it.
        [",", rest @ ..]
            if role(rest.get(..3).unwrap_or_default())
                && !(end + 2..end + 6)
                    .any(|at| tokens.get(at).is_some_and(Token::is_capital)) =>
        {
            votes.person += 2;
        }
        ["'s", next, ..] if is_person_title(next) => votes.organisation += 2,
        [next, ..] if matches!(*next, "ceo" | "shares" | "pdg" | "chief") => {
            votes.organisation += 2;
        }
        _ => {}
    }
    votes
}

/// Words for posts and courtesy that stand next to the names of persons.
#[expect(clippy::too_many_lines, reason = "a list of words")]
fn is_person_title(word: &str) -> bool {
    matches!(
        word,
        "ceo"
            | "cfo"
            | "pdg"
            | "président"
            | "présidente"
            | "president"
            | "chairman"
            | "chairwoman"
            | "director"
            | "directeur"
            | "directrice"
            | "founder"
            | "cofounder"
            | "fondateur"
            | "fondatrice"
            | "cofondateur"
            | "cofondatrice"
            | "minister"
            | "ministre"
            | "analyst"
            | "analyste"
            | "mr"
            | "mrs"
            | "ms"
            | "dr"
            | "m."
            | "mm."
            | "mme"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "porte-parole"
            | "patron"
            | "patronne"
            | "chief"
            | "secretary"
            | "secrétaire"
            | "judge"
            | "juge"
            | "maire"
            | "mayor"
            | "professor"
            | "professeur"
            | "avocat"
            | "avocate"
            | "lawyer"
            | "économiste"
            | "economist"
            | "gouverneur"
            | "governor"
            | "boss"
            | "head"
            | "executive"
            | "délégué"
            | "déléguée"
            | "gérant"
            | "associé"
            | "associée"
            | "curator"
            | "caretaker"
            | "prefect"
            | "préfet"
            | "préfète"
            | "commissioner"
            | "coach"
            | "sélectionneur"
            | "entraîneur"
            | "entraîneuse"
            | "captain"
            | "capitaine"
            | "researcher"
            | "chercheur"
            | "chercheuse"
            | "scientist"
            | "engineer"
            | "ingénieur"
            | "consultant"
            | "consultante"
            | "adviser"
            | "advisor"
            | "conseiller"
            | "conseillère"
            | "sociologue"
            | "politologue"
            | "sismologue"
            | "seismologist"
            | "senator"
            | "sénateur"
            | "sénatrice"
            | "député"
            | "députée"
            | "prosecutor"
            | "procureur"
            | "procureure"
            | "chemist"
            | "chimiste"
            | "physicist"
            | "physicien"
            | "physicienne"
            | "docker"
    )
}
