//! A short name for the event of a story: "earthquake in Orland", « séisme en Orlande ».

use recoupe_text::Language;

use crate::reading::Reading;
use crate::scene::entities::{EntityId, EntityKind};
use crate::scene::node::{Node, Scene};
use crate::sheet::Place;

/// Sentences of the body that are searched beside the headline: news says what happened and
/// where in its opening.
const OPENING: usize = 4;

/// Nouns of events, and the noun that names them; English, then French.
const ENGLISH: [(&str, &str); 38] = [
    ("runway", "runway excursion"),
    ("derailed", "derailment"),
    ("earthquake", "earthquake"),
    ("quake", "earthquake"),
    ("tremor", "earthquake"),
    ("flood", "flood"),
    ("floods", "floods"),
    ("flooding", "floods"),
    ("fire", "fire"),
    ("blaze", "fire"),
    ("wildfire", "wildfire"),
    ("wildfires", "wildfires"),
    ("explosion", "explosion"),
    ("blast", "explosion"),
    ("crash", "crash"),
    ("collision", "collision"),
    ("derailment", "derailment"),
    ("attack", "attack"),
    ("shooting", "shooting"),
    ("storm", "storm"),
    ("hurricane", "hurricane"),
    ("cyclone", "cyclone"),
    ("typhoon", "typhoon"),
    ("tornado", "tornado"),
    ("landslide", "landslide"),
    ("landslides", "landslides"),
    ("eruption", "eruption"),
    ("avalanche", "avalanche"),
    ("collapse", "collapse"),
    ("shipwreck", "shipwreck"),
    ("stampede", "stampede"),
    ("heatwave", "heatwave"),
    ("epidemic", "epidemic"),
    ("outbreak", "outbreak"),
    ("strike", "strike"),
    ("walkout", "strike"),
    ("accident", "accident"),
    ("drought", "drought"),
];
const FRENCH: [(&str, &str); 35] = [
    ("piste", "sortie de piste"),
    ("déraillé", "déraillement"),
    ("séisme", "séisme"),
    ("tremblement", "séisme"),
    ("secousse", "séisme"),
    ("inondation", "inondations"),
    ("inondations", "inondations"),
    ("crue", "crue"),
    ("crues", "crues"),
    ("incendie", "incendie"),
    ("incendies", "incendies"),
    ("explosion", "explosion"),
    ("collision", "collision"),
    ("déraillement", "déraillement"),
    ("attaque", "attaque"),
    ("attentat", "attentat"),
    ("fusillade", "fusillade"),
    ("tempête", "tempête"),
    ("ouragan", "ouragan"),
    ("cyclone", "cyclone"),
    ("typhon", "typhon"),
    ("tornade", "tornade"),
    ("glissement", "glissement de terrain"),
    ("éruption", "éruption"),
    ("avalanche", "avalanche"),
    ("effondrement", "effondrement"),
    ("naufrage", "naufrage"),
    ("bousculade", "bousculade"),
    ("canicule", "canicule"),
    ("épidémie", "épidémie"),
    ("grève", "grève"),
    ("débrayage", "grève"),
    ("accident", "accident"),
    ("sécheresse", "sécheresse"),
    ("catastrophe", "catastrophe"),
];

/// A short name for the event of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EventName {
    /// What happened where: "Guatemala earthquake", « séisme au Guatemala ».
    pub(crate) whole: String,
    /// What happened: "earthquake", « séisme ».
    pub(crate) noun: &'static str,
    /// Whether the words are English.
    pub(crate) is_english: bool,
}

/// The name of what happened where, in the language of the article at `lead`: the noun of its
/// own opening, else of the first other article of its language that has one; the place that
/// the openings of all articles name most. `None` where nothing or nowhere is named.
pub(crate) fn name(reading: &Reading, lead: usize) -> Option<EventName> {
    let language = opening(reading, lead).next()?.1.language;
    let is_english = language != Language::French;
    let mut articles: Vec<usize> = vec![lead];
    for scene in reading.scenes.iter().filter(|scene| scene.language == language) {
        if !articles.contains(&scene.article) {
            articles.push(scene.article);
        }
    }
    let noun = articles.iter().find_map(|article| noun(reading, *article, is_english))?;
    let place = place(reading)?;
    let written = reading.entities.name(place);
    let whole = match governor(reading, place).filter(|_| !is_english) {
        _ if is_english => format!("{written} {noun}"),
        Some(governor) => format!("{noun} {governor} {written}"),
        None => format!("{noun} ({written})"),
    };
    Some(EventName { whole, noun, is_english })
}

