//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use recoupe::{
    CopySettings, Day, InputSettings, Keep, Limits, Means, Override, Settings, Simd,
    parse_published,
};

/// Which articles carry the same copy, which tell the same story, and what each story
/// states, with a source for every fact. English and French.
#[derive(Debug, Parser)]
#[command(name = "recoupe", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Threads to use [default: all processors]. The result is the same with any number.
    #[arg(long, global = true, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// How progress is shown.
    #[arg(long, global = true, value_enum, default_value_t = Show::Auto, value_name = "HOW")]
    pub(crate) progress: Show,
}

/// How progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Show {
    /// Bars where standard error is a terminal, nothing elsewhere.
    Auto,
    /// One JSON object per event on standard error, for schedulers.
    Json,
    /// Nothing.
    None,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Everything: copies, stories and fact sheets, as an edition.
    Run(RunArguments),
    /// Copies only: for large corpora and for building data sets.
    Copies(CopiesArguments),
    /// Articles as JSON Lines: text, classed lines, language, sentences.
    Clean(CleanArguments),
    /// Typed values found in text: one JSON object per input line.
    Values(ValuesArguments),
    /// Keeps articles on disk, and tells new ones their copies among them.
    #[command(subcommand)]
    Index(IndexCommand),
    /// Draws how much each preset finds, and how much of it is right, by resemblance.
    Curves(CurvesArguments),
    /// Why two articles are, or are not, one copy and one story.
    Explain(ExplainArguments),
    /// Checks every citation of an edition against the texts.
    Verify(VerifyArguments),
    /// JSON Schema of the tables of an edition.
    Schema(SchemaArguments),
    /// Scores an edition against gold.
    Eval(EvalArguments),
    /// Gives an edition in another form: Parquet, CSV, ninjs, Label Studio, JSON-LD, annotations.
    Export(ExportArguments),
}

/// What is read, and how.
#[derive(Debug, Args)]
pub(crate) struct InputArguments {
    /// Files, folders, quoted patterns, or - for standard input. Forms are recognised from
    /// content: text, HTML, WARC, JSON, CSV, Parquet, Arrow, RSS, Atom, ninjs, NewsML, NITF,
    /// IPTC 7901, ANPA, mail; gzip, zstd, bzip2, xz; tar and zip.
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<String>,
    #[command(flatten)]
    pub(crate) how: ReadingArguments,
}

#[derive(Debug, Args)]
pub(crate) struct ReadingArguments {
    /// Read a field from a key of your records: text=maintext,title=headline. Fields: id,
    /// text, html, title, url, source, published, language, canonical_url, publisher, byline,
    /// updated, version, publication, embargoed_until, editor_note, evolved_from, based_on,
    /// same_as, credits.
    #[arg(long, value_name = "FIELD=KEY", value_delimiter = ',')]
    pub(crate) map: Vec<String>,
    /// The outlet or collection of documents that name none themselves.
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,
    /// Reject documents whose text is longer, in bytes.
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().document_bytes)]
    pub(crate) max_document: u64,
    /// Mend texts whose letters were read in the wrong encoding ("Ã©" for "é"), where that
    /// can be undone; otherwise they are only told.
    #[arg(long)]
    pub(crate) mend: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RunArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// The folder of the edition; it appears when it is whole.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Replace the edition that stands there (never anything else).
    #[arg(long)]
    pub(crate) force: bool,
    /// End with code 1 where a document was rejected.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Which article of a copy group leads it and is marked `keep`: lead (the earliest, and
    /// its updates and corrections), earliest, longest, all, source:A,B,C (the first of these
    /// outlets that has it) or field:NAME (the largest value of your own field; field:-NAME
    /// the smallest).
    #[arg(long, default_value = "lead", value_name = "POLICY")]
    pub(crate) keep: Keep,
    /// Also write the kept articles alone, as their records came, to FILE [default:
    /// kept.jsonl in the edition]; dropped.jsonl names the lead and the scores of the others.
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    #[expect(clippy::option_option, reason = "absent, present, present with a file")]
    pub(crate) drop: Option<Option<PathBuf>>,
    /// What counts as the same copy.
    #[arg(long, value_enum, default_value_t = Sameness::Standard, value_name = "PRESET")]
    pub(crate) same: Sameness,
    /// Articles that must be, or must not be, one story: JSON Lines of
    /// {"wish": "join" or "apart", "articles": [ids], "note": at will}. They are honoured,
    /// kept in the edition, and told where they fight the evidence.
    #[arg(long, value_name = "FILE")]
    pub(crate) constraints: Option<PathBuf>,
    /// An earlier edition: its stories keep their ids, its constraints still hold.
    #[arg(long, value_name = "DIR")]
    pub(crate) after: Option<PathBuf>,
    /// Hold the articles against an index: those whose copy stands there name it (`known`)
    /// and are not kept.
    #[arg(long, value_name = "INDEX")]
    pub(crate) against: Option<PathBuf>,
    /// Write the tables as Parquet, too.
    #[arg(long)]
    pub(crate) parquet: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum IndexCommand {
    /// Makes an empty index.
    Create(IndexCreate),
    /// Adds articles; prints for each, once it is safe on disk, its copies in the index, one
    /// JSON object a line.
    Add(IndexInput),
    /// Prints the copies of articles in the index, one JSON object a line; adds nothing.
    Query(IndexInput),
    /// Writes the copy groups of all articles as an edition: those of one batch over them.
    Groups(IndexGroups),
}

