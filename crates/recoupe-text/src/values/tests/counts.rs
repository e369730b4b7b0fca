//! Percentages, numbers, ordinals, durations and quantities.

use super::{english, french};

#[test]
fn percentages_are_read_in_every_spelling() {
    english("It took 49% of the firm.", &["percent 49 % \"49%\""]);
    french("Il a pris 49 % du capital.", &["percent 49 % \"49 %\""]);
    french("Il a pris 49\u{202f}% du capital.", &["percent 49 % \"49\u{202f}%\""]);
    english("Sales rose 12.5 percent.", &["percent 12.5 % \"12.5 percent\""]);
    english("Sales rose 12.5 per cent.", &["percent 12.5 % \"12.5 per cent\""]);
    french(
        "Les ventes ont crû de 12,5 pour cent.",
        &["percent 12.5 % \"12,5 pour cent\""],
    );
    french("Dix pour cent des salariés partent.", &["percent 10 % \"Dix pour cent\""]);
    english("Ten percent of staff will go.", &["percent 10 % \"Ten percent\""]);
    english("more than 20% of voters", &["percent 20 % MoreThan \"more than 20%\""]);
    french("plus de 20 % des électeurs", &["percent 20 % MoreThan \"plus de 20 %\""]);
    english("between 5% and 7%", &["percent 5..7 % Between \"between 5% and 7%\""]);
    french("entre 5 et 7 %", &["percent 5..7 % Between \"entre 5 et 7 %\""]);
    english("a 5-10% cut", &["percent 5..10 % Between \"5-10%\""]);
    french("une baisse de 5 à 10 %", &["percent 5..10 % Between \"de 5 à 10 %\""]);
    english("up 2 percentage points", &["percent 2 pp \"2 percentage points\""]);
    french(
        "une hausse de 2 points de pourcentage",
        &["percent 2 pp \"2 points de pourcentage\""],
    );
    english("cut rates by 50 basis points", &["percent 0.5 pp \"50 basis points\""]);
    french(
        "baisser ses taux de 50 points de base",
        &["percent 0.5 pp \"50 points de base\""],
    );
    english("It fell by half.", &["number 0.5 \"half\""]);
    english("growth of -0.3%", &["percent -0.3 % \"-0.3%\""]);
    french("une croissance de -0,3 %", &["percent -0.3 % \"-0,3 %\""]);
}
