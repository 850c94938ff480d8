//! Reading one cleaned cell: days, numbers in front of which zeros are lost, counts, e-mail addresses.

use std::collections::HashMap;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use vietnamese::dates;
use vietnamese::identity::repair_id;

use super::fault::FaultKind;
use super::table::Value;

/// A day as a cell holds it, and whether it was written in an unusual way that a person should look at.
pub fn read_date(value: &Value) -> Result<(Date, bool), FaultKind> {
    let text = value.text.as_str();
    // What Excel keeps as a day comes as ISO text, with or without a time.
    let head = text.split(['T', ' ']).next().unwrap_or_default();
    if let Ok(day) = head.parse::<Date>()
        && head.len() == 10
    {
        return Ok((day, false));
    }
    // A day shown as a number: days since 30/12/1899. Between 1927 and 2119.
    if value.number_like
        && let Ok(serial @ 10_000..=80_000) = text.parse::<i64>()
    {
        return date(1899, 12, 30)
            .checked_add(serial.days())
            .map(|day| (day, true))
            .map_err(|_| FaultKind::DateShape);
    }
    let last = text.rsplit(['/', '-', '.']).next().unwrap_or_default();
    if text.contains(['/', '-', '.']) && last.len() == 2 && last.chars().all(|c| c.is_ascii_digit()) {
        return Err(FaultKind::DateYear);
    }
    let (year, month, day) = dates::parse(text)?;
    let plain = text.chars().all(|c| c.is_ascii_digit() || c == '/');
    Date::new(year, month, day)
        .map(|day| (day, !plain))
        .map_err(|_| FaultKind::DateShape)
}

/// The number of digits that most text cells of a column have which begin with a zero; for putting lost zeros back.
pub fn usual_width<'v>(values: impl Iterator<Item = &'v Value>) -> Option<usize> {
    let mut widths: HashMap<usize, usize> = HashMap::new();
    for value in values {
        let digits = value.text.chars().all(|c| c.is_ascii_digit());
        if !value.number_like && digits && value.text.starts_with('0') {
            let count = widths.entry(value.text.len()).or_default();
            *count = count.saturating_add(1);
        }
    }
    widths
        .into_iter()
        .max_by_key(|(width, count)| (*count, *width))
        .map(|(width, _)| width)
}

