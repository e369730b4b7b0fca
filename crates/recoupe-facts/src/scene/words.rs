//! Small closed classes of words that the grammar of a sentence hangs on.

/// Prepositions that govern a name: the role a party plays is read from them.
pub(crate) fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "into"
            | "for"
            | "by"
            | "with"
            | "from"
            | "at"
            | "on"
            | "to"
            | "about"
            | "against"
            | "between"
            | "through"
            | "under"
            | "over"
            | "via"
            | "among"
            | "like"
            | "including"
            | "than"
            | "towards"
            | "toward"
            | "after"
            | "before"
            | "since"
            | "despite"
            | "alongside"
            | "behind"
            | "de"
            | "d'"
            | "du"
            | "des"
            | "dans"
            | "en"
            | "par"
            | "pour"
            | "avec"
            | "chez"
            | "à"
            | "au"
            | "aux"
            | "sur"
            | "sous"
            | "entre"
            | "contre"
            | "vers"
            | "selon"
            | "depuis"
            | "envers"
            | "comme"
            | "outre"
            | "malgré"
            | "as"
    )
}

/// Determiners and other small words that may stand between a preposition and a name.
pub(crate) fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "its"
            | "his"
            | "her"
            | "their"
            | "this"
            | "that"
            | "le"
            | "la"
            | "les"
            | "l'"
            | "un"
            | "une"
            | "son"
            | "sa"
            | "ses"
            | "leur"
            | "leurs"
            | "ce"
            | "cet"
            | "cette"
            | "ces"
            | "these"
            | "those"
    )
}

/// Words that join two names or two clauses on one level.
pub(crate) fn is_and(word: &str) -> bool {
    matches!(word, "and" | "et" | "&" | "ainsi" | "or" | "ou")
}

/// Words that open a relative clause.
pub(crate) fn is_relative(word: &str) -> bool {
    matches!(
        word,
        "which"
            | "who"
            | "whose"
            | "whom"
            | "where"
            | "qui"
            | "dont"
            | "où"
            | "lequel"
            | "laquelle"
            | "lesquels"
            | "lesquelles"
            | "auquel"
            | "duquel"
    )
}

/// Words that open a clause of its own level.
pub(crate) fn is_conjunction(word: &str) -> bool {
    matches!(
        word,
        "while"
            | "whereas"
            | "but"
            | "although"
            | "though"
            | "because"
            | "unless"
            | "if"
            | "when"
            | "whilst"
            | "tandis"
            | "alors"
            | "mais"
            | "quoique"
            | "bien"
            | "quand"
            | "lorsque"
            | "lorsqu'"
            | "puisque"
            | "puisqu'"
            | "car"
            | "si"
    )
}

/// Finite and other forms of the verbs to be and to have, and modal verbs.
pub(crate) fn is_auxiliary(word: &str) -> bool {
    is_be(word)
        || matches!(
            word,
            "has"
                | "have"
                | "had"
                | "having"
                | "will"
                | "would"
                | "could"
                | "may"
                | "might"
                | "should"
                | "can"
                | "must"
                | "shall"
                | "does"
                | "did"
                | "do"
                | "a"
                | "ont"
                | "avait"
                | "avaient"
                | "aura"
                | "auront"
                | "aurait"
                | "auraient"
                | "ait"
                | "ayant"
                | "va"
                | "vont"
                | "allait"
                | "doit"
                | "doivent"
                | "devrait"
                | "devraient"
                | "peut"
                | "peuvent"
                | "pourrait"
                | "pourraient"
                | "veut"
                | "veulent"
                | "eut"
                | "eu"
        )
}

/// Forms of to be.
pub(crate) fn is_be(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "est"
            | "sont"
            | "était"
            | "étaient"
            | "sera"
            | "seront"
            | "serait"
            | "seraient"
            | "fut"
            | "furent"
            | "été"
            | "être"
            | "étant"
            | "soit"
            | "soient"
    )
}

