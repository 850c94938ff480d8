//! The columns that a file may have, and the headings under which people write them.

use vietnamese::fold::fold;

use super::Kind;
use super::reorg::Col;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    Number,
    FullName,
    Given,
    Sex,
    Birth,
    Phone,
    Email,
    Unit,
    Post,
    From,
    Code,
    Name,
    ShortName,
    KindOf,
    Level,
    Parent,
    Position,
    Staff,
    Members,
    WomenStaff,
    WomenMembers,
    CountedOn,
    /// A column of a file of re-organisations.
    Reorg(Col),
}

const MEMBERS: [Field; 10] = [
    Field::Number,
    Field::FullName,
    Field::Given,
    Field::Sex,
    Field::Birth,
    Field::Phone,
    Field::Email,
    Field::Unit,
    Field::Post,
    Field::From,
];

const UNITS: [Field; 13] = [
    Field::Code,
    Field::Name,
    Field::ShortName,
    Field::KindOf,
    Field::Level,
    Field::Parent,
    Field::Position,
    Field::From,
    Field::Staff,
    Field::Members,
    Field::WomenStaff,
    Field::WomenMembers,
    Field::CountedOn,
];

const REORG: [Field; Col::ALL.len()] = [
    Field::Reorg(Col::OldCode),
    Field::Reorg(Col::OldName),
    Field::Reorg(Col::Work),
    Field::Reorg(Col::NewCode),
    Field::Reorg(Col::NewName),
    Field::Reorg(Col::ShortName),
    Field::Reorg(Col::Abbreviation),
    Field::Reorg(Col::KindOf),
    Field::Reorg(Col::Level),
    Field::Reorg(Col::Parent),
    Field::Reorg(Col::Share),
    Field::Reorg(Col::Default),
    Field::Reorg(Col::Takes),
    Field::Reorg(Col::Line),
    Field::Reorg(Col::Position),
    Field::Reorg(Col::Seal),
    Field::Reorg(Col::Address),
    Field::Reorg(Col::Number),
    Field::Reorg(Col::Title),
    Field::Reorg(Col::Organ),
    Field::Reorg(Col::Signer),
    Field::Reorg(Col::SignedOn),
    Field::Reorg(Col::EffectiveOn),
    Field::Reorg(Col::Source),
    Field::Reorg(Col::Verified),
    Field::Reorg(Col::Note),
    Field::Reorg(Col::Key),
    Field::Reorg(Col::State),
];