/// A member number as it should be, and whether zeros were put back. `usual` is the width of the column.
pub fn read_number(value: &Value, usual: Option<usize>) -> Result<(String, bool), FaultKind> {
    let text = value.text.replace(' ', "");
    if is_power_of_ten(&text) {
        return Err(FaultKind::Scientific);
    }
    // "079087000123.0" is what a number becomes on its way through some programs.
    let text = match text.split_once('.') {
        Some((whole, "0" | "00")) if whole.len() >= 6 && all_digits(whole) => whole.to_owned(),
        _ => text,
    };
    if all_digits(&text) {
        if let Some(width) = usual.filter(|width| value.number_like && text.len() < *width) {
            return Ok((format!("{text:0>width$}"), true));
        }
        // Ten or eleven digits of a number cell may be an identity number whose province begins with zeros.
        if value.number_like
            && (10..=11).contains(&text.len())
            && let Ok(repaired) = repair_id(&text)
            && repaired.repair.is_some()
        {
            return Ok((repaired.number.as_str().to_owned(), true));
        }
    }
    let fits = text.chars().count() <= 40
        && text.chars().any(char::is_alphanumeric)
        && text.chars().all(|c| c.is_alphanumeric() || "-/._".contains(c));
    if fits {
        Ok((text, false))
    } else {
        Err(FaultKind::NumberShape)
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

/// `7.9E+10`, `7,9087e+10`.
pub fn is_power_of_ten(text: &str) -> bool {
    let Some((front, power)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let power = power.strip_prefix('+').unwrap_or(power);
    all_digits(power)
        && front.starts_with(|c: char| c.is_ascii_digit())
        && front.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
        && front.contains(['.', ','])
}

/// An e-mail address in lower case.
pub fn read_email(text: &str) -> Result<String, FaultKind> {
    let email = text.to_lowercase();
    let fits = email.split_once('@').is_some_and(|(who, host)| {
        !who.is_empty()
            && host.split('.').count() >= 2
            && host.split('.').all(|label| !label.is_empty())
            && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c))
            && who
                .chars()
                .all(|c| c.is_ascii_graphic() && c != ',' && c != ';' && c != '@')
    });
    if fits && email.len() <= 200 {
        Ok(email)
    } else {
        Err(FaultKind::Email)
    }
}

/// A count of people: whole, not negative; "1.290" in a text cell is one thousand two hundred and ninety.
pub fn read_count(value: &Value) -> Result<i64, FaultKind> {
    let parsed = if value.number_like {
        value.text.parse().ok()
    } else {
        vietnamese::numbers::parse_amount(&value.text).ok()
    };
    parsed
        .filter(|count| (0..=100_000_000).contains(count))
        .ok_or(FaultKind::CountShape)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Value {
        Value {
            text: text.to_owned(),
            number_like: false,
        }
    }

    fn number(text: &str) -> Value {
        Value {
            text: text.to_owned(),
            number_like: true,
        }
    }

    #[test]
    fn days_in_every_dress() {
        let may = date(1987, 5, 2);
        assert_eq!(read_date(&typed("2/5/1987")), Ok((may, false)));
        assert_eq!(read_date(&typed("1987-05-02")), Ok((may, false)));
        assert_eq!(read_date(&typed("1987-05-02T00:00:00")), Ok((may, false)));
        assert_eq!(read_date(&typed("02.05.1987")), Ok((may, true)));
        assert_eq!(read_date(&typed("ngày 02 tháng 5 năm 1987")), Ok((may, true)));
        assert_eq!(read_date(&number("31899")), Ok((may, true)));
        assert_eq!(read_date(&typed("2/5/87")), Err(FaultKind::DateYear));
        assert_eq!(read_date(&typed("31/2/1987")), Err(FaultKind::DateDay));
        assert_eq!(read_date(&typed("2/13/1987")), Err(FaultKind::DateMonth));
        assert_eq!(read_date(&typed("1987")), Err(FaultKind::DateShape));
    }

    #[test]
    fn zeros_come_back_only_where_the_column_says_so() {
        let column = [typed("0001234"), typed("0009999"), number("1235"), typed("GL-1")];
        let usual = usual_width(column.iter());
        assert_eq!(usual, Some(7));
        assert_eq!(read_number(&number("1235"), usual), Ok(("0001235".to_owned(), true)));
        assert_eq!(read_number(&typed("1235"), usual), Ok(("1235".to_owned(), false)));
        assert_eq!(read_number(&number("1235"), None), Ok(("1235".to_owned(), false)));
        assert_eq!(
            read_number(&number("79087000123"), None),
            Ok(("079087000123".to_owned(), true))
        );
        assert_eq!(read_number(&typed("7.9E+10"), usual), Err(FaultKind::Scientific));
        assert_eq!(read_number(&typed("=1+1"), usual), Err(FaultKind::NumberShape));
        assert_eq!(read_number(&typed("E12"), None), Ok(("E12".to_owned(), false)));
    }

    #[test]
    fn counts_and_addresses() {
        assert_eq!(read_count(&typed("2.925")), Ok(2_925));
        assert_eq!(read_count(&number("0")), Ok(0));
        assert_eq!(read_count(&number("2.925")), Err(FaultKind::CountShape));
        assert_eq!(read_count(&typed("-3")), Err(FaultKind::CountShape));
        assert_eq!(
            read_email("An.Nguyen@BoNoiVu.GOV.vn").as_deref(),
            Ok("an.nguyen@bonoivu.gov.vn")
        );
        for bad in ["an@", "an@bnv", "an nguyen@bnv.vn", "an@bnv..vn", "ẩn@", "a;b@bnv.vn"] {
            assert_eq!(read_email(bad), Err(FaultKind::Email), "{bad}");
        }
    }
}