/// The noun of the event in one article's opening.
fn noun(reading: &Reading, article: usize, is_english: bool) -> Option<&'static str> {
    let nouns: &[(&str, &str)] = if is_english { &ENGLISH } else { &FRENCH };
    opening(reading, article).flat_map(|(_, scene)| &scene.nodes).find_map(|node| {
        nouns.iter().find(|(word, _)| *word == node.folded).map(|(_, noun)| *noun)
    })
}

/// The scenes of an article's opening with their weight: headline, first sentence, others.
fn opening(reading: &Reading, article: usize) -> impl Iterator<Item = (u32, &Scene)> {
    let own = move |scene: &&Scene| scene.article == article;
    let titles =
        reading.scenes.iter().filter(own).filter(|scene| scene.place == Place::Title);
    let bodies =
        reading.scenes.iter().filter(own).filter(|scene| scene.place == Place::Body);
    let titles = titles.take(1).map(|scene| (3, scene));
    titles.chain(
        bodies
            .take(OPENING)
            .enumerate()
            .map(|(at, scene)| (if at == 0 { 2 } else { 1 }, scene)),
    )
}

/// The place that the openings name most; the first named of equals.
fn place(reading: &Reading) -> Option<EntityId> {
    let mut votes: Vec<(EntityId, u32)> = Vec::new();
    let last = reading.scenes.iter().map(|scene| scene.article).max()?;
    for article in 0..=last {
        for (weight, scene) in opening(reading, article) {
            let from = dateline_end(scene);
            for (at, node) in scene.nodes.iter().enumerate().skip(from) {
                let Some(entity) = node.name().filter(|_| is_place(scene, at, reading))
                else {
                    continue;
                };
                match votes.iter_mut().find(|(known, _)| *known == entity) {
                    Some((_, count)) => *count += weight,
                    None => votes.push((entity, weight)),
                }
            }
        }
    }
    let most = votes.iter().map(|(_, count)| *count).max()?;
    votes.into_iter().find(|(_, count)| *count == most).map(|(entity, _)| entity)
}

/// Whether the name at a node is one of a place, or stands as only places do: "off Mindara",
/// "the island of Mindara", « au large de Mindara ».
fn is_place(scene: &Scene, at: usize, reading: &Reading) -> bool {
    let Some(entity) = scene.nodes.get(at).and_then(Node::name) else { return false };
    let before = scene.word_before(at, 1);
    let of = matches!(before, "of" | "de" | "d'")
        && matches!(
            scene.word_before(at, 2),
            "island"
                | "île"
                | "large"
                | "près"
                | "coast"
                | "town"
                | "province"
                | "village"
        );
    match reading.entities.kind(entity) {
        EntityKind::Place => !reading.entities.name(entity).is_empty(),
        EntityKind::Unknown => of || matches!(before, "off" | "near"),
        _ => false,
    }
}

/// One past the dash that ends a dateline; 0 where the scene has none.
fn dateline_end(scene: &Scene) -> usize {
    (1..12)
        .find(|at| {
            scene.word(*at) == "-" && scene.nodes.get(*at).is_some_and(|node| node.spaced)
        })
        .filter(|_| scene.place == Place::Body)
        .map_or(0, |dash| dash + 1)
}

/// The French preposition that says where, as some article has it before this place.
fn governor(reading: &Reading, place: EntityId) -> Option<&'static str> {
    reading.scenes.iter().find_map(|scene| {
        scene.nodes.iter().enumerate().find_map(|(at, node)| {
            node.name().filter(|entity| *entity == place)?;
            match (node.governor.as_str(), scene.word_before(at, 2)) {
                ("au", _) => Some("au"),
                ("en", _) => Some("en"),
                ("à", _) => Some("à"),
                ("aux", _) => Some("aux"),
                ("de", "large") => Some("au large de"),
                ("de", "près") => Some("près de"),
                _ => None,
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::reading::read;
    use crate::rules::testing::article;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let article = article(text);
        let reading = read(&[&article]);
        let name = super::name(&reading, 0).map(|name| name.whole);
        assert_eq!(name.as_deref(), expected, "{text}");
    }

    #[test]
    fn events_are_named_by_what_and_where() {
        check(
            "A strong quake shook villages in Japan on Monday, officials said.",
            Some("Japan earthquake"),
        );
        check(
            "Un violent séisme a secoué des villages au Japon lundi, selon les autorités.",
            Some("séisme au Japon"),
        );
        check(
            "A strong earthquake struck off Mindara on Friday, killing nine people.",
            Some("Mindara earthquake"),
        );
        check(
            "Un violent séisme est survenu au large de Mindara vendredi, selon les autorités.",
            Some("séisme au large de Mindara"),
        );
        check("The minister spoke in Japan on Monday about the budget.", None);
        check("Le ministre a parlé du budget au Japon lundi matin.", None);
    }
}
