//! Amounts as people type them.

use crate::fold::{clean, fold};

/// Why a typed amount was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Nothing was typed.
    #[error("amount is empty")]
    Empty,
    /// Something that belongs to no amount.
    #[error("amount holds {0:?}")]
    Unknown(String),
    /// Separators that do not part groups of three: `1.00.000`.
    #[error("separators of {0:?} do not part groups of three")]
    Grouping(String),
    /// Can be read in two ways: `1,000`, or `1 triệu 5`.
    #[error("{0:?} can be read in two ways")]
    Ambiguous(String),
    /// A part of one đồng: `1,5`.
    #[error("amount is not whole")]
    NotWhole,
    /// Beyond what an amount can hold.
    #[error("amount is too large")]
    TooLarge,
}

/// Reads an amount of đồng as people type it: `1000000`, `1.000.000`, `1 000 000`, `1.000.000,00 đồng`, `1 triệu`,
/// `1,5 tỷ`, `2 nghìn tỷ`, `1 triệu 200 nghìn`, `2 triệu rưỡi`, `500k`, with or without marks. A minus sign is taken.
pub fn parse_amount(text: &str) -> Result<i64, AmountError> {
    let text = clean(text);
    let (negative, body) = text
        .strip_prefix(['-', '\u{2212}'])
        .map_or((false, text.as_str()), |rest| (true, rest.trim_start()));
    let amount = magnitude(&pieces(body)?)?;
    i64::try_from(if negative { -amount } else { amount }).map_err(|_| AmountError::TooLarge)
}

enum Piece {
    Number(String),
    Unit(i128),
    Half,
    Currency,
}

/// Runs of digits with their separators, and words.
fn pieces(text: &str) -> Result<Vec<Piece>, AmountError> {
    let is_figure = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first.is_whitespace() {
            rest = rest.trim_start();
            continue;
        }
        let figure = is_figure(first);
        let end = rest
            .find(|letter: char| letter.is_whitespace() || is_figure(letter) != figure)
            .unwrap_or(rest.len());
        let (run, left) = rest.split_at_checked(end).unwrap_or((rest, ""));
        rest = left;
        if figure {
            out.push(Piece::Number(run.to_owned()));
            continue;
        }
        out.push(match fold(run).as_str() {
            "nghin" | "ngan" | "k" => Piece::Unit(1_000),
            "trieu" | "tr" => Piece::Unit(1_000_000),
            "ty" | "ti" => Piece::Unit(1_000_000_000),
            "ruoi" => Piece::Half,
            "dong" | "d" | "vnd" | "₫" => Piece::Currency,
            _ => return Err(AmountError::Unknown(run.to_owned())),
        });
    }
    Ok(out)
}

/// Sum of the terms `number unit*`, units falling from term to term.
fn magnitude(pieces: &[Piece]) -> Result<i128, AmountError> {
    let pieces = match pieces {
        [rest @ .., Piece::Currency] => rest,
        all => all,
    };
    if pieces.is_empty() {
        return Err(AmountError::Empty);
    }
    if let Some(joined) = spaced_groups(pieces) {
        return joined;
    }
    let mut total = 0_i128;
    let mut last_unit: Option<i128> = None;
    let mut rest = pieces;
    while let [Piece::Number(number), after @ ..] = rest {
        let units = after.iter().take_while(|piece| matches!(piece, Piece::Unit(_))).count();
        let (taken, left) = after.split_at_checked(units).unwrap_or((after, &[]));
        let mut unit = 1_i128;
        for piece in taken {
            if let Piece::Unit(factor) = piece {
                unit = unit.checked_mul(*factor).ok_or(AmountError::TooLarge)?;
            }
        }
        if last_unit.is_some() && units == 0 {
            // "1 triệu 5" is 1.500.000 in speech and 1.000.005 on paper.
            return Err(AmountError::Ambiguous(number.clone()));
        }
        if last_unit.is_some_and(|before| before <= unit) {
            return Err(AmountError::Unknown(number.clone()));
        }
        total = total
            .checked_add(scaled(number, unit, units > 0)?)
            .ok_or(AmountError::TooLarge)?;
        last_unit = Some(unit);
        rest = left;
        if let ([Piece::Half, left @ ..], true) = (rest, units > 0) {
            total = total.checked_add(unit / 2).ok_or(AmountError::TooLarge)?;
            rest = left;
        }
    }
    match rest {
        [] => Ok(total),
        [Piece::Currency, ..] => Err(AmountError::Unknown("đồng".to_owned())),
        [Piece::Half, ..] => Err(AmountError::Unknown("rưỡi".to_owned())),
        [Piece::Unit(_) | Piece::Number(_), ..] => Err(AmountError::Empty),
    }
}

/// `1 000 000`: several bare numbers, all but the first of three digits.
fn spaced_groups(pieces: &[Piece]) -> Option<Result<i128, AmountError>> {
    if pieces.len() < 2 {
        return None;
    }
    let mut groups: Vec<&str> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Number(number) => groups.push(number),
            Piece::Unit(_) | Piece::Half | Piece::Currency => return None,
        }
    }
    Some(whole(&groups).unwrap_or_else(|| Err(AmountError::Grouping(groups.join(" ")))))
}

/// The number made of groups, if the first has one to three digits and the others three.
fn whole(groups: &[&str]) -> Option<Result<i128, AmountError>> {
    let (first, others) = groups.split_first()?;
    let digits = |group: &str| group.chars().all(|letter| letter.is_ascii_digit());
    let fits = (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3);
    if !fits || !groups.iter().all(|group| digits(group)) {
        return None;
    }
    Some(groups.concat().parse().map_err(|_| AmountError::TooLarge))
}

