//! Months, date patterns, eras, lists and numerals of CLDR. Written by `BACKSTORY_WRITE=1 cargo test --test cldr`;
//! do not edit.
#![cfg_attr(rustfmt, rustfmt_skip)]

use super::super::lexicon::Cldr;

pub(in super::super) const EN: Cldr = Cldr {
    months: "January|February|March|April|May|June|July|August|September|October|November|December",
    alone: "January|February|March|April|May|June|July|August|September|October|November|December",
    short: "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec",
    day: "{d} {m} {y}",
    day_month: "{d} {m}",
    month: "{m} {y}",
    eras: ["{} BC", "{} AD"],
    or: " or ",
    commas: [", ", " or "],
    zero: '0',
    marks: [".", ","],
};

pub(in super::super) const RU: Cldr = Cldr {
    months: "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
    alone: "январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь",
    short: "янв.|февр.|мар.|апр.|мая|июн.|июл.|авг.|сент.|окт.|нояб.|дек.",
    day: "{d} {m} {y}\u{202f}г.",
    day_month: "{d} {m}",
    month: "{m} {y}\u{202f}г.",
    eras: ["{}\u{202f}г. до н. э.", "{}\u{202f}г. н. э."],
    or: " или ",
    commas: [", ", " или "],
    zero: '0',
    marks: [",", "\u{a0}"],
};

pub(in super::super) const KK: Cldr = Cldr {
    months: "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан",
    alone: "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан",
    short: "қаң.|ақп.|нау.|сәу.|мам.|мау.|шіл.|там.|қыр.|қаз.|қар.|жел.",
    day: "{y}\u{202f}ж. {d} {m}",
    day_month: "{d} {m}",
    month: "{y}\u{202f}ж. {m}",
    eras: ["б.з.д. {}\u{202f}ж.", "б.з. {}\u{202f}ж."],
    or: " не ",
    commas: [", ", ", не болмаса "],
    zero: '0',
    marks: [",", "\u{a0}"],
};

pub(in super::super) const UK: Cldr = Cldr {
    months: "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня",
    alone: "січень|лютий|березень|квітень|травень|червень|липень|серпень|вересень|жовтень|листопад|грудень",
    short: "січ.|лют.|бер.|квіт.|трав.|черв.|лип.|серп.|вер.|жовт.|лист.|груд.",
    day: "{d} {m} {y}\u{202f}р.",
    day_month: "{d} {m}",
    month: "{m} {y}\u{202f}р.",
    eras: ["{} до н. е.", "{} н. е."],
    or: " або ",
    commas: [", ", " або "],
    zero: '0',
    marks: [",", "\u{a0}"],
};

pub(in super::super) const DE: Cldr = Cldr {
    months: "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    alone: "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    short: "Jan.|Feb.|März|Apr.|Mai|Juni|Juli|Aug.|Sept.|Okt.|Nov.|Dez.",
    day: "{d}. {m} {y}",
    day_month: "{d}. {m}",
    month: "{m} {y}",
    eras: ["{} v. Chr.", "{} n. Chr."],
    or: " oder ",
    commas: [", ", " oder "],
    zero: '0',
    marks: [",", "."],
};

pub(in super::super) const AUSTRIAN: Cldr = Cldr {
    months: "Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    alone: "Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    short: "Jän.|Feb.|März|Apr.|Mai|Juni|Juli|Aug.|Sep.|Okt.|Nov.|Dez.",
    day: "{d}. {m} {y}",
    day_month: "{d}. {m}",
    month: "{m} {y}",
    eras: ["{} v. Chr.", "{} n. Chr."],
    or: " oder ",
    commas: [", ", " oder "],
    zero: '0',
    marks: [",", "\u{a0}"],
};

