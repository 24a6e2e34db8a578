//! What a story page tells search engines: JSON-LD in the words of schema.org.

use serde_json::{Value, json};

use crate::model::{Cite, Day, Ending, Event, Shape, Status, Story, civil, plain};
use crate::view::claim::anchor;

/// The story in schema.org's words: an article, its happenings, its terms.
pub(crate) fn linked_data(story: &Story) -> Value {
    let article = json!({
        "@type": "Article",
        "@id": "#backstory",
        "headline": story.title,
        "description": plain(&story.standfirst),
        "inLanguage": story.lang,
        "citation": story.sources.iter().map(|source| {
            let mut work = json!({ "@type": "CreativeWork", "@id": anchored(&format!("source-{}", source.id)), "name": source.title });
            if let Some(publisher) = &source.publisher {
                work["publisher"] = json!(publisher);
            }
            if let Some(author) = &source.author {
                work["author"] = json!(author);
            }
            work
        }).collect::<Vec<_>>(),
        "about": story.events.iter().filter_map(|event| happening(story, event)).collect::<Vec<_>>(),
    });
    let terms = json!({
        "@type": "DefinedTermSet",
        "@id": "#backstory-glossary",
        "name": story.title,
        "hasDefinedTerm": story.terms.iter().map(|term| {
            let mut entry = json!({
                "@type": "DefinedTerm",
                "@id": anchored(&term.id),
                "name": term.label,
                "description": plain(&term.definition),
            });
            if !term.forms.is_empty() {
                entry["alternateName"] = json!(term.forms);
            }
            entry
        }).collect::<Vec<_>>(),
    });
    json!({ "@context": "https://schema.org", "@graph": [article, terms] })
}

/// An event as schema.org means it: something that took place on days that are known, by an account that is no mere
/// accusation or view. Others are in the text with their claimants and stay out of the data.
fn happening(story: &Story, event: &Event) -> Option<Value> {
    let date = event.when.date()?;
    let is_stated = matches!(event.claim.status, Status::Reported | Status::Official);
    // An open or unknown beginning repeats the other end's bounds, so that bounds alone do not tell.
    let is_exact = date.starts == Ending::Known
        && date.begin.earliest == date.begin.latest
        && !matches!(date.shape, Shape::OneOf(_))
        && !date.qualifier.approximate
        && !date.qualifier.uncertain;
    let ends = match (&date.shape, date.ends) {
        (_, Ending::Known) if date.end.earliest == date.end.latest => Some(iso(date.end.latest)?),
        // It goes on: schema.org leaves the end out.
        (Shape::Span, Ending::Open) => None,
        _ => return None,
    };
    if !is_stated || !is_exact || event.claim.inferred.is_some() {
        return None;
    }
    let mut happening = json!({
        "@type": "Event",
        "@id": anchored(&event.id),
        "name": event.headline,
        "description": plain(&event.summary),
        "startDate": iso(date.begin.earliest)?,
        "subjectOf": event.claim.cites.iter().filter_map(|cite: &Cite| {
            let source = story.sources.get(usize::from(cite.source))?;
            Some(json!({ "@id": anchored(&format!("source-{}", source.id)) }))
        }).collect::<Vec<_>>(),
    });
    if let Some(ends) = ends {
        happening["endDate"] = json!(ends);
    }
    Some(happening)
}

fn anchored(id: &str) -> String {
    format!("#{}", anchor(id))
}

/// Calendar date with a year of four digits, as ISO 8601 § 4.3.2 has it and EDTF level 0 for years before 1 BCE; none for
/// longer years, which schema.org's readers do not take.
fn iso(day: Day) -> Option<String> {
    let (year, month, day) = civil::civil_from_days(day);
    let sign = if year < 0 { "-" } else { "" };
    (year.abs() <= 9999).then(|| format!("{sign}{:04}-{month:02}-{day:02}", year.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_have_four_digits_or_there_is_no_date() {
        let iso = |year, month, day| iso(civil::days_from_civil(year, month, day));
        assert_eq!(iso(2022, 1, 5).as_deref(), Some("2022-01-05"));
        assert_eq!(iso(79, 8, 24).as_deref(), Some("0079-08-24"));
        assert_eq!(iso(-43, 3, 15).as_deref(), Some("-0043-03-15"));
        assert_eq!(iso(12345, 1, 5), None);
    }
}
