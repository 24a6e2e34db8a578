//! Errors and their help.

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

/// Dates in other notations, and their help.
const OTHER_NOTATIONS: &[(&str, &str)] = &[
    ("05/01/2022", "write `2022-01-05`, or `2022-05-01` if the month comes first"),
    ("25/01/2022", "write `2022-01-25`"),
    ("01/25/2022", "write `2022-01-25`"),
    ("5.1.2022", "write `2022-01-05`, or `2022-05-01` if the month comes first"),
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
    ("entre 1990 et 1995", "write `[1990..1995]`"),
    ("entre le 3 et le 5 mai 1850", "write `[1850-05-03..1850-05-05]`"),
    ("zwischen Mai und Juli 1850", "write `[1850-05..1850-07]`"),
    ("1 March 987", "write `0987-03-01`"),
    ("15 March 44 BC", "write `-0043-03-15`"),
    ("24 August AD 79", "write `0079-08-24`"),
    ("August 79 CE", "write `0079-08`"),
    ("30 February 44 BC", "write year, month and day as far as they are known: `2022-01-05`, `2022-01`, `2022`"),
    ("c. 1850?", "write `1850%`"),
    ("perhaps about 1850", "write `1850%`"),
    ("peut-être 1850", "write `1850?`"),
    ("circa 1990", "write `1990~`"),
    ("c. 1990", "write `1990~`"),
    ("c1990", "write `1990~`"),
    ("-000043-03-15", "write `-0043-03-15`"),
    ("+002018-03-05", "write `2018-03-05`"),
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
    ("before 8 January 2022", "write `[..2022-01-07]`"),
    ("2007-2012", "write `2007/2012`"),
    ("2007 to 2012", "write `2007/2012`"),
    ("1990-95", "write `1990/1995`"),
    (" 2022 ", "write `2022`"),
    ("2022-01-05 14:30", "write `2022-01-05T14:30`"),
    ("−0499", "write `-0499`"),
    ("undated", "leave `date` out and place the event by `after`"),
    ("unknown/2004", "write `/2004`"),
    ("open/2004", "write `../2004`"),
    ("199u-01", "write the year alone: `199X`"),
    ("..1984", "write `[..1984]`"),
    ("1984..", "write `[1984..]`"),
    ("1670..1673", "write `[1670..1673]`"),
    ("before 1928", "write `[..1927]`"),
    ("before 1 January 2022", "write `[..2021-12-31]`"),
    ("before March 2022", "write `[..2022-02]`"),
    ("before January 2022", "write `[..2021-12]`"),
    ("before the 1980s", "write `[..1979]`"),
    ("before spring 1984", "write `[..1984-02-29]`"),
    ("before circa 1928", "write `[..1927~]`"),
    ("after 1928", "write `[1929..]`"),
    ("after 31 December 2021", "write `[2022-01-01..]`"),
    ("after the 20th century", "write `[2000..]`"),
    ("no later than 1928", "write `[..1928]`"),
    ("on or after 1928", "write `[1928..]`"),
    ("vor 1928", "write `[..1927]`"),
    ("после 1928", "write `[1929..]`"),
    ("seit 1994", "write `1994/..`"),
    ("1900s", "write `190X` for the decade, `19XX` for the century"),
    ("the 2000s", "write `200X` for the decade, `20XX` for the century"),
    ("1810s", "write `181X`"),
    ("2020-06/07", "write `2020-06/2020-07`"),
    ("2022-01-05/11", "write `2022-01-05/2022-01-11`"),
    ("2022-01-05/02-11", "write `2022-01-05/2022-02-11`"),
    ("1641391800", "write `2022-01-05T14:10Z` if it is a Unix time, `Y1641391800` if it is a year"),
    ("1641391800000", "write `2022-01-05T14:10Z` if it is a Unix time, `Y1641391800000` if it is a year"),
    ("20220105T143000Z", "write `2022-01-05T14:30Z`"),
    ("20220105T1430+0600", "write `2022-01-05T14:30+06:00`"),
    ("2022-01-05T14:30−05:00", "write `2022-01-05T14:30-05:00`"),
    ("mid-1990s", "write `[1994..1996]`"),
    ("the early 1990s", "write `[1990..1993]`"),
    ("late 19th century", "write `[1867..1899]`"),
    ("winter 1984/85", "write `1984-24`"),
    ("winter 1984-1985", "write `1984-24`"),
    ("5 January 2022 at 14:30", "write `2022-01-05T14:30`"),
    ("January 5, 2022, 2:30 PM", "write `2022-01-05T14:30`"),
    ("5. Januar 2022 um 14.30 Uhr", "write `2022-01-05T14:30`"),
    ("5 janvier 2022 à 14h30", "write `2022-01-05T14:30`"),
    ("2022-01-05 12:15 AM UTC", "write `2022-01-05T00:15Z`"),
    ("2:30 PM", "a time needs its day: write `2022-01-05T14:30`"),
    ("14:30", "a time needs its day: write `2022-01-05T14:30`"),
    ("-150", "write `-0149` for 150 BCE: the year 1 BCE is `0000`"),
    ("44 v. Chr.", "write `-0043`"),
    ("44 av. J.-C.", "write `-0043`"),
    ("44 a. C.", "write `-0043`"),
    ("44 год до н. э.", "write `-0043`"),
    ("79 n. Chr.", "write `0079`"),
    ("20. Jahrhundert", "write `19XX`"),
    ("XXe siècle", "write `19XX`"),
    ("20e siècle", "write `19XX`"),
    ("siglo XX", "write `19XX`"),
    ("XX век", "write `19XX`"),
    ("в XX веке", "write year, month and day as far as they are known: `2022-01-05`, `2022-01`, `2022`"),
    ("5. Jahrhundert v. Chr.", "write `-04XX`"),
    ("années 1980", "write `198X`"),
    ("1980er Jahre", "write `198X`"),
    ("década de 1980", "write `198X`"),
    ("1980-е годы", "write `198X`"),
    ("весна 2022", "write `2022-21`"),
    ("весна 2022 года", "write `2022-21`"),
    ("printemps 2022", "write `2022-21`"),
    ("otoño de 2022", "write `2022-23`"),
    ("Frühjahr 2022", "write `2022-21`"),
    ("second half of 2022", "write `2022-41`"),
    ("2. Quartal 2022", "write `2022-34`"),
    ("Spring, 2002", "write `2002-21`"),
    ("ca1860", "write `1860~`"),
    ("1800 approx", "write `1800~`"),
    ("um 1800", "write `1800~`"),
    ("05-Jan-22", "write `2022-01-05`"),
    ("05-Jan-84", "write `1984-01-05`"),
    ("193", "write `0193`"),
    ("107?", "write `0107?`"),
    ("?70", "write `0070?`"),
    ("197~", "write `0197~`"),
    ("84", "write year, month and day as far as they are known: `2022-01-05`, `2022-01`, `2022`"),
    ("the day before", "write year, month and day as far as they are known: `2022-01-05`, `2022-01`, `2022`"),
];

