//! Counts of millions and billions of years.

/// A million, and what numbers are called in it.
pub(super) const MILLION: u64 = 1_000_000;
/// A thousand million.
pub(in super::super) const BILLION: u64 = 1_000_000_000;

/// `number / unit` with at most two decimals; exact for numbers of three significant digits.
pub(super) fn decimal(number: u64, unit: u64, point: &str) -> String {
    let whole = number / unit;
    match number % unit / (unit / 100) {
        0 => whole.to_string(),
        tenths if tenths % 10 == 0 => format!("{whole}{point}{}", tenths / 10),
        hundredths => format!("{whole}{point}{hundredths:02}"),
    }
}

/// Millions, or thousands of millions: the unit, and its name.
pub(super) fn scaled<T>(years: u64, million: T, billion: T) -> (u64, T) {
    if years < BILLION { (MILLION, million) } else { (BILLION, billion) }
}

/// In ten thousands and hundred millions, as in East Asia: "6600万", "138億".
pub(super) fn myriads(years: u64, myriad: &str, hundred_million: &str) -> String {
    const MYRIAD: u64 = 10_000;
    const HUNDRED_MILLION: u64 = 100_000_000;
    if years < HUNDRED_MILLION {
        format!("{}{myriad}", decimal(years, MYRIAD, "."))
    } else {
        format!("{}{hundred_million}", decimal(years, HUNDRED_MILLION, "."))
    }
}

/// Which noun a count takes in the Slavic languages (CLDR's plural rules of ru, uk and, with `is_one_alone`, pl).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slavic {
    /// 1, in Russian and Ukrainian 21 and 101 too.
    One,
    /// 2 to 4, 22, …
    Few,
    /// 5 to 20, …
    Many,
    /// 1.5.
    Fraction,
}

/// The Slavic plural of `number / unit`.
pub(super) fn slavic(number: u64, unit: u64) -> Slavic {
    let count = number / unit;
    match (count % 100, count % 10) {
        _ if !number.is_multiple_of(unit) => Slavic::Fraction,
        (11..=14, _) => Slavic::Many,
        (_, 1) => Slavic::One,
        (_, 2..=4) => Slavic::Few,
        _ => Slavic::Many,
    }
}
