//! How fast an index grows and answers: `index_speed FOLDER ARTICLES [WORDS]`.
//! Makes articles (half of them in families of edited copies), adds them 4,096 at a time,
//! and prints at each power of two the time of additions so far, the bytes on disk, and how
//! long 500 questions took: half of them copies of what is there, half strangers. Every
//! answer is checked.

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use recoupe::{CopySettings, Index};
use recoupe_text::{Article, Language, Line, LineClass, Metadata, Span};

type Failure = Box<dyn std::error::Error>;

const TOGETHER: usize = 4_096;
const QUESTIONS: usize = 500;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, articles, rest @ ..] = arguments.as_slice() else {
        return Err("usage: index_speed FOLDER ARTICLES [WORDS]".into());
    };
    let (articles, folder) = (articles.parse::<usize>()?, Path::new(folder));
    let words = rest.first().map_or(Ok(150), |words| words.parse())?;
    let mut index = Index::create(folder, &CopySettings::standard())?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "articles  seconds  CPU s  bytes/article  ms/question mean  median  worst"
    )?;
    let (mut added, mut spent, mut busy) = (0, Duration::ZERO, 0.0);
    let mut shown = TOGETHER;
    while added < articles {
        let batch: Vec<Article> = (added..(added + TOGETHER).min(articles))
            .map(|at| article(at, words))
            .collect();
        added += batch.len();
        let (start, processor) = (Instant::now(), processor_seconds());
        index.add_articles(batch)?;
        spent += start.elapsed();
        busy += processor_seconds() - processor;
        if added >= shown || added >= articles {
            shown *= 2;
            let mut times = ask(&index, added, words)?;
            times.sort_unstable();
            let mean = times.iter().sum::<Duration>() / times.len().max(1) as u32;
            let at = |place: usize| times.get(place).copied().unwrap_or_default();
            let ms = |time: Duration| time.as_secs_f64() * 1e3;
            writeln!(
                out,
                "{added:>8}  {:>7.1}  {busy:>5.1}  {:>13}  {:>16.2}  {:>6.2}  {:>5.2}",
                spent.as_secs_f64(),
                size_of(folder)? / added as u64,
                ms(mean),
                ms(at(times.len() / 2)),
                ms(at(times.len().saturating_sub(1))),
            )?;
        }
    }
    Ok(())
}

/// Asks, and checks each answer; gives the times.
fn ask(index: &Index, added: usize, words: usize) -> Result<Vec<Duration>, Failure> {
    let mut times = Vec::with_capacity(QUESTIONS);
    for at in 0..QUESTIONS {
        let of = (at * 7_919) % added / 8 * 8;
        let is_copy = at % 2 == 0;
        let body = if is_copy {
            body(of, of + 1, words)
        } else {
            body(at + (1 << 40), 0, words)
        };
        let question = of_text(&format!("question {at}"), &body);
        let start = Instant::now();
        let answer = index.query(&question, "")?;
        times.push(start.elapsed());
        let found = answer.copies.iter().any(|copy| copy.id == format!("a{of}"));
        if found != is_copy {
            return Err(format!("question {at} about a{of}: {answer:?}").into());
        }
    }
    Ok(times)
}

/// Of eight articles four are edited copies of the first, four are their own.
fn article(at: usize, words: usize) -> Article {
    let family = if at % 8 < 5 { at / 8 * 8 } else { at };
    of_text(&format!("a{at}"), &body(family, at, words))
}

fn body(family: usize, edition: usize, words: usize) -> String {
    let mut body = String::with_capacity(words * 8);
    for place in 0..words {
        let edited = family != edition && (place * 31 + edition * 17).is_multiple_of(23);
        let seed =
            if edited { edition * 1_000 + place } else { family * 100_003 + place };
        let word = mix(seed as u64) % 40_000;
        body.extend(["w", &word.to_string(), " "]);
    }
    body
}

fn mix(value: u64) -> u64 {
    let value = value.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    value ^ (value >> 31)
}

fn of_text(id: &str, text: &str) -> Article {
    let line = Line {
        class: LineClass::Prose,
        span: Span::new(0, text.len()),
        language: Language::Unknown,
    };
    Article {
        id: id.to_owned(),
        source: None,
        url: None,
        title: None,
        published: None,
        published_at: None,
        metadata: Metadata::default(),
        text: text.to_owned(),
        lines: vec![line],
        sentences: Vec::new(),
        language: Language::Unknown,
        languages: Vec::new(),
    }
}

fn size_of(folder: &Path) -> Result<u64, Failure> {
    let mut sum = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let data = entry.metadata()?;
        sum += if data.is_dir() { size_of(&entry.path())? } else { data.len() };
    }
    Ok(sum)
}

/// Processor seconds of this process (Linux; 0 elsewhere).
fn processor_seconds() -> f64 {
    let line = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = line.rsplit(')').next().unwrap_or_default().split_whitespace();
    ticks.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>()
        / 100.0
}
