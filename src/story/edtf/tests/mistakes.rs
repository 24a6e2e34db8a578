//! What an editor is told.

use super::Edtf;

fn error(text: &str) -> String {
    match Edtf::parse(text) {
        Ok(_) => panic!("{text} is read as a date"),
        Err(error) => {
            assert!(text.get(error.bytes.clone()).is_some(), "{text}: {:?}", error.bytes);
            error.to_string()
        }
    }
}

#[test]
fn other_notations_are_answered_with_the_edtf_for_them() {
    for (written, help) in [
        ("05/01/2022", "write `2022-01-05`, or `2022-05-01` if the month stands first"),
        ("25/01/2022", "write `2022-01-25`"),
        ("01/25/2022", "write `2022-01-25`"),
        ("5.1.2022", "write `2022-01-05`, or `2022-05-01` if the month stands first"),
        ("2022/01/05", "write `2022-01-05`"),
        ("2022-1-5", "write `2022-01-05`"),
        ("20220105", "write `2022-01-05`"),
        ("2022/01", "write `2022-01`"),
        ("January 2022", "write `2022-01`"),
        ("5 January 2022", "write `2022-01-05`"),
        ("January 5th, 2022", "write `2022-01-05`"),
        ("Sept. 2022", "write `2022-09`"),
        ("5 января 2022 года", "write `2022-01-05`"),
        ("1er août 2022", "write `2022-08-01`"),
        ("5 or 6 January 2022", "write `[2022-01-05,2022-01-06]`"),
        ("5–8 January 2022", "write `2022-01-05/2022-01-08`"),
        ("30 January to 2 February 2022", "write `2022-01-30/2022-02-02`"),
        ("January to March 2022", "write `2022-01/2022-03`"),
        ("between 1990 and 1995", "write `[1990..1995]`"),
        ("circa 1990", "write `1990~`"),
        ("c. 1990", "write `1990~`"),
        ("c1990", "write `1990~`"),
        ("1990?~", "write `1990%`"),
        ("January 2022 (?)", "write `2022-01?`"),
        ("1980s", "write `198X`"),
        ("the 1980’s", "write `198X`"),
        ("198x", "write `198X`"),
        ("19uu", "write `19XX`"),
        ("20th century", "write `19XX`"),
        ("5th century BC", "write `-04XX`"),
        ("500 BC", "write `-0499`"),
        ("45,000 BCE", "write `Y-44999`"),
        ("AD 79", "write `0079`"),
        ("13.8 billion years ago", "write `Y-138E8`"),
        ("autumn 1984", "write `1984-23`"),
        ("Q3 2022", "write `2022-35`"),
        ("1994-", "write `1994/..`"),
        ("1994–present", "write `1994/..`"),
        ("1994/open", "write `1994/..`"),
        ("1994/unknown", "write `1994/`"),
        ("since 1994", "write `1994/..`"),
        ("until 2012", "write `../2012`"),
        ("before 8 January 2022", "write `[..2022-01-08]`"),
        ("2007-2012", "write `2007/2012`"),
        ("2007 to 2012", "write `2007/2012`"),
        ("1990-95", "write `1990/1995`"),
        (" 2022 ", "write `2022`"),
        ("2022-01-05 14:30", "write `2022-01-05T14:30`"),
        ("−0499", "write `-0499`"),
        ("undated", "leave `date` out and place the event by `after`"),
        ("84", "write year, month and day as far as they are known: `2022-01-05`, `2022-01`, `2022`"),
        ("the day before", "write year, month and day as far as they are known: `2022-01-05`, `2022-01`, `2022`"),
    ] {
        let told = error(written);
        assert!(told.ends_with(&format!(": {help}")), "{written}: {told}");
    }
}

#[test]
fn what_cannot_be_is_pointed_at() {
    for (written, part, expected) in [
        ("", "", "the date is empty: leave `date` out and place the event by `after`"),
        ("2022-13", "13", "there is no month 13: months are 01 to 12, seasons 21 to 24"),
        ("2022-13-05", "13", "there is no month 13: months stand before days: write `2022-05-13`"),
        ("2022-04-31", "31", "April has 30 days: check the day and the month"),
        ("2022-02-29", "29", "2022 was no leap year: February had 28 days; check the day and the year"),
        ("2012/2007", "2012/2007", "the interval ends before it begins: write the earlier date first"),
        (
            "2022-01-05T16:00/2022-01-05T14:30",
            "2022-01-05T16:00/2022-01-05T14:30",
            "the interval ends before it begins: write the earlier date first",
        ),
        ("[1670..1667]", "1670..1667", "the range ends before it begins: write the earlier date first"),
        ("2022-01-05/2022-01-32", "32", "January has 31 days: check the day and the month"),
        ("[2022-01-05, 2022-01-32]", "32", "January has 31 days: check the day and the month"),
        ("XXXX-01-05", "XXXX", "the date needs a year: leave `date` out and place the event by `after`"),
        ("1X84", "1X84", "only the last digits of a year can be left open: write a set: `[1984,1994]`"),
        ("198X-05", "05", "a month needs its year: leave the month out: `198X`"),
        ("2022-XX-05", "05", "a day needs its month: leave the day out, or name the month"),
        ("1984-1X", "1X", "half a month number: write `[1984-10..1984-12]`"),
        ("2022-02-2X", "2X", "half a day number: write `[2022-02-20..2022-02-28]`"),
        ("1984-23-13", "13", "a season has no days: leave the day out"),
        (
            "{1990,1991}",
            "{1990,1991}",
            "`{…}` says it happened on all of these dates: write an event for each date, an interval `a/b`, or `[a,b]` if it was only one of them",
        ),
        ("[1990", "[1990", "the set has no end: close it with `]`"),
        ("[1990,]", "", "a member of the set is empty: write a date on either side of each comma"),
        ("[1990..,1995]", "1990..", "an open end stands last in a set: move it to the back"),
        ("../..", "../..", "neither end of the interval is known: leave `date` out and place the event by `after`"),
        ("12345", "12345", "a year beyond four digits begins with `Y`: write `Y12345`"),
        ("Y1984", "Y1984", "`Y` is for years beyond four digits: write `1984`"),
        (
            "Y-99E9",
            "Y-99E9",
            "the year is too far away: keep within 20 billion years; the universe is 13.8 billion years old",
        ),
        ("-0000", "-0000", "there is no year -0: write `0000` for 1 BCE"),
        (
            "2022-01-05T24:00",
            "24:00",
            "this is no time of day: write hours and minutes: `T14:30`, from `T00:00` to `T23:59`",
        ),
        ("2022-01T14:30", "14:30", "a time needs its day: leave the time out"),
    ] {
        assert_eq!(error(written), expected, "{written}");
        let bytes = Edtf::parse(written).unwrap_err().bytes;
        assert_eq!(written.get(bytes), Some(part), "{written}");
    }
}
