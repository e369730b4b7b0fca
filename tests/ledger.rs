//! The scores of the development corpus do not fall: the gate of `corpus/scores.csv`.

mod place;

use place::Place;

#[test]
fn no_score_falls_below_the_last_line_of_the_ledger() {
    let corpus = format!("{}/../../corpus", env!("CARGO_MANIFEST_DIR"));
    let ledger = format!("{corpus}/scores.csv");
    let place = Place::new();
    place.recoupe(&["run", &format!("{corpus}/news"), "--out", "edition"]).expect(0);
    place.recoupe(&["verify", "edition"]).expect(0);
    for part in ["train", "held"] {
        let gold = format!("{corpus}/gold/{part}");
        let gate = ["eval", "edition", "--gold", &gold, "--ledger", &ledger];
        let ran = place.recoupe(&gate);
        assert_eq!(
            ran.code, 0,
            "{part}: {}\nif it is worth it, say why in CHANGELOG.md and record the scores with `just record`",
            ran.out
        );
    }
}
