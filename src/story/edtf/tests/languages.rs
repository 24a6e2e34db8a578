//! The other languages' words.

use super::{Edtf, Lexicon};

fn all(language: &str, cases: &[(&str, &str)]) {
    let lexicon = Lexicon::for_language(language).expect("shipped");
    for (written, expected) in cases {
        assert_eq!(Edtf::parse(written).unwrap().words(lexicon), *expected, "{written}");
    }
}

#[test]
fn german() {
    all(
        "de-CH",
        &[
            ("2022-01-05", "5. Januar 2022"),
            ("2022-01-05T14:30", "5. Januar 2022, 14.30 Uhr"),
            ("2022-01-05T14:30+06:00/2022-01-05T16:00", "5. Januar 2022, 14.30–16.00 Uhr UTC+6"),
            ("2022-01-05T14:30+06:00/2022-01-05T12:00Z", "5. Januar 2022, 14.30 Uhr UTC+6 – 12.00 Uhr UTC"),
            ("[2022-01-05,2022-01-06]", "5. oder 6. Januar 2022"),
            ("2022-01-05/2022-01-08", "5. bis 8. Januar 2022"),
            ("[2022-01-05..2022-01-08]", "zwischen dem 5. und dem 8. Januar 2022"),
            ("1984-23", "Herbst 1984"),
            ("198X", "1980er-Jahre"),
            ("198X/..", "seit den 1980er-Jahren"),
            ("../19XX", "bis zum 20. Jahrhundert"),
            ("2007/2012", "2007 bis 2012"),
            ("1994/..", "seit 1994"),
            ("1994~/..", "seit etwa 1994"),
            ("1990~/1995~", "etwa 1990 bis etwa 1995"),
            ("1988/", "ab 1988, Ende unbekannt"),
            ("[..2022-01-08]", "spätestens am 8. Januar 2022"),
            ("[2022-01..]", "frühestens im Januar 2022"),
            ("1990%", "etwa 1990 (unsicher)"),
            ("-0499", "500 v. Chr."),
            ("Y-138E8~", "vor etwa 13,8 Milliarden Jahren"),
            ("Y-1E6", "vor 1 Million Jahren"),
            ("Y-66E6/Y-2E6", "vor 66 bis 2 Millionen Jahren"),
            ("../2012-05-01", "bis zum 1. Mai 2012"),
            ("../2012-05", "bis Mai 2012"),
            ("../1984-21", "bis zum Frühling 1984"),
            ("../1990~", "bis etwa 1990"),
            ("[..1990~]", "spätestens etwa 1990"),
            ("[..1990-03-01~]", "spätestens etwa am 1. März 1990"),
            ("[1990-03~..]", "frühestens etwa im März 1990"),
            ("[19XX~..]", "frühestens etwa im 20. Jahrhundert"),
            ("1990-03-01~/1990-05-01~", "etwa 1. März 1990 bis etwa 1. Mai 1990"),
            ("../198X~", "bis etwa in die 1980er-Jahre"),
            ("198X~", "etwa in den 1980er-Jahren"),
            ("../19XX~", "bis etwa ins 20. Jahrhundert"),
            ("../1990-03-01~", "bis etwa zum 1. März 1990"),
            ("1990-03-01~/..", "etwa seit dem 1. März 1990"),
            ("1990-03-01~/", "etwa ab dem 1. März 1990, Ende unbekannt"),
            ("[1990~,1991]", "etwa 1990 oder 1991"),
            ("1868?/1871?", "1868 bis 1871 (beide unsicher)"),
            ("1868/1871?", "1868 bis 1871 (unsicher)"),
        ],
    );
}

#[test]
fn austrian() {
    all("de-AT", &[("2022-01-05", "5. Jänner 2022"), ("2022-02-05", "5. Februar 2022"), ("2022", "2022")]);
}

