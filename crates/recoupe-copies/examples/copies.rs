//! JSON Lines (`id`, `title`, `text`, `published` or `date`) in, groups out:
//! `copies INPUT.jsonl GROUPS.jsonl [PAIRS.jsonl] [standard|strict|loose] [KEY=VALUE…]`.
//! GROUPS holds `id` and `group`, one article a line: what a scorer of groups reads.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::time::Instant;

use recoupe_copies::{CopySettings, candidates, group, sign, verify};
use recoupe_text::{Article, Language, Line, LineClass, Span, Title};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, input, output, rest @ ..] = arguments.as_slice() else {
        return Err(
            "usage: copies INPUT GROUPS [PAIRS] [standard|strict|loose] [KEY=VALUE…]"
                .into(),
        );
    };
    let settings = settings(rest.get(1..).unwrap_or_default())?;
    let articles = read(input)?;
    let mut clock = Clock::start();
    let mut report = std::io::stderr().lock();
    let signatures = {
        use rayon::prelude::*;
        articles.par_iter().map(|one| sign(one, &settings)).collect::<Vec<_>>()
    };
    writeln!(report, "sign {}", clock.lap())?;
    let found = candidates(&signatures, &settings);
    writeln!(report, "candidates {}: {}", clock.lap(), found.len())?;
    let pairs = verify(&articles, &found, &settings);
    writeln!(report, "verify {}: {}", clock.lap(), pairs.len())?;
    let copies = group(&articles, &signatures, pairs, &settings);
    writeln!(report, "group {}: {}", clock.lap(), copies.groups.len())?;
    let mut groups = BufWriter::new(std::fs::File::create(output)?);
    for one in &copies.groups {
        for member in &one.members {
            let line = serde_json::json!({"id": member.id, "group": one.copy_group, "role": member.role});
            writeln!(groups, "{line}")?;
        }
    }
    if let Some(path) = rest.first() {
        let mut out = BufWriter::new(std::fs::File::create(path)?);
        for pair in &copies.pairs {
            writeln!(out, "{}", serde_json::to_string(pair)?)?;
        }
    }
    Ok(())
}

/// A preset's name, and single settings as `key=value`.
fn settings(arguments: &[String]) -> Result<CopySettings, Failure> {
    let mut settings = CopySettings::standard();
    for argument in arguments {
        settings = match argument.split_once('=') {
            None if argument == "strict" => CopySettings::strict(),
            None if argument == "loose" => CopySettings::loose(),
            None => CopySettings::standard(),
            Some((key, value)) => {
                let mut record = serde_json::to_value(&settings)?;
                let field = record.get_mut(key).ok_or("unknown setting")?;
                *field = serde_json::from_str(value)?;
                serde_json::from_value(record)?
            }
        };
    }
    Ok(settings)
}

/// Seconds since the last lap: by the wall clock, and of processor time (Linux; 0 elsewhere).
struct Clock(Instant, f64);

impl Clock {
    fn start() -> Self {
        Self(Instant::now(), processor_seconds())
    }

    fn lap(&mut self) -> String {
        let next = Self::start();
        let (wall, processor) = ((next.0 - self.0).as_secs_f64(), next.1 - self.1);
        *self = next;
        format!("{wall:.2} s, processor {processor:.2} s")
    }
}

fn processor_seconds() -> f64 {
    let line = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = line.rsplit(')').next().unwrap_or_default().split_whitespace();
    ticks.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>()
        / 100.0
}

fn read(path: &str) -> Result<Vec<Article>, Failure> {
    let lines = BufReader::new(std::fs::File::open(path)?).lines();
    lines.map(|line| article(&line?)).collect()
}

/// The whole text taken as lines of prose.
fn article(line: &str) -> Result<Article, Failure> {
    let record: serde_json::Value = serde_json::from_str(line)?;
    let field =
        |key: &str| record.get(key).and_then(|value| value.as_str()).map(str::to_owned);
    let text = field("text").unwrap_or_default();
    let published = field("published").or(field("date"));
    let language = Language::Unknown;
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        if !span.is_empty() {
            lines.push(Line { class: LineClass::Prose, span, language });
        }
    }
    Ok(Article {
        id: field("id").unwrap_or_default(),
        source: field("source"),
        url: field("url"),
        title: field("title").map(|text| Title { text, span: None }),
        published: None,
        published_at: published,
        metadata: recoupe_text::Metadata::default(),
        text,
        lines,
        sentences: Vec::new(),
        language,
        languages: Vec::new(),
    })
}
