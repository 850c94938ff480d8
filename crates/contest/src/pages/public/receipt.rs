//! Receipts: a short code under what was recorded, which anybody who holds the paper can check here. The page shows
//! no name, no unit and no answers.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hmac::{Hmac, KeyInit as _, Mac as _};
use kernel::clock::Millis;
use platform::app::App;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::visit::Visit;
use sha2::Sha256;

use super::words::{duration, hex, instant};
use super::{Place, Public};
use crate::sheet::Sheet;
use crate::store::contests;
use crate::store::log::{self, AttemptRecord};

/// Bytes of the code; sixteen hexadecimal digits.
const SHORT: usize = 8;

fn mac(app: &App, attempt: i64, sheet: &Sheet, finished: Millis) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&app.secret).ok()?;
    mac.update(b"donghanh/receipt/1");
    mac.update(&attempt.to_be_bytes());
    mac.update(&sheet.pack());
    mac.update(&finished.to_be_bytes());
    Some(mac)
}

/// The code of a receipt: sixteen hexadecimal digits over attempt, sheet and end.
pub(crate) fn seal_of(app: &App, attempt: i64, sheet: &Sheet, finished: Millis) -> String {
    let tag = mac(app, attempt, sheet, finished).map(|mac| mac.finalize().into_bytes());
    tag.and_then(|tag| tag.get(..SHORT).map(hex))
        .unwrap_or_default()
        .replace(' ', "")
}

/// Where a receipt is checked: written into the QR code.
pub(crate) fn verify_address(app: &App, attempt: i64, code: &str) -> String {
    format!(
        "{}/bien-nhan/{attempt}?ma={code}",
        app.settings.public_url.trim_end_matches('/')
    )
}

fn bytes_of(code: &str) -> Option<Vec<u8>> {
    let code = code.as_bytes();
    if code.len() != SHORT * 2 {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|d| u8::try_from(d).ok());
    code.chunks(2)
        .map(|pair| match pair {
            [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
            _ => None,
        })
        .collect()
}

fn fits(app: &App, attempt: i64, sheet: &Sheet, finished: Millis, code: &str) -> bool {
    let Some(bytes) = bytes_of(code) else { return false };
    // In constant time, so that the code cannot be found digit by digit.
    mac(app, attempt, sheet, finished).is_some_and(|mac| mac.verify_truncated_left(&bytes).is_ok())
}

/// What stands on an attempt that can no longer change: handed in, or sealed.
async fn ended(state: &Public, attempt: i64) -> Result<Option<(AttemptRecord, Sheet, Millis)>, Failure> {
    let on = state.contests.app.db.read();
    let Some(record) = log::attempt(on, attempt).await? else {
        return Ok(None);
    };
    if let Some(kept) = log::sheet(on, attempt).await? {
        let sheet = Sheet::unpack(&kept.packed).map_err(Failure::internal)?;
        return Ok(Some((record, sheet, kept.finished_at)));
    }
    let view = state.contests.desk.view(record.member_id, attempt);
    Ok(view.and_then(|view| view.record.submitted_at.map(|at| (view.record, view.sheet, at))))
}

struct Confirmed {
    attempt: i64,
    contest: String,
    period: String,
    number: i64,
    opened: String,
    finished: String,
    working: String,
    answered: String,
    seal: String,
    sealed: String,
}

#[derive(Template)]
#[template(path = "receipt_check.html")]
struct ReceiptPage {
    shell: Shell,
    code: String,
    found: Option<Confirmed>,
}

pub(super) async fn show(
    State(state): State<Public>,
    visit: Visit,
    Path(attempt): Path<String>,
) -> Result<Response, Failure> {
    let attempt = super::number(&attempt)?;
    let tr = visit.tr();
    let code: String = visit.param("ma").trim().to_ascii_lowercase().chars().take(64).collect();
    let found = match ended(&state, attempt).await? {
        Some((record, sheet, finished)) if fits(&visit.app, attempt, &sheet, finished, &code) => {
            let on = state.contests.app.db.read();
            let row = contests::period(on, record.period_id).await?.ok_or(Failure::NotFound)?;
            let contest = contests::by_id(on, row.contest_id).await?.ok_or(Failure::NotFound)?;
            let place = Place::of(contest, row)?;
            let answered = sheet.answers.iter().filter(|answer| **answer != 0).count();
            Some(Confirmed {
                attempt,
                contest: place.title(&tr),
                period: place.name(&tr),
                number: record.number,
                opened: instant(record.opened_at, tr.lang),
                finished: instant(finished, tr.lang),
                working: duration(finished - record.opened_at, tr.lang),
                answered: tr.xy("take-answered-of", answered, sheet.answers.len()),
                seal: place.row.seal_hash.as_deref().map_or_else(String::new, hex),
                sealed: place.row.sealed_at.map_or_else(String::new, |at| instant(at, tr.lang)),
            })
        }
        // An attempt that does not exist and a code that does not fit look alike from outside.
        _ => None,
    };
    let status = if found.is_some() {
        StatusCode::OK
    } else {
        StatusCode::NOT_FOUND
    };
    let title = tr.t(if found.is_some() {
        "take-receipt-good"
    } else {
        "take-receipt-bad"
    });
    visit.page_with(
        status,
        &ReceiptPage {
            shell: visit.shell(title),
            code,
            found,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_sixteen_hexadecimal_digits() {
        assert_eq!(
            bytes_of("00ff10a900ff10a9"),
            Some(vec![0, 0xff, 0x10, 0xa9, 0, 0xff, 0x10, 0xa9])
        );
        for bad in ["", "00ff", "00ff10a900ff10ag", "ệ0ff10a900ff10"] {
            assert_eq!(bytes_of(bad), None, "{bad}");
        }
    }
}