#[test]
fn portuguese_of_portugal() {
    all(
        "pt-PT",
        &[
            ("2022-01-01", "1 de janeiro de 2022"),
            ("../1984-21", "até à primavera de 1984"),
            ("../19XX", "até ao século XX"),
            ("../2012-05-01", "até 1 de maio de 2012"),
            ("Y-138E8", "há 13\u{a0}800 milhões de anos"),
            ("Y-1E6", "há 1 milhão de anos"),
            ("1XXX", "II milénio"),
        ],
    );
}

#[test]
fn french() {
    all(
        "fr",
        &[
            ("2022-01-01", "1er janvier 2022"),
            ("2022-01-05/2022-01-08", "du 5 au 8 janvier 2022"),
            ("2022-04/2022-08", "d’avril à août 2022"),
            ("2007/2012", "de 2007 à 2012"),
            ("[2022-01-05,2022-01-06]", "5 ou 6 janvier 2022"),
            ("[2022-01-05..2022-01-08]", "entre le 5 et le 8 janvier 2022"),
            ("2022-01-05/..", "depuis le 5 janvier 2022"),
            ("../2022-01-05", "jusqu’au 5 janvier 2022"),
            ("../2012", "jusqu’en 2012"),
            ("1994-10/", "à partir d’octobre 1994, fin inconnue"),
            ("198X", "années 1980"),
            ("197X/198X", "des années 1970 aux années 1980"),
            ("19XX", "XXe siècle"),
            ("00XX", "Ier siècle"),
            ("1984-23/1985-21", "de l’automne 1984 au printemps 1985"),
            ("[..2022-01-08]", "au plus tard le 8 janvier 2022"),
            ("1990~", "vers 1990"),
            ("-0499", "500 av. J.-C."),
            ("Y-138E8", "il y a 13,8 milliards d’années"),
            ("Y-66E6/Y-2E6", "il y a 66 à 2 millions d’années"),
            ("2022-01-05T14:30", "5 janvier 2022, 14\u{a0}h\u{a0}30"),
            ("2022-01-05T09:05Z", "5 janvier 2022, 9\u{a0}h\u{a0}05 UTC"),
            ("2022-01-05T14:30+06:00/2022-01-05T16:00", "5 janvier 2022, 14\u{a0}h\u{a0}30–16\u{a0}h UTC+6"),
            ("../1990~", "jusque vers 1990"),
            ("[..1990~]", "vers 1990 au plus tard"),
            ("[..1990-03-01~]", "vers le 1er mars 1990 au plus tard"),
            ("[1990-03-01~..]", "vers le 1er mars 1990 au plus tôt"),
            ("1990-03-01~/1990-05-01~", "du 1er mars 1990 environ au 1er mai 1990 environ"),
            ("1990~/1995~", "de 1990 environ à 1995 environ"),
            ("1990-03~/..", "depuis environ mars 1990"),
            ("1990-03-01~/..", "depuis le 1er mars 1990 environ"),
            ("1990~/", "à partir de 1990 environ, fin inconnue"),
            ("../198X~", "jusque vers les années 1980"),
            ("../1990-03-01~", "jusque vers le 1er mars 1990"),
            ("[1990~,1991]", "vers 1990 ou 1991"),
            ("[1990-03-01~..1990-05-01~]", "entre le 1er mars 1990 environ et le 1er mai 1990 environ"),
            ("1868?/1871?", "de 1868 à 1871 (dates incertaines)"),
        ],
    );
}

