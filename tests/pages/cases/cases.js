// Stories that are hard to draw, a widget for each. `data-ready` on the root element says that all are there. `?width=` is the
// hosts' width in CSS pixels, `?only=` some cases by the ids of their sections.

const root = document.documentElement;
const choices = new URLSearchParams(location.search);
root.style.setProperty("--width", `${Number(choices.get("width")) || 712}px`);
const theme = choices.get("theme");
if (theme) root.dataset.theme = theme;

const day = (n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10);
const LONG = "The council decides, after eleven years of hearings, two referendums and a change of mayor, to close the old "
  + "footbridge over the river and not to build another one";

/** Four lanes and three chapters. */
const lanes = (labels) => labels.map((label, n) => ({ id: `lane-${n}`, label }));

/** A story in a language: offices with lengths, and events that have words of every size. */
function written(lang, title, standfirst, offices, events, names, chapters) {
  return {
    id: lang, lang, title, standfirst, evidence: "none",
    lanes: lanes(names),
    chapters: chapters.map(([label, when], n) => ({ id: `chapter-${n}`, label, when })),
    events: [
      ...offices.map(([date, short, headline, summary]) => ({ date, short, headline, summary, importance: 1, lane: "lane-0" })),
      ...events.map(([date, short, headline, summary], n) =>
        ({ date, short, headline, summary, importance: 1, lane: `lane-${1 + Math.floor(n * (names.length - 1) / events.length)}` })),
    ].map((event, n) => ({ id: `event-${n}`, ...event })),
  };
}

const GERMAN = written("de", "Donaudampfschifffahrtsgesellschaftskapitäne und ihre Rechtsschutzversicherungen",
  "Zwei Bürgermeisterinnen, eine Wasserstraßenverordnung und ein Untersuchungsausschuss, der elf Jahre tagte.",
  [["1994/2003", "Bürgermeisterin", "Ingeborg Schwarzenegger wird Oberbürgermeisterin der Landeshauptstadt"],
   ["2003/2016", "Verkehrsministerin", "Bundesverkehrsministerin mit Zuständigkeit für Binnenwasserstraßen",
    "Die Geschäftsbereichsbezeichnung wurde zweimal geändert."]],
  [["2011-03", "Wasserstraßengesetz", "Der Bundestag verabschiedet das Wasserstraßenneuordnungsgesetz", "Mit knapper Mehrheit."],
   ["2014-09-18", "Ausschuss eingesetzt", "Der Landtag setzt einen parlamentarischen Untersuchungsausschuss ein"],
   ["2014-09-19/2016-02-01", "Vernehmungen", "Zeugenvernehmungen hinter verschlossenen Türen"],
   ["2016-02-29", "Rücktritt", "Rücktritt wegen Geschwindigkeitsüberschreitungsvorwürfen", "Sie bestreitet alles."]],
  ["Ämter", "Gesetzgebungsverfahren", "Untersuchungsausschuss"], [["Aufstieg", "1994/2010"], ["Untersuchung", "2011/.."]]);

const KAZAKH = written("kk", "Кәрім Мәсімов және Қазақстанның қаңтары",
  "Екі рет үкіметті басқарған, кейін қауіпсіздік комитетінің төрағасы болған адамның жабық соты туралы.",
  [["2007/2012", "Премьер-министр", "Кәрім Мәсімов Қазақстан Республикасының Премьер-министрі болып тағайындалды"],
   ["2016/2022-01-05", "ҰҚК төрағасы", "Ұлттық қауіпсіздік комитетінің төрағасы қызметін атқарды", "Тағайындау туралы жарлық жарияланды."]],
  [["2022-01-02", "Жаңаөзендегі наразылық", "Жаңаөзенде сұйытылған газ бағасының көтерілуіне қарсы наразылық басталды", "Халық көшеге шықты."],
   ["2022-01-05", "Қызметінен босатылды", "Президент қауіпсіздік комитетінің төрағасын қызметінен босатты"],
   ["2022-01-06", "Ұсталды", "Мемлекетке опасыздық жасады деген күдікпен ұсталды"],
   ["2023-04-24", "18 жыл", "Астанадағы жабық сот он сегіз жылға бас бостандығынан айыру туралы үкім шығарды", "Сот мәжілісі жабық өтті."]],
  ["Қызметтері", "Қаңтар оқиғалары", "Сот процесі"], [["Қызметі", "2007/2021"], ["Қаңтар", "2022-01"]]);

