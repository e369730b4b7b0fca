//! Money, with its bounds and ranges.

use super::{english, french};

#[test]
fn signs_codes_and_names_stand_before_and_after() {
    english("It paid $10 billion.", &["money 10000000000 ≈USD \"$10 billion\""]);
    french(
        "Il a payé 10 milliards de dollars.",
        &["money 10000000000 ≈USD \"10 milliards de dollars\""],
    );
    english("It paid US$14.3bn.", &["money 14300000000 USD \"US$14.3bn\""]);
    french("Il a payé 14,3 Md$.", &["money 14300000000 ≈USD \"14,3 Md$\""]);
    english("a £50m fine", &["money 50000000 GBP \"£50m\""]);
    french("une amende de 50 M£", &["money 50000000 GBP \"50 M£\""]);
    english("EUR1.2bn of debt", &["money 1200000000 EUR \"EUR1.2bn\""]);
    french("1,2 Md€ de dette", &["money 1200000000 EUR \"1,2 Md€\""]);
    english("EUR 350 a month", &["money 350 EUR /month \"EUR 350 a month\""]);
    french("350 euros par mois", &["money 350 EUR /month \"350 euros par mois\""]);
    english("CHF 20 million", &["money 20000000 CHF \"CHF 20 million\""]);
    french(
        "20 millions de francs suisses",
        &["money 20000000 CHF \"20 millions de francs suisses\""],
    );
    english("a $10-billion deal", &["money 10000000000 ≈USD \"$10-billion\""]);
    french(
        "un contrat d’un milliard d’euros",
        &["money 1000000000 EUR \"un milliard d’euros\""],
    );
    english("He gave us $10.", &["money 10 ≈USD \"$10\""]);
    french("1,5 milliard d’euros", &["money 1500000000 EUR \"1,5 milliard d’euros\""]);
    english(
        "two and a half billion dollars",
        &["money 2500000000 ≈USD \"two and a half billion dollars\""],
    );
    french(
        "deux milliards et demi d’euros",
        &["money 2500000000 EUR \"deux milliards et demi d’euros\""],
    );
}

#[test]
fn ranges_share_their_scale() {
    english(
        "$10-15 billion",
        &["money 10000000000..15000000000 ≈USD Between \"$10-15 billion\""],
    );
    french(
        "entre 10 et 15 milliards de dollars",
        &[
            "money 10000000000..15000000000 ≈USD Between \"entre 10 et 15 milliards de dollars\"",
        ],
    );
    english(
        "$10 billion to $15 billion",
        &["money 10000000000..15000000000 ≈USD Between \"$10 billion to $15 billion\""],
    );
    french("de 10 à 15 M€", &["money 10000000..15000000 EUR Between \"de 10 à 15 M€\""]);
    english("15-20 usd", &["money 15..20 USD Between \"15-20 usd\""]);
    english(
        "rose from $10 billion to $15 billion",
        &[
            "money 10000000000 ≈USD \"$10 billion\"",
            "money 15000000000 ≈USD \"$15 billion\"",
        ],
    );
    french(
        "est passé de 10 à 15 milliards d’euros",
        &[
            "money 10000000000 EUR \"10\"",
            "money 15000000000 EUR \"15 milliards d’euros\"",
        ],
    );
}
