//! GIFT, the text format of Moodle (<https://docs.moodle.org/en/GIFT_format>).
//!
//! Read: title (dropped), `$CATEGORY:` → topic, one right answer, weights (several right answers), true/false,
//! feedback → explanation, text markers, escapes, comments. What a contest cannot ask is named and left out.
//!
//! What GIFT has no place for (level, points, citation, pinned choices) travels in the tag comments of Moodle,
//! `// [tag:Mức độ: Vận dụng]`, so that a file of ours comes back whole and still opens in Moodle.

mod markup;
mod read;
mod write;

pub use read::read;
pub use write::write;

/// The characters that a backslash protects, besides the backslash itself.
const SPECIAL: [char; 6] = [':', '#', '=', '{', '}', '~'];
