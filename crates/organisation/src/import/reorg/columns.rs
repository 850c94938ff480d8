//! The columns of a file of re-organisations, and the headings under which people write them.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Col {
    OldCode,
    OldName,
    Work,
    NewCode,
    NewName,
    ShortName,
    Abbreviation,
    KindOf,
    Level,
    Parent,
    Share,
    Default,
    Takes,
    Line,
    Position,
    Seal,
    Address,
    Number,
    Title,
    Organ,
    Signer,
    SignedOn,
    EffectiveOn,
    Source,
    /// The act was checked against the official text.
    Verified,
    Note,
    /// What tells acts of one day apart that have no number.
    Key,
    /// Written by the export; read and left alone.
    State,
}

impl Col {
    /// Every column, in the order of the template and of the export.
    pub const ALL: [Self; 28] = [
        Self::OldCode,
        Self::OldName,
        Self::Work,
        Self::NewCode,
        Self::NewName,
        Self::ShortName,
        Self::Abbreviation,
        Self::KindOf,
        Self::Level,
        Self::Parent,
        Self::Share,
        Self::Default,
        Self::Takes,
        Self::Line,
        Self::Position,
        Self::Seal,
        Self::Address,
        Self::Number,
        Self::Title,
        Self::Organ,
        Self::Signer,
        Self::SignedOn,
        Self::EffectiveOn,
        Self::Source,
        Self::Verified,
        Self::Note,
        Self::Key,
        Self::State,
    ];

    /// Without these columns a table is not recognised.
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Work | Self::EffectiveOn)
    }

    /// Words that may be in an old font.
    pub const fn is_prose(self) -> bool {
        matches!(
            self,
            Self::OldName
                | Self::Work
                | Self::NewName
                | Self::ShortName
                | Self::KindOf
                | Self::Level
                | Self::Line
                | Self::Seal
                | Self::Address
                | Self::Title
                | Self::Organ
                | Self::Signer
                | Self::Note
        )
    }

    /// The Fluent key of its heading; with `-note` the key of its explanation.
    pub const fn key(self) -> &'static str {
        match self {
            Self::OldCode => "org-col-re-old-code",
            Self::OldName => "org-col-re-old-name",
            Self::Work => "org-col-re-work",
            Self::NewCode => "org-col-re-new-code",
            Self::NewName => "org-col-re-new-name",
            Self::ShortName => "org-col-re-new-short-name",
            Self::Abbreviation => "org-col-re-notation",
            Self::KindOf => "org-col-re-new-kind",
            Self::Level => "org-col-re-new-level",
            Self::Parent => "org-col-re-above",
            Self::Share => "org-col-re-share",
            Self::Default => "org-col-re-default",
            Self::Takes => "org-col-re-takes",
            Self::Line => "org-col-re-line",
            Self::Position => "org-col-re-new-position",
            Self::Seal => "org-col-re-seal",
            Self::Address => "org-col-re-address",
            Self::Number => "org-col-re-act-number",
            Self::Title => "org-col-re-act-title",
            Self::Organ => "org-col-re-organ",
            Self::Signer => "org-col-re-signer",
            Self::SignedOn => "org-col-re-signed-on",
            Self::EffectiveOn => "org-col-re-effective-on",
            Self::Source => "org-col-re-source",
            Self::Verified => "org-col-re-verified",
            Self::Note => "org-col-re-act-note",
            Self::Key => "org-col-re-act-key",
            Self::State => "org-col-re-state",
        }
    }

    /// Folded headings that mean this column; the first two are those of our own files.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::OldCode => &["ma cu", "old code", "ma don vi cu", "ma truoc sap xep", "code before"],
            Self::OldName => &[
                "ten cu",
                "old name",
                "ten don vi cu",
                "ten truoc sap xep",
                "name before",
            ],
            Self::Work => &[
                "loai viec",
                "kind of change",
                "viec",
                "hinh thuc",
                "hinh thuc sap xep",
                "change",
                "operation",
            ],
            Self::NewCode => &["ma moi", "new code", "ma don vi moi", "ma sau sap xep", "code after"],
            Self::NewName => &["ten moi", "new name", "ten don vi moi", "ten sau sap xep", "name after"],
            Self::ShortName => &[
                "ten ngan",
                "short name",
                "ten goi tat",
                "ten viet tat",
                "ten viet tat ten ngan",
                "viet tat",
            ],
            Self::Abbreviation => &["ky hieu don vi", "notation", "abbreviation"],
            Self::KindOf => &["loai hinh", "unit kind", "loai don vi", "kind", "kind of unit"],
            Self::Level => &["cap", "level", "cap cong doan"],
            Self::Parent => &[
                "ma cap tren",
                "code of the unit above",
                "ma don vi cap tren",
                "don vi cap tren",
                "parent code",
            ],
            Self::Share => &["ty le", "share", "ti le", "phan"],
            Self::Default => &["mac dinh", "default", "nhan mac dinh"],
            Self::Takes => &["kem don vi", "with units", "don vi kem theo", "units taken"],
            Self::Line => &["tuyen", "line", "hierarchy"],
            Self::Position => &["thu tu", "order"],
            Self::Seal => &["con dau", "seal"],
            Self::Address => &["dia chi", "address", "tru so"],
            Self::Number => &[
                "so van ban",
                "number of the act",
                "so ky hieu",
                "so nghi quyet",
                "so quyet dinh",
                "so hieu",
                "act number",
            ],
            Self::Title => &["trich yeu", "about", "ve viec", "title", "noi dung"],
            Self::Organ => &["co quan ban hanh", "issued by", "noi ban hanh", "organ"],
            Self::Signer => &["nguoi ky", "signed by", "signer"],
            Self::SignedOn => &["ngay ky", "signed on", "ngay ban hanh", "date signed"],
            Self::EffectiveOn => &[
                "ngay hieu luc",
                "effective on",
                "hieu luc tu ngay",
                "hieu luc",
                "effective date",
                "co hieu luc tu ngay",
            ],
            Self::Source => &["nguon", "source"],
            Self::Verified => &["da doi chieu", "checked with the original", "doi chieu", "verified"],
            Self::Note => &["ghi chu", "note", "notes"],
            Self::Key => &["ma dot", "key of the act", "ma dot sap xep", "act key"],
            Self::State => &["trang thai", "state"],
        }
    }
}