#[test]
fn spanish() {
    all(
        "es-MX",
        &[
            ("2022-01-05", "5 de enero de 2022"),
            ("2022-01-05/2022-01-08", "del 5 al 8 de enero de 2022"),
            ("2022-01/2022-03", "de enero a marzo de 2022"),
            ("[2022-01-07,2022-01-08]", "7 u 8 de enero de 2022"),
            ("[2022-09,2022-10]", "septiembre u octubre de 2022"),
            ("[1999,2000]", "1999 o 2000"),
            ("1984-23/1985-21", "del otoño de 1984 a la primavera de 1985"),
            ("198X/..", "desde la década de 1980"),
            ("../2022-01-05", "hasta el 5 de enero de 2022"),
            ("2022-01-05~", "hacia el 5 de enero de 2022"),
            ("19XX", "siglo XX"),
            ("[..2022-01-08]", "8 de enero de 2022 o antes"),
            ("-0499", "500 a. C."),
            ("Y-138E8~", "hace unos 13\u{202f}800 millones de años"),
            ("Y-1E6", "hace 1 millón de años"),
            ("Y-66E6/Y-2E6", "hace 66 a 2 millones de años"),
            ("Y-138E8/Y-45E8", "hace 13\u{202f}800 a 4500 millones de años"),
            ("2022-01-05T14:30-03:00", "5 de enero de 2022, 14:30 UTC−3"),
            ("../1990~", "hasta aproximadamente 1990"),
            ("[..1990-03-01~]", "aproximadamente el 1 de marzo de 1990 o antes"),
            ("[198X~..]", "aproximadamente la década de 1980 o después"),
            (
                "1990-03-01~/1990-05-01~",
                "desde el 1 de marzo de 1990 aproximadamente hasta el 1 de mayo de 1990 aproximadamente",
            ),
            ("1990-03-01~/..", "desde el 1 de marzo de 1990 aproximadamente"),
            ("../198X~", "hasta aproximadamente la década de 1980"),
            ("[1990~,1991]", "hacia 1990 o 1991"),
            ("1868?/1871?", "de 1868 a 1871 (ambas fechas dudosas)"),
        ],
    );
}

#[test]
fn russian() {
    all(
        "ru",
        &[
            ("2022-01-05", "5 января 2022 года"),
            ("2022-01", "январь 2022 года"),
            ("2022", "2022 год"),
            ("[2022-01-05,2022-01-06]", "5 или 6 января 2022 года"),
            ("[2022-01,2022-03]", "январь или март 2022 года"),
            ("[2022-03,2023-03]", "март 2022 или 2023 года"),
            ("2007/2012", "с 2007 по 2012 год"),
            ("2022-01-05/2022-01-08", "с 5 по 8 января 2022 года"),
            ("2022-01/2022-03", "с января по март 2022 года"),
            ("1984-24/1985-21", "с зимы 1984 года по весну 1985 года"),
            ("2022-34/..", "со II квартала 2022 года"),
            ("198X", "1980-е годы"),
            ("198X/..", "с 1980-х годов"),
            ("19XX~", "около XX века"),
            ("1994/..", "с 1994 года"),
            ("../2012", "по 2012 год"),
            ("1990~", "около 1990 года"),
            ("1990~/..", "примерно с 1990 года"),
            ("1990~/1995~", "примерно с 1990 по 1995 год"),
            ("[..2022-01-08]", "не позднее 8 января 2022 года"),
            ("[2022-01..2022-03]", "не ранее января и не позднее марта 2022 года"),
            ("-0499", "500 год до н. э."),
            ("-0499-03", "март 500 года до н. э."),
            ("Y-138E8", "13,8 миллиарда лет назад"),
            ("Y-5E9~", "примерно 5 миллиардов лет назад"),
            ("Y-66E6", "66 миллионов лет назад"),
            ("Y-66E6/Y-2E6", "66–2 миллиона лет назад"),
            ("Y-45E8/Y-541E6", "4,5 миллиарда – 541 миллион лет назад"),
            ("2022-01-05T14:30+06:00", "5 января 2022 года, 14:30 UTC+6"),
            ("1990-03-01~/1990-05-01~", "примерно с 1 марта по 1 мая 1990 года"),
            ("1990~/1995", "примерно с 1990 года по 1995 год"),
            ("[1990~,1991]", "около 1990 или 1991 года"),
            ("[1990~,1991~]", "около 1990 года или около 1991 года"),
            ("[1990-03-01~,1990-03-02]", "около 1 или 2 марта 1990 года"),
            ("../198X~", "примерно по 1980-е годы"),
            ("0100/..", "со 100 года н. э."),
            ("0150/0190", "со 150 по 190 год н. э."),
            ("1100/..", "с 1100 года"),
            ("2022-01-02/2022-01-08", "со 2 по 8 января 2022 года"),
            ("2022-01-20/..", "с 20 января 2022 года"),
            ("01XX/..", "со II века"),
            ("1868?/1871?", "с 1868 по 1871 год (обе даты под вопросом)"),
        ],
    );
}

