//! Prints the typed values of each line of a file as JSON, one object a line, in the form of
//! `recoupe values`: `values LANGUAGE FILE [FILE-OF-REFERENCE-DAYS]`.

use std::fs;

use recoupe_text::{Language, values};

#[expect(clippy::print_stdout, reason = "an example shows its result")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, language, file, rest @ ..] = arguments.as_slice() else {
        return Err("usage: values LANGUAGE FILE [FILE-OF-REFERENCE-DAYS]".into());
    };
    let days = rest.first().map(fs::read_to_string).transpose()?.unwrap_or_default();
    let mut days = days.lines();
    for line in fs::read_to_string(file)?.lines() {
        let reference = days.next().and_then(|day| day.parse().ok());
        let found = values::find_all(line, Language::from_code(language), reference);
        let shown: Vec<_> = found.iter().map(|value| shown(line, value)).collect();
        println!("{}", serde_json::json!({ "values": shown }));
    }
    Ok(())
}

fn shown(line: &str, value: &values::Value) -> serde_json::Value {
    let (start, end) = value.span.characters(line);
    serde_json::json!({
        "kind": value.kind,
        "text": value.span.of(line),
        "char_start": start,
        "char_end": end,
        "amount": value.amount.map(|amount| amount.to_string()),
        "high": value.high.map(|high| high.to_string()),
        "unit": value.unit,
        "bound": value.bound,
        "iso": value.iso,
        "per": value.per,
        "unit_assumed": value.unit_assumed,
        "converts_previous": value.converts_previous,
    })
}
