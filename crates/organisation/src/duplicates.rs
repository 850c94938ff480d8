//! People who may have been entered twice: who looks like whom, how much, and why. Plain functions over plain data.

mod spelling;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use spelling::Spelled;

/// What is compared of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: Uuid,
    pub name: String,
    /// The name without marks, as the database keeps it; see [`vietnamese::fold::fold`].
    pub folded: String,
    pub sex: Option<String>,
    /// ISO text.
    pub birth_date: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    /// The living unit.
    pub unit: Option<Uuid>,
}

/// What speaks for one human being, or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    SameName,
    /// The names differ by nothing but a tone, or where it is written.
    TonesOnly,
    /// The names differ by marks (Ngô Duy Hiếu, Ngọ Duy Hiểu).
    MarksOnly,
    SameBirth,
    SamePhone,
    SameEmail,
    SameUnit,
    OtherSex,
    OtherBirth,
}

impl Sign {
    /// Each once.
    pub const ALL: [Self; 9] = [
        Self::SameName,
        Self::TonesOnly,
        Self::MarksOnly,
        Self::SameBirth,
        Self::SamePhone,
        Self::SameEmail,
        Self::SameUnit,
        Self::OtherSex,
        Self::OtherBirth,
    ];

    /// What it adds to the score.
    pub const fn weight(self) -> i32 {
        match self {
            Self::SameName | Self::SameEmail => 30,
            Self::TonesOnly => 20,
            Self::MarksOnly => 12,
            Self::SameBirth => 40,
            Self::SamePhone => 35,
            Self::SameUnit => 15,
            Self::OtherSex => -40,
            Self::OtherBirth => -50,
        }
    }

    /// Whether it speaks against.
    pub const fn against(self) -> bool {
        self.weight() < 0
    }

    /// The Fluent key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::SameName => "org-twin-same-name",
            Self::TonesOnly => "org-twin-tones-only",
            Self::MarksOnly => "org-twin-marks-only",
            Self::SameBirth => "org-twin-same-birth",
            Self::SamePhone => "org-twin-same-phone",
            Self::SameEmail => "org-twin-same-email",
            Self::SameUnit => "org-twin-same-unit",
            Self::OtherSex => "org-twin-other-sex",
            Self::OtherBirth => "org-twin-other-birth",
        }
    }
}

/// Two entries that may be one human being.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The smaller id.
    pub a: Uuid,
    pub b: Uuid,
    pub score: i32,
    pub signs: Vec<Sign>,
}

/// What was found, the likeliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub pairs: Vec<Pair>,
    /// How many there are in all, also beyond those listed.
    pub total: usize,
}

/// A larger group of one name is not paired each with each: a nation has thousands of Nguyễn Văn An.
pub const LARGE: usize = 50;

fn same<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    a.is_some() && a == b
}

fn differ<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

fn compared(a: &Entry, b: &Entry, name: Option<Sign>) -> [Option<Sign>; 7] {
    let when = |holds: bool, sign: Sign| holds.then_some(sign);
    [
        name,
        when(same(a.birth_date.as_ref(), b.birth_date.as_ref()), Sign::SameBirth),
        when(same(a.phone.as_ref(), b.phone.as_ref()), Sign::SamePhone),
        when(same(a.email.as_ref(), b.email.as_ref()), Sign::SameEmail),
        when(same(a.unit.as_ref(), b.unit.as_ref()), Sign::SameUnit),
        when(differ(a.sex.as_ref(), b.sex.as_ref()), Sign::OtherSex),
        when(differ(a.birth_date.as_ref(), b.birth_date.as_ref()), Sign::OtherBirth),
    ]
}

/// What speaks for and against these two being one.
pub fn signs(a: &Entry, b: &Entry) -> Vec<Sign> {
    let name = Spelled::of(a).compared(&Spelled::of(b));
    compared(a, b, name).into_iter().flatten().collect()
}

/// The order in which a pair is kept.
pub fn ordered(a: Uuid, b: Uuid) -> (Uuid, Uuid) {
    if a <= b { (a, b) } else { (b, a) }
}

