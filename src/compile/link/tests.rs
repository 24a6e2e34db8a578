use super::*;
use crate::model::Mark;
use crate::story::text;
use proptest::prelude::*;

/// Terms as `id: form | form`, a person's id in capitals, an office's with a star.
const TERMS: &[&str] = &[
    "MASSIMOV: Karim Massimov | Massimov | Masimov",
    "NAZARBAYEV: Nursultan Nazarbayev | Nazarbayev | First President",
    "TOKAYEV: Kassym-Jomart Tokayev | Tokayev | K. Toqayev | Toqayev",
    "ABISH: Samat Abish | Abish",
    "ALIYEV: Rakhat Aliyev | Aliyev",
    "OBRIEN: O’Brien",
    "knb: KNB | National Security Committee",
    "kazakhstan: Kazakhstan | Republic of Kazakhstan | Казахстан | 哈萨克斯坦",
    "old-kazakhstan: Old Kazakhstan",
    "sultan: Sultan",
    "covid: COVID",
    "mexico: Mexico",
    "bloomberg: Bloomberg",
    "almaty: Almaty | Алматы | 알마티",
    "*premier: Prime Minister | prime minister",
    "treason: treason | high treason",
    "trial: trial | closed trial",
    "article: Article 17",
    "article-179: Article 179",
    "us: U.S.",
    "expose: the exposé",
    "ete: été | ete",
    "cairo: القاهرة | קהיר",
];

struct Owned {
    id: String,
    kind: TermKind,
    forms: Vec<String>,
}

fn owned(terms: &[&str]) -> Vec<Owned> {
    let read = |line: &&str| {
        let (id, forms) = line.split_once(": ").unwrap();
        let kind = match id.chars().next().unwrap() {
            '*' => TermKind::Office,
            c if c.is_uppercase() => TermKind::Person,
            _ => TermKind::Concept,
        };
        let forms = forms.split(" | ").map(str::to_owned).collect();
        Owned { id: id.trim_start_matches('*').to_lowercase(), kind, forms }
    };
    terms.iter().map(read).collect()
}

fn linker(terms: &[Owned]) -> Result<Linker, CompileError> {
    let headwords: Vec<_> =
        terms.iter().map(|t| Headword { id: &t.id, label: &t.forms[0], kind: t.kind, forms: &t.forms }).collect();
    Linker::new(&headwords, ["the billionaire was told yesterday в"])
}

/// A linked text with its links in brackets, `[words]`.
fn shown(text: &[Inline]) -> String {
    text.iter()
        .map(|inline| match inline {
            Inline::Plain(words) => words.clone(),
            Inline::Term { words, .. } => format!("[{words}]"),
            Inline::Open(_) => "<".to_owned(),
            Inline::Attribute(..) => String::new(),
            Inline::Close => ">".to_owned(),
        })
        .collect()
}

fn linked(input: &str) -> String {
    let linker = linker(&owned(TERMS)).unwrap();
    shown(&linker.link(&text::parse(input).text, None).unwrap())
}

#[track_caller]
fn links(cases: &[(&str, &str)]) {
    for (input, output) in cases {
        assert_eq!(linked(input), *output, "from {input:?}");
    }
}

/// Each text holds a form that must stay plain.
#[track_caller]
fn stays_plain(inputs: &[&str]) {
    for input in inputs {
        assert_eq!(linked(input), *input);
    }
}

#[test]
fn the_first_use_is_linked_by_its_longest_form() {
    links(&[
        ("Tokayev met Tokayev.", "[Tokayev] met Tokayev."),
        ("Tokayev, K. Toqayev, Karim Massimov.", "[Tokayev], K. Toqayev, [Karim Massimov]."),
        ("It was high treason, not treason.", "It was [high treason], not treason."),
        ("Old Kazakhstan and Kazakhstan.", "[Old Kazakhstan] and [Kazakhstan]."),
        // The second use of the longer form still hides the shorter one inside it.
        ("Old Kazakhstan, Old Kazakhstan.", "[Old Kazakhstan], Old Kazakhstan."),
        ("Under Article 179.", "Under [Article 179]."),
        ("", ""),
    ]);
}