impl Field {
    /// The columns of a file, in the order of its template.
    pub const fn all(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Members => &MEMBERS,
            Kind::Units => &UNITS,
            Kind::Reorg => &REORG,
        }
    }

    /// Without these columns a table is not recognised.
    pub const fn is_required(self) -> bool {
        match self {
            Self::Number | Self::FullName | Self::Unit | Self::Code | Self::Name => true,
            Self::Reorg(col) => col.is_required(),
            _ => false,
        }
    }

    /// Words that may be in an old font.
    pub const fn is_prose(self) -> bool {
        match self {
            Self::FullName
            | Self::Given
            | Self::Sex
            | Self::Post
            | Self::Name
            | Self::ShortName
            | Self::KindOf
            | Self::Level => true,
            Self::Reorg(col) => col.is_prose(),
            _ => false,
        }
    }

    /// The Fluent key of its heading; with `-note` the key of its explanation.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Number => "org-col-number",
            Self::FullName => "org-col-full-name",
            Self::Given => "org-col-given",
            Self::Sex => "org-col-sex",
            Self::Birth => "org-col-birth",
            Self::Phone => "org-col-phone",
            Self::Email => "org-col-email",
            Self::Unit => "org-col-unit",
            Self::Post => "org-col-post",
            Self::From => "org-col-from",
            Self::Code => "org-col-code",
            Self::Name => "org-col-name",
            Self::ShortName => "org-col-short-name",
            Self::KindOf => "org-col-kind",
            Self::Level => "org-col-level",
            Self::Parent => "org-col-parent",
            Self::Position => "org-col-position",
            Self::Staff => "org-col-staff",
            Self::Members => "org-col-members",
            Self::WomenStaff => "org-col-women-staff",
            Self::WomenMembers => "org-col-women-members",
            Self::CountedOn => "org-col-counted-on",
            Self::Reorg(col) => col.key(),
        }
    }

    /// Folded headings that mean this column; the first two are those of our own templates.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Number => &[
                "so the",
                "member number",
                "so the doan vien",
                "ma doan vien",
                "so doan vien cong doan",
                "card number",
            ],
            Self::FullName => &["ho va ten", "full name", "ho ten", "ho va ten khai sinh", "name"],
            Self::Given => &["ten goi rieng", "given name", "ten rieng"],
            Self::Sex => &["gioi tinh", "sex", "nam nu", "gioi", "gender"],
            Self::Birth => &[
                "ngay sinh",
                "date of birth",
                "ngay thang nam sinh",
                "sinh ngay",
                "birth date",
            ],
            Self::Phone => &[
                "dien thoai",
                "phone",
                "so dien thoai",
                "di dong",
                "sdt",
                "dt",
                "mobile",
                "phone number",
            ],
            Self::Email => &["thu dien tu", "e mail", "email", "hop thu", "dia chi thu dien tu"],
            Self::Unit => &["ma don vi", "unit code", "don vi", "ma cong doan co so", "ma cdcs"],
            Self::Post => &["chuc vu", "position held", "chuc danh", "chuc vu chuc danh", "post"],
            Self::From => &[
                "tu ngay",
                "from date",
                "ngay vao",
                "ngay bat dau",
                "hieu luc tu ngay",
                "from",
            ],
            Self::Code => &["ma", "code", "ma don vi", "unit code"],
            Self::Name => &["ten", "unit name", "ten don vi", "ten day du", "name"],
            Self::ShortName => &["ten goi tat", "short name", "ten viet tat", "viet tat", "ten tat"],
            Self::KindOf => &["loai", "kind", "loai don vi", "loai hinh"],
            Self::Level => &["cap", "level", "cap cong doan"],
            Self::Parent => &[
                "ma don vi cap tren",
                "code of the unit above",
                "ma cap tren",
                "don vi cap tren",
                "truc thuoc",
            ],
            Self::Position => &["thu tu", "order", "stt thu bac", "thu tu co quan"],
            Self::Staff => &[
                "so cbccvc",
                "staff",
                "so cbccvcld",
                "cbccvc",
                "cbccvcld",
                "tong so cbccvcld",
            ],
            Self::Members => &["so doan vien", "members", "doan vien", "tong so doan vien"],
            Self::WomenStaff => &[
                "so nu cbccvc",
                "so nu cbccvcld",
                "women among staff",
                "nu cbccvc",
                "nu cbccvcld",
            ],
            Self::WomenMembers => &["so nu doan vien", "women among members", "nu doan vien", "doan vien nu"],
            Self::CountedOn => &["ngay chot so lieu", "figures as of", "so lieu den ngay"],
            Self::Reorg(col) => col.names(),
        }
    }

    /// The column that a heading means, if any.
    pub fn of_heading(kind: Kind, heading: &str) -> Option<Self> {
        let key = heading_key(heading);
        Self::all(kind)
            .iter()
            .copied()
            .find(|field| field.names().contains(&key.as_str()))
    }
}

/// A heading without diacritics, marks and what stands in brackets: "Họ và tên (*)" is "ho va ten".
fn heading_key(heading: &str) -> String {
    let mut depth = 0_u32;
    let bare: String = fold(heading)
        .chars()
        .filter_map(|letter| match letter {
            '(' | '[' => {
                depth = depth.saturating_add(1);
                None
            }
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                None
            }
            _ if depth > 0 => None,
            letter if letter.is_alphanumeric() => Some(letter),
            _ => Some(' '),
        })
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The letters under which Excel shows a column: 0 is A, 26 is AA.
pub fn letters(mut column: usize) -> String {
    let mut out = Vec::new();
    loop {
        let letter = u8::try_from(column % 26).unwrap_or_default();
        out.push(char::from(b'A'.saturating_add(letter)));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_found_however_they_are_written() {
        for heading in ["Họ và tên", "HO VA TEN", "Họ tên (*)", " họ  và\u{A0}tên: "] {
            assert_eq!(
                Field::of_heading(Kind::Members, heading),
                Some(Field::FullName),
                "{heading}"
            );
        }
        assert_eq!(Field::of_heading(Kind::Units, "Mã đơn vị"), Some(Field::Code));
        assert_eq!(Field::of_heading(Kind::Members, "Mã đơn vị"), Some(Field::Unit));
        assert_eq!(Field::of_heading(Kind::Members, "Số nhà"), None);
    }

    #[test]
    fn one_heading_never_means_two_columns() {
        for kind in [Kind::Members, Kind::Units, Kind::Reorg] {
            let mut seen = std::collections::HashSet::new();
            for field in Field::all(kind) {
                for name in field.names() {
                    assert!(seen.insert(*name), "{name}");
                    assert_eq!(heading_key(name), *name);
                }
            }
        }
    }

    #[test]
    fn columns_are_lettered_as_in_excel() {
        assert_eq!(
            [0, 25, 26, 27, 701, 702].map(letters),
            ["A", "Z", "AA", "AB", "ZZ", "AAA"]
        );
    }
}
