//! The sentences of the commands, in both languages. `{0}`, `{1}` are blanks.

use kernel::lang::Lang;

use super::fill;
use super::look::Flaw;
use crate::words::Say;

/// For acts on units, which are imported and exported on their pages.
pub const ACT: Say = Say(
    "  + {0}, hiệu lực {1}: {2} việc, {3} đơn vị kết thúc, {4} thành lập, {5} đổi cấp trên",
    "  + {0}, in force {1}: operations {2}, units that end {3}, begin {4}, move {5}",
);
pub const ACTS_CHECKED: Say = Say(
    "Đã đọc {0} dòng: {1} văn bản mới, {2} văn bản đã có và giống hệt.",
    "Rows read: {0}. New acts: {1}, on record and the same: {2}.",
);
pub const ACTS_FAULTY: Say = Say(
    "{0} lỗi. Chưa ghi gì; sửa tệp rồi nhập lại.",
    "Faults: {0}. Nothing was written; correct the file and import it again.",
);
pub const ACTS_DRY: Say = Say(
    "Mới kiểm tra, chưa ghi gì. Thêm --apply để ghi {0} văn bản thành dự thảo.",
    "Checked only, nothing was written. Add --apply to write the acts as drafts: {0}.",
);
pub const ACTS_WRITTEN: Say = Say(
    "Đã ghi {0} dự thảo. Trình, duyệt và áp dụng ở trang Sắp xếp tổ chức.",
    "Drafts written: {0}. Submit, approve and apply them on the page of re-organisations.",
);

pub const EXISTS: Say = Say(
    "Tệp {0} đã có; không ghi đè.",
    "The file {0} exists already; it is not overwritten.",
);
pub const NO_FILE: Say = Say("Không có tệp {0}.", "There is no file {0}.");
pub const NO_FOLDER: Say = Say("Không có thư mục {0}.", "There is no folder {0}.");
pub const NOT_UNICODE: Say = Say("Tên {0} không phải Unicode.", "The name {0} is not Unicode.");
pub const IN_MEMORY: Say = Say(
    "Cơ sở dữ liệu nằm trong bộ nhớ, không có tệp để làm việc này.",
    "The database lives in memory; there is no file to do this with.",
);
pub const NO_DATABASE: Say = Say(
    "Chưa có cơ sở dữ liệu ở {0}. Kiểm tra --data, --database; hoặc chạy donghanh migrate để tạo mới.",
    "There is no database at {0} yet. Check --data and --database, or run donghanh migrate to make one.",
);
pub const NEWER: Say = Say(
    "Cơ sở dữ liệu có bước {0} mà chương trình này không biết: hãy dùng phiên bản mới hơn.",
    "The database holds step {0}, which this program does not know: use a newer version.",
);
pub const EDITED: Say = Say(
    "Bước {0} của chương trình khác với bước đã tạo ra cơ sở dữ liệu này.",
    "Step {0} of the program differs from the one that made this database.",
);

pub const UP_TO_DATE: Say = Say(
    "Không có gì phải làm: đủ {0} bước ({1}).",
    "Nothing to do: all {0} steps are there ({1}).",
);
pub const MIGRATED: Say = Say("Đã thực hiện {0} bước ({1}):", "Applied {0} steps ({1}):");

pub const READING: Say = Say("Đọc tệp", "Reading the file");
pub const WRITING: Say = Say("Đang ghi", "Writing");
pub const IN_SHEET: Say = Say("Trang tính «{0}», {1}", "Sheet “{0}”, {1}");
pub const IGNORED: Say = Say("Cột không dùng đến: {0}", "Columns left aside: {0}");
pub const REPAIRED: Say = Say("Đã tự sửa – {0}: {1} ô", "Put right – {0}: {1} cells");
pub const WARNING: Say = Say("  Lưu ý – {0}: «{1}» – {2}.", "  Note – {0}: “{1}” – {2}.");
pub const CHANGE: Say = Say("  Thay đổi – dòng {0}: {1}", "  Change – row {0}: {1}");
pub const FAULT: Say = Say("  Lỗi – {0}: «{1}» – {2}. {3}.", "  Fault – {0}: “{1}” – {2}. {3}.");
pub const FAULT_EMPTY: Say = Say("  Lỗi – {0}: {2}. {3}.", "  Fault – {0}: {2}. {3}.");
pub const CHECKED: Say = Say(
    "Đã đọc {0} dòng: {1} mới, {2} thay đổi, {3} giữ nguyên.",
    "Rows read: {0}. New: {1}, changed: {2}, the same: {3}.",
);
pub const FAULTY: Say = Say(
    "{0} lỗi ở {1} dòng. Chưa ghi gì; sửa tệp rồi nhập lại.",
    "Faults: {0}, in rows: {1}. Nothing was written; correct the file and import it again.",
);
pub const NOTHING_TO_CHANGE: Say = Say("Không có gì để thay đổi.", "There is nothing to change.");
pub const IMPORTED: Say = Say("Đã ghi: {0} mới, {1} thay đổi.", "Written: {0} new, {1} changed.");

