//! Hebrew. Prefixes join a word ("מינואר") and take a maqaf before figures ("מ־5").

use super::super::lexicon::Grammar;
use super::super::lexicon::Kind::{Century, Decade, Deep, Month, Part};
use super::count::{decimal, scaled};
use super::{cldr, plain};

const PARTS: &str = "אביב|קיץ|סתיו|חורף|הרבעון הראשון|הרבעון השני|הרבעון השלישי|הרבעון הרביעי|השליש הראשון|השליש השני|\
                     השליש האחרון|המחצית הראשונה|המחצית השנייה";

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    part: "{p} של {y}",
    parts: [PARTS; 3],
    southern: " (חצי הכדור הדרומי)",
    decade: ["שנות ה־{t} של המאה ה־{c}"; 3],
    // The first twenty years of a century have no such name.
    tens: "||20|30|40|50|60|70|80|90",
    decade_from_to: ["העשור {}"; 3],
    century: ["המאה ה־{}"; 3],
    millennium: ["האלף ה־{}"; 3],
    deep_count: |years| {
        let (unit, name) = scaled(years, "מיליון", "מיליארד");
        if years == unit { name.to_owned() } else { format!("{} {name}", decimal(years, unit, ".")) }
    },
    deep_past: "לפני {} שנה",
    deep_future: "בעוד {} שנה",
    deep_about: "כ־",
    deep_to: ["", " עד "],
    alone: &[(&[], "{}", "בסביבות {}")],
    uncertain: [" (לא ודאי)", " (שני התאריכים לא ודאיים)", " (כל התאריכים לא ודאיים)"],
    since: &[(&[Deep], "ההתחלה {}", ""), (&[], "מאז {}", "מאז {} בערך")],
    until: &[(&[Deep], "הסוף {}", ""), (&[], "עד {}", "עד {} בערך")],
    starting: &[
        (&[Deep], "ההתחלה {}", ""),
        (&[Month, Part, Decade, Century], "החל מ{}", "החל מ{} בערך"),
        (&[], "החל מ־{}", "החל מ־{} בערך"),
    ],
    end_unknown: ", הסוף לא ידוע",
    beginning_unknown: ", ההתחלה לא ידועה",
    from: &[(&[Deep], "{}", ""), (&[Month, Part, Decade, Century], "מ{}", "מ{} בערך"), (&[], "מ־{}", "מ־{} בערך")],
    to: &[(&[Deep], " – {}", ""), (&[], " עד {}", " עד {} בערך")],
    not_after: &[
        (&[Deep], "{} או קודם לכן", ""),
        (&[Month, Part, Decade, Century], "לא יאוחר מ{}", "לא יאוחר מ{} בערך"),
        (&[], "לא יאוחר מ־{}", "לא יאוחר מ־{} בערך"),
    ],
    not_before: &[(&[Deep], "{} או מאוחר יותר", ""), (&[], "לא לפני {}", "לא לפני {} בערך")],
    between: &[(&[Deep], "{}", ""), (&[], "בין {}", "בין {} בערך")],
    and: &[
        (&[Deep], " – {}", ""),
        (&[Month, Part, Decade, Century], " ל{}", " ל{} בערך"),
        (&[], " ל־{}", " ל־{} בערך"),
    ],
    // The article is lost behind ל; a word joins its prefix without a maqaf.
    contractions: &[
        ("לה|רבעון", "ל"),
        ("לה|שליש", "ל"),
        ("לה|מ", "ל"),
        ("לה|עשור", "ל"),
        ("לה|אלף", "ל"),
        ("כ־|מ", "כ"),
    ],
    ..plain(&cldr::HE)
};
