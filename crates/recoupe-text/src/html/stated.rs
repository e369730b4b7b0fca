//! What a page states about its article: headline, author, date, language.

use super::entities::decoded;
use super::linked;
use super::tokens::Attributes;
use super::tree::Tree;

/// What `<meta>`, linked data and the like say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stated {
    /// Headlines, best first.
    pub(super) titles: Vec<String>,
    pub(super) description: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) date: Option<String>,
    pub(super) language: Option<String>,
    pub(super) site: Option<String>,
    pub(super) canonical: Option<String>,
    /// The body as linked data gives it.
    pub(super) body: Option<String>,
}

/// The names of `<meta>` fields that state the date of publication, best first.
const DATES: [&str; 14] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "publish-date",
    "publication_date",
    "pubdate",
    "sailthru.date",
    "dc.date",
    "date",
];
const TITLES: [&str; 6] = [
    "og:title",
    "twitter:title",
    "headline",
    "dc.title",
    "sailthru.title",
    "parsely-title",
];
const DESCRIPTIONS: [&str; 3] = ["og:description", "description", "twitter:description"];
const AUTHORS: [&str; 6] = [
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
];
const SITES: [&str; 2] = ["og:site_name", "application-name"];

impl Stated {
    /// Linear in the head of the page and its linked data.
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let metas = Metas::of(tree);
        let linked = linked::read(tree);
        let title = tree.title.map(|span| decoded(span.of(tree.html)));
        let titles = metas.first(&TITLES).into_iter().chain(linked.headline).chain(title);
        let is_name = |name: &String| !name.starts_with("http") && !name.contains('@');
        let is_dated = |stated: &String| crate::dates::parse_published(stated).is_some();
        let root = tree.root.map(|span| span.of(tree.html));
        let declared = root.and_then(|root| Attributes::find(root, "lang"));
        Self {
            titles: titles.filter(|title| !title.is_empty()).collect(),
            description: metas.first(&DESCRIPTIONS),
            byline: linked.author.or_else(|| metas.all(&AUTHORS).find(is_name)),
            date: metas
                .all(&DATES)
                .find(is_dated)
                .or_else(|| linked.date.filter(is_dated))
                .or_else(|| by_time(tree)),
            language: declared
                .map(decoded)
                .filter(|language| !language.is_empty())
                .or_else(|| metas.first(&["og:locale", "content-language"])),
            site: metas.first(&SITES),
            canonical: metas.first(&["og:url"]),
            body: linked.body,
        }
    }
}

/// The `<meta>` fields of a page: names in small letters, values decoded.
struct Metas {
    fields: Vec<(String, String)>,
}

impl Metas {
    fn of(tree: &Tree<'_>) -> Self {
        let read = |attributes: &str| {
            let name = ["property", "name", "itemprop", "http-equiv"]
                .iter()
                .find_map(|name| Attributes::find(attributes, name))?;
            let content = decoded(Attributes::find(attributes, "content")?);
            (!content.is_empty()).then(|| (name.to_ascii_lowercase(), content))
        };
        let fields =
            tree.metas.iter().filter_map(|span| read(span.of(tree.html))).collect();
        Self { fields }
    }

    /// The values of these fields, by the order of `names`.
    fn all<'metas>(
        &'metas self,
        names: &'static [&str],
    ) -> impl Iterator<Item = String> + 'metas {
        names.iter().flat_map(move |wanted| {
            self.fields
                .iter()
                .filter(move |(name, _)| name == wanted)
                .map(|(_, value)| value.clone())
        })
    }

    fn first(&self, names: &'static [&str]) -> Option<String> {
        self.all(names).next()
    }
}

/// The first `<time>` with a full date.
fn by_time(tree: &Tree<'_>) -> Option<String> {
    tree.nodes
        .iter()
        .filter(|node| node.tag == super::tags::Tag::Time)
        .filter_map(|node| tree.attribute(node, "datetime"))
        .find(|stated| crate::dates::parse_published(stated).is_some())
        .map(|stated| stated.trim().to_owned())
}