pub const EXPORTED: Say = Say("Đã xuất {1} dòng ra {0}.", "Rows exported to {0}: {1}.");
pub const WITHOUT_UNIT: Say = Say(
    "{0} người hôm nay không thuộc đơn vị nào nên không có trong tệp.",
    "People left out because they belong to no unit today: {0}.",
);
/// As the import reads it.
pub const NOT_APPLICABLE: Say = Say("không áp dụng", "not applicable");

pub const BACKED_UP: Say = Say(
    "Đã sao lưu ra {0} ({1}), đã kiểm tra: {2} tài khoản, nhật ký liền mạch {3} việc.",
    "Backed up to {0} ({1}) and verified: {2} accounts, record of acts whole with {3} entries.",
);
pub const BACKED_UP_BROKEN: Say = Say(
    "Đã sao lưu ra {0} ({1}), nhưng nhật ký bị đứt ở việc số {2}: tệp này giữ nguyên hiện trạng, lệnh restore sẽ không nhận. Chạy donghanh doctor.",
    "Backed up to {0} ({1}), but the record of acts is broken at entry {2}: the file keeps things as they are and restore will refuse it. Run donghanh doctor.",
);
pub const DUMPED: Say = Say(
    "Đã sao lưu ra {0} ({1}) bằng pg_dump.",
    "Backed up to {0} ({1}) with pg_dump.",
);
pub const TOOL_MISSING: Say = Say(
    "Máy này không có {0}. Trên máy có công cụ của PostgreSQL, hãy chạy:\n  {1}",
    "There is no {0} on this machine. Where PostgreSQL's tools are installed, run:\n  {1}",
);
pub const TOOL_FAILED: Say = Say("{0} báo lỗi:\n{1}", "{0} failed:\n{1}");

pub const NOT_A_BACKUP: Say = Say(
    "{0} là cơ sở dữ liệu đang làm việc, không phải bản sao lưu. Dùng tệp do donghanh backup tạo.",
    "{0} is a database in work, not a backup. Use a file made by donghanh backup.",
);
pub const RUNNING: Say = Say(
    "Cơ sở dữ liệu {0} đang được dùng: hãy dừng máy chủ Đồng Hành trước khi phục hồi. Chưa thay đổi gì.",
    "The database {0} is in use: stop the Đồng Hành server before restoring. Nothing was changed.",
);
pub const NOT_EMPTY: Say = Say(
    "Cơ sở dữ liệu PostgreSQL này không rỗng. Tạo một cơ sở dữ liệu mới (createdb TÊN), trỏ --database vào đó rồi phục hồi. Chưa thay đổi gì.",
    "This PostgreSQL database is not empty. Make a new one (createdb NAME), point --database to it and restore there. Nothing was changed.",
);
pub const RESTORED: Say = Say(
    "Đã phục hồi {0} từ {1}: {2} tài khoản, nhật ký liền mạch {3} việc.",
    "Restored {0} from {1}: {2} accounts, record of acts whole with {3} entries.",
);
pub const MOVED_ASIDE: Say = Say(
    "Cơ sở dữ liệu trước đó được giữ ở {0}.",
    "The database that was there is kept as {0}.",
);
pub const RESTORED_UNFIT: Say = Say(
    "Đã nạp vào PostgreSQL nhưng không dùng được:",
    "Loaded into PostgreSQL, but it is not fit for use:",
);
const DAMAGED: Say = Say(
    "Tệp bị hỏng hoặc không phải bản sao lưu: {0}",
    "The file is damaged or no backup: {0}",
);
const NOT_OURS: Say = Say(
    "Đây không phải cơ sở dữ liệu của Đồng Hành.",
    "This is not a database of Đồng Hành.",
);

