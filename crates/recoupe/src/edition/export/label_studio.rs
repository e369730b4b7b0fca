//! Compared pairs as tasks of Label Studio, for people who judge them.

use std::path::Path;

use recoupe_copies::Pair;
use recoupe_formats::{Error, WholeFile, write_json};
use serde_json::{Value, json};

use crate::edition::Edition;

/// The interface: both texts side by side, and the three verdicts.
const LABELS: &str = r#"<View>
  <Header value="Do these two articles carry the same copy? / Ces deux articles reprennent-ils la même copie ?"/>
  <View style="display: grid; grid-template-columns: 1fr 1fr; gap: 1em">
    <View><Header size="5" value="$title_a"/><Text name="text_a" value="$text_a"/></View>
    <View><Header size="5" value="$title_b"/><Text name="text_b" value="$text_b"/></View>
  </View>
  <Choices name="verdict" toName="text_a" choice="single" required="true" showInLine="true">
    <Choice value="copy"/>
    <Choice value="partial"/>
    <Choice value="apart"/>
  </Choices>
</View>
"#;

/// Writes `tasks.json` and `labels.xml`; pairs stand in the order of the edition.
pub(super) fn write(edition: &Edition, folder: &Path) -> Result<(), Error> {
    let tasks: Vec<Value> =
        edition.pairs.iter().filter_map(|pair| task(edition, pair)).collect();
    write_json(&folder.join("tasks.json"), &tasks)?;
    WholeFile::write_all_at(&folder.join("labels.xml"), LABELS.as_bytes())
}

fn task(edition: &Edition, pair: &Pair) -> Option<Value> {
    let (one, other) = (edition.text(&pair.a)?, edition.text(&pair.b)?);
    let title = |article: &recoupe_text::Article| {
        article.title.as_ref().map_or_else(String::new, |title| title.text.clone())
    };
    Some(json!({
        "data": {
            "a": pair.a,
            "b": pair.b,
            "title_a": title(one),
            "text_a": one.body(),
            "source_a": one.source,
            "url_a": one.url,
            "title_b": title(other),
            "text_b": other.body(),
            "source_b": other.source,
            "url_b": other.url,
            "resemblance": pair.resemblance,
            "containment_a": pair.containment_a,
            "containment_b": pair.containment_b,
            "why": pair.why,
        },
        "predictions": [{
            "model_version": concat!("recoupe ", env!("CARGO_PKG_VERSION")),
            "score": pair.resemblance,
            "result": [{
                "id": "verdict",
                "from_name": "verdict",
                "to_name": "text_a",
                "type": "choices",
                "value": {"choices": [pair.verdict]},
            }],
        }],
    }))
}