const ARABIC = written("ar", "جسر المشاة القديم وقرار المجلس",
  "كيف أُغلق جسر عمره تسعون عامًا بعد استفتاءين وتقرير هندسي لم يُنشر كاملًا.",
  [["1994/2003", "رئيسة المجلس", "انتخاب رئيسة المجلس البلدي لولاية أولى مدتها تسع سنوات"],
   ["2003/2016", "وزيرة النقل", "وزيرة النقل والطرق والجسور في الحكومة المركزية", "استمرت ثلاثة عشر عامًا."]],
  [["2011-03", "التقرير الهندسي", "مهندسون يحذّرون من صدأ في دعامات الجسر الرئيسية", "لم يُنشر التقرير كاملًا."],
   ["2014-09-18", "الاستفتاء الأول", "الناخبون يرفضون هدم الجسر في الاستفتاء الأول"],
   ["2016-02-29", "استقالة", "استقالة الوزيرة بعد نشر رسائل بينها وبين شركة المقاولات"],
   ["2024-03-02", "إغلاق الجسر", "المجلس يغلق الجسر أمام المشاة نهائيًا"]],
  ["المناصب", "التقارير", "القرارات"], [["البداية", "1994/2010"], ["القرار", "2011/.."]]);

const JAPANESE = written("ja", "歩道橋の閉鎖と市議会の決定をめぐる三十年",
  "二度の住民投票と公表されなかった技術報告書を経て、九十年の歴史を持つ橋が閉鎖されるまで。",
  [["1994/2003", "市長", "初の女性市長が就任し、河川整備計画の見直しを公約に掲げる"],
   ["2003/2016", "国土交通大臣", "国土交通大臣として全国の橋梁点検制度を導入", "点検は五年ごとと定められた。"]],
  [["2011-03", "技術報告書", "橋脚の腐食を指摘する技術報告書が市に提出される", "全文は公表されなかった。"],
   ["2014-09-18", "住民投票", "第一回住民投票で取り壊し案が否決される"],
   ["2016-02-29", "大臣辞任", "建設会社との書簡が報じられ大臣が辞任"],
   ["2024-03-02", "橋を閉鎖", "市議会が歩道橋の恒久的な閉鎖を決定"]],
  ["役職", "調査と報告", "決定"], [["前史", "1994/2010"], ["決定", "2011/.."]]);

const RUSSIAN = written("ru", "Старый пешеходный мост и решение городского совета",
  "Как после двух референдумов и неопубликованного заключения инженеров закрыли мост, простоявший девяносто лет.",
  [["1994/2003", "Мэр города", "Впервые избрана мэром и обещает пересмотреть план благоустройства набережных"],
   ["2003/2016", "Министр транспорта", "Министр транспорта, автомобильных дорог и мостов", "Ведомство дважды переименовывали."]],
  [["2011-03", "Заключение инженеров", "Инженеры предупреждают о ржавчине в опорах моста", "Полностью заключение не опубликовано."],
   ["2014-09-18", "Первый референдум", "Избиратели отклоняют снос моста на первом референдуме"],
   ["2016-02-29", "Отставка", "Министр уходит в отставку после публикации её переписки с подрядчиком"],
   ["2024-03-02", "Мост закрыт", "Городской совет окончательно закрывает мост для пешеходов", "За решение проголосовали семеро из двенадцати."]],
  ["Должности", "Расследования", "Решения"], [["Начало", "1994/2010"], ["Решение", "2011/.."]]);

const HEBREW = written("he", "גשר הולכי הרגל הישן והחלטת המועצה",
  "כיצד נסגר גשר בן תשעים שנה אחרי שני משאלי עם ודוח הנדסי שלא פורסם במלואו.",
  [["1994/2003", "ראשת העיר", "נבחרת לראשונה לראשות העיר ומבטיחה לבחון מחדש את תוכנית הנחל"],
   ["2003/2016", "שרת התחבורה", "שרת התחבורה, הכבישים והגשרים", "שלוש עשרה שנים בתפקיד."]],
  [["2011-03", "הדוח ההנדסי", "מהנדסים מזהירים מפני חלודה בעמודי הגשר", "הדוח לא פורסם במלואו."],
   ["2014-09-18", "משאל העם הראשון", "הבוחרים דוחים את הריסת הגשר במשאל העם הראשון"],
   ["2016-02-29", "התפטרות", "השרה מתפטרת אחרי פרסום התכתבותה עם חברת הבנייה"],
   ["2024-03-02", "הגשר נסגר", "המועצה סוגרת את הגשר להולכי רגל לצמיתות"]],
  ["תפקידים", "בדיקות ודוחות", "החלטות"], [["ההתחלה", "1994/2010"], ["ההחלטה", "2011/.."]]);