fn grouped<'k>(places: &[usize], key: impl Fn(usize) -> Option<&'k str>) -> Vec<Vec<usize>> {
    let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
    for place in places {
        if let Some(key) = key(*place).filter(|key| !key.is_empty()) {
            groups.entry(key).or_default().push(*place);
        }
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

fn pair_up(group: &[usize], out: &mut Vec<(usize, usize)>) {
    for (at, first) in group.iter().enumerate() {
        for second in group.iter().skip(at.saturating_add(1)) {
            out.push((*first.min(second), *first.max(second)));
        }
    }
}

/// Which entries are worth comparing: the same name without marks, or the same phone or e-mail address. The work is
/// bounded: nobody is compared with more than a few times [`LARGE`] others.
fn candidates(entries: &[Entry]) -> Vec<(usize, usize)> {
    let all: Vec<usize> = (0..entries.len()).collect();
    let mut out = Vec::new();
    let birth = |place: usize| entries.get(place).and_then(|entry| entry.birth_date.as_deref());
    let phone = |place: usize| entries.get(place).and_then(|entry| entry.phone.as_deref());
    let email = |place: usize| entries.get(place).and_then(|entry| entry.email.as_deref());
    let small = |groups: Vec<Vec<usize>>, out: &mut Vec<(usize, usize)>| {
        for group in groups.iter().filter(|group| group.len() <= LARGE) {
            pair_up(group, out);
        }
    };
    for group in grouped(&all, |place| entries.get(place).map(|entry| entry.folded.as_str())) {
        if group.len() <= LARGE {
            pair_up(&group, &mut out);
        } else {
            small(grouped(&group, birth), &mut out);
            small(grouped(&group, phone), &mut out);
        }
    }
    small(grouped(&all, phone), &mut out);
    small(grouped(&all, email), &mut out);
    out.sort_unstable();
    out.dedup();
    out
}

/// The likeliest pairs, at most `most`. Pairs that somebody has looked at and found to be two people are left out, and so
/// are those against which more speaks than for them.
pub fn find(entries: &[Entry], distinct: &HashSet<(Uuid, Uuid)>, most: usize) -> Found {
    // Most names of a nation are compared with no other: only those that are, are spelled out.
    let spelled: Vec<OnceCell<Spelled>> = entries.iter().map(|_| OnceCell::new()).collect();
    let spell = |place: usize| {
        let entry = entries.get(place)?;
        Some((entry, spelled.get(place)?.get_or_init(|| Spelled::of(entry))))
    };
    let look = |a: usize, b: usize| {
        let ((first, one), (second, other)) = (spell(a)?, spell(b)?);
        Some((first, second, compared(first, second, one.compared(other))))
    };
    // A nation has millions of candidates: only their scores are kept until the likeliest are known.
    let mut scored: Vec<(i32, Uuid, Uuid, usize, usize)> = candidates(entries)
        .into_iter()
        .filter_map(|(a, b)| {
            let (one, other, signs) = look(a, b)?;
            let score: i32 = signs.iter().flatten().map(|sign| sign.weight()).sum();
            let (first, second) = ordered(one.id, other.id);
            let counts = score > 0 && first != second && !distinct.contains(&(first, second));
            counts.then_some((-score, first, second, a, b))
        })
        .collect();
    scored.sort_unstable();
    let pairs = scored
        .iter()
        .take(most)
        .filter_map(|(score, a, b, one, other)| {
            let (_, _, signs) = look(*one, *other)?;
            Some(Pair {
                a: *a,
                b: *b,
                score: -score,
                signs: signs.into_iter().flatten().collect(),
            })
        })
        .collect();
    Found {
        pairs,
        total: scored.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use vietnamese::fold::fold;

    fn entry(id: u128, name: &str) -> Entry {
        Entry {
            id: Uuid::from_u128(id),
            name: name.to_owned(),
            folded: fold(name),
            sex: None,
            birth_date: None,
            phone: None,
            email: None,
            unit: None,
        }
    }

    #[test]
    fn names_are_told_apart_by_what_differs() {
        let a = entry(1, "Ngô Duy Hiếu");
        for (name, sign) in [
            ("NGÔ DUY HIẾU", Some(Sign::SameName)),
            ("Ngô Duy Hiểu", Some(Sign::TonesOnly)),
            ("Ngọ Duy Hiểu", Some(Sign::MarksOnly)),
            ("Ngô Duy Hưng", None),
        ] {
            assert_eq!(signs(&a, &entry(2, name)), Vec::from_iter(sign), "{name}");
        }
        assert_eq!(
            signs(&entry(1, "Đinh Thị Hoà"), &entry(2, "Đinh Thị Hòa")),
            [Sign::TonesOnly]
        );
    }

    #[test]
    fn another_birth_date_outweighs_the_name() {
        let (mut a, mut b) = (entry(1, "Nguyễn Văn An"), entry(2, "Nguyễn Văn An"));
        assert_eq!(find(&[a.clone(), b.clone()], &HashSet::new(), 9).pairs[0].score, 30);
        a.birth_date = Some("1985-03-31".to_owned());
        b.birth_date = Some("1985-04-01".to_owned());
        assert_eq!(find(&[a.clone(), b.clone()], &HashSet::new(), 9), Found::default());
        b.birth_date = a.birth_date.clone();
        assert_eq!(find(&[a, b], &HashSet::new(), 9).pairs[0].score, 70);
    }

    #[test]
    fn a_crowd_of_one_name_is_paired_by_birth_date_only() {
        let mut crowd: Vec<Entry> = (0..5_000).map(|id| entry(id, "Nguyễn Văn An")).collect();
        for twin in [7, 4_321] {
            crowd[twin].birth_date = Some("1985-03-31".to_owned());
        }
        let found = find(&crowd, &HashSet::new(), 9);
        assert_eq!((found.total, found.pairs[0].score), (1, 70));
    }

    prop_compose! {
        fn anybody()(
            id in 0_u128..1_000_000,
            name in prop::sample::select(vec!["Ngô Duy Hiếu", "Ngọ Duy Hiểu", "Ngô Duy Hiểu", "Lê An", "Lê Ân", "Hoà"]),
            sex in prop::option::of(prop::sample::select(vec!["male", "female"])),
            birth in prop::option::of(0..3),
            phone in prop::option::of(0..3),
            email in prop::option::of(0..3),
            unit in prop::option::of(0_u128..3),
        ) -> Entry {
            Entry {
                sex: sex.map(str::to_owned),
                birth_date: birth.map(|n| format!("198{n}-01-01")),
                phone: phone.map(|n| format!("+8491234567{n}")),
                email: email.map(|n| format!("{n}@bnv.vn")),
                unit: unit.map(Uuid::from_u128),
                ..entry(id, name)
            }
        }
    }

    fn people() -> impl Strategy<Value = Vec<Entry>> {
        prop::collection::vec(anybody(), 0..40).prop_map(|mut people| {
            people.sort_by_key(|entry| entry.id);
            people.dedup_by_key(|entry| entry.id);
            people
        })
    }

    proptest! {
        /// As long as no group is large: exactly the pairs that share a name without marks, a phone or an address,
        /// and for which more speaks than against.
        #[test]
        fn nothing_is_missed_and_nothing_is_made_up(people in people()) {
            let mut wanted = HashSet::new();
            for (at, a) in people.iter().enumerate() {
                for b in people.iter().skip(at + 1) {
                    let near = fold(&a.name) == fold(&b.name)
                        || same(a.phone.as_ref(), b.phone.as_ref())
                        || same(a.email.as_ref(), b.email.as_ref());
                    let score: i32 = signs(a, b).iter().map(|sign| sign.weight()).sum();
                    if near && score > 0 {
                        wanted.insert(ordered(a.id, b.id));
                    }
                }
            }
            let found = find(&people, &HashSet::new(), usize::MAX);
            let pairs: HashSet<_> = found.pairs.iter().map(|pair| (pair.a, pair.b)).collect();
            prop_assert_eq!(pairs.len(), found.pairs.len(), "each pair once");
            prop_assert_eq!(pairs, wanted);
            prop_assert!(found.pairs.is_sorted_by(|x, y| x.score >= y.score));
        }

        /// The order of the list does not matter, and what was dismissed does not come back.
        #[test]
        fn order_does_not_matter(people in people()) {
            let found = find(&people, &HashSet::new(), usize::MAX);
            let mut turned = people.clone();
            turned.reverse();
            prop_assert_eq!(&find(&turned, &HashSet::new(), usize::MAX), &found);
            let distinct: HashSet<_> = found.pairs.iter().step_by(2).map(|pair| (pair.a, pair.b)).collect();
            let left = find(&people, &distinct, usize::MAX);
            prop_assert!(left.pairs.iter().all(|pair| !distinct.contains(&(pair.a, pair.b))));
            prop_assert_eq!(left.total + distinct.len(), found.total);
        }
    }
}
