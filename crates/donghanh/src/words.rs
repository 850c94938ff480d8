//! The words of the command line, in both languages.

use kernel::lang::Lang;

/// The language of this run: `--lang`, then the locale, then Vietnamese.
pub fn language(args: &[String]) -> Lang {
    let mut asked = None;
    for (i, arg) in args.iter().enumerate() {
        if let Some(value) = arg.strip_prefix("--lang=") {
            asked = Lang::parse(value);
        } else if arg == "--lang" {
            asked = args.get(i + 1).and_then(|value| Lang::parse(value));
        }
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    asked
        .or_else(|| locale.and_then(|value| Lang::parse(&value)))
        .unwrap_or_default()
}

/// One sentence in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Say(pub &'static str, pub &'static str);

impl Say {
    /// The sentence in a language.
    pub const fn to(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.0,
            Lang::En => self.1,
        }
    }
}

pub const ABOUT: Say = Say(
    "Đồng Hành: một năm phối hợp công tác của hai cơ quan trong một chương trình.",
    "Đồng Hành: a year of coordinated work between two public bodies in one program.",
);
pub const SERVE: Say = Say(
    "Chạy máy chủ (mặc định khi không có lệnh)",
    "Run the server (the default without a command)",
);
pub const MIGRATE: Say = Say(
    "Đưa cơ sở dữ liệu lên phiên bản của chương trình",
    "Bring the database up to date",
);
pub const DEMO: Say = Say(
    "Nạp năm minh hoạ vào cơ sở dữ liệu rỗng",
    "Load the demo year into an empty database",
);
pub const IMPORT: Say = Say(
    "Nhập đơn vị hoặc đoàn viên từ tệp XLSX, CSV",
    "Import units or members from XLSX or CSV",
);
pub const EXPORT: Say = Say("Xuất đơn vị hoặc đoàn viên ra XLSX", "Export units or members to XLSX");
pub const BACKUP: Say = Say("Sao lưu cơ sở dữ liệu ra một tệp", "Back the database up into one file");
pub const RESTORE: Say = Say("Phục hồi từ một tệp sao lưu", "Restore from a backup file");
pub const USER: Say = Say(
    "Tạo tài khoản quản trị, đặt lại quyền đăng nhập",
    "Create an administrator, reset access",
);
pub const DOCTOR: Say = Say(
    "Kiểm tra cấu hình, cơ sở dữ liệu, nhật ký; in các giá trị đang dùng",
    "Check configuration, database and record of acts; print the values in force",
);
pub const BENCH: Say = Say("Đo năng lực của máy này", "Measure what this machine can do");
pub const BENCH_CONTEST: Say = Say("Đo đường đi của bài thi", "Measure the path of an answer");
pub const BENCH_UNITS: Say = Say(
    "đo cây đơn vị của cả nước",
    "measure a nation's units and their history",
);

pub const LANG: Say = Say(
    "Ngôn ngữ của dòng lệnh: vi hoặc en",
    "Language of the command line: vi or en",
);
pub const CONFIG: Say = Say(
    "Tệp cấu hình (mặc định donghanh.toml nếu có)",
    "Configuration file (donghanh.toml if present)",
);
pub const LISTEN: Say = Say("Địa chỉ lắng nghe", "Address to listen on");
pub const DATA: Say = Say("Thư mục dữ liệu", "Data folder");
pub const DATABASE: Say = Say(
    "Địa chỉ cơ sở dữ liệu: sqlite://… hoặc postgres://…",
    "Database: sqlite://… or postgres://…",
);
pub const PUBLIC_URL: Say = Say(
    "Địa chỉ công khai, in trong mã QR",
    "Public address, printed in QR codes",
);
pub const BEHIND_PROXY: Say = Say(
    "Tin tiêu đề X-Forwarded-For của máy chủ đứng trước",
    "Trust X-Forwarded-For of a proxy in front",
);
pub const CONNECTIONS: Say = Say("Số kết nối tối đa", "Most connections at a time");
pub const LOG: Say = Say(
    "Mức ghi nhật ký: error, warn, info, debug",
    "Log level: error, warn, info, debug",
);
pub const LOG_JSON: Say = Say("Ghi nhật ký dạng JSON", "Write the log as JSON");
pub const REHEARSAL: Say = Say(
    "Chạy với đồng hồ diễn tập mà người quản trị dời được (không dùng khi thi thật)",
    "Run with a rehearsal clock that an administrator can move (never in a real contest)",
);
pub const NO_DEMO: Say = Say(
    "Không nạp năm minh hoạ vào cơ sở dữ liệu rỗng",
    "Do not load the demo year into an empty database",
);
pub const SIGNIN: Say = Say("Tên đăng nhập", "Sign-in name");
pub const NAME: Say = Say("Họ và tên", "Full name");
pub const FILE: Say = Say("Tệp", "File");
pub const KIND: Say = Say(
    "Loại: units (đơn vị), members (đoàn viên) hoặc acts (các đợt sắp xếp tổ chức)",
    "Kind: units, members or acts (re-organisations)",
);
pub const DRY_RUN: Say = Say("Chỉ kiểm tra, không ghi", "Check only, write nothing");
pub const APPLY: Say = Say(
    "Với acts: ghi thành dự thảo; không có thì chỉ kiểm tra",
    "For acts: write them as drafts; without it they are only checked",
);
pub const SECONDS: Say = Say("Số giây đo mỗi phần", "Seconds for each part");
pub const JSON: Say = Say("Ghi kết quả ra tệp JSON", "Write the figures to a JSON file");
pub const PEOPLE: Say = Say("Số đoàn viên", "Number of members");

pub const HELP: Say = Say("In trợ giúp", "Print help");
pub const VERSION: Say = Say("In phiên bản", "Print version");
pub const HELP_COMMAND: Say = Say("In trợ giúp của một lệnh", "Print help of a command");

pub const TEMPLATE: Say = Say(
    "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}",
    "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
);
pub const COMMANDS: Say = Say("Lệnh", "Commands");
pub const OPTIONS: Say = Say("Tuỳ chọn", "Options");
pub const ARGUMENTS: Say = Say("Đối số", "Arguments");

pub const USAGE: Say = Say("donghanh [TUỲ CHỌN] [LỆNH]", "donghanh [OPTIONS] [COMMAND]");
pub const USAGE_OPTIONS: Say = Say("[TUỲ CHỌN]", "[OPTIONS]");
pub const USAGE_COMMAND: Say = Say("<LỆNH>", "<COMMAND>");
pub const USAGE_LIST: Say = Say("<units|members> <TỆP> [TUỲ CHỌN]", "<units|members> <FILE> [OPTIONS]");
pub const USAGE_FILE: Say = Say("<TỆP> [TUỲ CHỌN]", "<FILE> [OPTIONS]");
pub const USAGE_USER: Say = Say("<TÊN ĐĂNG NHẬP> [TUỲ CHỌN]", "<SIGN-IN NAME> [OPTIONS]");
