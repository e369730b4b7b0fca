//! Rules of French sentences, one a line; `|` marks where a sentence ends. Written for
//! recoupe; none is taken from a test set.

use super::{Span, split};
use crate::Language;

#[rustfmt::skip]
const RULES: [&str; 72] = [
    // The plain end.
    "Le port ferme. |La ville proteste.",
    "Le port ferme ! |La ville proteste.",
    "Le port ferme-t-il ? |La ville proteste.",
    "Le port ferme\u{a0}! |La ville proteste\u{202f}? |Non.",
    "Qui l'a dit ?! |Personne.",
    "Il a dit non. |À midi, il est parti.",
    "Il a dit non. |Élu en mai, il reste.",
    "Il a dit non. |Œuvre ou non, cela se vend.",
    "Il a dit non. |L'été viendra.",
    "Il a dit non. |D'autres ont dit oui.",
    // Titles before names.
    "M. Morel a vu M. Petit. |Ils ont signé.",
    "Mme Leroy et Mlle. Roux sont venues. |Elles ont signé.",
    "MM. Morel et Petit ont signé. |C'est fait.",
    "Me. Blanc plaide. |Le juge écoute.",
    "Le Dr. Simon opère. |Le Pr. Noël attend.",
    "Mgr. Dubois a prié. |La foule aussi.",
    "Le Gal. Duval commande. |Il est sévère.",
    "La rue St. Honoré est fermée. |Elle rouvrira.",
    // Initials.
    "J. Morel a écrit. |On a répondu.",
    "J.-C. Morel a écrit. |On a répondu.",
    "C'est É. Roux qui parle. |On l'écoute.",
    "A. B. Petit et C. Roux signent. |Fin.",
    // Shortened words.
    "Voir p. 12 du rapport. |Il est long.",
    "Voir pp. 12 et 13. |Il est long.",
    "Voir art. 5 du code. |Il est clair.",
    "Voir fig. 3 et vol. 2. |Ils sont clairs.",
    "Voir n° 4 et N° 5. |Ils sont clairs.",
    "Il vend des pommes, des poires, etc. et du pain. |Il en vit.",
    "Il vend des pommes, des poires, etc. |Il en vit.",
    "La loi (cf. l'annexe) passe. |Elle est courte.",
    "L'usine (env. 200 emplois) ferme. |La ville proteste.",
    "La C.G.T. appelle à la grève. |Le port ferme.",
    "La S.N.C.F. prévoit des retards. |Les trains roulent.",
    "Elle dirige Quai S.A. depuis mai. |Elle y travaille.",
    "Il vit aux U.S.A. depuis mai. |Il s'y plaît.",
    "Ouvert de janv. à oct. en semaine. |Fermé le lundi.",
    "Vers 50 av. J.-C. la ville brûle. |Elle renaît.",
    "Le ch. de fer passe. |Le bruit cesse.",
    // Figures.
    "Le titre gagne 2,5 % à 1.250,30 euros. |Il monte.",
    "Le titre vaut 3.5 dollars. |Il monte.",
    "Il y en a 1 200. |C'est peu.",
    "Il est né en 1975. |En 1990, il part.",
    "La hausse est de 3 %. |4 usines ferment.",
    "Coût : 10 M€. |La ville paie.",
    "Départ à 8 h 30. |Retour à 17 h.",
    "Le 1er mai est férié. |Le 8 aussi.",
    "Le port compte 12 quais. |Le 13e est en travaux.",
    "Louis XIV. |Le roi est mort.",
    "Rendez-vous le 08.06.2025 au port. |Venez.",
    // Quotations.
    "« Le port ferme », dit-il. |La ville proteste.",
    "« Le port ferme. Nous partons », dit-il. |La ville proteste.",
    "« Le port ferme ! » s'écrie-t-il. |La ville proteste.",
    "« Le port ferme-t-il ? » demande la ville. |Silence.",
    "« Le port ferme. » |La ville proteste.",
    "Il a dit : « Le port ferme. » |La ville proteste.",
    "“Le port ferme”, dit-il. |La ville proteste.",
    "\"Le port ferme\", dit-il. |La ville proteste.",
    "«\u{a0}Le port ferme\u{a0}», dit-il. |La ville proteste.",
    "Il parle d'un « port fermé ». |La ville proteste.",
    "« Non. » |« Si. »",
    // Brackets and dashes.
    "Le port (fermé depuis mai) rouvre. |Enfin.",
    "Le port rouvre (enfin). |La ville rit.",
    "Le port rouvre. |(Il était fermé depuis mai.)",
    "Le port – fermé depuis mai – rouvre. |Enfin.",
    "Le port rouvre [sic]. |Enfin.",
    // Ellipses.
    "Il attend… |Puis il part.",
    "Il attend... et il part. |Fin.",
    "Il attend (...) et part. |Fin.",
    "Des pommes, des poires… |Tout se vend.",
    // Addresses, glued paragraphs, lists.
    "Écrire à a.b@quai.example ou voir www.quai.example. |Merci.",
    "C'était la fin.|Le port a rouvert.",
    "1. Fermer le port. |2. Rouvrir le port.",
];

#[test]
fn rules_of_french_sentences_hold() {
    for marked in RULES {
        let text = marked.replace('|', "");
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        let found = split(&text, Span::new(0, text.len()), Language::French);
        let found: Vec<&str> = found.iter().map(|span| span.of(&text)).collect();
        assert_eq!(found, expected);
    }
}