#[test]
fn other_notations_are_answered_with_the_edtf_for_them() {
    let wrong: Vec<String> = OTHER_NOTATIONS
        .iter()
        .filter(|(written, help)| !error(written).ends_with(&format!(": {help}")))
        .map(|(written, _)| format!("{written}: {}", error(written)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Dates in EDTF's form that cannot be: the part that is wrong, and the message with its help.
const IMPOSSIBLE: &[(&str, &str, &str)] = &[
    ("", "", "the date is empty: leave `date` out and place the event by `after`"),
    ("2022-13", "13", "there is no month 13: months are 01 to 12, seasons 21 to 24"),
    ("1914-18", "18", "there is no month 18: months are 01 to 12, seasons 21 to 24; a span of years is `1914/1918`"),
    ("2022-13-05", "13", "there is no month 13: months stand before days: write `2022-05-13`"),
    ("2022-04-31", "31", "April has 30 days: check the day and the month"),
    ("2022-02-29", "29", "2022 was no leap year: February had 28 days; check the day and the year"),
    ("2012/2007", "2012/2007", "the interval ends before it begins: write the earlier date first"),
    (
        "2022-01-05T16:00/2022-01-05T14:30",
        "2022-01-05T16:00/2022-01-05T14:30",
        "the interval ends before it begins: write the earlier date first",
    ),
    (
        "2022-01-05T14:30+06:00/2022-01-05T08:00Z",
        "2022-01-05T14:30+06:00/2022-01-05T08:00Z",
        "the interval ends before it begins: write the earlier date first",
    ),
    (
        "2022-01-05T14:30Z06:00",
        "Z06:00",
        "`Z` already says that the time is in UTC: write `Z` for UTC, or `+06:00` alone",
    ),
    ("2022-01-05T14:30Z14", "Z14", "`Z` already says that the time is in UTC: write `Z` for UTC, or `+14:00` alone"),
    ("2022-01-05T14:30Z-03", "Z-03", "`Z` already says that the time is in UTC: write `Z` for UTC, or `-03:00` alone"),
    ("2022-01-05T14:30Z00:00", "Z00:00", "`Z` already says that the time is in UTC: write `Z`"),
    ("2022-01-05T14:30ZZ", "ZZ", "`Z` already says that the time is in UTC: write `Z`"),
    ("2022-01-05T14:30-00:00", "-00:00", "there is no offset -00:00: write `Z` for UTC"),
    ("2022-01-05T14:30+0230", "+0230", "an offset has a colon: write `+02:30`"),
    ("2022-01-05T14:30+15:00", "+15:00", "this is no offset from UTC: write `Z`, or hours and minutes: `+06:00`"),
    ("[1670..1667]", "1670..1667", "the range ends before it begins: write the earlier date first"),
    ("2022-01-05/2022-01-32", "32", "January has 31 days: check the day and the month"),
    ("[2022-01-05, 2022-01-32]", "32", "January has 31 days: check the day and the month"),
    ("XXXX-01-05", "XXXX", "the date needs a year: leave `date` out and place the event by `after`"),
    (
        "1X84",
        "1X84",
        "only the last digits of a year can be left open: write a set: `[1084,1184,1284,1384,1484,1584,1684,1784,1884,1984]`",
    ),
    ("198X-05", "05", "a month needs its year: write the year alone: `198X`"),
    ("2022-XX-05", "05", "a day needs its month: name the month, or leave the day out: `2022`"),
    ("1984-1X", "1X", "half a month number: write `[1984-10..1984-12]`"),
    ("2022-02-2X", "2X", "half a day number: write `[2022-02-20..2022-02-28]`"),
    ("1984-23-XX", "XX", "a season has no days: leave the day out"),
    ("1950S2-XX", "XX", "a year with significant digits has no months: write the year alone: `1950S2`"),
    ("1984-23-13", "13", "a season has no days: leave the day out"),
    (
        "{1990,1991}",
        "{1990,1991}",
        "`{…}` means that it happened on each of these dates: write an event for each date, an interval `a/b`, or `[a,b]` if it was only one of them",
    ),
    (
        "[1845..1846]/1850",
        "[1845..1846]/1850",
        "an end of an interval is a date, not a set: write one date for each end, `~` if it is about: `1845~/1850`",
    ),
    (
        "1840/[1845,1846]",
        "1840/[1845,1846]",
        "an end of an interval is a date, not a set: write one date for each end, `~` if it is about: `1840/1846~`",
    ),
    ("156X-12-25", "12", "a month needs its year: write the year alone: `156X`"),
    ("1560-XX-25", "25", "a day needs its month: name the month, or leave the day out: `1560`"),
    (
        "20X3",
        "20X3",
        "only the last digits of a year can be left open: write a set: `[2003,2013,2023,2033,2043,2053,2063,2073,2083,2093]`",
    ),
    ("2X3X", "2X3X", "only the last digits of a year can be left open: write `2XXX`"),
    ("XX84", "XX84", "only the last digits of a year can be left open: write the years as a range: `[1900..1999]`"),
    ("2022-01-00", "00", "there is no day 0: write the month alone: `2022-01`"),
    ("2022-00-00", "00", "there is no month 0: write the year alone: `2022`"),
    ("2022-00", "00", "there is no month 0: write the year alone: `2022`"),
    ("[1990", "[1990", "the set has no end: close it with `]`"),
    ("[1990,]", "", "a member of the set is empty: write a date on either side of each comma"),
    ("[1990..,1995]", "1990..", "an open end comes last in a set: move it to the back"),
    ("../..", "../..", "neither end of the interval is known: leave `date` out and place the event by `after`"),
    ("12345", "12345", "a year beyond four digits begins with `Y`: write `Y12345`"),
    ("Y1984", "Y1984", "`Y` is for years beyond four digits: write `1984`"),
    ("Y02022", "Y02022", "`Y` is for years beyond four digits: write `2022`"),
    ("Y0001950", "Y0001950", "`Y` is for years beyond four digits: write `1950`"),
    ("Y00001", "Y00001", "`Y` is for years beyond four digits: write `0001`"),
    ("Y-00001", "Y-00001", "`Y` is for years beyond four digits: write `-0001`"),
    ("Y-0", "Y-0", "`Y` is for years beyond four digits: write `0000`"),
    ("Y195E1S3", "Y195E1S3", "`Y` is for years beyond four digits: write `1950S3`"),
    ("Y012345", "Y012345", "a year with `Y` does not begin with 0: write `Y12345`"),
    ("Y-017E7S2", "Y-017E7S2", "a year with `Y` does not begin with 0: write `Y-17E7S2`"),
    ("Y12345-01-05", "01-05", "a year with `Y` has no months or days: write the year alone: `Y12345`"),
    ("Y17E7-12-26", "12-26", "a year with `Y` has no months or days: write the year alone: `Y17E7`"),
    ("Y-12345-XX", "XX", "a year with `Y` has no months or days: write the year alone: `Y-12345`"),
    ("Y2022-01-05", "Y2022", "`Y` is for years beyond four digits: write `2022`"),
    (
        "Y-99E9",
        "Y-99E9",
        "the year is too far away: keep within 20 billion years; the universe is 13.8 billion years old",
    ),
    ("-0000", "-0000", "there is no year -0: write `0000` for 1 BCE"),
    ("2022-01-05T24:00", "24:00", "a day has no 24:00: midnight begins the next day: write `2022-01-06T00:00`"),
    (
        "2021-12-31T24:00:00Z",
        "24:00:00Z",
        "a day has no 24:00: midnight begins the next day: write `2022-01-01T00:00Z`",
    ),
    (
        "2022-01-05T24:01",
        "24:01",
        "this is no time of day: write hours and minutes: `T14:30`, from `T00:00` to `T23:59`",
    ),
    ("2022-01T14:30", "14:30", "a time needs its day: leave the time out"),
];

#[test]
fn the_impossible_part_of_a_date_is_named() {
    for (written, part, expected) in IMPOSSIBLE {
        assert_eq!(error(written), *expected, "{written}");
        let bytes = Edtf::parse(written).unwrap_err().bytes;
        assert_eq!(written.get(bytes), Some(*part), "{written}");
    }
}

/// Dates as authors type them in the languages of the tables.
const SPOKEN: &[(&str, &str)] = &[
    ("весна 2022", "2022-21"),
    ("январь 2022 года", "2022-01"),
    ("с января 2022 года", "2022-01/.."),
    ("не позднее 8 января 2022 года", "[..2022-01-08]"),
    ("около 1990 года", "1990~"),
    ("20. Jahrhundert", "19XX"),
    ("2022年1月", "2022-01"),
    ("2022年1月5日", "2022-01-05"),
    ("２０２２年１月５日", "2022-01-05"),
    ("1988年", "1988"),
    ("20世纪", "19XX"),
    ("20世紀", "19XX"),
    ("20世纪80年代", "198X"),
    ("1980年代", "198X"),
    ("公元前500年", "-0499"),
    ("2022年第二季度", "2022-34"),
    ("约1990年", "1990~"),
    ("1990年頃", "1990~"),
    ("2022년 1월 5일", "2022-01-05"),
    ("2022년 봄", "2022-21"),
    ("20세기", "19XX"),
    ("기원전 500년", "-0499"),
    ("enero de 2022", "2022-01"),
    ("5 de janeiro de 2022", "2022-01-05"),
    ("primavera de 2022", "2022-21"),
    ("XX secolo", "19XX"),
    ("primavera del 2022", "2022-21"),
    ("lente van 2022", "2022-21"),
    ("20e eeuw", "19XX"),
    ("od 5 stycznia 2022", "2022-01-05/.."),
    ("lata 80. XX wieku", "198X"),
    ("5 Ocak 2022", "2022-01-05"),
    ("2022 ilkbaharı", "2022-21"),
    ("MÖ 500", "-0499"),
    ("2022 жылғы 5 қаңтар", "2022-01-05"),
    ("2022 жылғы көктем", "2022-21"),
    ("XX ғасыр", "19XX"),
    ("5 січня 2022 року", "2022-01-05"),
    ("5 يناير 2022", "2022-01-05"),
    ("٥ يناير ٢٠٢٢", "2022-01-05"),
    ("5 كانون الثاني 2022", "2022-01-05"),
    ("ربيع 2022", "2022-21"),
    ("القرن الـ20", "19XX"),
    ("5 בינואר 2022", "2022-01-05"),
    ("אביב 2022", "2022-21"),
    ("המאה ה־20", "19XX"),
    ("۵ ژانویه ۲۰۲۲", "2022-01-05"),
    ("دههٔ ۱۹۸۰", "198X"),
    ("5 जनवरी 2022", "2022-01-05"),
    ("1980 का दशक", "198X"),
    ("abad ke-20", "19XX"),
    ("sejak 5 Januari 2022", "2022-01-05/.."),
    ("с 2007 по 2012 год", "2007/2012"),
    ("с 5 по 8 января 2022 года", "2022-01-05/2022-01-08"),
    ("5 или 6 января 2022 года", "[2022-01-05,2022-01-06]"),
    ("2007 жылдан 2012 жылға дейін", "2007/2012"),
    ("2022 жылғы 5 қаңтардан 11 қаңтарға дейін", "2022-01-05/2022-01-11"),
    ("2022年1月5日至8日", "2022-01-05/2022-01-08"),
    ("2007年至2012年", "2007/2012"),
    ("2022年1月5日或6日", "[2022-01-05,2022-01-06]"),
    ("1667年至1670年之间", "[1667..1670]"),
    ("2007年から2012年まで", "2007/2012"),
    ("2022년 1월부터 3월까지", "2022-01/2022-03"),
    ("من 2007 إلى 2012", "2007/2012"),
    ("بين عامي 1667 و1670", "[1667..1670]"),
    ("5 או 6 בינואר 2022", "[2022-01-05,2022-01-06]"),
    ("از ۵ تا ۸ ژانویه ۲۰۲۲", "2022-01-05/2022-01-08"),
    ("5 से 8 जनवरी, 2022 तक", "2022-01-05/2022-01-08"),
    ("5–8 Ocak 2022", "2022-01-05/2022-01-08"),
    ("od stycznia do marca 2022", "2022-01/2022-03"),
    ("de 5 a 8 de janeiro de 2022", "2022-01-05/2022-01-08"),
    ("van 2007 tot en met 2012", "2007/2012"),
    ("antara 1667 dan 1670", "[1667..1670]"),
];

#[test]
fn dates_in_words_of_every_language_are_answered_with_their_edtf() {
    let wrong: Vec<String> = SPOKEN
        .iter()
        .filter(|(written, date)| !error(written).ends_with(&format!(": write `{date}`")))
        .map(|(written, date)| format!("{written}: {}, not {date}", error(written)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_words_of_a_date_are_answered_with_the_date() {
    let dates = ["2022-01-05", "2022-08", "1988", "1984-21", "2001-34", "198X", "19XX", "-04XX", "-0499", "0079-08-24"];
    for (language, lexicon) in &super::super::languages::ALL {
        for date in dates {
            let words = Edtf::parse(date).unwrap().words(lexicon);
            if words != date {
                assert!(
                    error(&words).ends_with(&format!(": write `{date}`")),
                    "{language}: {words}: {}",
                    error(&words)
                );
            }
        }
    }
}