pub(in super::super) const FR: Cldr = Cldr {
    months: "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    alone: "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    short: "janv.|févr.|mars|avr.|mai|juin|juil.|août|sept.|oct.|nov.|déc.",
    day: "{d} {m} {y}",
    day_month: "{d} {m}",
    month: "{m} {y}",
    eras: ["{} av. J.-C.", "{} ap. J.-C."],
    or: " ou ",
    commas: [", ", " ou "],
    zero: '0',
    marks: [",", "\u{202f}"],
};

pub(in super::super) const ES: Cldr = Cldr {
    months: "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    alone: "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    short: "ene|feb|mar|abr|may|jun|jul|ago|sept|oct|nov|dic",
    day: "{d} de {m} de {y}",
    day_month: "{d} de {m}",
    month: "{m} de {y}",
    eras: ["{} a. C.", "{} d. C."],
    or: " o ",
    commas: [", ", " o "],
    zero: '0',
    marks: [",", "."],
};

pub(in super::super) const PT: Cldr = Cldr {
    months: "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    alone: "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    short: "jan.|fev.|mar.|abr.|mai.|jun.|jul.|ago.|set.|out.|nov.|dez.",
    day: "{d} de {m} de {y}",
    day_month: "{d} de {m}",
    month: "{m} de {y}",
    eras: ["{} a.C.", "{} d.C."],
    or: " ou ",
    commas: [", ", " ou "],
    zero: '0',
    marks: [",", "."],
};

pub(in super::super) const IT: Cldr = Cldr {
    months: "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
    alone: "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
    short: "gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic",
    day: "{d} {m} {y}",
    day_month: "{d} {m}",
    month: "{m} {y}",
    eras: ["{} a.C.", "{} d.C."],
    or: " o ",
    commas: [", ", " o "],
    zero: '0',
    marks: [",", "."],
};

pub(in super::super) const NL: Cldr = Cldr {
    months: "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    alone: "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    short: "jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec",
    day: "{d} {m} {y}",
    day_month: "{d} {m}",
    month: "{m} {y}",
    eras: ["{} v.Chr.", "{} n.Chr."],
    or: " of ",
    commas: [", ", " of "],
    zero: '0',
    marks: [",", "."],
};

pub(in super::super) const PL: Cldr = Cldr {
    months: "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia",
    alone: "styczeń|luty|marzec|kwiecień|maj|czerwiec|lipiec|sierpień|wrzesień|październik|listopad|grudzień",
    short: "sty|lut|mar|kwi|maj|cze|lip|sie|wrz|paź|lis|gru",
    day: "{d} {m} {y}",
    day_month: "{d} {m}",
    month: "{m} {y}",
    eras: ["{} p.n.e.", "{} n.e."],
    or: " lub ",
    commas: [", ", " lub "],
    zero: '0',
    marks: [",", "\u{a0}"],
};

pub(in super::super) const TR: Cldr = Cldr {
    months: "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık",
    alone: "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık",
    short: "Oca|Şub|Mar|Nis|May|Haz|Tem|Ağu|Eyl|Eki|Kas|Ara",
    day: "{d} {m} {y}",
    day_month: "{d} {m}",
    month: "{m} {y}",
    eras: ["MÖ {}", "MS {}"],
    or: " veya ",
    commas: [", ", " veya "],
    zero: '0',
    marks: [",", "."],
};

pub(in super::super) const AR: Cldr = Cldr {
    months: "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    alone: "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    short: "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    day: "{d} {m} {y}",
    day_month: "{d} {m}",
    month: "{m} {y}",
    eras: ["{} ق.م", "{} م"],
    or: " أو ",
    commas: [" أو ", " أو "],
    zero: '0',
    marks: [".", ","],
};

pub(in super::super) const EGYPT: Cldr = Cldr {
    months: "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    alone: "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    short: "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    day: "{d} {m} {y}",
    day_month: "{d} {m}",
    month: "{m} {y}",
    eras: ["{} ق.م", "{} م"],
    or: " أو ",
    commas: [" أو ", " أو "],
    zero: '٠',
    marks: ["٫", "٬"],
};