/// Whether a word after `de`, `à`, `pour`, `to`, `by` is a verb rather than a noun, by its
/// ending: `pour racheter`, `to buy` (after `to` the caller decides), `by buying`.
pub(crate) fn looks_verbal(preposition: &str, word: &str) -> bool {
    match preposition {
        "de" | "d'" | "à" | "pour" => {
            ["er", "ir", "re", "oir"].iter().any(|ending| word.ends_with(ending))
                && word.chars().count() > 3
                && !matches!(
                    word,
                    "centre"
                        | "titre"
                        | "chiffre"
                        | "offre"
                        | "cadre"
                        | "autre"
                        | "notre"
                        | "votre"
                        | "leader"
                        | "premier"
                        | "dernier"
                        | "membre"
                        | "ministre"
                        | "nombre"
                        | "ordre"
                        | "livre"
                        | "octobre"
                        | "septembre"
                        | "novembre"
                        | "décembre"
                        | "février"
                        | "janvier"
                        | "trimestre"
                        | "semestre"
                        | "litre"
                        | "mètre"
                        | "théâtre"
                        | "quartier"
                        | "chantier"
                        | "dossier"
                        | "courrier"
                        | "papier"
                        | "acier"
                        | "métier"
                        | "financier"
                        | "banquier"
                        | "hiver"
                        | "avenir"
                        | "maire"
                        | "salaire"
                        | "affaire"
                        | "guerre"
                        | "terre"
                        | "pierre"
                        | "avoir"
                        | "pouvoir"
                        | "espoir"
                        | "fondateur"
                )
        }
        "to" => !is_determiner(word),
        "by" | "in" | "for" | "of" | "from" | "without" | "after" | "before" => {
            word.ends_with("ing") && word.chars().count() > 5
        }
        _ => false,
    }
}

/// Nouns that refer back to a company, in both languages.
#[expect(clippy::too_many_lines, reason = "a list of words")]
pub(crate) fn is_company_noun(word: &str) -> bool {
    matches!(
        word,
        "company"
            | "firm"
            | "group"
            | "startup"
            | "business"
            | "manufacturer"
            | "maker"
            | "lender"
            | "bank"
            | "retailer"
            | "carrier"
            | "airline"
            | "insurer"
            | "producer"
            | "operator"
            | "publisher"
            | "giant"
            | "buyer"
            | "target"
            | "conglomerate"
            | "entreprise"
            | "société"
            | "groupe"
            | "firme"
            | "startuppe"
            | "pousse"
            | "compagnie"
            | "fabricant"
            | "constructeur"
            | "éditeur"
            | "banque"
            | "assureur"
            | "opérateur"
            | "distributeur"
            | "géant"
            | "acquéreur"
            | "cible"
            | "industriel"
            | "équipementier"
            | "start-up"
            | "start"
            | "pme"
            | "eti"
            | "licorne"
            | "unicorn"
            | "developer"
            | "supplier"
            | "fournisseur"
            | "exploitant"
            | "câblier"
            | "motoriste"
            | "énergéticien"
            | "conglomérat"
            | "marque"
            | "brand"
            | "utility"
            | "miner"
            | "brewer"
            | "brasseur"
            | "chipmaker"
            | "carmaker"
            | "constructrice"
            | "laboratoire"
            | "biotech"
            | "fintech"
            | "plateforme"
            | "platform"
            | "enseigne"
            | "spécialiste"
            | "specialist"
            | "filiale"
            | "subsidiary"
            | "fonds"
            | "fund"
            | "investisseur"
            | "investor"
            | "holding"
            | "agence"
            | "agency"
            | "scale-up"
            | "foodtech"
    )
}

/// Nouns that refer back to a deal.
pub(crate) fn is_deal_noun(word: &str) -> bool {
    matches!(
        word,
        "investment"
            | "deal"
            | "transaction"
            | "acquisition"
            | "takeover"
            | "purchase"
            | "agreement"
            | "merger"
            | "investissement"
            | "opération"
            | "accord"
            | "rachat"
            | "offre"
            | "fusion"
            | "offer"
            | "bid"
    )
}

/// Nouns that refer back to a procedure.
pub(crate) fn is_probe_noun(word: &str) -> bool {
    matches!(
        word,
        "investigation"
            | "probe"
            | "inquiry"
            | "enquête"
            | "procédure"
            | "case"
            | "instruction"
    )
}
