//! Scores of quotes: found at all, and given to the right speaker.

use super::gold::Gold;
use super::matching::{is_same_name, is_same_quote};
use super::score::Scores;
use super::{Edition, Found};

/// Scores quotes, where the gold has them.
pub(crate) fn score(
    found: &Found<'_>,
    edition: &Edition,
    gold: &Gold,
    scores: &mut Scores,
) {
    let all: Vec<_> = edition.sheets.iter().flat_map(|sheet| &sheet.quotes).collect();
    for truth in &gold.quotes {
        let language = found.language(&truth.article);
        let same = all.iter().find(|quote| {
            let ids = quote.articles.iter().chain([&quote.citation.article]);
            let mut names = ids.map(|id| found.name(id));
            names.any(|id| id == truth.article)
                && is_same_quote(&quote.citation.quote, &truth.quote)
        });
        scores.count("quotes.recall", language, same.is_some());
        let Some(same) = same else {
            scores
                .fault(format!("quotes: missing in {}: {}", truth.article, truth.quote));
            continue;
        };
        let is_right = match (&truth.speaker, &same.speaker) {
            (Some(speaker), Some(told)) => {
                is_same_name(told, speaker, &truth.speaker_aka)
            }
            (speaker, told) => speaker.is_none() && told.is_none(),
        };
        scores.count("quotes.speaker", language, is_right);
        if !is_right {
            let told = same.speaker.as_deref().unwrap_or("nobody");
            let speaker = truth.speaker.as_deref().unwrap_or("nobody");
            scores.fault(format!(
                "quotes: {} by {speaker}, not {told}: {}",
                truth.article, truth.quote
            ));
        }
    }
}