pub const SIGNIN_SHAPE: Say = Say(
    "Tên đăng nhập phải có từ 1 đến 100 ký tự và không có dấu cách.",
    "A sign-in name has 1 to 100 characters and no spaces.",
);
pub const NAME_NEEDED: Say = Say(
    "Chưa có tài khoản {0}. Để tạo người quản trị, thêm --name \"Họ và tên\".",
    "There is no account {0} yet. To create an administrator add --name \"Full name\".",
);
pub const DISABLED: Say = Say(
    "Tài khoản {0} ({1}) đã bị khoá. Người quản trị khác mở khoá ở trang Tài khoản; nếu không còn ai, hãy tạo một người quản trị mới.",
    "The account {0} ({1}) is locked. Another administrator unlocks it on the page Accounts; if there is none, create a new administrator.",
);
pub const USER_MADE: Say = Say("Đã tạo người quản trị {0}.", "Administrator {0} created.");
pub const USER_FOUND: Say = Say(
    "Đã cấp mã mới cho {0}. Vai trò giữ nguyên; mật khẩu cũ còn dùng được đến khi đặt mật khẩu mới.",
    "New code for {0}. The roles stay; the old password works until a new one is set.",
);
pub const USER_CODE: Say = Say(
    "  Đăng nhập lần đầu: {0}\n  Tên đăng nhập:     {1}\n  Mã dùng một lần:   {2}\nMã chỉ hiện lần này, có hiệu lực đến {3}.",
    "  First sign-in: {0}\n  Sign-in name:  {1}\n  One-time code: {2}\nThe code is shown only now and is valid until {3}.",
);

pub const HEAD_CONFIG: Say = Say("Cấu hình đang dùng", "Configuration in force");
pub const HEAD_MACHINE: Say = Say("Máy", "Machine");
pub const HEAD_DATABASE: Say = Say("Cơ sở dữ liệu", "Database");
pub const CONFIG_FILE: Say = Say("Tệp cấu hình: {0}", "Configuration file: {0}");
pub const NO_CONFIG_FILE: Say = Say("không có", "none");
pub const FROM_GIVEN: Say = Say("dòng lệnh hoặc biến môi trường", "flag or environment");
pub const FROM_FILE: Say = Say("tệp cấu hình", "configuration file");
pub const FROM_DEFAULT: Say = Say("mặc định", "default");
pub const NOT_HTTPS: Say = Say(
    "Máy chủ nghe ra ngoài nhưng địa chỉ công khai {0} không phải https: mật khẩu sẽ đi qua mạng không mã hoá.",
    "The server listens to the network but the public address {0} is not https: passwords would travel unencrypted.",
);
pub const DISK_FREE: Say = Say("Đĩa của {0}: còn trống {1}", "Disk of {0}: {1} free");
pub const DISK_LITTLE: Say = Say(
    "Đĩa của {0} chỉ còn trống {1}; nên có ít nhất {2} để sao lưu.",
    "The disk of {0} has only {1} free; a backup needs at least {2}.",
);
pub const UNREADABLE: Say = Say("Không kiểm tra tiếp được: {0}", "Cannot examine further: {0}");
pub const ENGINE: Say = Say("{0} {1}, {2} ({3})", "{0} {1}, {2} ({3})");
pub const UNDAMAGED: Say = Say("Tệp dữ liệu nguyên vẹn", "The data file is whole");
pub const DAMAGE: Say = Say("Dữ liệu bị hỏng: {0}", "Damaged: {0}");
pub const STEPS_PRESENT: Say = Say("Các bước đã có: {0}", "Steps present: {0}");
pub const STEPS_MISSING: Say = Say(
    "Thiếu bước: {0}. Chạy donghanh migrate.",
    "Steps missing: {0}. Run donghanh migrate.",
);
pub const CHAIN_WHOLE: Say = Say("Nhật ký liền mạch: {0} việc", "Record of acts whole: {0} entries");
pub const CHAIN_BROKEN: Say = Say(
    "Nhật ký bị đứt ở việc số {0}: có người sửa ngoài chương trình. So với bản sao lưu gần nhất.",
    "The record of acts is broken at entry {0}: somebody changed it outside the program. Compare with the last backup.",
);
pub const CLOCK_RIGHT: Say = Say("Đồng hồ: {0}", "Clock: {0}");
pub const CLOCK_WRONG: Say = Say("Đồng hồ của máy sai: {0}", "The machine's clock is wrong: {0}");
pub const CLOCK_BEHIND: Say = Say(
    "Đồng hồ của máy ({0}) chậm hơn việc mới nhất trong nhật ký ({1}). Đồng hồ sai, hoặc đã diễn tập trên dữ liệu này.",
    "The machine's clock ({0}) is behind the newest act on record ({1}). It is wrong, or somebody rehearsed on these data.",
);
pub const COUNTS: Say = Say(
    "{0} đơn vị, {1} người, {2} tài khoản, {3} cuộc thi, {4} lượt thi",
    "Units: {0}, people: {1}, accounts: {2}, contests: {3}, attempts: {4}",
);
pub const SHEETS_WHOLE: Say = Say(
    "Các tuần đã niêm phong: lượt thi nào cũng còn bài",
    "Sealed weeks: every attempt has its sheet",
);
pub const SHEETS_MISSING: Say = Say(
    "Thiếu bài của {0} lượt thi trong các tuần đã niêm phong: so với bản sao lưu gần nhất.",
    "Attempts in sealed weeks without their sheet: {0}. Compare with the last backup.",
);
pub const RESULTS_RIGHT: Say = Say(
    "Tính lại {0} kết quả: khớp với bản đã lưu (mới nhất: {1})",
    "Results computed again: {0}, all as on record (newest: {1})",
);
pub const RESULTS_NONE: Say = Say(
    "Chưa có kết quả nào để tính lại",
    "There is no result yet to compute again",
);
pub const RESULT_VERSION: Say = Say("{0}, bản {1}", "{0}, version {1}");
pub const RESULT_WRONG: Say = Say(
    "Kết quả {0} tính lại không ra như đã lưu [{1}]",
    "The result of {0} does not come out as recorded [{1}]",
);
pub const MENU_RIGHT: Say = Say(
    "Trình đơn: {0} mục dẫn đến đúng trang",
    "Menu: {0} entries lead to their pages",
);
pub const MENU_WRONG: Say = Say(
    "Mục trình đơn {0} không dẫn đến đâu ({1})",
    "The menu entry {0} leads nowhere ({1})",
);
pub const ALL_WELL: Say = Say("Mọi thứ đều tốt.", "All is well.");
pub const NOT_WELL: Say = Say(
    "Có {0} điều cần sửa (các dòng ✗).",
    "Things to put right: {0} (the lines with ✗).",
);

