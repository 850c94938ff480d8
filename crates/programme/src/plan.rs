//! A plan as signed: its document, its parties, its sections, and what the text leaves open or says twice.

use jiff::civil::Date;
use kernel::actor::Side;
use kernel::clock::Millis;
use kernel::lang::Lang;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vietnamese::docnumber::DocumentNumber;

use crate::activity::Activity;
use crate::code::coded;
use crate::state::PlanState;

/// The same words in both languages of the pages. An empty English text falls back to the Vietnamese one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub vi: String,
    pub en: String,
}

impl Words {
    /// From both texts.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            vi: vi.into(),
            en: en.into(),
        }
    }

    /// The text for a page in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.vi, &self.en)
    }

    /// Nothing is written.
    pub const fn is_empty(&self) -> bool {
        self.vi.is_empty()
    }
}

coded! {
    /// Whose something is: one of the two sides, or both together.
    Sides { A = "A", B = "B", Both = "both" }
}

impl Sides {
    /// The sides meant, in order.
    pub const fn each(self) -> &'static [Side] {
        match self {
            Self::A => &[Side::A],
            Self::B => &[Side::B],
            Self::Both => &[Side::A, Side::B],
        }
    }
}

/// The letter of a side as the pages show it.
pub const fn side_letter(side: Side) -> &'static str {
    match side {
        Side::A => "A",
        Side::B => "B",
    }
}

coded! {
    /// What kind of body a party is.
    PartyKind { Union = "union", State = "state", Other = "other" }
}

coded! {
    /// What a party or a unit does: chủ trì, đồng chủ trì, phối hợp, đầu mối, or a single duty.
    Role {
        Lead = "lead",
        CoLead = "co_lead",
        Cooperating = "cooperating",
        FocalPoint = "focal_point",
        Duty = "duty",
    }
}

coded! {
    /// What is remarkable about the signed text.
    NoteKind {
        /// The text says the same thing in two ways that do not agree.
        Contradiction = "contradiction",
        /// The text leaves something open.
        Gap = "gap",
        Spelling = "spelling",
        Numbering = "numbering",
    }
}

/// One of the bodies that sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub side: Side,
    pub kind: PartyKind,
    pub role: Role,
    /// The body's own abbreviation as in notations: "BNV".
    pub code: String,
    /// Code of the unit in the organisation tree, when it stands there.
    pub unit_code: Option<String>,
    pub name: Words,
    pub short: Words,
}

/// The programme of several years that a plan belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParentProgramme {
    pub slug: String,
    /// As cited: "01/BNV-CĐVCVN".
    pub number: String,
    pub title: Words,
    pub signed_on: Option<Date>,
    pub from_year: Option<i16>,
    pub to_year: Option<i16>,
    pub demo: bool,
}

/// A document that the plan is based on (căn cứ).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalBasis {
    /// As cited.
    pub number: String,
    pub title: Words,
    pub signed_on: Option<Date>,
    /// It is the programme above this plan.
    pub parent: bool,
}

/// A section of the plan (I, II, III …).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub path: String,
    pub heading: Words,
}

/// Another spelling under which a signer's name is found, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    pub text: String,
    /// "ocr": misread from a scan.
    pub kind: String,
    pub note: Words,
}

/// Who signed, in which capacity, in the order of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub side: Side,
    /// "KT. BỘ TRƯỞNG", "TM. BAN THƯỜNG VỤ".
    pub formula: Words,
    pub post: Words,
    pub organ: Words,
    pub name: Words,
    /// The person is made up.
    pub demo: bool,
    pub aliases: Vec<Alias>,
}

/// A line of "Nơi nhận".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    pub name: Words,
    /// "báo cáo"; empty when the text gives no reason.
    pub why: Words,
    /// The line of the registry ("Lưu: …").
    pub archive: bool,
}

/// Where the signed text contradicts itself or leaves something open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub kind: NoteKind,
    /// Code of the activity it is about.
    pub activity: Option<String>,
    /// Places in the document ("Mục I.2.b"), in the order of `quotes`.
    pub about: Vec<String>,
    /// The words as they stand there.
    pub quotes: Vec<Words>,
    pub text: Words,
}

/// A plan that is not in the database yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlan {
    /// Lasting name in addresses.
    pub slug: String,
    pub year: i16,
    /// "Kế hoạch".
    pub kind: Words,
    /// Number and notation; a draft has none.
    pub number: Option<DocumentNumber>,
    pub title: Words,
    /// Where it was signed.
    pub place: Words,
    pub signed_on: Option<Date>,
    /// First and last day of the plan, both included.
    pub first_day: Date,
    pub last_day: Date,
    pub state: PlanState,
    /// Entered after the fact: reading only, nothing in it is due any more.
    pub history: bool,
    /// Made up for the demonstration.
    pub demo: bool,
    pub programme: Option<ParentProgramme>,
    pub parties: Vec<Party>,
    pub bases: Vec<LegalBasis>,
    pub sections: Vec<Section>,
    /// In the order of the document.
    pub activities: Vec<Activity>,
    pub signatures: Vec<Signature>,
    pub recipients: Vec<Recipient>,
    pub notes: Vec<Note>,
}

impl NewPlan {
    /// The activities of a section, in order.
    pub fn of_section<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Activity> {
        self.activities.iter().filter(move |activity| activity.section == path)
    }

    /// The notes on an activity.
    pub fn notes_on<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Note> {
        self.notes
            .iter()
            .filter(move |note| note.activity.as_deref() == Some(code))
    }
}

/// A plan as the database keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub id: Uuid,
    pub recorded_at: Millis,
    pub content: NewPlan,
}
