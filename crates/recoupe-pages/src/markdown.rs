//! The fact sheet as Markdown: the same content, with numbered citations.

use std::fmt::Write as _;

use recoupe_facts::{
    Certainty, Citation, Fact, FactSheet, Modality, Relation, RelationKind,
};
use recoupe_text::Article;

use crate::dates::written_date;
use crate::escape::{address, escaped};
use crate::link::deep_link;
use crate::numbers::{counted, value};
use crate::plan::{
    ARTICLES_LISTED, ENTRIES_SHOWN, Plan, QUOTES_SHOWN, RELATIONS_SHOWN, Role,
    SINGLE_FACTS_SHOWN, Shelf, StoryContext, claim_of,
};
use crate::sheet::{around, count_line};
use crate::typography::french_spaces;
use crate::words::{Tongue, attribute, certainty, place, relation, stage};

/// Citations written out at the end; further numbers stay numbers.
const CITATIONS_WRITTEN: usize = 2_000;

/// The fact sheet as Markdown with English headings; see [`sheet_markdown_in`].
pub fn sheet_markdown(
    sheet: &FactSheet,
    articles: &[&Article],
    context: &StoryContext,
) -> String {
    sheet_markdown_in(Tongue::English, sheet, articles, context)
}

/// The fact sheet as Markdown in one language of the interface: summary, facts by
/// importance with their differences quoted, quotations, timeline, open questions, articles,
/// and every citation under its number. Quotations stay in their own language. All text of
/// the sources is escaped; bounded like the page.
pub fn sheet_markdown_in(
    tongue: Tongue,
    sheet: &FactSheet,
    articles: &[&Article],
    context: &StoryContext,
) -> String {
    let plan = Plan::new(sheet, articles, context);
    let mut writer = Writer { plan: &plan, tongue, text: String::new() };
    writer.head();
    writer.summary();
    writer.facts();
    writer.timeline();
    writer.quotes();
    writer.alone();
    writer.questions();
    writer.articles();
    writer.citations();
    writer.text
}

/// The document as it grows.
struct Writer<'plan, 'sheet> {
    plan: &'plan Plan<'sheet>,
    tongue: Tongue,
    text: String,
}

impl Writer<'_, '_> {
    fn say(&self, english: &str, french: &str) -> String {
        match self.tongue {
            Tongue::English => english.to_owned(),
            Tongue::French => french_spaces(french),
        }
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn heading(&mut self, level: usize, english: &str, french: &str) {
        let words = self.say(english, french);
        let _ = write!(self.text, "\n{} {words}\n\n", "#".repeat(level));
    }

    fn rest(&mut self, left_out: usize) {
        if left_out > 0 {
            let more = counted(
                left_out as u64,
                ["more", "more"],
                ["autre", "autres"],
                self.tongue,
            );
            self.line(&format!("- … {more}"));
        }
    }

    fn head(&mut self) {
        let headline = &self.plan.sheet.headline;
        let title = if headline.is_empty() {
            self.say("A story without a headline", "Une histoire sans titre")
        } else {
            escaped(headline)
        };
        let counts = count_line(&self.plan.counts(), self.tongue);
        self.line(&format!("# {title}\n\n{counts}"));
    }

    /// `[1][3]`, as plain numbers in brackets.
    fn numbers<'c>(&self, citations: impl IntoIterator<Item = &'c Citation>) -> String {
        let mut numbers: Vec<usize> = citations
            .into_iter()
            .filter_map(|citation| self.plan.number(citation))
            .collect();
        numbers.dedup();
        numbers.iter().fold(String::new(), |mut written, number| {
            let _ = write!(written, " [{number}]");
            written
        })
    }

    fn summary(&mut self) {
        if self.plan.sheet.summary.is_empty() {
            return;
        }
        self.heading(
            2,
            "In short, in the sources’ own words",
            "En bref, dans les mots des sources",
        );
        for line in &self.plan.sheet.summary {
            let numbers = self.numbers(&line.citations);
            self.line(&format!("- {}{numbers}", escaped(&line.text)));
        }
    }

    fn facts(&mut self) {
        let shelves = [
            (Shelf::Core, "The facts", "Les faits"),
            (Shelf::Parties, "About the parties", "Sur les acteurs"),
            (
                Shelf::Background,
                "Background: other events",
                "En arrière-plan : autres événements",
            ),
        ];
        for (shelf, english, french) in shelves {
            let facts: Vec<&Fact> = self.plan.shelf(shelf).collect();
            if facts.is_empty() {
                continue;
            }
            self.heading(2, english, french);
            for fact in facts {
                self.fact(fact);
            }
        }
        self.rest(self.plan.sheet.facts.len().saturating_sub(self.plan.facts.len()));
    }

