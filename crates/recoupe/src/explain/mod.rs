//! Why two articles are together, or apart.

mod words;

use recoupe_copies::{Check, Comparison, Part, Role, Succession, Verdict, aligned};
use recoupe_formats::{Error, ErrorKind};
use recoupe_stories::Explanation as StoryExplanation;
use recoupe_text::Article;
use serde::Serialize;

use crate::Edition;
use crate::edition::{ArticleRow, names, ruling_in_words};

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
    /// The thresholds that the comparison was held against, in the order they are asked.
    pub checks: Vec<Check>,
    /// What would have to be different for another verdict, in words.
    pub nearest_miss: Option<String>,
    /// Both bodies side by side: what stands in both, and what differs, with the words.
    pub aligned: Vec<AlignedPart>,
    /// How the one stands in its copy group.
    pub place_a: Place,
    /// How the other stands in its copy group.
    pub place_b: Place,
    /// For two copies in different groups, or strangers in one: how that came.
    pub groups: Option<String>,
    /// The two as reports of an event.
    pub stories: StoryExplanation,
    /// The id of the story the one is in.
    pub story_of_a: Option<String>,
    /// The id of the story the other is in.
    pub story_of_b: Option<String>,
    /// What people laid down for the two, and what became of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ruling: Option<String>,
}

/// How an article stands in its copy group.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// The group.
    pub copy_group: Option<String>,
    /// Its lead.
    pub lead: Option<String>,
    /// What the article is to it.
    pub role: Option<Role>,
    /// Resemblance to the lead, 0..1.
    pub resemblance: Option<f64>,
    /// Share of the article that stands in the lead, 0..1.
    pub containment: Option<f64>,
    /// Its place among versions.
    #[serde(flatten)]
    pub succession: Succession,
}

/// A stretch of the two bodies with its words.
#[derive(Debug, Clone, Serialize)]
pub struct AlignedPart {
    /// Where it stands.
    #[serde(flatten)]
    pub part: Part,
    /// Its words in the one, as they stand there.
    pub text_a: Option<String>,
    /// Its words in the other, where they differ.
    pub text_b: Option<String>,
}

/// Explains two articles, named by id, address or file, with the settings of the edition.
/// Fails where it does not hold them. Linear in the edition: how rare a word is depends on
/// all of it. An edition of copies that holds no texts has the two articles, and the leads
/// of their groups, read again from the inputs.
pub fn explain(edition: &Edition, a: &str, b: &str) -> Result<Explanation, Error> {
    if edition.texts.is_empty() {
        let texts = texts_again(edition, &[a, b])?;
        if !texts.is_empty() {
            return explain(&Edition { texts, ..edition.clone() }, a, b);
        }
    }
    let ((first, first_row), (second, second_row)) =
        (find(edition, a)?, find(edition, b)?);
    let same =
        |left: &Option<String>, right: &Option<String>| left.is_some() && left == right;
    let settings = &edition.head.settings;
    let copies = recoupe_copies::explain(first, second, &settings.copies);
    let same_copy = same(&first_row.copy_group, &second_row.copy_group);
    let groups = grouping(edition, &copies, (first, first_row), (second, second_row));
    Ok(Explanation {
        a: first.id.clone(),
        b: second.id.clone(),
        same_copy,
        same_story: same(&first_row.story, &second_row.story),
        checks: copies.checks(&settings.copies),
        nearest_miss: copies.nearest_miss(&settings.copies),
        aligned: aligned_parts(first, second),
        place_a: Place::of(first_row),
        place_b: Place::of(second_row),
        groups,
        copies,
        stories: recoupe_stories::explain(
            first,
            second,
            &edition.texts,
            &settings.stories,
        ),
        story_of_a: first_row.story.clone(),
        story_of_b: second_row.story.clone(),
        ruling: ruling(edition, &first.id, &second.id),
    })
}

fn ruling(edition: &Edition, one: &str, two: &str) -> Option<String> {
    let mut rulings = edition.head.rulings.iter();
    let found =
        rulings.find(|it| (it.a == one && it.b == two) || (it.a == two && it.b == one));
    found.map(ruling_in_words)
}

impl Place {
    fn of(row: &ArticleRow) -> Self {
        Self {
            copy_group: row.copy_group.clone(),
            lead: row.lead.clone(),
            role: row.role,
            resemblance: row.resemblance,
            containment: row.containment,
            succession: row.succession.clone(),
        }
    }
}

fn aligned_parts(a: &Article, b: &Article) -> Vec<AlignedPart> {
    let words = |span: recoupe_text::Span, article: &Article| {
        span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let parts = aligned(a, b).into_iter().map(|part| match part {
        Part::Both { in_a, .. } => {
            AlignedPart { part, text_a: Some(words(in_a, a)), text_b: None }
        }
        Part::Differs { in_a, in_b, .. } => AlignedPart {
            part,
            text_a: in_a.map(|span| words(span, a)),
            text_b: in_b.map(|span| words(span, b)),
        },
    });
    parts.collect()
}

/// Where the verdict on the pair and the groups differ: how that came.
fn grouping(
    edition: &Edition,
    copies: &Comparison,
    (a, row_a): (&Article, &ArticleRow),
    (b, row_b): (&Article, &ArticleRow),
) -> Option<String> {
    let same = row_a.copy_group.is_some() && row_a.copy_group == row_b.copy_group;
    let joined = copies.verdict != Verdict::Apart;
    if same == joined {
        return None;
    }
    let score = |row: &ArticleRow| row.resemblance.unwrap_or_default();
    if same {
        return Some(format!(
            "the two alone would be apart; both are copies of {}: {} resembles it to {:.2}, {} to {:.2}",
            row_a.lead.as_deref().unwrap_or_default(),
            a.id,
            score(row_a),
            b.id,
            score(row_b),
        ));
    }
    let crossed = [(a, row_b), (b, row_a)].into_iter().find_map(|(article, row)| {
        let lead = row.lead.as_deref().filter(|lead| *lead != article.id)?;
        let lead = edition.text(lead)?;
        let seen = recoupe_copies::explain(article, lead, &edition.head.settings.copies);
        let passes = if seen.verdict == Verdict::Apart {
            format!("does not pass against it: {}", seen.explanation)
        } else {
            format!(
                "passes against it too ({:.2}), and resembles its own lead more",
                seen.resemblance
            )
        };
        Some(format!(
            "{} is the lead of the other group, and {} {passes}",
            lead.id, article.id
        ))
    });
    let crossed = crossed.unwrap_or_else(|| "each leads a group of its own".to_owned());
    Some(format!(
        "the two alone would be joined, but every member must pass against the lead of its group: {crossed}"
    ))
}

/// The texts of these articles and of the leads of their groups, from the inputs.
fn texts_again(edition: &Edition, names: &[&str]) -> Result<Vec<Article>, Error> {
    let named = names.iter().filter_map(|name| edition.document(name));
    let leads = named.clone().filter_map(|row| edition.document(row.lead.as_deref()?));
    let mut rows: Vec<&ArticleRow> = named.chain(leads).collect();
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    rows.dedup_by(|one, other| one.id == other.id);
    crate::direct::read_again(&rows, &edition.head.settings.input)
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