/// One typed number times its unit.
fn scaled(number: &str, unit: i128, has_unit: bool) -> Result<i128, AmountError> {
    let bad = || AmountError::Grouping(number.to_owned());
    let dots = number.matches('.').count();
    let commas = number.matches(',').count();
    let (integer, fraction) = match (dots, commas) {
        (0, 0) => (number.parse::<i128>().map_err(|_| AmountError::TooLarge)?, ""),
        // "1.5 tỷ" is no grouping, and with a unit it can only be a decimal.
        (1, 0)
            if has_unit
                && number
                    .rsplit('.')
                    .next()
                    .is_some_and(|tail| (1..=2).contains(&tail.len())) =>
        {
            split(number, '.', '\0')?
        }
        (_, 0) => (grouped(number, '.')?, ""),
        // "1,000" without a unit: one đồng by our rule, a thousand by the foreign one. Ask.
        (0, 1) if !has_unit && number.rsplit(',').next().is_some_and(|tail| tail.len() == 3) => {
            return Err(AmountError::Ambiguous(number.to_owned()));
        }
        (0, 1) => split(number, ',', '\0')?,
        (0, _) => (grouped(number, ',')?, ""),
        (_, 1) if number.rfind(',') > number.rfind('.') => split(number, ',', '.')?,
        (1, _) if number.rfind('.') > number.rfind(',') => split(number, '.', ',')?,
        _ => return Err(bad()),
    };
    let mut total = integer.checked_mul(unit).ok_or(AmountError::TooLarge)?;
    let mut step = unit;
    for digit in fraction.chars() {
        let value = i128::from(digit.to_digit(10).ok_or_else(bad)?);
        if step % 10 != 0 && value != 0 {
            return Err(AmountError::NotWhole);
        }
        step /= 10;
        total = total.checked_add(value * step).ok_or(AmountError::TooLarge)?;
    }
    Ok(total)
}

/// Integer and fraction around the decimal sign; the integer may be grouped by the other sign.
fn split(number: &str, decimal: char, group: char) -> Result<(i128, &str), AmountError> {
    let bad = || AmountError::Grouping(number.to_owned());
    let (integer, fraction) = number.rsplit_once(decimal).ok_or_else(bad)?;
    if fraction.is_empty() {
        return Err(bad());
    }
    let integer = if integer.contains(group) {
        grouped(integer, group)?
    } else {
        integer.parse().map_err(|_| bad())?
    };
    Ok((integer, fraction))
}

fn grouped(number: &str, sign: char) -> Result<i128, AmountError> {
    let groups: Vec<&str> = number.split(sign).collect();
    whole(&groups).unwrap_or_else(|| Err(AmountError::Grouping(number.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::{decimal, group};
    use proptest::prelude::*;

    #[test]
    fn typed_amounts() {
        for (text, amount) in [
            ("1000000", 1_000_000),
            ("1.000.000", 1_000_000),
            ("1 000 000", 1_000_000),
            ("1\u{A0}000\u{A0}000 đ", 1_000_000),
            ("1,000,000", 1_000_000),
            ("1.000.000,00 đồng", 1_000_000),
            ("1,234,567.00", 1_234_567),
            ("1 triệu", 1_000_000),
            ("1 TRIỆU đồng", 1_000_000),
            ("1tr", 1_000_000),
            ("1,5 tỷ", 1_500_000_000),
            ("1.5 tỷ", 1_500_000_000),
            ("1.500 tỷ", 1_500_000_000_000),
            ("1,125 tỉ", 1_125_000_000),
            ("2 nghìn tỷ", 2_000_000_000_000),
            ("3 tỷ 150 triệu", 3_150_000_000),
            ("1 triệu 200 nghìn", 1_200_000),
            ("2 triệu rưỡi", 2_500_000),
            ("500k", 500_000),
            ("500 ngàn VNĐ", 500_000),
            ("-5.000", -5_000),
            ("0", 0),
        ] {
            assert_eq!(parse_amount(text), Ok(amount), "{text}");
        }
    }

    #[test]
    fn what_is_doubtful_is_refused() {
        let unknown = |text: &str| AmountError::Unknown(text.to_owned());
        for (text, error) in [
            ("", AmountError::Empty),
            ("đồng", AmountError::Empty),
            ("triệu", AmountError::Empty),
            ("1.00.000", AmountError::Grouping("1.00.000".into())),
            ("1.000.00", AmountError::Grouping("1.000.00".into())),
            ("10 00", AmountError::Grouping("10 00".into())),
            ("1.", AmountError::Grouping("1.".into())),
            (",5", AmountError::Grouping(",5".into())),
            ("1,000", AmountError::Ambiguous("1,000".into())),
            ("1 triệu 5", AmountError::Ambiguous("5".into())),
            ("1,5", AmountError::NotWhole),
            ("1,23456 nghìn", AmountError::NotWhole),
            ("5 mét", unknown("mét")),
            ("200 nghìn 1 triệu", unknown("1")),
            ("99999999999999999999999", AmountError::TooLarge),
            ("10.000.000.000 tỷ", AmountError::TooLarge),
            ("9999999999 tỷ tỷ tỷ tỷ tỷ", AmountError::TooLarge),
        ] {
            assert_eq!(parse_amount(text), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(amount in any::<i64>()) {
            prop_assert_eq!(parse_amount(&group(amount)), Ok(amount));
            prop_assert_eq!(parse_amount(&amount.to_string()), Ok(amount));
            prop_assert_eq!(parse_amount(&format!("{} đồng", decimal(amount, 0))), Ok(amount));
        }

        #[test]
        fn no_text_breaks_the_reader(text in "[0-9., trieuỷđk-]{0,20}", any in any::<String>()) {
            drop((parse_amount(&text), parse_amount(&any)));
        }
    }
}