#[derive(Debug, Args)]
pub(crate) struct IndexCreate {
    /// The folder of the index.
    #[arg(value_name = "INDEX")]
    pub(crate) index: PathBuf,
    /// What counts as the same copy.
    #[arg(long, value_enum, default_value_t = Sameness::Standard, value_name = "PRESET")]
    pub(crate) same: Sameness,
}

#[derive(Debug, Args)]
pub(crate) struct IndexInput {
    /// The folder of the index.
    #[arg(value_name = "INDEX")]
    pub(crate) index: PathBuf,
    #[command(flatten)]
    pub(crate) input: InputArguments,
}

#[derive(Debug, Args)]
pub(crate) struct IndexGroups {
    /// The folder of the index.
    #[arg(value_name = "INDEX")]
    pub(crate) index: PathBuf,
    /// The folder of the edition; it appears when it is whole.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Replace the edition that stands there (never anything else).
    #[arg(long)]
    pub(crate) force: bool,
    /// Which article of a copy group leads it and is marked `keep`; see `recoupe copies`.
    #[arg(long, default_value = "lead", value_name = "POLICY")]
    pub(crate) keep: Keep,
}

/// See [`CopySettings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sameness {
    /// For newsrooms and data sets alike.
    Standard,
    /// Only what a reader would take for the same text.
    Strict,
    /// Also heavily edited copies.
    Loose,
}

impl Sameness {
    /// The preset's settings.
    pub(crate) fn settings(self) -> CopySettings {
        match self {
            Self::Standard => CopySettings::standard(),
            Self::Strict => CopySettings::strict(),
            Self::Loose => CopySettings::loose(),
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct CleanArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// End with code 1 where a document was rejected.
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ValuesArguments {
    /// The language of the lines [default: found for each line].
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub(crate) lang: Option<Tongue>,
    /// The day of publication that "yesterday" and "mardi dernier" are counted from
    /// [default: none; relative dates stay unresolved].
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) day: Option<Day>,
    /// A text file, one piece of text a line [default: standard input].
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
}

fn day(text: &str) -> Result<Day, String> {
    parse_published(text)
        .ok_or_else(|| "not a day that can be read for sure; write 2026-03-02".to_owned())
}

/// A language that values are read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tongue {
    /// English.
    En,
    /// French.
    Fr,
}

#[derive(Debug, Args)]
pub(crate) struct CurvesArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// Gold: JSON Lines with the id and the copy group of articles, or a folder of them.
    #[arg(long, value_name = "FILE")]
    pub(crate) gold: PathBuf,
    /// The picture (SVG); the table goes to standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Print JSON instead of a table.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// The edition.
    #[arg(value_name = "DIR")]
    pub(crate) edition: PathBuf,
    /// One article, by id, address or file name.
    #[arg(value_name = "A")]
    pub(crate) first: String,
    /// The other.
    #[arg(value_name = "B")]
    pub(crate) second: String,
    /// Print JSON instead of words.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    /// The edition.
    #[arg(value_name = "DIR")]
    pub(crate) edition: PathBuf,
    /// Read these inputs again and compare every text with them.
    #[arg(long, value_name = "INPUT", num_args = 1..)]
    pub(crate) sources: Vec<String>,
    #[command(flatten)]
    pub(crate) how: ReadingArguments,
}