#[test]
fn a_language_without_a_table_gets_english() {
    assert!(Lexicon::for_language("cy").is_none());
    assert!(Lexicon::for_language("").is_none());
    assert!(Lexicon::for_language("EN-gb").is_some());
    let set = Edtf::parse("[..2022-01-08]").unwrap();
    assert_eq!(set.words(Lexicon::or_english("cy")), "on or before 8 January 2022");
    assert_eq!(set.words(&Lexicon::ISO), "[..2022-01-08]");
}

#[test]
fn days_stay_with_their_months() {
    for (language, date, words) in [
        ("en", "[..2022-01-08]", "on or before 8\u{a0}January 2022"),
        ("en", "2022-01-05/2022-02-08", "5\u{a0}January to 8\u{a0}February 2022"),
        ("en", "2022-01/2022-05", "January to May 2022"),
        ("de", "2022-01-08", "8.\u{a0}Januar 2022"),
        ("ru", "2022-01-08", "8\u{a0}января 2022 года"),
        ("kk", "2022-01-08", "2022 жылғы 8\u{a0}қаңтар"),
        ("fa", "2022-01-08", "۸\u{a0}ژانویه ۲۰۲۲"),
        ("ja", "2022-01-08", "2022年1月8日"),
    ] {
        let lexicon = Lexicon::for_language(language).expect("shipped");
        assert_eq!(lexicon.unbroken(&Edtf::parse(date).unwrap().words(lexicon)), words);
    }
}

#[test]
fn numerals_are_those_of_the_region_or_as_chosen() {
    for (language, words) in [
        ("ar", "5 يناير 2022، 14:30 UTC+6"),
        ("ar-MA", "5 يناير 2022، 14:30 UTC+6"),
        ("ar-EG", "٥ يناير ٢٠٢٢، ١٤:٣٠ UTC+6"),
        ("ar-u-nu-arab", "٥ يناير ٢٠٢٢، ١٤:٣٠ UTC+6"),
        ("ar-LB", "٥ كانون الثاني ٢٠٢٢، ١٤:٣٠ UTC+6"),
        ("fa", "۵ ژانویه ۲۰۲۲، ۱۴:۳۰ UTC+6"),
        ("fa-u-nu-latn", "5 ژانویه 2022، 14:30 UTC+6"),
        ("hi", "5 जनवरी, 2022, 14:30 UTC+6"),
        ("hi-u-nu-deva", "५ जनवरी, २०२२, १४:३० UTC+6"),
    ] {
        all(language, &[("2022-01-05T14:30+06:00", words)]);
    }
}

/// The parts of the tables that differ from CLDR, each with its reason in the language's file.
const OWN_PATTERNS: [&str; 9] = ["en", "ru", "kk", "uk", "fr", "zh", "ja", "ko", "de"];

#[test]
fn patterns_are_those_of_cldr() {
    for (language, lexicon) in &super::super::languages::ALL {
        let grammar = lexicon.grammar().unwrap();
        let cldr = grammar.cldr;
        let [months, ..] = grammar.months;
        let [days, ..] = grammar.days;
        assert_eq!((months, days), (cldr.alone, cldr.months), "{language}");
        if !OWN_PATTERNS.contains(&language.split('-').next().unwrap()) {
            let [day, of_year, _] = grammar.day;
            assert_eq!((day, of_year, grammar.month), (cldr.day, cldr.day_month, cldr.month), "{language}");
            assert_eq!(grammar.eras, cldr.eras, "{language}");
        }
    }
}