const CHINESE = written("zh", "老步行桥与市议会的决定",
  "经过两次公投和一份没有全文公布的工程报告，一座九十年历史的桥被关闭。",
  [["1994/2003", "市长", "首次当选市长，承诺重新审查河道整治计划"],
   ["2003/2016", "交通部长", "担任交通部长，负责全国道路与桥梁", "该部两次更名。"]],
  [["2011-03", "工程报告", "工程师警告桥墩锈蚀", "报告没有全文公布。"],
   ["2014-09-18", "第一次公投", "选民在第一次公投中否决拆桥方案"],
   ["2016-02-29", "部长辞职", "与建筑公司的往来信件曝光后，部长辞职"],
   ["2024-03-02", "关闭大桥", "市议会决定永久关闭步行桥"]],
  ["职务", "调查与报告", "决定"], [["开端", "1994/2010"], ["决定", "2011/.."]]);

const HINDI = written("hi", "पुराना पैदल पुल और नगर परिषद का फ़ैसला",
  "दो जनमत-संग्रहों और पूरी न छपी इंजीनियरों की रिपोर्ट के बाद नब्बे साल पुराना पुल कैसे बंद हुआ।",
  [["1994/2003", "महापौर", "पहली बार महापौर चुनी गईं और नदी-तट योजना पर पुनर्विचार का वादा किया"],
   ["2003/2016", "परिवहन मंत्री", "परिवहन, सड़क और पुल मंत्री", "मंत्रालय का नाम दो बार बदला गया।"]],
  [["2011-03", "इंजीनियरों की रिपोर्ट", "इंजीनियरों ने पुल के खंभों में ज़ंग की चेतावनी दी", "रिपोर्ट पूरी प्रकाशित नहीं हुई।"],
   ["2014-09-18", "पहला जनमत-संग्रह", "मतदाताओं ने पहले जनमत-संग्रह में पुल तोड़ने का प्रस्ताव ठुकराया"],
   ["2016-02-29", "इस्तीफ़ा", "निर्माण कंपनी से पत्राचार छपने के बाद मंत्री का इस्तीफ़ा"],
   ["2024-03-02", "पुल बंद", "परिषद ने पुल पैदल यात्रियों के लिए स्थायी रूप से बंद किया"]],
  ["पद", "जाँच और रिपोर्ट", "फ़ैसले"], [["शुरुआत", "1994/2010"], ["फ़ैसला", "2011/.."]]);

const plain = (id, title, events, more = {}) => ({ id, lang: "en", title, evidence: "none", events, ...more });

