//! From the shape of the file to a plan: every reference is followed, every closed word checked.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::actor::Side;
use kernel::fuzzy::FuzzySize;
use kernel::money::Dong;
use toml::Spanned;
use vietnamese::docnumber::DocumentNumber;

use super::file::{self, File, Span, Year};
use super::{Fault, Frame, when};
use crate::activity::{Activity, Assignment, Count, EvidenceKey, FundingShare, Item, Size, Stage};
use crate::plan::{
    Alias, LegalBasis, NewPlan, Note, ParentProgramme, Party, Recipient, Section, Sides, Signature, Words,
};

type Built<T> = Result<T, (Span, Fault)>;

fn slug(text: &Spanned<String>) -> Built<String> {
    let word = text.get_ref();
    let fits = !word.is_empty()
        && word.len() <= 80
        && word.starts_with(|c: char| c.is_ascii_alphanumeric())
        && word
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.');
    if fits {
        Ok(word.clone())
    } else {
        Err((text.span(), Fault::Slug(word.clone())))
    }
}

fn signed(fixed: Option<&Spanned<String>>, counted: Option<&Spanned<i64>>, frame: &Frame) -> Built<Option<Date>> {
    match (fixed, counted) {
        (Some(text), _) => when::day(text.get_ref()).map(Some).map_err(|f| (text.span(), f)),
        (None, Some(days)) => when::offset(frame.today, *days.get_ref())
            .map(Some)
            .map_err(|f| (days.span(), f)),
        (None, None) => Ok(None),
    }
}

fn one_side(sides: &Spanned<Sides>) -> Built<Side> {
    match sides.get_ref() {
        Sides::A => Ok(Side::A),
        Sides::B => Ok(Side::B),
        Sides::Both => Err((sides.span(), Fault::OneSide)),
    }
}

fn amount(value: Option<&Spanned<i64>>) -> Built<Option<Dong>> {
    match value {
        Some(v) if *v.get_ref() < 0 => Err((v.span(), Fault::Negative(*v.get_ref()))),
        Some(v) => Ok(Some(Dong(*v.get_ref()))),
        None => Ok(None),
    }
}

fn number(plan: &file::Plan) -> Built<Option<DocumentNumber>> {
    let Some(text) = &plan.number_text else {
        return Ok(None);
    };
    let read =
        DocumentNumber::parse(text.get_ref()).map_err(|_| (text.span(), Fault::Number(text.get_ref().clone())))?;
    let agrees =
        plan.number.is_none_or(|n| n == read.number()) && plan.notation.as_ref().is_none_or(|n| *n == read.notation());
    if agrees {
        Ok(Some(read))
    } else {
        Err((text.span(), Fault::NumberDiffers(text.get_ref().clone())))
    }
}

/// The things of a list that carry an order, in that order.
fn ordered<T>(mut things: Vec<T>, order: impl Fn(&T) -> i64) -> Vec<T> {
    things.sort_by_key(order);
    things
}

fn said(words: file::Said) -> Words {
    Words::new(words.words, words.words_en)
}

fn size(raw: file::Size) -> Size {
    Size {
        how_many: FuzzySize {
            words: raw.words,
            words_en: raw.words_en,
            min: raw.min.or(raw.approx),
            max: raw.max.or(raw.approx),
            approx: raw.approx.is_some(),
        },
        unit: Words::new(raw.unit, raw.unit_en),
        per: raw.per,
    }
}

fn items(raw: Vec<file::Item>) -> Vec<Item> {
    raw.into_iter()
        .map(|item| Item {
            mark: item.mark,
            text: Words::new(item.text, item.text_en),
        })
        .collect()
}

fn stage(raw: file::Stage, frame: &Frame, contest: Option<&str>) -> Built<Stage> {
    Ok(Stage {
        state: raw.state,
        title: Words::new(raw.title, raw.title_en),
        when: when::period(raw.when.get_ref(), frame, contest).map_err(|f| (raw.when.span(), f))?,
        place: raw.place.map(said),
        size: raw.size.map(size),
    })
}

