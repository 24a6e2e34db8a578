use super::*;

fn parts(year: &str, month: &str, day: &str, time: &str) -> Result<Option<String>, DateFault> {
    let part = |words: &str| Some(words.to_owned()).filter(|words| !words.is_empty());
    Parts { year: part(year), month: part(month), day: part(day), time: part(time), ..Parts::default() }.edtf()
}

#[test]
fn parts_keep_their_precision_and_years_before_1_are_counted_as_people_count() {
    for (year, month, day, time, edtf) in [
        ("1990", "", "", "", Some("1990")),
        ("1990", "2", "", "", Some("1990-02")),
        ("1990", "02", "5", "", Some("1990-02-05")),
        ("1990", "2", "5", "14:30", Some("1990-02-05T14:30")),
        ("1990", "2", "5", "2:30 PM", Some("1990-02-05T14:30")),
        ("1990", "2", "5", "9", Some("1990-02-05T09:00")),
        ("1990", "2", "5", "14:30:15.250", Some("1990-02-05T14:30:15")),
        ("-500", "", "", "", Some("-0499")),
        ("500 BC", "", "", "", Some("-0499")),
        ("-1", "3", "15", "", Some("0000-03-15")),
        ("79", "8", "", "", Some("0079-08")),
        ("-13800000000", "", "", "", Some("Y-13800000000")),
        ("1990.0", "March", "", "", Some("1990-03")),
        ("1990", "0", "0", "", Some("1990")),
        ("", "", "", "", None),
    ] {
        assert_eq!(parts(year, month, day, time).unwrap().as_deref(), edtf, "{year} {month} {day} {time}");
    }
    for (year, month, day, part) in [
        ("0", "", "", "year"),
        ("1990", "13", "", "month"),
        ("1990", "4", "31", "day"),
        ("1990", "", "5", "day"),
        ("", "4", "", "month"),
        ("soon", "", "", "year"),
        ("99999999999", "", "", "year"),
    ] {
        assert_eq!(parts(year, month, day, "").unwrap_err().part, Some(part), "{year} {month} {day}");
    }
}

#[test]
fn words_and_machines_notations_are_read() {
    for (text, edtf) in [
        ("1990", "1990"),
        ("476", "0476"),
        ("-44", "-0043"),
        ("500 BC", "-0499"),
        ("5 January 2022", "2022-01-05"),
        ("5.1.2022", "2022-01-05"),
        ("31/12/2022", "2022-12-31"),
        ("12/31/22", "2022-12-31"),
        ("2013-04-20T00:00:00.000Z", "2013-04-20"),
        ("2013-04-20T12:30:00.000Z", "2013-04-20T12:30Z"),
        ("2013-04-20 9:05:07", "2013-04-20T09:05:07"),
        ("2013-04-20T12:30:00+0200", "2013-04-20T12:30+02:00"),
        ("Fri Nov 22 1963 00:00:00 GMT-0600", "1963-11-22"),
        ("Fri Nov 22 1963 12:30:00 GMT-0600 (Central Standard Time)", "1963-11-22T12:30-06:00"),
        ("May 28 2006 09:00:00 GMT", "2006-05-28T09:00Z"),
        ("/Date(1366416000000)/", "2013-04-20"),
        ("2007-2012", "2007/2012"),
        ("Jan 11 2012 CST", "2012-01-11"),
        ("circa 1990", "1990~"),
        ("1980s", "198X"),
        ("before 1928", "[..1927]"),
    ] {
        assert_eq!(words(text, Order::Unknown).as_deref(), Ok(edtf), "{text}");
    }
    assert_eq!(words("05/01/2022", Order::DayFirst).as_deref(), Ok("2022-01-05"));
    assert_eq!(words("05/01/2022", Order::MonthFirst).as_deref(), Ok("2022-05-01"));
    assert!(words("05/01/2022", Order::Unknown).unwrap_err().is_ambiguous);
    for bad in ["1900s", "44566", "31/04/2022", "soon", "2022-13-45", ""] {
        assert!(words(bad, Order::DayFirst).is_err(), "{bad}");
    }
}

#[test]
fn a_column_shows_its_order() {
    assert_eq!(order_of(["05/01/2022", "31/01/2022"]), Order::DayFirst);
    assert_eq!(order_of(["05/01/2022", "1/31/2022"]), Order::MonthFirst);
    assert_eq!(order_of(["31/01/2022", "1/31/2022"]), Order::Unknown);
    assert_eq!(order_of(["05/01/2022", "2022-01-31"]), Order::Unknown);
}

#[test]
fn spreadsheets_numbers_are_days() {
    assert_eq!(serial(44_566.0, false).as_deref(), Some("2022-01-05"));
    assert_eq!(serial(44_566.604_166_666_7, false).as_deref(), Some("2022-01-05T14:30"));
    assert_eq!(serial(1.0, false).as_deref(), Some("1900-01-01"));
    assert_eq!(serial(61.0, false).as_deref(), Some("1900-03-01"));
    assert_eq!(serial(60.0, false), None);
    assert_eq!(serial(43_104.0, true).as_deref(), Some("2022-01-05"));
    assert_eq!(serial(-1.0, false), None);
}

#[test]
fn shown_words_say_how_precise_a_date_is() {
    assert_eq!(as_shown("1859-01-01", "1859").as_deref(), Some("1859"));
    assert_eq!(as_shown("1859-01-01", "January 1859").as_deref(), Some("1859-01"));
    assert_eq!(as_shown("1859-01-01", "1 January 1859"), None);
    assert_eq!(as_shown("1859-01-01", "1860"), None);
    assert_eq!(as_shown("1859-01-01", "a quarter to one"), None);
    assert_eq!(as_shown("1859-01-01/1861-12-31", "1859-1861").as_deref(), Some("1859/1861"));
}

#[test]
fn intervals_run_forwards() {
    assert_eq!(interval("2007", "2012").as_deref(), Ok("2007/2012"));
    assert_eq!(interval("2007", "2007").as_deref(), Ok("2007"));
    assert!(interval("2012", "2007").is_err());
    assert!(interval("2007/2008", "2012").is_err());
}
