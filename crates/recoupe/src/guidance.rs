//! What people and an earlier edition have to say about the stories of a run.

use std::path::Path;

use recoupe_formats::{Error, ErrorKind, read_json_lines};
use recoupe_stories::{Constraint, Guidance, KnownStory};

use crate::Edition;

/// Reads constraints (JSON Lines: `{"wish": "join", "articles": ["a", "b"]}` or `apart`,
/// with a `note` at will) and an earlier edition, whose stories keep their ids and whose
/// constraints still hold; the new ones come after them. Fails where a file cannot be read
/// or a constraint names fewer than two articles.
pub fn guidance(
    constraints: Option<&Path>,
    earlier: Option<&Path>,
) -> Result<Guidance, Error> {
    let mut guidance = Guidance::default();
    if let Some(folder) = earlier {
        let edition = Edition::open(folder)?;
        guidance.known = edition.stories.iter().map(KnownStory::of).collect();
        guidance.constraints = edition.head.settings.guidance.constraints;
    }
    let Some(path) = constraints else { return Ok(guidance) };
    let rows: Vec<Constraint> = read_json_lines(path)?;
    for (index, row) in rows.into_iter().enumerate() {
        if row.articles.len() < 2 {
            let remedy = "name two articles or more by their ids";
            let what = "a constraint with fewer than two articles";
            return Err(Error::new(ErrorKind::Malformed, path, what, remedy)
                .at_line(index as u64 + 1));
        }
        if !guidance.constraints.contains(&row) {
            guidance.constraints.push(row);
        }
    }
    Ok(guidance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use recoupe_stories::Wish;

    #[test]
    fn constraints_are_read_line_by_line_and_a_lonely_article_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("constraints.jsonl");
        let rows = "{\"wish\": \"join\", \"articles\": [\"a\", \"b\"]}\n\
                    {\"wish\": \"apart\", \"articles\": [\"a\", \"c\"], \"note\": \"desk\"}\n";
        std::fs::write(&path, rows).unwrap();
        let read = guidance(Some(&path), None).unwrap();
        let wishes: Vec<_> = read.constraints.iter().map(|it| it.wish).collect();
        assert_eq!(wishes, [Wish::Join, Wish::Apart]);
        std::fs::write(&path, "{\"wish\": \"join\", \"articles\": [\"a\"]}\n").unwrap();
        assert_eq!(guidance(Some(&path), None).unwrap_err().line(), Some(1));
    }
}
