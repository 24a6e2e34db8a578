//! Properties of every date.

use super::super::{languages, suggest};
use super::{Edtf, date};
use crate::model::civil::days_in_month;
use crate::model::{Bounds, Date};
use proptest::prelude::*;

fn year() -> impl Strategy<Value = String> {
    prop_oneof![
        (-9_999_i64..=9_999).prop_map(super::super::moment::iso_year),
        (10_000_i64..14_000_000_000, any::<bool>())
            .prop_map(|(year, before)| format!("Y{}{year}", if before { "-" } else { "" })),
        (1_i64..=999, 4_u32..=7).prop_map(|(number, exponent)| format!("Y-{number}E{exponent}")),
        "[1-9][0-9]{2}X|[1-9][0-9]XX|[1-9]XXX|-[1-9][0-9]{2}X|-[1-9][0-9]XX|[1-9][0-9]{3}S[1-4]",
    ]
}

fn day() -> impl Strategy<Value = (i64, u8, u8)> {
    (-9_999_i64..=9_999, 1_u8..=12, 1_u8..=31)
        .prop_map(|(year, month, day)| (year, month, day.min(days_in_month(year, month))))
}

fn moment() -> impl Strategy<Value = String> {
    let place = super::super::moment::iso_year;
    let body = prop_oneof![
        year(),
        day().prop_map(move |(year, month, _)| format!("{}-{month:02}", place(year))),
        (0_i64..=9_999, 21_u8..=41).prop_map(move |(year, part)| format!("{}-{part}", place(year))),
        day().prop_map(move |(year, month, day)| format!("{}-{month:02}-{day:02}", place(year))),
        (day(), 0_u8..24, 0_u8..60)
            .prop_map(move |((year, month, day), h, m)| format!("{}-{month:02}-{day:02}T{h:02}:{m:02}", place(year))),
    ];
    (body, "[?~%]?").prop_map(|(body, mark)| body + &mark)
}

fn written() -> impl Strategy<Value = String> {
    prop_oneof![
        moment(),
        (moment(), moment()).prop_map(|(from, to)| format!("{from}/{to}")),
        moment().prop_map(|from| format!("{from}/..")),
        moment().prop_map(|to| format!("/{to}")),
        proptest::collection::vec(moment(), 1..4).prop_map(|members| format!("[{}]", members.join(","))),
        (moment(), moment()).prop_map(|(from, to)| format!("[{from}..{to}]")),
        moment().prop_map(|to| format!("[..{to}]")),
        moment().prop_map(|from| format!("[{from}..]")),
    ]
}

fn within(inner: Bounds, outer: Bounds) -> bool {
    outer.earliest <= inner.earliest && inner.latest <= outer.latest
}

proptest! {
    #[test]
    fn no_text_makes_the_parser_panic(text in any::<String>()) {
        let _ = Edtf::parse(&text);
        let _ = suggest::help(&text);
    }

    #[test]
    fn no_text_like_a_date_makes_it_panic(text in "[0-9XYESTZ?~%/.,:+\\[\\]{} a-e–-]{0,24}") {
        if let Err(error) = Edtf::parse(&text) {
            prop_assert!(text.get(error.bytes).is_some());
        }
    }

    #[test]
    fn every_suggestion_is_a_date(text in "(about |circa |since |between |before )?[0-9]{1,4}(s|-|/| or | to | and | January )[0-9]{0,4}") {
        if let Err(error) = Edtf::parse(&text)
            && let Some((_, rest)) = error.help.split_once("write `")
        {
            let suggested = rest.split('`').next().unwrap();
            prop_assert!(Edtf::parse(suggested).is_ok(), "{text}: {}", error.help);
        }
    }

    #[test]
    fn a_moment_is_always_read_and_has_words_in_every_language(text in moment()) {
        let edtf = Edtf::parse(&text).unwrap();
        prop_assert_eq!(edtf.as_str(), &text);
        for (_, lexicon) in &languages::ALL {
            let words = edtf.words(lexicon);
            prop_assert!(!words.is_empty() && words.trim() == words && !words.contains(['{', '}']), "{words}");
            prop_assert!(!words.contains("  "), "{words}");
        }
    }

    #[test]
    fn bounds_are_ordered(text in written()) {
        let Ok(edtf) = Edtf::parse(&text) else { return Ok(()) };
        let date: Date = edtf.date(super::english());
        prop_assert!(date.begin.earliest <= date.begin.latest, "{text}");
        prop_assert!(date.end.earliest <= date.end.latest, "{text}");
        prop_assert!(date.begin.earliest <= date.end.earliest, "{text}");
        prop_assert!(date.begin.latest <= date.end.latest, "{text}");
    }

    #[test]
    fn the_more_precise_lies_within_the_less_precise((year, month, day) in day()) {
        let place = super::super::moment::iso_year(year);
        let coarse = place.get(..place.len() - 1).unwrap().to_owned() + "X";
        let written =
            [format!("{place}-{month:02}-{day:02}"), format!("{place}-{month:02}"), place];
        let mut outer = date(&written[2]);
        if year.abs() >= 10 {
            prop_assert!(within(outer.begin, date(&coarse).begin));
        }
        for inner in [&written[1], &written[0]] {
            let inner = date(inner);
            prop_assert!(within(inner.begin, outer.begin));
            // The vaguer of two dates that begin together sorts first.
            prop_assert!(inner.begin.earliest > outer.begin.earliest || outer.sort_key() <= inner.sort_key());
            outer = inner;
        }
    }

    #[test]
    fn the_order_of_dates_is_total(texts in proptest::collection::vec(written(), 3)) {
        let mut keys: Vec<_> =
            texts.iter().filter_map(|text| Edtf::parse(text).ok()).map(|edtf| edtf.date(super::english()).sort_key()).collect();
        keys.sort_unstable();
        prop_assert!(keys.windows(2).all(|pair| pair[0] <= pair[1]));
    }
}