    fn fact(&mut self, fact: &Fact) {
        let statement = self.statement(fact);
        let numbers = self.numbers(&fact.citations);
        let name = escaped(&attribute(&fact.attribute).get(self.tongue));
        let shown = escaped(&value(&fact.value, self.tongue));
        let lead = if shown.is_empty() { name } else { format!("{name}: {shown}") };
        let lead = self.tongue.pick(lead.clone(), lead.replacen(": ", "\u{202F}: ", 1));
        self.line(&format!("- **{lead}** — {statement}{numbers}"));
        let standing = self.standing(fact);
        self.line(&format!("  - {standing}"));
        let mut relations: Vec<&Relation> = fact.relations.iter().collect();
        relations.sort_by_key(|relation| std::cmp::Reverse(relation.relation));
        for relation in relations.iter().take(RELATIONS_SHOWN) {
            self.relation(fact, relation);
        }
    }

    /// Support, stage, certainty, period, attribution, in one line.
    fn standing(&self, fact: &Fact) -> String {
        let support = &fact.support;
        let mut parts = vec![if support.origins >= 2 {
            counted(
                u64::from(support.origins),
                ["independent origin", "independent origins"],
                ["origine indépendante", "origines indépendantes"],
                self.tongue,
            )
        } else {
            self.say("only one origin", "une seule origine")
        }];
        if !support.named.is_empty() {
            parts.push(escaped(&support.named.join(", ")));
        }
        if support.unnamed {
            parts.push(self.say("unnamed sources", "sources anonymes"));
        }
        if let Some(step) = fact.stage {
            let (english, french) = stage(step);
            parts.push(self.say(english, french));
        }
        let (english, french) = certainty(fact.certainty);
        parts.push(self.say(english, french));
        match fact.modality {
            Modality::Sought => parts.push(self.say("sought", "visé")),
            Modality::Forecast if fact.certainty != Certainty::Forecast => {
                parts.push(self.say("foreseen", "prévu"));
            }
            _ => {}
        }
        if let Some(period) = &fact.period {
            parts.push(escaped(&written_date(period, self.tongue)));
        }
        if let Some(source) = &fact.attribution {
            parts.push(format!(
                "{} {}",
                self.say("according to", "selon"),
                escaped(source)
            ));
        }
        parts.join(" · ")
    }

    /// A pair that differs, both sides quoted.
    fn relation(&mut self, fact: &Fact, between: &Relation) {
        let (english, french) = relation(between.relation);
        let kind = self.say(english, french);
        let why = match self.tongue {
            Tongue::English => escaped(&between.why),
            Tongue::French => escaped(&french_spaces(&between.why_fr)),
        };
        let mark = match between.relation {
            RelationKind::Contradicts => "⚠ ",
            _ => "",
        };
        let colon = self.tongue.pick(": ", "\u{202F}: ");
        let end = if why.is_empty() { String::new() } else { format!("{colon}{why}") };
        self.line(&format!("  - {mark}**{kind}**{end}"));
        for id in [&between.a, &between.b] {
            if let Some((_, citation)) = claim_of(fact, id) {
                let quoted = self.quoted(citation);
                self.line(&format!("    - {quoted}"));
            }
        }
    }

    /// Outlet and the sentence with the exact words in bold.
    fn quoted(&self, citation: &Citation) -> String {
        let (before, words, after) = around(citation);
        let space = |text: &str, at_end: bool| {
            let edge =
                if at_end { text.chars().next_back() } else { text.chars().next() };
            if edge.is_some_and(char::is_whitespace) { " " } else { "" }
        };
        let (open, close) = self.marks();
        let colon = self.tongue.pick(": ", "\u{202F}: ");
        format!(
            "{}{}{colon}{open}{}{}**{}**{}{}{close}{}",
            escaped(self.plan.outlet(&citation.article)),
            self.place(citation),
            escaped(before),
            space(before, true),
            escaped(words),
            space(after, false),
            escaped(after),
            self.numbers([citation]),
        )
    }

    /// The quotation marks of the language of the document.
    fn marks(&self) -> (&'static str, &'static str) {
        self.tongue.pick(("“", "”"), ("«\u{202F}", "\u{202F}»"))
    }

    /// `(headline)` and the like, with the day.
    fn place(&self, citation: &Citation) -> String {
        let day =
            self.plan.article(&citation.article).and_then(|article| article.published);
        let mut shown = day.map_or(String::new(), |day| {
            format!(", {}", written_date(&day.to_string(), self.tongue))
        });
        if let Some((english, french)) = place(citation.place) {
            let _ = write!(shown, " ({})", self.say(english, french));
        }
        shown
    }

    fn timeline(&mut self) {
        let entries = &self.plan.sheet.timeline;
        if entries.is_empty() {
            return;
        }
        self.heading(2, "How it moved", "Comment cela a évolué");
        for entry in entries.iter().take(ENTRIES_SHOWN) {
            let label = match self.tongue {
                Tongue::English => escaped(&entry.label),
                Tongue::French => escaped(&french_spaces(&entry.label_fr)),
            };
            let fact = self.plan.sheet.facts.iter().find(|fact| fact.fact == entry.fact);
            let cited = fact.and_then(|fact| fact.citations.get(entry.citation as usize));
            let numbers = self.numbers(cited);
            let day = escaped(&written_date(&entry.date, self.tongue));
            self.line(&format!("- **{day}** — {label}{numbers}"));
        }
        self.rest(entries.len().saturating_sub(ENTRIES_SHOWN));
    }