pub(in super::super) const LEVANT: Cldr = Cldr {
    months: "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول",
    alone: "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول",
    short: "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول",
    day: "{d} {m} {y}",
    day_month: "{d} {m}",
    month: "{m} {y}",
    eras: ["{} ق.م", "{} م"],
    or: " أو ",
    commas: [" أو ", " أو "],
    zero: '٠',
    marks: ["٫", "٬"],
};

pub(in super::super) const HE: Cldr = Cldr {
    months: "ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר",
    alone: "ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר",
    short: "ינו׳|פבר׳|מרץ|אפר׳|מאי|יוני|יולי|אוג׳|ספט׳|אוק׳|נוב׳|דצמ׳",
    day: "{d} ב{m} {y}",
    day_month: "{d} ב{m}",
    month: "{m} {y}",
    eras: ["{} לפנה״ס", "{} לספירה"],
    or: " או ",
    commas: [", ", " או "],
    zero: '0',
    marks: [".", ","],
};

pub(in super::super) const FA: Cldr = Cldr {
    months: "ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر",
    alone: "ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر",
    short: "ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر",
    day: "{d} {m} {y}",
    day_month: "{d} {m}",
    month: "{m} {y}",
    eras: ["{} ق.م.", "{} م."],
    or: " یا ",
    commas: ["،\u{200f} ", "، یا "],
    zero: '۰',
    marks: ["٫", "٬"],
};

pub(in super::super) const ZH: Cldr = Cldr {
    months: "1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月",
    alone: "1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月",
    short: "1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月",
    day: "{y}年{m}{d}日",
    day_month: "{m}{d}日",
    month: "{y}年{m}",
    eras: ["公元前{}年", "公元{}年"],
    or: "或",
    commas: ["、", "或"],
    zero: '0',
    marks: [".", ","],
};

pub(in super::super) const JA: Cldr = Cldr {
    months: "1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月",
    alone: "1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月",
    short: "1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月",
    day: "{y}年{m}{d}日",
    day_month: "{m}{d}日",
    month: "{y}年{m}",
    eras: ["紀元前{}年", "西暦{}年"],
    or: "または",
    commas: ["、", "、または"],
    zero: '0',
    marks: [".", ","],
};

pub(in super::super) const KO: Cldr = Cldr {
    months: "1월|2월|3월|4월|5월|6월|7월|8월|9월|10월|11월|12월",
    alone: "1월|2월|3월|4월|5월|6월|7월|8월|9월|10월|11월|12월",
    short: "1월|2월|3월|4월|5월|6월|7월|8월|9월|10월|11월|12월",
    day: "{y}년 {m} {d}일",
    day_month: "{m} {d}일",
    month: "{y}년 {m}",
    eras: ["BC {}년", "AD {}년"],
    or: " 또는 ",
    commas: [", ", " 또는 "],
    zero: '0',
    marks: [".", ","],
};

pub(in super::super) const HI: Cldr = Cldr {
    months: "जनवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर",
    alone: "जनवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर",
    short: "जन॰|फ़र॰|मार्च|अप्रैल|मई|जून|जुल॰|अग॰|सित॰|अक्टू॰|नव॰|दिस॰",
    day: "{d} {m}, {y}",
    day_month: "{d} {m}",
    month: "{m} {y}",
    eras: ["{} ईसा-पूर्व", "{} ईस्वी"],
    or: " या ",
    commas: [", ", " या "],
    zero: '0',
    marks: [".", ","],
};

pub(in super::super) const ID: Cldr = Cldr {
    months: "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember",
    alone: "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember",
    short: "Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Sep|Okt|Nov|Des",
    day: "{d} {m} {y}",
    day_month: "{d} {m}",
    month: "{m} {y}",
    eras: ["{} SM", "{} M"],
    or: " atau ",
    commas: [", ", ", atau "],
    zero: '0',
    marks: [",", "."],
};