fn share(raw: file::Money) -> Built<FundingShare> {
    Ok(FundingShare {
        side: one_side(&raw.side)?,
        source: raw.source,
        words: Words::new(raw.words, raw.words_en),
        amount: amount(raw.amount.as_ref())?,
        spent: amount(raw.spent.as_ref())?,
    })
}

fn activity(raw: file::Activity, frame: &Frame) -> Built<Activity> {
    let contest = raw.contest_slug.as_deref();
    let code_span = raw.code.span();
    let address = match &raw.slug {
        Some(given) => slug(given)?,
        None => slug(&Spanned::new(code_span, raw.code.get_ref().to_ascii_lowercase()))?,
    };
    let when = when::period(raw.when.get_ref(), frame, contest).map_err(|f| (raw.when.span(), f))?;
    let stages = ordered(raw.stage, |s| s.order)
        .into_iter()
        .map(|s| stage(s, frame, contest))
        .collect::<Built<Vec<_>>>()?;
    let assignments = raw
        .assignment
        .into_iter()
        .map(|a| Assignment {
            sides: a.side,
            role: a.role,
            unit: Words::new(a.unit, a.unit_en),
            duty: Words::new(a.duty, a.duty_en),
        })
        .collect();
    Ok(Activity {
        code: raw.code.into_inner(),
        slug: address,
        section: raw.section.into_inner(),
        kind: raw.kind,
        state: raw.state,
        source: raw.source,
        title: Words::new(raw.title, raw.title_en),
        aims: Words::new(raw.aims, raw.aims_en),
        when,
        place: raw.place.map(said),
        size: raw.size.map(size),
        count: raw.count.map(|c| Count {
            words: Words::new(c.words, c.words_en),
            n: c.n,
            unit: Words::new(c.unit, c.unit_en),
            duration_days: c.duration_days,
        }),
        audience: items(raw.audience),
        topics: items(raw.topics),
        products: items(raw.products),
        units: raw.units,
        stages,
        assignments,
        funding: raw.money.into_iter().map(share).collect::<Built<Vec<_>>>()?,
        evidence: raw.contest_slug.map(|key| EvidenceKey {
            key,
            part: raw.contest_stage,
        }),
        totals_plan: raw.total_of.is_some(),
    })
}

fn activities(raw: Vec<file::Activity>, sections: &[Section], frame: &Frame) -> Built<Vec<Activity>> {
    let (mut codes, mut slugs) = (BTreeSet::new(), BTreeSet::new());
    let mut out = Vec::with_capacity(raw.len());
    for one in ordered(raw, |a| a.order) {
        let (code_span, section_span) = (one.code.span(), one.section.span());
        let built = activity(one, frame)?;
        if sections.iter().all(|section| section.path != built.section) {
            return Err((section_span, Fault::SectionUnknown(built.section)));
        }
        for (known, word) in [(&mut codes, &built.code), (&mut slugs, &built.slug)] {
            if !known.insert(word.clone()) {
                return Err((code_span, Fault::Twice(word.clone())));
            }
        }
        out.push(built);
    }
    Ok(out)
}

fn parties(raw: Vec<file::Party>) -> Built<Vec<Party>> {
    let mut out: Vec<Party> = Vec::new();
    for one in ordered(raw, |p| p.order) {
        let side = one_side(&one.side)?;
        if out.iter().any(|party| party.side == side) {
            return Err((one.side.span(), Fault::Twice(side.code().to_uppercase())));
        }
        out.push(Party {
            side,
            kind: one.kind,
            role: one.role,
            code: one.code,
            unit_code: one.unit,
            name: Words::new(one.name, one.name_en),
            short: Words::new(one.short, one.short_en),
        });
    }
    Ok(out)
}

fn sections(raw: Vec<file::Section>) -> Built<Vec<Section>> {
    let mut out: Vec<Section> = Vec::new();
    for one in ordered(raw, |s| s.order) {
        if out.iter().any(|section| section.path == *one.path.get_ref()) {
            return Err((one.path.span(), Fault::Twice(one.path.into_inner())));
        }
        out.push(Section {
            path: one.path.into_inner(),
            heading: Words::new(one.heading, one.heading_en),
        });
    }
    Ok(out)
}