    fn quotes(&mut self) {
        let quotes = &self.plan.sheet.quotes;
        if quotes.is_empty() {
            return;
        }
        self.heading(2, "Who said what", "Qui a dit quoi");
        for quote in quotes.iter().take(QUOTES_SHOWN) {
            let speaker = match &quote.speaker {
                Some(speaker) => format!("**{}**", escaped(speaker)),
                None => {
                    format!("*{}*", self.say("speaker not named", "locuteur non nommé"))
                }
            };
            let role = quote
                .role
                .as_ref()
                .map_or(String::new(), |role| format!(", {}", escaped(role)));
            let words = escaped(around(&quote.citation).1);
            let numbers = self.numbers([&quote.citation]);
            let (open, close) = self.marks();
            self.line(&format!("- {open}{words}{close} — {speaker}{role}{numbers}"));
        }
        self.rest(quotes.len().saturating_sub(QUOTES_SHOWN));
    }

    fn alone(&mut self) {
        let shelves = self.plan.alone();
        if shelves.is_empty() {
            return;
        }
        self.heading(2, "What only one origin says", "Ce que dit une seule origine");
        for (name, facts) in shelves {
            self.line(&format!("- **{}**", escaped(name)));
            for fact in facts.iter().take(SINGLE_FACTS_SHOWN) {
                let statement = self.statement(fact);
                self.line(&format!("  - {statement}"));
            }
            self.rest(facts.len().saturating_sub(SINGLE_FACTS_SHOWN));
        }
    }

    /// The readable sentence of a fact.
    fn statement(&self, fact: &Fact) -> String {
        match self.tongue {
            Tongue::English => escaped(&fact.statement),
            Tongue::French => escaped(&french_spaces(&fact.statement_fr)),
        }
    }

    fn questions(&mut self) {
        if self.plan.sheet.open_questions.is_empty() {
            return;
        }
        self.heading(2, "Open questions", "Questions ouvertes");
        for question in &self.plan.sheet.open_questions {
            let text = match self.tongue {
                Tongue::English => escaped(&question.text),
                Tongue::French => escaped(&french_spaces(&question.text_fr)),
            };
            self.line(&format!("- {text}"));
        }
    }

    fn articles(&mut self) {
        let ids = &self.plan.sheet.articles;
        if ids.is_empty() {
            return;
        }
        self.heading(2, "The articles", "Les articles");
        for (index, id) in ids.iter().take(ARTICLES_LISTED).enumerate() {
            let described = self.described(id);
            self.line(&format!("{}. {described}", index + 1));
        }
        self.rest(ids.len().saturating_sub(ARTICLES_LISTED));
    }

    /// Title, outlet, day, language, role and origin of an article.
    fn described(&self, id: &str) -> String {
        let mut parts = Vec::new();
        match self.plan.article(id) {
            Some(article) => parts.extend(self.known(article)),
            None => parts.push(escaped(id)),
        }
        if let Some(standing) = self.plan.standing(id) {
            match standing.role {
                Role::Lead => {}
                Role::Copy => parts.push(self.say("copy", "reprise")),
                Role::Partial => {
                    parts.push(self.say("partial copy", "reprise partielle"));
                }
                Role::Version => parts.push(self.say("version", "version")),
            }
            if standing.is_superseded {
                parts.push(self.say("replaced or withdrawn", "remplacé ou retiré"));
            }
        }
        if let Some(origin) = self.plan.origin(id) {
            parts.push(escaped(origin.name.as_ref().unwrap_or(&origin.origin)));
        }
        parts.join(" · ")
    }

    fn known(&self, article: &Article) -> Vec<String> {
        let title = article.title.as_ref().map_or(&article.id, |title| &title.text);
        let url = article.url.as_deref().and_then(crate::link::web_address);
        let mut parts = vec![match url {
            Some(url) => format!("[{}](<{}>)", escaped(title), address(url)),
            None => escaped(title),
        }];
        parts.extend(article.source.as_deref().map(escaped));
        parts.extend(
            article.published.map(|day| written_date(&day.to_string(), self.tongue)),
        );
        parts.push(article.language.code().to_uppercase());
        parts
    }

    fn citations(&mut self) {
        let all = &self.plan.citations;
        if all.is_empty() {
            return;
        }
        self.heading(2, "Citations", "Citations");
        for (index, citation) in all.iter().take(CITATIONS_WRITTEN).enumerate() {
            let quoted = self.quoted_alone(citation);
            let url = self.plan.article(&citation.article).and_then(|article| {
                deep_link(article.url.as_deref()?, &citation.sentence)
            });
            let link = url.map_or(String::new(), |url| {
                format!(" [{}](<{}>)", self.say("source", "source"), address(&url))
            });
            self.line(&format!("{}. {quoted}{link}", index + 1));
        }
        self.rest(all.len().saturating_sub(CITATIONS_WRITTEN));
    }

    fn quoted_alone(&self, citation: &Citation) -> String {
        let quoted = self.quoted(citation);
        let numbers = self.numbers([citation]);
        quoted.strip_suffix(&numbers).map_or(quoted.clone(), str::to_owned)
    }
}
