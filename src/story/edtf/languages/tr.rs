//! Turkish. The oblique form is the ablative, the goal's the dative. Days, months and years take a noun that carries the case
//! ("tarihinden", "yılından"), since the ending of a number depends on how it is read aloud.

use super::super::lexicon::Grammar;
use super::super::lexicon::Kind::{Day, Deep, Month, Year};
use super::count::{decimal, scaled};
use super::{cldr, plain};

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    season: "{y} {p}",
    part: "{y} yılının {p}",
    parts: [
        "ilkbaharı|yazı|sonbaharı|kışı|birinci çeyreği|ikinci çeyreği|üçüncü çeyreği|dördüncü çeyreği|ilk dört ayı|\
         ikinci dört ayı|son dört ayı|ilk yarısı|ikinci yarısı",
        "ilkbaharından|yazından|sonbaharından|kışından|birinci çeyreğinden|ikinci çeyreğinden|üçüncü çeyreğinden|\
         dördüncü çeyreğinden|ilk dört ayından|ikinci dört ayından|son dört ayından|ilk yarısından|ikinci yarısından",
        "ilkbaharına|yazına|sonbaharına|kışına|birinci çeyreğine|ikinci çeyreğine|üçüncü çeyreğine|\
         dördüncü çeyreğine|ilk dört ayına|ikinci dört ayına|son dört ayına|ilk yarısına|ikinci yarısına",
    ],
    southern: " (Güney Yarımküre)",
    decade: ["{}’{t} yıllar", "{}’{t} yıllardan", "{}’{t} yıllara"],
    // 2000’li (iki bin), 1910’lu (on), 1920’li (yirmi), …
    tens: "li|lu|li|lu|lı|li|lı|li|li|lı",
    decade_from_to: ["{} yılları", "{} yıllarından", "{} yıllarına"],
    century: ["{} yüzyıl", "{} yüzyıldan", "{} yüzyıla"],
    millennium: ["{} binyıl", "{} binyıldan", "{} binyıla"],
    ordinal: |number| format!("{number}."),
    deep_count: |years| {
        let (unit, name) = scaled(years, "milyon", "milyar");
        format!("{} {name}", decimal(years, unit, ","))
    },
    deep_past: "{} yıl önce",
    deep_future: "{} yıl sonra",
    deep_about: "yaklaşık ",
    deep_to: ["–", " – "],
    alone: &[(&[], "{}", "{} dolayları")],
    uncertain: [" (kesin değil)", " (iki tarih de kesin değil)", " (tarihlerin hiçbiri kesin değil)"],
    since: &[
        (&[Deep], "başlangıcı {}", ""),
        (&[Day, Month], "{} tarihinden beri", "yaklaşık {} tarihinden beri"),
        (&[Year], "{} yılından beri", "yaklaşık {} yılından beri"),
        (&[], "{o} beri", "yaklaşık {o} beri"),
    ],
    until: &[
        (&[Deep], "bitişi {}", ""),
        (&[Day, Month], "{} tarihine kadar", "yaklaşık {} tarihine kadar"),
        (&[Year], "{} yılına kadar", "yaklaşık {} yılına kadar"),
        (&[], "{g} kadar", "yaklaşık {g} kadar"),
    ],
    starting: &[
        (&[Deep], "başlangıcı {}", ""),
        (&[Day, Month], "{} tarihinden itibaren", "yaklaşık {} tarihinden itibaren"),
        (&[Year], "{} yılından itibaren", "yaklaşık {} yılından itibaren"),
        (&[], "{o} itibaren", "yaklaşık {o} itibaren"),
    ],
    end_unknown: ", bitişi bilinmiyor",
    beginning_unknown: ", başlangıcı bilinmiyor",
    from: &[(&[], "{}", "{} dolayları")],
    to: &[(&[], "–{}", "–{} dolayları")],
    not_after: &[
        (&[Day, Month], "en geç {} tarihinde", "en geç {} dolaylarında"),
        (&[Year], "en geç {} yılında", "en geç {} dolaylarında"),
        (&[], "en geç {}", "en geç {} dolayları"),
    ],
    not_before: &[
        (&[Day, Month], "en erken {} tarihinde", "en erken {} dolaylarında"),
        (&[Year], "en erken {} yılında", "en erken {} dolaylarında"),
        (&[], "en erken {}", "en erken {} dolayları"),
    ],
    between: &[(&[], "{}", "yaklaşık {}")],
    and: &[(&[], " ile {} arası", " ile yaklaşık {} arası")],
    ..plain(&cldr::TR)
};