#[test]
fn words_are_never_cut() {
    links(&[
        ("Massimov’s men", "[Massimov]’s men"),
        ("Massimov's men", "[Massimov]'s men"),
        ("the Massimovs’ and Massimov’s", "the Massimovs’ and [Massimov]’s"),
        ("(Tokayev)—“Tokayev”", "([Tokayev])—“Tokayev”"),
        ("a ‘Tokayev’ bust", "a ‘[Tokayev]’ bust"),
        ("KNB/Almaty", "[KNB]/[Almaty]"),
        ("d’Almaty, l’Almaty", "d’[Almaty], l’Almaty"),
        ("O’Brien fell", "[O’Brien] fell"),
        ("the U.S. case", "the [U.S.] case"),
        ("in the U.S.", "in the [U.S.]"),
        ("Tokayev\u{ad} fell", "[Tokayev]\u{ad} fell"),
    ]);
    stays_plain(&[
        "Abishev, Tokayevs, preTokayev",
        "Ma’Massimov",
        "Article 1799 and Article 17.2",
        "mistrials",
        "Bloomberg.com",
        "write to @Bloomberg or news@Bloomberg",
        "Tokay\u{ad}ev, Tokayev\u{ad}ism, Tokayev\u{301}",
        "Almaty\u{200d}lik",
        "Казахстанский",
    ]);
}

#[test]
fn accents_written_apart_are_not_torn_off() {
    stays_plain(&["ete\u{301} fell"]);
    links(&[("un été", "un [été]"), ("un ete", "un [ete]")]);
}

#[test]
fn hyphens_detach_names_from_common_words_only() {
    links(&[
        ("the Tokayev-era law", "the [Tokayev]-era law"),
        ("Almaty-based", "[Almaty]-based"),
        ("ex-KNB men, pro-Nazarbayev", "ex-[KNB] men, pro-[Nazarbayev]"),
        ("Kazakhstan–Almaty", "[Kazakhstan]–[Almaty]"),
        ("Article 179-based", "[Article 179]-based"),
    ]);
    stays_plain(&["Nur-Sultan", "COVID-19", "pre-trial", "trial-ready", "Massimov-Bell", "Bell-Massimov"]);
}

#[test]
fn scripts_without_spaces_link_inside_their_runs() {
    links(&[
        ("在哈萨克斯坦发生", "在[哈萨克斯坦]发生"),
        ("总统Tokayev表示", "总统[Tokayev]表示"),
        ("알마티에서", "[알마티]에서"),
        ("В Казахстан, Алматы.", "В [Казахстан], [Алматы]."),
    ]);
}

#[test]
fn text_from_right_to_left_is_cut_where_its_words_end() {
    links(&[
        ("في القاهرة، أمس", "في [القاهرة]، أمس"),
        ("«القاهرة»", "«[القاهرة]»"),
        ("\u{200f}القاهرة\u{200f} و", "\u{200f}[القاهرة]\u{200f} و"),
        ("אל קהיר.", "אל [קהיר]."),
        ("Tokayev في القاهرة", "[Tokayev] في [القاهرة]"),
    ]);
    // A particle or a vowel sign joined to a word makes another word of it.
    stays_plain(&["والقاهرة", "القاهرةِ", "קהירי"]);
}

#[test]
fn a_capital_is_exact_save_at_a_sentence_start() {
    links(&[
        ("Treason, he said.", "[Treason], he said."),
        ("He left. Prime minister again.", "He left. [Prime minister] again."),
        ("He left. High treason followed.", "He left. [High treason] followed."),
        ("He called it “Treason”.", "He called it “[Treason]”."),
        ("The exposé says", "[The exposé] says"),
        ("In the exposé", "In [the exposé]"),
    ]);
    stays_plain(&["MASSIMOV, knb, TREASON", "He wrote Treason and The exposé", "kazakhstan"]);
}

#[test]
fn longer_names_are_other_names() {
    stays_plain(&[
        "Rakhat Aliyev Street",
        "Nursultan Nazarbayev University",
        "Nazarbayev University",
        "Dariga Nazarbayev and Timur Nazarbayev",
        "He fell. Timur Nazarbayev rose.",
        "T. Nazarbayev",
        "Timur “Tima” Nazarbayev",
        "New Mexico",
        "Bloomberg Businessweek",
        "Almaty City Court",
        "Samat Abish Jr",
    ]);
}

