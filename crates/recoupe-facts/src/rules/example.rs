//! # example
//!
//! The rule to copy: it reads which companies work together.
//! Every rule says in this place what it finds, what it must not find, and gives one
//! example in each language; its table of cases stands at the end of the file.
//!
//! - EN "Orlan has a partnership with Veltra."
//! - FR « Orlan a noué un partenariat avec Veltra. »

use super::{Bench, DraftValue, Rule};

pub(super) const RULE: Rule = Rule {
    id: "partner",
    forms: "partnership partnered partners partenariat partenaire",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    let subjects = bench.subjects(at);
    let Some(subject) = subjects.first().copied() else { return };
    for partner in bench.objects(at, &["with", "avec"], &[subject.entity]) {
        let mut draft = bench
            .draft("partner", subject.entity, at)
            .spanning(&[subject.node, partner.node]);
        draft.value = DraftValue::Entity(partner.entity);
        bench.drafts.push(draft);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn the_forms_of_both_languages_are_read() {
        check(
            "Orlan Group has a partnership with Veltra Systems.",
            &["partner: Orlan Group = Veltra Systems"],
        );
        check(
            "Le groupe Orlan a noué un partenariat avec la société Veltra.",
            &["partner: Orlan = Veltra"],
        );
    }
}
