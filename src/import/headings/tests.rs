//! Headings of tables, as people write them.

use super::*;

#[test]
fn headings_of_people_are_known() {
    for (heading, expected) in [
        ("Year", Field::Year),
        ("Media Thumbnail", Field::Ignored),
        ("Start Date", Field::Date),
        ("  start_date ", Field::Date),
        ("Überschrift", Field::Headline),
        ("Date (DD/MM/YYYY)", Field::Date),
        ("Fecha de inicio", Field::Date),
        ("Événement", Field::Headline),
        ("Quelle:", Field::Source),
        ("Дата начала", Field::Date),
        ("عنوان", Field::Headline),
        ("End Year", Field::EndYear),
        ("Display Date", Field::Shown),
        ("Alt Text", Field::Alt),
        ("Begriff", Field::Term),
        ("end-year", Field::EndYear),
        ("date_local", Field::Date),
    ] {
        assert_eq!(field(heading), Some(expected), "{heading}");
    }
    for unknown in ["", "Population", "xyz", "()"] {
        assert_eq!(field(unknown), None, "{unknown}");
    }
}

#[test]
fn no_heading_means_two_fields() {
    let mut seen = BTreeMap::new();
    for (field, names) in HEADINGS {
        for name in names {
            assert_eq!(seen.insert(key(name), field), None, "{name}");
        }
    }
}