#[derive(Debug, Args)]
pub(crate) struct EvalArguments {
    /// The edition.
    #[arg(value_name = "DIR")]
    pub(crate) edition: PathBuf,
    /// Gold: JSON Lines, or a folder of them.
    #[arg(long, value_name = "FILE")]
    pub(crate) gold: PathBuf,
    /// Print JSON instead of a table.
    #[arg(long)]
    pub(crate) json: bool,
    /// Fail (code 1) where a score falls more than 0.005 below its last line in this
    /// ledger (CSV).
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger: Option<PathBuf>,
    /// Print ledger lines (CSV) instead of a table, each beginning with this: DATE,COMMIT.
    #[arg(long, value_name = "HEAD", conflicts_with = "json")]
    pub(crate) csv: Option<String>,
    /// The name of the gold in the ledger [default: the name of the gold's file or folder].
    #[arg(long, value_name = "NAME")]
    pub(crate) gold_name: Option<String>,
    /// Also print every item that is wrong, for people who mend rules.
    #[arg(long)]
    pub(crate) faults: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExportArguments {
    /// The edition.
    #[arg(value_name = "DIR")]
    pub(crate) edition: PathBuf,
    /// The form.
    #[arg(long = "as", value_enum, value_name = "FORM")]
    pub(crate) form: ExportArgument,
    /// The new folder; it appears when it is whole.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: PathBuf,
}

/// See [`recoupe::ExportForm`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportArgument {
    /// One Parquet file for each table.
    Parquet,
    /// One CSV file for each table that people read.
    Csv,
    /// Articles and stories as items of ninjs 3.1.
    Ninjs,
    /// Compared pairs as tasks of Label Studio.
    LabelStudio,
    /// Articles and facts as NewsArticle and Claim of schema.org.
    JsonLd,
    /// Citations as Web Annotations of the W3C.
    WebAnnotation,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArguments {
    /// The folder that the schemas are written to.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: PathBuf,
}

impl ReadingArguments {
    /// As settings of the hall. Fails where a `--map` is not understood.
    pub(crate) fn settings(&self) -> Result<InputSettings, recoupe::Error> {
        let overrides = self
            .map
            .iter()
            .map(|one| one.parse())
            .collect::<Result<Vec<Override>, _>>()?;
        let limits = Limits { document_bytes: self.max_document, ..Limits::default() };
        let source = self.source.clone();
        Ok(InputSettings { source, overrides, limits, mend_text: self.mend })
    }
}

#[derive(Debug, Args)]
pub(crate) struct CopiesArguments {
    #[command(flatten)]
    pub(crate) run: RunArguments,
    /// About how much memory keys and rows may take before they are written to files beside
    /// the output (512M, 4G); some 250 bytes for each document come on top.
    #[arg(long, value_name = "SIZE", default_value = "4G", value_parser = read_size)]
    pub(crate) memory: u64,
    /// Which processor instructions are used; the result is the same.
    #[arg(long, value_name = "KIND", default_value = "auto", value_parser = read_simd)]
    pub(crate) simd: Simd,
}

/// Reads `512M`, `4G`, `1T` (powers of 1024) or bytes.
fn read_size(written: &str) -> Result<u64, String> {
    let (digits, shift) = match written.as_bytes().last() {
        Some(b'K' | b'k') => (written.trim_end_matches(['K', 'k']), 10),
        Some(b'M' | b'm') => (written.trim_end_matches(['M', 'm']), 20),
        Some(b'G' | b'g') => (written.trim_end_matches(['G', 'g']), 30),
        Some(b'T' | b't') => (written.trim_end_matches(['T', 't']), 40),
        _ => (written, 0),
    };
    let count: u64 = digits
        .parse()
        .map_err(|_| format!("\"{written}\" is no size; write 512M or 4G"))?;
    count.checked_mul(1 << shift).ok_or_else(|| format!("\"{written}\" is too large"))
}

/// Reads a kind that this processor can run.
fn read_simd(written: &str) -> Result<Simd, String> {
    let simd: Simd = written.parse()?;
    if simd.is_available() {
        return Ok(simd);
    }
    Err(format!("this processor has no {written}; auto takes what there is"))
}

impl CopiesArguments {
    /// How the work is done.
    pub(crate) fn means(&self) -> Means {
        Means { simd: self.simd, memory: self.memory }
    }
}

impl RunArguments {
    /// As settings of the hall. Fails where a `--map` is not understood, or constraints or
    /// an earlier edition cannot be read.
    pub(crate) fn settings(&self) -> Result<Settings, recoupe::Error> {
        let (constraints, earlier) = (self.constraints.as_deref(), self.after.as_deref());
        Ok(Settings {
            guidance: recoupe::guidance(constraints, earlier)?,
            input: self.input.how.settings()?,
            copies: self.same.settings(),
            against: self.against.clone(),
            keep: self.keep.clone(),
            ..Settings::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn sizes_are_read() {
        assert_eq!(read_size("512M"), Ok(512 << 20));
        assert_eq!(read_size("4g"), Ok(4 << 30));
        assert_eq!(read_size("1000"), Ok(1000));
        assert!(read_size("four").is_err() && read_size("99999999999T").is_err());
    }

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }
}
