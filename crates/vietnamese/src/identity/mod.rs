//! Numbers that stand for people and bodies: identity number, phone, tax code; and the damage that Excel does to them.
//!
//! Personal data: `Debug` of these values shows a mask and no error carries the refused number.

mod citizen;
mod mask;
mod phone;
mod province;
mod repair;
mod tax;

pub use citizen::{CitizenId, IdNumber, IdWarning, Origin, Sex};
pub use mask::{mask_id, mask_phone};
pub use phone::{Phone, PhoneError, PhoneKind};
pub use province::province_name;
pub use repair::{IdError, IdRepair, RepairedId, repair_id};
pub use tax::{TaxCode, TaxCodeError};

/// Digits of a text with the signs that people put between them taken off; none if anything else is left.
fn digits_of(text: &str) -> Option<String> {
    let kept: String = crate::fold::clean(text)
        .trim_start_matches(['\'', '\u{2018}', '\u{2019}'])
        .chars()
        .filter(|sign| !matches!(sign, ' ' | '.' | '-' | '\u{2013}' | '\u{AD}'))
        .collect();
    (!kept.is_empty() && kept.chars().all(|sign| sign.is_ascii_digit())).then_some(kept)
}

/// A number that a spreadsheet has turned into powers of ten: `7.9E+10`, `7,9087E+10`.
fn is_scientific(text: &str) -> bool {
    let text = crate::fold::clean(text).to_lowercase();
    let Some((mantissa, exponent)) = text.split_once('e') else {
        return false;
    };
    let figures = |part: &str, signs: &[char]| {
        part.chars().any(|sign| sign.is_ascii_digit())
            && part.chars().all(|sign| sign.is_ascii_digit() || signs.contains(&sign))
    };
    figures(mantissa, &['.', ',', '-']) && figures(exponent, &['+', '-'])
}
