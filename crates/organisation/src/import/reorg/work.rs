//! The words of a row: what is done, and in which line.

use vietnamese::fold::fold;

use super::columns::Col;
use crate::history::Hierarchy;

/// What a row does; one for each kind of operation of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Work {
    Merge,
    Consolidate,
    Split,
    HandOver,
    Move,
    Alter,
    Found,
    Dissolve,
    End,
    Restore,
    EndRights,
}

fn plain(words: &str) -> String {
    let bare: String = fold(words)
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Work {
    /// Every kind, in the order it is offered.
    pub const ALL: [Self; 11] = [
        Self::Merge,
        Self::Consolidate,
        Self::Split,
        Self::HandOver,
        Self::Move,
        Self::Alter,
        Self::Found,
        Self::Dissolve,
        Self::End,
        Self::Restore,
        Self::EndRights,
    ];

    /// As an operation of a plan calls it; the words are `org-reimport-work-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Consolidate => "consolidate",
            Self::Split => "split",
            Self::HandOver => "hand_over",
            Self::Move => "move",
            Self::Alter => "alter",
            Self::Found => "found",
            Self::Dissolve => "dissolve",
            Self::End => "end",
            Self::Restore => "restore",
            Self::EndRights => "end_rights",
        }
    }

    /// The Fluent key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Merge => "org-reimport-work-merge",
            Self::Consolidate => "org-reimport-work-consolidate",
            Self::Split => "org-reimport-work-split",
            Self::HandOver => "org-reimport-work-hand_over",
            Self::Move => "org-reimport-work-move",
            Self::Alter => "org-reimport-work-alter",
            Self::Found => "org-reimport-work-found",
            Self::Dissolve => "org-reimport-work-dissolve",
            Self::End => "org-reimport-work-end",
            Self::Restore => "org-reimport-work-restore",
            Self::EndRights => "org-reimport-work-end_rights",
        }
    }

    /// Reads what files say, with or without diacritics, in either language.
    pub fn read(words: &str) -> Option<Self> {
        let work = match plain(words).as_str() {
            "sap nhap" | "sap nhap vao" | "nhap vao" | "merge" | "merge into" | "merger" => Self::Merge,
            "hop nhat" | "hop nhat thanh" | "consolidate" | "consolidation" => Self::Consolidate,
            "chia" | "chia thanh" | "split" => Self::Split,
            "tach"
            | "chuyen giao mot phan"
            | "tach chuyen giao mot phan"
            | "hand over"
            | "hand over a part"
            | "partial transfer" => Self::HandOver,
            "chuyen cap tren" | "chuyen truc thuoc" | "dieu chuyen" | "move" | "move under another unit" => Self::Move,
            "doi ten"
            | "doi ma"
            | "doi ten doi ma"
            | "doi loai hinh"
            | "doi cap"
            | "thay doi"
            | "rename"
            | "alter"
            | "change"
            | "change name or code" => Self::Alter,
            "thanh lap" | "thanh lap moi" | "found" | "establish" | "founding" => Self::Found,
            "giai the" | "dissolve" | "dissolution" => Self::Dissolve,
            "ket thuc hoat dong" | "ket thuc" | "cham dut" | "cham dut hoat dong" | "end" | "end activity" => Self::End,
            "khoi phuc" | "khoi phuc hoat dong" | "restore" => Self::Restore,
            "can bo thoi phu trach" | "thoi phu trach" | "end rights" | "officers lose their rights" => Self::EndRights,
            _ => return None,
        };
        Some(work)
    }

    /// Whether the old unit is no longer there afterwards.
    pub const fn ends(self) -> bool {
        matches!(
            self,
            Self::Merge | Self::Consolidate | Self::Split | Self::Dissolve | Self::End
        )
    }

    /// Whether a filled cell of this column says something in such a row; columns of the act always do.
    pub const fn uses(self, col: Col) -> bool {
        match col {
            Col::OldCode | Col::OldName => !matches!(self, Self::Found),
            Col::NewCode => !matches!(self, Self::Move | Self::Dissolve | Self::Restore | Self::EndRights),
            Col::NewName
            | Col::ShortName
            | Col::Abbreviation
            | Col::KindOf
            | Col::Level
            | Col::Position
            | Col::Seal
            | Col::Address => !matches!(
                self,
                Self::Move | Self::Dissolve | Self::End | Self::Restore | Self::EndRights
            ),
            Col::Parent => !matches!(self, Self::Alter | Self::EndRights),
            Col::Default | Col::Takes => matches!(self, Self::Split | Self::HandOver),
            _ => true,
        }
    }

    /// Whether the row must name a unit that takes over, or that is founded.
    pub const fn needs_new(self) -> bool {
        matches!(
            self,
            Self::Merge | Self::Consolidate | Self::Split | Self::HandOver | Self::Found
        )
    }
}

/// The lines in the order in which a code is looked for.
pub const LINES: [Hierarchy; 4] = [
    Hierarchy::Union,
    Hierarchy::Ministry,
    Hierarchy::Territory,
    Hierarchy::Block,
];

/// The Fluent key of a line.
pub const fn line_key(line: Hierarchy) -> &'static str {
    match line {
        Hierarchy::Union => "org-reimport-line-union",
        Hierarchy::Ministry => "org-reimport-line-ministry",
        Hierarchy::Block => "org-reimport-line-block",
        Hierarchy::Territory => "org-reimport-line-territory",
    }
}

/// Reads the name of a line.
pub fn read_line(words: &str) -> Option<Hierarchy> {
    match plain(words).as_str() {
        "cong doan" | "union" => Some(Hierarchy::Union),
        "bo nganh" | "bo" | "nganh" | "bo nganh co quan trung uong" | "ministry" | "ministries" => {
            Some(Hierarchy::Ministry)
        }
        "khoi thi dua" | "khoi" | "block" | "emulation block" | "emulation blocks" => Some(Hierarchy::Block),
        "dia ban" | "tinh thanh pho" | "territory" => Some(Hierarchy::Territory),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_read_as_people_write_it() {
        for (words, work) in [
            ("Sáp nhập", Work::Merge),
            ("HOP NHAT", Work::Consolidate),
            ("tách, chuyển giao một phần", Work::HandOver),
            ("Đổi tên, đổi mã", Work::Alter),
            ("Kết thúc hoạt động", Work::End),
            ("hand_over", Work::HandOver),
        ] {
            assert_eq!(Work::read(words), Some(work), "{words}");
        }
        for work in Work::ALL {
            assert_eq!(Work::read(work.code()), Some(work));
            assert!(crate::plan::KINDS.contains(&work.code()));
        }
        assert_eq!(Work::read("xoá"), None);
        assert_eq!(read_line("Bộ, ngành"), Some(Hierarchy::Ministry));
    }
}
