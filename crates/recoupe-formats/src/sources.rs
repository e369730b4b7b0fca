//! From the INPUT arguments to the files they mean, in an order that is the same on every
//! machine.

use std::path::{Component, Path, PathBuf};

use globset::GlobBuilder;
use walkdir::{DirEntry, WalkDir};

use crate::{Error, ErrorKind};

/// One input to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    File(PathBuf),
    Standard,
}

/// The inputs behind the arguments, in the order of the arguments; the files of a folder or
/// pattern are sorted by path. A file that two arguments mean is read once, the first time.
/// Hidden files (their name begins with a dot) are passed over inside folders.
pub(crate) fn resolve(arguments: &[String]) -> Result<Vec<Source>, Error> {
    if arguments.is_empty() {
        return Err(Error::new(
            ErrorKind::NoInput,
            "INPUT",
            "no input is given",
            "name files, folders or patterns, or - for standard input",
        ));
    }
    let mut sources: Vec<Source> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for argument in arguments {
        for source in resolve_one(argument)? {
            let key = match &source {
                Source::File(path) => path.clone(),
                Source::Standard => PathBuf::from("-"),
            };
            if seen.insert(key) {
                sources.push(source);
            }
        }
    }
    Ok(sources)
}

/// The files behind the arguments, as [`crate::documents`] would read them; standard input
/// is no file.
pub fn files(arguments: &[String]) -> Result<Vec<PathBuf>, Error> {
    let named = resolve(arguments)?.into_iter().filter_map(|source| match source {
        Source::File(path) => Some(path),
        Source::Standard => None,
    });
    Ok(named.collect())
}

fn resolve_one(argument: &str) -> Result<Vec<Source>, Error> {
    if argument == "-" {
        return Ok(vec![Source::Standard]);
    }
    let path = Path::new(argument);
    let paths = match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => files_below(path)?,
        Ok(_) => vec![path.to_path_buf()],
        Err(_) if argument.contains(['*', '?', '[', '{']) => files_matching(argument)?,
        Err(cause) => return Err(Error::reading(path, &cause)),
    };
    if paths.is_empty() {
        return Err(Error::new(
            ErrorKind::NoInput,
            path,
            "holds no file",
            "name a folder, file or pattern with documents",
        ));
    }
    Ok(paths.into_iter().map(Source::File).collect())
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut paths = Vec::new();
    let is_shown = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    for entry in
        WalkDir::new(folder).follow_links(true).into_iter().filter_entry(is_shown)
    {
        let entry = entry.map_err(|cause| unreadable(folder, cause))?;
        if entry.file_type().is_file() {
            paths.push(entry.into_path());
        }
    }
    paths.sort();
    Ok(paths)
}

fn unreadable(folder: &Path, cause: walkdir::Error) -> Error {
    let path = cause.path().unwrap_or(folder).to_path_buf();
    if cause.loop_ancestor().is_some() {
        return Error::new(
            ErrorKind::Unreadable,
            path,
            "a link leads back to a folder above it",
            "remove the link, or name the files by a pattern",
        );
    }
    let io = cause.into_io_error().unwrap_or_else(|| std::io::Error::other("unknown"));
    Error::reading(&path, &io)
}

/// The files that match a pattern: `*` and `?` stay inside one folder, `**` crosses them.
fn files_matching(pattern: &str) -> Result<Vec<PathBuf>, Error> {
    let matcher = GlobBuilder::new(pattern)
        .literal_separator(true)
        .build()
        .map_err(|cause| {
            let remedy = "use *, ?, **, [abc] or {a,b}";
            Error::new(
                ErrorKind::Setting,
                pattern,
                format!("is no pattern ({cause})"),
                remedy,
            )
        })?
        .compile_matcher();
    let literal: PathBuf = Path::new(pattern)
        .components()
        .take_while(|part| {
            !matches!(part, Component::Normal(name)
                if name.to_string_lossy().contains(['*', '?', '[', '{']))
        })
        .collect();
    let is_here = literal.as_os_str().is_empty();
    let start = if is_here { Path::new(".") } else { literal.as_path() };
    if !start.is_dir() {
        return Ok(Vec::new());
    }
    let below = files_below(start)?.into_iter();
    let named = below.map(|path| match path.strip_prefix("./") {
        Ok(short) if is_here => short.to_path_buf(),
        _ => path,
    });
    Ok(named.filter(|path| matcher.is_match(path)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.txt", "deep/c.jsonl", ".hidden", ".git/d.txt"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "words").unwrap();
        }
        folder
    }

    fn names(folder: &Path, argument: &str) -> Vec<String> {
        let argument = folder.join(argument).display().to_string();
        let names =
            resolve(&[argument]).unwrap().into_iter().map(|source| match source {
                Source::File(path) => {
                    path.strip_prefix(folder).unwrap().display().to_string()
                }
                Source::Standard => "-".to_string(),
            });
        names.collect()
    }

    #[test]
    fn folders_and_patterns_give_files_sorted_by_path() {
        let folder = folder();
        assert_eq!(names(folder.path(), ""), ["a.txt", "b.txt", "deep/c.jsonl"]);
        assert_eq!(names(folder.path(), "*.txt"), ["a.txt", "b.txt"]);
        assert_eq!(
            names(folder.path(), "**/*.{jsonl,txt}"),
            ["a.txt", "b.txt", "deep/c.jsonl"]
        );
        assert_eq!(resolve(&["-".to_string()]).unwrap(), [Source::Standard]);
    }

    #[test]
    fn what_is_not_there_is_told_with_a_remedy() {
        let folder = folder();
        let missing = folder.path().join("nothing.txt").display().to_string();
        let error = resolve(std::slice::from_ref(&missing)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Missing);
        assert!(
            error.to_string().starts_with(&format!("{missing}: no such file")),
            "{error}"
        );
        let empty = folder.path().join("empty");
        std::fs::create_dir(&empty).unwrap();
        let error = resolve(&[empty.display().to_string()]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NoInput);
        let unmatched = folder.path().join("*.html").display().to_string();
        assert_eq!(resolve(&[unmatched]).unwrap_err().kind(), ErrorKind::NoInput);
        assert_eq!(resolve(&[]).unwrap_err().kind(), ErrorKind::NoInput);
    }
}
