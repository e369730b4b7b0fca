//! Repair: what greedy joining got wrong is judged once more against founder and members.
//! Who no longer fits leaves, a story of two halves is cut, and what was cut off may join
//! a better place.

use crate::gather::{Links, representatives};

/// Stories up to this size are searched for a cut; beyond, the square of the size is too
/// dear, and who does not fit still leaves one by one.
const MOST_SEARCHED: usize = 40;

/// The groups after repair. Articles that people put where they are stay there.
pub(crate) fn repaired<S: Fn(u32, u32) -> f32>(
    groups: Vec<Vec<u32>>,
    links: &mut Links<'_, S>,
) -> Vec<Vec<u32>> {
    let mut whole = Vec::with_capacity(groups.len());
    let mut pieces = Vec::new();
    for mut members in groups {
        while let Some(stray) = worst_stray(&members, links) {
            members.retain(|member| *member != stray);
            pieces.push(vec![stray]);
        }
        let (kept, cut_off) = halves(members, links);
        whole.push(kept);
        pieces.extend(cut_off);
    }
    for piece in pieces {
        place(piece, &mut whole, links);
    }
    whole
}

/// The member that fits the others least, where it fits too little to stay.
fn worst_stray<S: Fn(u32, u32) -> f32>(
    members: &[u32],
    links: &mut Links<'_, S>,
) -> Option<u32> {
    if members.len() < 3 {
        return None;
    }
    let leave_at = links.ground.join_at - links.ground.model.leave_margin;
    let stands_in: Vec<u32> = representatives(members).collect();
    let mut worst: Option<(f32, u32)> = None;
    for &member in members {
        if links.ground.orders.joined.contains(&member) {
            continue;
        }
        let others: Vec<u32> =
            stands_in.iter().copied().filter(|other| *other != member).collect();
        let link = links.between(&[member], &others);
        if link < leave_at && worst.is_none_or(|(least, _)| link < least) {
            worst = Some((link, member));
        }
    }
    worst.map(|(_, member)| member)
}

/// The story, or its two halves where they hardly hang together: the half of the founder
/// first. The seeds of the halves are the two members that are least alike.
fn halves<S: Fn(u32, u32) -> f32>(
    members: Vec<u32>,
    links: &mut Links<'_, S>,
) -> (Vec<u32>, Option<Vec<u32>>) {
    let ordered = &links.ground.orders.joined;
    let is_fixed = members.iter().any(|member| ordered.contains(member));
    if members.len() < 4 || members.len() > MOST_SEARCHED || is_fixed {
        return (members, None);
    }
    let Some((one, two)) = least_alike(&members, links) else { return (members, None) };
    let mut sides = [vec![one], vec![two]];
    for &member in members.iter().filter(|member| **member != one && **member != two) {
        let to_one = links.between(&sides[0], &[member]);
        let to_two = links.between(&sides[1], &[member]);
        let side = usize::from(to_two > to_one);
        if let Some(side) = sides.get_mut(side) {
            side.push(member);
        }
    }
    for side in &mut sides {
        side.sort_unstable();
    }
    let across = links.between(&sides[0], &sides[1]);
    if across >= links.ground.join_at - links.ground.model.split_margin {
        return (members, None);
    }
    sides.sort_unstable();
    let [first, second] = sides;
    (first, Some(second))
}

fn least_alike<S: Fn(u32, u32) -> f32>(
    members: &[u32],
    links: &mut Links<'_, S>,
) -> Option<(u32, u32)> {
    let mut least: Option<(f32, (u32, u32))> = None;
    for (at, &one) in members.iter().enumerate() {
        for &two in members.iter().skip(at + 1) {
            let link = links.of_two(one, two);
            if least.is_none_or(|(lowest, _)| link < lowest) {
                least = Some((link, (one, two)));
            }
        }
    }
    least.map(|(_, pair)| pair)
}

/// Puts a piece into the group it fits best, or leaves it by itself.
fn place<S: Fn(u32, u32) -> f32>(
    piece: Vec<u32>,
    whole: &mut Vec<Vec<u32>>,
    links: &mut Links<'_, S>,
) {
    let mut best: Option<(f32, usize)> = None;
    for (at, members) in whole.iter().enumerate() {
        let sizes = (members.len() as u32, piece.len() as u32);
        let link = links.between(members, &piece);
        if link >= links.ground.model.needed(sizes, links.ground.join_at)
            && best.is_none_or(|(most, _)| link > most)
            && !links.are_kept_apart(members, &piece)
        {
            best = Some((link, at));
        }
    }
    match best.and_then(|(_, at)| whole.get_mut(at)) {
        Some(members) => {
            members.extend(piece);
            members.sort_unstable();
        }
        None => whole.push(piece),
    }
}

#[cfg(test)]
mod tests {
    use crate::decision::Model;
    use crate::gather::{Ground, Orders, regroup};

    /// Repairs one story of `count` articles by regrouping it with a pair that changes
    /// nothing.
    fn repaired_story(
        count: u32,
        orders: &Orders,
        score: impl Fn(u32, u32) -> f32 + Sync,
    ) -> Vec<Vec<u32>> {
        let before = vec![(0..count).collect::<Vec<u32>>()];
        let ground = Ground { join_at: 0.0, score, orders, model: &Model::SHIPPED };
        let regrouped = regroup(&before, &[(0, 1, 3.0)], &ground);
        regrouped.into_iter().flat_map(|it| it.after).collect()
    }

    #[test]
    fn who_does_not_fit_leaves_unless_people_put_it_there() {
        let score = |_: u32, two: u32| if two == 3 { -4.0 } else { 3.0 };
        let mut orders = Orders::default();
        assert_eq!(repaired_story(4, &orders, score), [vec![0, 1, 2], vec![3]]);
        orders.joined.insert(3);
        assert_eq!(repaired_story(4, &orders, score), [vec![0, 1, 2, 3]]);
    }

    #[test]
    fn a_story_of_two_halves_is_cut() {
        let score = |one: u32, two: u32| if one / 3 == two / 3 { 3.0 } else { -1.0 };
        let halves = repaired_story(6, &Orders::default(), score);
        assert_eq!(halves, [vec![0, 1, 2], vec![3, 4, 5]]);
    }

    #[test]
    fn a_story_that_hangs_together_stays_whole() {
        let score = |one: u32, two: u32| if one + 1 == two { 3.0 } else { 0.2 };
        assert_eq!(repaired_story(6, &Orders::default(), score).len(), 1);
    }
}