/// A flaw of a copy in words.
pub fn flaw(flaw: &Flaw, lang: Lang) -> String {
    match flaw {
        Flaw::Damaged(said) => fill(DAMAGED, lang, &[said]),
        Flaw::NotOurs => NOT_OURS.to(lang).to_owned(),
        Flaw::Newer(step) => fill(NEWER, lang, &[step]),
        Flaw::Edited(step) => fill(EDITED, lang, &[step]),
        Flaw::Broken(at) => fill(CHAIN_BROKEN, lang, &[&at.to_string()]),
    }
}

/// "12.040" or "12,040".
pub fn number(n: i64, lang: Lang) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::from(if n < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(if lang == Lang::Vi { '.' } else { ',' });
        }
        out.push(digit);
    }
    out
}

/// "1,5 MB" or "1.5 MB": a size to be read, in thousands as disks are sold.
pub fn size(bytes: u64, lang: Lang) -> String {
    let (unit, name) = match bytes {
        0..1_000_000 => (1_000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    // Rounded up: a file of a few bytes is not "0 kB".
    let tenths = bytes.saturating_mul(10).div_ceil(unit);
    let mark = if lang == Lang::Vi { ',' } else { '.' };
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole}\u{A0}{name}"),
        (whole, tenth) => format!("{whole}{mark}{tenth}\u{A0}{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_people_write_them() {
        assert_eq!(size(1_500_000, Lang::Vi), "1,5\u{A0}MB");
        assert_eq!(size(2_000_000_000, Lang::En), "2\u{A0}GB");
        assert_eq!(size(1, Lang::En), "0.1\u{A0}kB");
        assert_eq!(
            (number(12_040, Lang::Vi).as_str(), number(999, Lang::En).as_str()),
            ("12.040", "999")
        );
        assert_eq!(number(-1_234_567, Lang::En), "-1,234,567");
    }
}
