//! Why two articles are together, or apart.

use recoupe_copies::Comparison;
use recoupe_formats::{Error, ErrorKind};
use recoupe_stories::Explanation as StoryExplanation;
use recoupe_text::Article;
use serde::Serialize;

use crate::Edition;
use crate::edition::{ArticleRow, names};

/// What is known about two articles of an edition.
#[derive(Debug, Clone, Serialize)]
pub struct Explanation {
    /// The one.
    pub a: String,
    /// The other.
    pub b: String,
    /// Whether they are in one copy group.
    pub same_copy: bool,
    /// Whether they are in one story.
    pub same_story: bool,
    /// The two texts compared word by word.
    pub copies: Comparison,
    /// The two as reports of an event.
    pub stories: StoryExplanation,
    /// The id of the story the one is in.
    story_of_a: Option<String>,
    /// The id of the story the other is in.
    story_of_b: Option<String>,
}

/// Explains two articles, named by id, address or file, with the settings of the edition.
/// Fails where it does not hold them. Linear in the edition: how rare a word is depends on all of it.
pub fn explain(edition: &Edition, a: &str, b: &str) -> Result<Explanation, Error> {
    let ((first, first_row), (second, second_row)) =
        (find(edition, a)?, find(edition, b)?);
    let same =
        |left: &Option<String>, right: &Option<String>| left.is_some() && left == right;
    let settings = &edition.head.settings;
    Ok(Explanation {
        a: first.id.clone(),
        b: second.id.clone(),
        same_copy: same(&first_row.copy_group, &second_row.copy_group),
        same_story: same(&first_row.story, &second_row.story),
        copies: recoupe_copies::explain(first, second, &settings.copies),
        stories: recoupe_stories::explain(
            first,
            second,
            &edition.texts,
            &settings.stories,
        ),
        story_of_a: first_row.story.clone(),
        story_of_b: second_row.story.clone(),
    })
}

fn find<'edition>(
    edition: &'edition Edition,
    id: &str,
) -> Result<(&'edition Article, &'edition ArticleRow), Error> {
    let row = edition.document(id);
    let refuse = |what: String| {
        let remedy = "name it by id, url or file, as in the rows with status article";
        Error::new(ErrorKind::Setting, names::ARTICLES, what, remedy)
    };
    match (row.and_then(|row| edition.text(&row.id)), row) {
        (Some(article), Some(row)) => Ok((article, row)),
        (None, Some(row)) => {
            let detail = row.detail.as_deref().unwrap_or_default();
            Err(refuse(format!("document \"{id}\" was rejected: {detail}")))
        }
        _ => Err(refuse(format!("unknown article \"{id}\""))),
    }
}

impl Explanation {
    /// As one JSON object.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// In words, a line each.
    pub fn in_words(&self) -> Vec<String> {
        let Self { copies, stories, .. } = self;
        let told = |same: bool, what: &str| {
            let verdict = if same { "the same" } else { "not the same" };
            format!("{} and {}: {verdict} {what}", self.a, self.b)
        };
        let mut lines = vec![
            told(self.same_copy, "copy"),
            format!("  {}", copies.explanation),
            format!(
                "  resemblance {:.2}, containment {:.2} and {:.2}",
                copies.resemblance, copies.containment_a, copies.containment_b
            ),
            told(self.same_story, "story"),
        ];
        let kinds = if stories.evidence.is_empty() {
            "none".to_string()
        } else {
            stories.evidence.join(", ")
        };
        lines.push(format!(
            "  score {:+.2} (a join needs {:+.2} and two kinds of evidence; here: {kinds})",
            stories.score, 0.0
        ));
        for reason in &stories.reasons {
            lines.push(format!("  {:+.2} {}", reason.weight, reason.english));
        }
        lines.extend(self.others());
        lines
    }

    /// What the pair alone does not tell: the verdict on it and the groups may differ, for
    /// other articles have their say.
    fn others(&self) -> Option<String> {
        if self.same_story && !self.stories.joined {
            return Some(
                "  the two alone would stay apart: other articles of the story join them"
                    .to_string(),
            );
        }
        if !self.same_story && self.stories.joined {
            let (one, other) = (self.story_of_a.as_deref()?, self.story_of_b.as_deref()?);
            return Some(format!(
                "  the two alone would be joined: the other articles of {one} and {other} speak against"
            ));
        }
        None
    }
}