#[test]
fn titles_openers_and_neighbours_are_no_part_of_a_name() {
    links(&[
        ("President Tokayev", "President [Tokayev]"),
        ("Vice-President Abish", "Vice-President [Abish]"),
        ("When Tokayev came", "When [Tokayev] came"),
        ("It ended. Yesterday Tokayev came", "It ended. Yesterday [Tokayev] came"),
        ("Billionaire Timur Kulibayev and Karim Massimov", "Billionaire Timur Kulibayev and [Karim Massimov]"),
        ("KNB Chairman Massimov", "[KNB] Chairman [Massimov]"),
        ("KNB Massimov", "[KNB] [Massimov]"),
        ("Prime Minister Sagintayev", "[Prime Minister] Sagintayev"),
        ("Prime Minister Massimov", "[Prime Minister] [Massimov]"),
        ("Kazakhstan’s KNB", "[Kazakhstan]’s [KNB]"),
        ("In January Tokayev", "In January [Tokayev]"),
        ("In 2014 Tokayev", "In 2014 [Tokayev]"),
        ("First President Nazarbayev", "[First President] Nazarbayev"),
        ("Massimov, Tokayev", "[Massimov], [Tokayev]"),
    ]);
}

#[test]
fn marks_stand_as_written() {
    links(&[
        ("[[!Tokayev]] and Tokayev", "Tokayev and [Tokayev]"),
        ("Tokayev and [[tokayev|the president]]", "Tokayev and [the president]"),
        ("[[knb]] and KNB", "[KNB] and KNB"),
        ("[[knb|it]], [[knb|it]]", "[it], it"),
        ("[[!High]] treason", "High [treason]"),
        ("[[!Nur]]Massimov", "NurMassimov"),
        ("[[almaty|Old]] Kazakhstan", "[Old] Kazakhstan"),
    ]);
    let linker = linker(&owned(TERMS)).unwrap();
    let unknown = linker.link(&text::parse("[[nobody]]").text, None).unwrap_err();
    assert_eq!(unknown, CompileError::unknown("term", "nobody"));
}

#[test]
fn a_definition_does_not_link_to_itself() {
    let linker = linker(&owned(TERMS)).unwrap();
    let text = linker.link(&text::parse("Old Kazakhstan is Kazakhstan. [[old-kazakhstan|It]]").text, Some(8));
    assert_eq!(shown(&text.unwrap()), "Old Kazakhstan is [Kazakhstan]. It");
    assert_eq!(linker.mentions("KNB, Almaty, KNB"), [6, 13]);
}

#[test]
fn two_terms_cannot_share_a_form() {
    let shared = linker(&owned(&["a: Common | One", "b: Two | Common"])).unwrap_err();
    assert_eq!(
        shared,
        CompileError::SharedForm { form: "Common".to_owned(), first: "a".to_owned(), second: "b".to_owned() }
    );
    // A capital that only a sentence start would give a form belongs to the term that lists it.
    for terms in [["a: uprising", "b: Uprising"], ["a: Uprising", "b: uprising"]] {
        let terms = owned(&terms);
        let linker = linker(&terms).unwrap();
        let place = terms.iter().position(|t| t.forms[0] == "Uprising").unwrap();
        assert_eq!(linker.mentions("Uprising"), [u16::try_from(place).unwrap()]);
    }
    assert!(linker(&owned(&[])).unwrap().mentions("anything").is_empty());
}

fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("Tokayev".to_owned()),
        Just("Karim Massimov".to_owned()),
        Just("Nazarbayev".to_owned()),
        Just("Old Kazakhstan".to_owned()),
        Just("high treason".to_owned()),
        Just("The exposé".to_owned()),
        Just("KNB".to_owned()),
        Just("哈萨克斯坦".to_owned()),
        "\\PC{0,4}",
        "[ .,’'“”-]",
    ];
    proptest::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
}