fn signatures(raw: Vec<file::Signature>) -> Built<Vec<Signature>> {
    ordered(raw, |s| s.order)
        .into_iter()
        .map(|one| {
            Ok(Signature {
                side: one_side(&one.side)?,
                formula: Words::new(one.formula, one.formula_en),
                post: Words::new(one.post, one.post_en),
                organ: Words::new(one.organ, one.organ_en),
                name: Words::new(one.name, one.name_en),
                demo: one.demo,
                aliases: one
                    .aliases
                    .into_iter()
                    .map(|alias| Alias {
                        text: alias.text,
                        kind: alias.kind,
                        note: Words::new(alias.note, alias.note_en),
                    })
                    .collect(),
            })
        })
        .collect()
}

fn notes(raw: Vec<file::Note>, activities: &[Activity]) -> Built<Vec<Note>> {
    raw.into_iter()
        .map(|one| {
            if let Some(code) = &one.activity
                && activities.iter().all(|activity| activity.code != *code.get_ref())
            {
                return Err((code.span(), Fault::ActivityUnknown(code.get_ref().clone())));
            }
            let mut english = one.quotes_en.into_iter();
            Ok(Note {
                kind: one.kind,
                activity: one.activity.map(Spanned::into_inner),
                about: one.about,
                quotes: one
                    .quotes
                    .into_iter()
                    .map(|quote| Words::new(quote, english.next().unwrap_or_default()))
                    .collect(),
                text: Words::new(one.text, one.text_en),
            })
        })
        .collect()
}

fn bases(raw: Vec<file::Basis>, frame: &Frame) -> Built<Vec<LegalBasis>> {
    raw.into_iter()
        .map(|one| {
            Ok(LegalBasis {
                signed_on: signed(one.signed_on.as_ref(), None, frame)?,
                number: one.number_text,
                title: Words::new(one.title, one.title_en),
                parent: one.parent,
            })
        })
        .collect()
}

fn programme(raw: file::Programme, frame: &Frame) -> Built<ParentProgramme> {
    Ok(ParentProgramme {
        slug: slug(&raw.slug)?,
        signed_on: signed(raw.signed_on.as_ref(), raw.signed_offset_days.as_ref(), frame)?,
        number: raw.number_text,
        title: Words::new(raw.title, raw.title_en),
        from_year: raw.from_year,
        to_year: raw.to_year,
        demo: raw.demo,
    })
}

pub(super) fn plan(file: File, frame: &Frame) -> Built<NewPlan> {
    if *file.format.get_ref() != 1 {
        return Err((file.format.span(), Fault::Format(*file.format.get_ref())));
    }
    let head = file.plan;
    let year = match head.year.get_ref() {
        Year::Number(year) => *year,
        Year::Text(text) => text.parse().map_err(|_| (head.year.span(), Fault::Day(text.clone())))?,
    };
    let day = |text: &Spanned<String>| when::day(text.get_ref()).map_err(|f| (text.span(), f));
    let (first_day, last_day) = (day(&head.from)?, day(&head.to)?);
    if last_day < first_day {
        return Err((head.to.span(), Fault::Backwards));
    }
    let sections = sections(file.section)?;
    let activities = activities(file.activity, &sections, frame)?;
    Ok(NewPlan {
        slug: slug(&head.slug)?,
        year,
        number: number(&head)?,
        signed_on: signed(head.signed_on.as_ref(), head.signed_offset_days.as_ref(), frame)?,
        kind: Words::new(head.document_kind, head.document_kind_en),
        title: Words::new(head.title, head.title_en),
        place: Words::new(head.place, head.place_en),
        first_day,
        last_day,
        state: head.state,
        history: head.history,
        demo: head.demo,
        programme: file.programme.map(|raw| programme(raw, frame)).transpose()?,
        parties: parties(file.party)?,
        bases: bases(file.legal_basis, frame)?,
        notes: notes(file.note, &activities)?,
        sections,
        activities,
        signatures: signatures(file.signature)?,
        recipients: ordered(file.recipient, |r| r.order)
            .into_iter()
            .map(|one| Recipient {
                name: Words::new(one.name, one.name_en),
                why: Words::new(one.why, one.why_en),
                archive: one.archive,
            })
            .collect(),
    })
}
