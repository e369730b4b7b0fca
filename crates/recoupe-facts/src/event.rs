//! A short name for the event of a story: "earthquake in Orland", « séisme en Orlande ».

use recoupe_text::Language;

use crate::reading::Reading;
use crate::scene::entities::EntityKind;
use crate::scene::node::{Node, Scene};
use crate::sheet::Place;

/// Sentences of the body that are searched beside the headline: news says what happened and
/// where in its opening.
const OPENING: usize = 4;

/// Nouns of events, and the noun that names them; English, then French.
const ENGLISH: [(&str, &str); 36] = [
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
const FRENCH: [(&str, &str); 33] = [
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

/// The name of what happened where, in the language of the article at `lead`; `None` where
/// its opening names no event or no place.
pub(crate) fn name(reading: &Reading, lead: usize) -> Option<String> {
    let scenes: Vec<&Scene> = opening(reading, lead).collect();
    let language = scenes.first()?.language;
    let nouns: &[(&str, &str)] = match language {
        Language::French => &FRENCH,
        _ => &ENGLISH,
    };
    let noun = scenes.iter().flat_map(|scene| &scene.nodes).find_map(|node| {
        nouns.iter().find(|(word, _)| *word == node.folded).map(|(_, noun)| *noun)
    })?;
    let place = scenes
        .iter()
        .flat_map(|scene| &scene.nodes)
        .find_map(|node| place(node, reading, language))
        .or_else(|| {
            scenes
                .iter()
                .flat_map(|scene| &scene.nodes)
                .find_map(|node| bare(node, reading))
        })?;
    Some(format!("{noun} {place}"))
}

fn opening(reading: &Reading, lead: usize) -> impl Iterator<Item = &Scene> {
    let own = move |scene: &&Scene| scene.article == lead;
    let titles =
        reading.scenes.iter().filter(own).filter(|scene| scene.place == Place::Title);
    let bodies =
        reading.scenes.iter().filter(own).filter(|scene| scene.place == Place::Body);
    titles.take(1).chain(bodies.take(OPENING))
}

/// A place with the preposition that says where: "in Orland", « au Guatemala ».
fn place(node: &Node, reading: &Reading, language: Language) -> Option<String> {
    let written = known(node, reading)?;
    match (language, node.governor.as_str()) {
        (Language::French, governor @ ("au" | "en" | "à" | "aux"))
        | (Language::English, governor @ ("in" | "near" | "at")) => {
            Some(format!("{governor} {written}"))
        }
        _ => None,
    }
}

/// A place that stands in another role: "Orland quake".
fn bare(node: &Node, reading: &Reading) -> Option<String> {
    known(node, reading).map(|written| format!("({written})"))
}

fn known<'reading>(node: &Node, reading: &'reading Reading) -> Option<&'reading str> {
    let entity = node.name()?;
    let written = reading.entities.name(entity);
    let named = reading.entities.kind(entity) == EntityKind::Place && !written.is_empty();
    named.then_some(written)
}

#[cfg(test)]
mod tests {
    use crate::reading::read;
    use crate::rules::testing::article;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let article = article(text);
        let reading = read(&[&article]);
        assert_eq!(super::name(&reading, 0).as_deref(), expected, "{text}");
    }

    #[test]
    fn events_are_named_by_what_and_where() {
        check(
            "A strong quake shook villages in Japan on Monday, officials said.",
            Some("earthquake in Japan"),
        );
        check(
            "Un violent séisme a secoué des villages au Japon lundi, selon les autorités.",
            Some("séisme au Japon"),
        );
        check("The minister spoke in Japan on Monday about the budget.", None);
        check("Le ministre a parlé du budget au Japon lundi matin.", None);
    }
}