#[test]
fn forms_are_found_inside_a_mark_and_not_across_one() {
    links(&[
        ("The **KNB** and", "The <[KNB]> and"),
        ("**The KNB**", "<The [KNB]>"),
        ("the *K*NB", "the <K>NB"),
        ("see [the KNB](https://a.example), the KNB", "see <the KNB>, the [KNB]"),
        ("[the *KNB*](https://a.example)", "<the <KNB>>"),
        ("one\n\nKNB", "<one\n><[KNB]>"),
    ]);
}

proptest! {
    #[test]
    fn linking_keeps_the_words_and_links_each_term_once(pieces in proptest::collection::vec((0..5u8, words()), 0..5)) {
        let linker = linker(&owned(TERMS)).unwrap();
        let pieces: Vec<Piece> = pieces.into_iter().flat_map(|(kind, words)| match kind {
            0 => vec![Piece::Plain(words)],
            1 => vec![Piece::Unlinked(words)],
            2 if !words.is_empty() => vec![Piece::Link { id: "knb".to_owned(), words: Some(words) }],
            3 => vec![Piece::Open(Mark::STRONG), Piece::Plain(words), Piece::Close],
            2 => Vec::new(),
            _ => vec![Piece::Web("https://a.example".to_owned()), Piece::Plain(words), Piece::Close],
        }).collect();
        let input: String = pieces.iter().map(|piece| match piece {
            Piece::Plain(words) | Piece::Unlinked(words) => words.as_str(),
            Piece::Link { words, .. } => words.as_deref().unwrap(),
            Piece::Open(_) | Piece::Web(_) | Piece::Close => "",
        }).collect();
        let text = linker.link(&pieces, Some(0)).unwrap();
        prop_assert_eq!(crate::model::plain(&text), input);
        let mut web = 0;
        let mut terms: Vec<u16> = Vec::new();
        for inline in &text {
            match inline {
                Inline::Term { term, .. } => {
                    prop_assert_eq!(web, 0, "a term is linked inside a link to the web");
                    terms.push(*term);
                }
                Inline::Open(Mark::LINK) => web = 1,
                Inline::Close => web = 0,
                _ => {}
            }
        }
        prop_assert!(!terms.contains(&0));
        let count = terms.len();
        terms.sort_unstable();
        terms.dedup();
        prop_assert_eq!(terms.len(), count);
    }

    #[test]
    fn whatever_is_linked_is_a_listed_form_and_a_whole_word(words in words()) {
        let terms = owned(TERMS);
        let mut end = 0;
        for (at, term) in linker(&terms).unwrap().uses(&words) {
            prop_assert!(end <= at.start && is_whole(&words, at.clone()));
            end = at.end;
            let (is_first, found) = (is_sentence_start(&words, at.start), &words[at]);
            let forms = &terms[usize::from(term)].forms;
            let is_listed = forms.iter().any(|form| form == found || is_first && capitalised(form).as_deref() == Some(found));
            prop_assert!(is_listed, "{found} is not listed");
        }
    }

    #[test]
    fn a_listed_form_among_common_words_is_always_found(n in 0..TERMS.len(), before in "[bcdfg]{1,8}", after in "[bcdfg]{1,8}") {
        let terms = owned(TERMS);
        let linker = linker(&terms).unwrap();
        for form in &terms[n].forms {
            let text = format!("{before} {form} {after}");
            let start = before.len() + 1;
            let found = linker.uses(&text);
            prop_assert!(
                found.contains(&(start..start + form.len(), u16::try_from(n).unwrap())),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn linking_what_is_linked_changes_nothing(words in words()) {
        let terms = owned(TERMS);
        let linker = linker(&terms).unwrap();
        let once = linker.link(&[Piece::Plain(words)], None).unwrap();
        let marked: Vec<Piece> = once.iter().map(|inline| match inline {
            Inline::Plain(words) => Piece::Plain(words.clone()),
            Inline::Term { term, words } => {
                Piece::Link { id: terms[usize::from(*term)].id.clone(), words: Some(words.clone()) }
            }
            _ => unreachable!("a text of words has no marks"),
        }).collect();
        prop_assert_eq!(linker.link(&marked, None).unwrap(), once);
    }
}