/** Name, story, class of its host, width of its host where that is not the page's. @type {[string, Record<string, any>, string?, string?][]} */
const CASES = [
  ["three events", plain("three", "Three events", [
    { date: "1969-07-20", headline: "The first people land on the Moon" },
    { date: "1970-04-13", headline: "Apollo 13 loses its oxygen" },
    { date: "1972-12-14", headline: "The last people leave the Moon" },
  ])],
  ["3,000 events", plain("many", "Three thousand events", Array.from({ length: 3000 }, (_, n) => ({
    id: `event-${n}`, date: day(n * 7 % 3600), headline: `The council adopts decision ${n + 1} of its kind`,
    short: `Decision ${n + 1}`, importance: 1 + n % 3, lane: `lane-${n % 4}`,
  })), { lanes: lanes(["Council", "Courts", "Parliament and its committees", "Press"]) })],
  ["all on one day", plain("day", "All on one day", Array.from({ length: 24 }, (_, n) => ({
    id: `event-${n}`, date: n % 2 ? "2022-01-05" : `2022-01-05T${String(n).padStart(2, "0")}:15`,
    headline: `Hour ${n}: the crowd reaches square number ${n}`, short: `Square ${n}`, importance: 1,
  })))],
  ["all on one day, without hours", plain("dates", "All on one day, without hours", Array.from({ length: 24 }, (_, n) => ({
    id: `event-${n}`, date: "2022-01-05", headline: `The crowd reaches square number ${n}`, short: `Square ${n}`, importance: 1,
  })))],
  ["undated only", plain("undated", "Only undated", [
    // Every chain begins with a date; that event is none of the key events.
    { id: "first", date: "1999", headline: "The letter is found", importance: 3 },
    ...["It is read aloud", "It is burnt", "A copy appears"].map((headline, n) =>
      ({ id: `undated-${n}`, after: n ? `undated-${n - 1}` : "first", headline, importance: 1 })),
  ])],
  ["no lanes", plain("lanes", "No lanes", [
    ...[["1990/1998", "Minister"], ["1996/2004", "Deputy"], ["2004/..", "Mayor"]].map(([date, short], n) =>
      ({ id: `span-${n}`, date, short, headline: `An office of the year ${date.slice(0, 4)}`, importance: 1 })),
    ...Array.from({ length: 9 }, (_, n) => ({ id: `event-${n}`, date: `${1991 + n * 3}`, headline: `What happened in ${1991 + n * 3}` })),
  ])],
  ["deep time", plain("deep", "13.8 billion years to a minute", [
    ["Y-13800000000", "The universe begins", "Big Bang"], ["Y-4540000000", "The Earth forms", "Earth"],
    ["Y-66000000", "The dinosaurs die out", "Impact"], ["Y-300000", "The first people", "People"], ["-3200~", "Writing", "Writing"],
    ["1969-07-20T20:17", "Two people land on the Moon", "Moon"], ["1969-07-20T20:18", "“The Eagle has landed”", "The Eagle"],
    ["2024-07", "Somebody draws all of it", "Drawn"],
  ].map(([date, headline, short], n) => ({ id: `event-${n}`, date, headline, short, importance: 1 })))],
  ["headlines of 160 characters", plain("long", LONG, Array.from({ length: 5 }, (_, n) => ({
    id: `event-${n}`, date: `${2000 + n * 5}`, headline: `${LONG} (${n + 1})`, summary: LONG, importance: 1, lane: `lane-${n % 2}`,
  })), { lanes: lanes([LONG.slice(0, LONG.indexOf(" and")), "Donaudampfschifffahrtsgesellschaft"]) })],
  ["German", GERMAN],
  ["Kazakh", KAZAKH],
  ["Arabic", ARABIC],
  ["Japanese", JAPANESE],
  ["Russian", RUSSIAN],
  ["Hebrew", HEBREW],
  ["Chinese", CHINESE],
  ["Hindi", HINDI],
  ["a host 240 pixels wide", GERMAN, "", "240px"],
  ["a host's font of 12 pixels", KAZAKH, "small"],
  ["a host's font of 22 pixels", GERMAN, "large"],
];

const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
/** Resolves once the widget's words, elements and height have stayed the same for 24 frames, longer than the band glides. */
async function rest(host) {
  let last;
  for (let same = 0; same < 24; same += 1) {
    await frame();
    const now = `${host.shadowRoot?.textContent}${host.shadowRoot?.querySelectorAll("*").length}${host.offsetHeight}`;
    if (now !== last) same = 0;
    last = now;
  }
}

const idOf = ([name]) => name.replaceAll(/\W+/g, "-").toLowerCase();

async function add(it) {
  const [name, story, className = "", width = ""] = it;
  const section = document.createElement("section");
  section.id = idOf(it);
  section.className = className;
  section.style.setProperty("width", width);
  const heading = document.createElement("h2");
  heading.textContent = name;
  const host = document.createElement("back-story");
  host.setAttribute("permalinks", "off");
  host.setAttribute("loading", "eager");
  if (theme) host.setAttribute("theme", theme);
  section.append(heading, host);
  document.querySelector("main")?.append(section);
  host.story = story;
  await host.ready.catch((error) => {
    root.dataset.failed = `${name}: ${error.message}`;
  });
  await rest(host);
}

await customElements.whenDefined("back-story");
const only = choices.get("only")?.split(",");
await Promise.all(CASES.filter((it) => only?.includes(idOf(it)) ?? true).map(add));
root.dataset.ready = "";

export {};
