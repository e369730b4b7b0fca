//! Makes invented news at any size, to measure cost and growth: events of many kinds, each
//! told by one to a dozen outlets in English, French or both, within a few days.
//!
//! `make_events ARTICLES [DAYS] [SEED] > articles.jsonl`; the line of an article has `id`,
//! `title`, `text`, `lang`, `date`, `group` (the event). Parties and people are made of
//! syllables, amounts are drawn, the filling is words of `data/en_fr.tsv` and made-up
//! ones, of which each event has favourites of its own. The same arguments give the same bytes.
#![expect(clippy::print_stdout, reason = "an example that prints")]

use std::fmt::Write;

/// A small generator of random numbers: splitmix64 (Steele, Lea, Flood 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// An index below `end`, small ones more often: the cube of a uniform number.
    fn skewed(&mut self, end: usize) -> usize {
        let uniform = self.below(1 << 20) as f64 / f64::from(1 << 20);
        (uniform.powi(3) * end as f64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

const SYLLABLES: [&str; 32] = [
    "bra", "vel", "tor", "min", "sak", "dro", "lun", "fer", "quel", "nor", "gim", "tas",
    "pel", "ruk", "ond", "zim", "hal", "cor", "eb", "wyn", "sul", "dak", "mer", "jol",
    "vin", "kas", "tre", "bol", "ner", "sim", "gar", "lop",
];

/// Cities as both languages write them.
const CITIES: [[&str; 2]; 16] = [
    ["London", "Londres"],
    ["Geneva", "Genève"],
    ["Brussels", "Bruxelles"],
    ["Lisbon", "Lisbonne"],
    ["Vienna", "Vienne"],
    ["Athens", "Athènes"],
    ["Warsaw", "Varsovie"],
    ["Cairo", "Le Caire"],
    ["Moscow", "Moscou"],
    ["Barcelona", "Barcelone"],
    ["Montreal", "Montréal"],
    ["Algiers", "Alger"],
    ["Seville", "Séville"],
    ["Milan", "Milan"],
    ["Tokyo", "Tokyo"],
    ["Hamburg", "Hambourg"],
];

/// A kind of event: headline and opening in English and French. `{A}` and `{B}` are the
/// parties, `{P}` a person, `{M}` money, `{N}` a count, `{C}` a city.
struct Kind {
    english: [&'static str; 2],
    french: [&'static str; 2],
}

const KINDS: [Kind; 8] = [
    Kind {
        english: [
            "{A} to buy {B} for {M}",
            "{A} has agreed to buy {B}, based in {C}, for {M}, chief executive {P} said.",
        ],
        french: [
            "{A} rachète {B} pour {M}",
            "{A} va racheter {B}, installé à {C}, pour {M}, a annoncé son patron, {P}.",
        ],
    },
    Kind {
        english: [
            "{A} raises {M} from {B}",
            "{A}, a startup from {C} founded by {P}, has raised {M} in a funding round led by {B}.",
        ],
        french: [
            "{A} lève {M} auprès de {B}",
            "{A}, une jeune pousse de {C} fondée par {P}, a levé {M} dans un tour de table mené par {B}.",
        ],
    },
    Kind {
        english: [
            "{A} cuts {N} jobs in {C}",
            "{A} will cut {N} jobs at its {C} factory, {P} of the union {B} said.",
        ],
        french: [
            "{A} supprime {N} emplois à {C}",
            "{A} va supprimer {N} emplois dans son usine de {C}, a dit {P}, du syndicat {B}.",
        ],
    },
    Kind {
        english: [
            "Earthquake near {A}: {N} homes without power",
            "An earthquake struck {A}, not far from {C}, and cut power to {N} homes, governor {P} said in {B}.",
        ],
        french: [
            "Séisme près de {A} : {N} foyers sans courant",
            "Un séisme a frappé {A}, non loin de {C}, et coupé le courant de {N} foyers, selon le gouverneur {P} à {B}.",
        ],
    },
    Kind {
        english: [
            "{P} jailed over {A} fraud",
            "A court in {C} sentenced {P}, former head of {A}, for a fraud of {M} against {B}.",
        ],
        french: [
            "{P} condamné à la prison pour la fraude de {A}",
            "Un tribunal de {C} a condamné {P}, ancien patron de {A}, pour une fraude de {M} aux dépens de {B}.",
        ],
    },
    Kind {
        english: [
            "Strike at {A} stops trains in {C}",
            "Workers at {A} walked out in {C} over the loss of {N} jobs, {P} of {B} said.",
        ],
        french: [
            "Grève chez {A}, trains arrêtés à {C}",
            "Les salariés de {A} ont débrayé à {C} contre la suppression de {N} emplois, a dit {P}, de {B}.",
        ],
    },
    Kind {
        english: [
            "{A} profit reaches {M}",
            "{A} reported a net profit of {M} for the quarter, {P} said in {C}; sales to {B} rose.",
        ],
        french: [
            "Le bénéfice de {A} atteint {M}",
            "{A} a publié un bénéfice net de {M} au trimestre, a dit {P} à {C} ; les ventes à {B} progressent.",
        ],
    },
    Kind {
        english: [
            "{P} elected mayor of {A}",
            "{P} won the election in {A}, near {C}, {N} votes ahead of the candidate of {B}.",
        ],
        french: [
            "{P} élu maire de {A}",
            "{P} a remporté l'élection à {A}, près de {C}, avec {N} voix d'avance sur le candidat de {B}.",
        ],
    },
];

/// What an event is.
struct Event {
    kind: usize,
    day: usize,
    parties: [String; 2],
    person: String,
    city: usize,
    amount: usize,
    favourites: Vec<usize>,
}

fn name(dice: &mut Dice) -> String {
    let mut made = String::new();
    for _ in 0..4 {
        made.push_str(dice.pick(&SYLLABLES));
    }
    capital(&made)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

fn event(dice: &mut Dice, days: usize, words: usize) -> Event {
    Event {
        kind: dice.below(KINDS.len()),
        day: dice.below(days),
        parties: [name(dice), name(dice)],
        person: format!("{} {}", name(dice), name(dice)),
        city: dice.below(CITIES.len()),
        amount: 11 + dice.below(980),
        favourites: (0..40).map(|_| dice.below(words)).collect(),
    }
}

/// Pairs of English and French words.
fn words() -> Vec<[String; 2]> {
    let table = include_str!("../data/en_fr.tsv");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('\t'));
    let first = |forms: &str| forms.split('|').next().unwrap_or_default().to_owned();
    let known = pairs.map(|(english, french)| [first(english), first(french)]);
    // Beside them as many again of no language, which both sides spell alike.
    let mut dice = Dice(7);
    let rare = (0..9000).map(|_| {
        let word = name(&mut dice).to_lowercase();
        let word: String = word.chars().take(6).collect();
        [word.clone(), word]
    });
    known.chain(rare).collect()
}

const SMALL: [[&str; 6]; 2] =
    [["the", "of", "and", "in", "to", "for"], ["la", "de", "et", "dans", "à", "pour"]];

fn filled(pattern: &str, event: &Event, side: usize) -> String {
    let money = if side == 0 {
        format!("${} million", event.amount)
    } else {
        format!("{} millions de dollars", event.amount)
    };
    pattern
        .replace("{A}", &event.parties[0])
        .replace("{B}", &event.parties[1])
        .replace("{P}", &event.person)
        .replace("{M}", &money)
        .replace("{N}", &(event.amount * 10 + 7).to_string())
        .replace("{C}", CITIES[event.city][side])
}

fn text(dice: &mut Dice, event: &Event, side: usize, words: &[[String; 2]]) -> String {
    let kind = &KINDS[event.kind];
    let opening = [kind.english, kind.french][side][1];
    let mut text = filled(opening, event, side);
    let sentences = 14 + dice.below(14);
    for _ in 0..sentences {
        text.push('\n');
        let mut sentence = String::new();
        for at in 0..8 + dice.below(6) {
            let word = if dice.below(3) == 0 {
                &words[dice.pick(&event.favourites)]
            } else {
                &words[dice.skewed(words.len())]
            };
            if at % 2 == 1 {
                let _infallible = write!(sentence, "{} ", dice.pick(&SMALL[side]));
            }
            let _infallible = write!(sentence, "{} ", word[side]);
        }
        if dice.below(4) == 0 {
            let mention = &event.parties[dice.below(2)];
            let _infallible = write!(sentence, "{} {mention}", SMALL[side][5]);
        }
        text.push_str(&capital(sentence.trim_end()));
        text.push('.');
    }
    text
}

fn main() {
    let numbers: Vec<usize> =
        std::env::args().skip(1).filter_map(|it| it.parse().ok()).collect();
    let [articles, days, seed] =
        [(0, 1000), (1, 30), (2, 1)].map(|(at, or)| *numbers.get(at).unwrap_or(&or));
    let mut dice = Dice(seed as u64);
    let words = words();
    let start = jiff::civil::date(2025, 1, 1);
    let mut made = 0;
    for group in 0.. {
        let told = event(&mut dice, days, words.len());
        for _ in 0..=dice.skewed(12) {
            if made >= articles {
                return;
            }
            let side = usize::from(dice.below(2) == 1);
            let pattern = [KINDS[told.kind].english, KINDS[told.kind].french][side][0];
            let days_later = i64::try_from(told.day + dice.skewed(3)).unwrap_or(0);
            let day = start.saturating_add(jiff::Span::new().days(days_later));
            let line = serde_json::json!({
                "id": format!("e{made:07}"), "group": format!("g{group}"),
                "lang": if side == 0 { "en" } else { "fr" }, "date": day.to_string(),
                "title": filled(pattern, &told, side),
                "text": text(&mut dice, &told, side, &words),
            });
            println!("{line}");
            made += 1;
        }
    }
}
