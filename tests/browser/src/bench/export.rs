//! The same events as the other two widgets read them.

use backstory::model::civil::civil_from_days;
use backstory::model::{Day, Event, Shape, Story, plain};
use serde_json::{Value, json};

/// TimelineJS's JSON: a slide an event, its lane as a group.
pub fn timelinejs(story: &Story) -> Vec<u8> {
    let day = |day: Day| {
        let (year, month, day) = civil_from_days(day);
        json!({ "year": year, "month": month, "day": day })
    };
    let slide = |event: &Event| {
        let (first, last) = ends(event)?;
        let mut slide = json!({
            "unique_id": event.id,
            "start_date": day(first),
            "text": { "headline": event.headline, "text": plain(&event.summary) },
            "group": lane(story, event),
        });
        if let (Some(last), Some(slide)) = (last, slide.as_object_mut()) {
            slide.insert("end_date".into(), day(last));
        }
        Some(slide)
    };
    let slides: Vec<Value> = story.events.iter().filter_map(slide).collect();
    json!({ "events": slides }).to_string().into_bytes()
}

/// vis-timeline's items and groups, the summary as the item's tooltip.
pub fn vis(story: &Story) -> Vec<u8> {
    let day = |day: Day| {
        let (year, month, day) = civil_from_days(day);
        Value::from(format!("{year:04}-{month:02}-{day:02}"))
    };
    let item = |event: &Event| {
        let (first, last) = ends(event)?;
        let mut item = json!({
            "id": event.id,
            "content": event.headline,
            "title": plain(&event.summary),
            "start": day(first),
            "group": lane(story, event),
        });
        if let (Some(last), Some(item)) = (last, item.as_object_mut()) {
            item.insert("end".into(), day(last));
        }
        Some(item)
    };
    let items: Vec<Value> = story.events.iter().filter_map(item).collect();
    let groups: Vec<Value> =
        story.lanes.iter().map(|lane| json!({ "id": lane.label, "content": lane.label })).collect();
    json!({ "groups": groups, "items": items }).to_string().into_bytes()
}

/// An event's first day, and its last where it lasts.
fn ends(event: &Event) -> Option<(Day, Option<Day>)> {
    let date = event.when.date()?;
    Some((date.begin.earliest, (date.shape == Shape::Span).then_some(date.end.latest)))
}

fn lane<'story>(story: &'story Story, event: &Event) -> &'story str {
    story.lanes.get(usize::from(event.lane)).map_or("", |lane| lane.label.as_str())
}

#[cfg(test)]
mod tests {
    use super::{timelinejs, vis};
    use crate::generate::story;
    use serde_json::Value;

    #[test]
    fn every_event_is_told_to_each_with_its_ends() {
        let story = story(200).unwrap();
        let slides: Value = serde_json::from_slice(&timelinejs(&story)).unwrap();
        let items: Value = serde_json::from_slice(&vis(&story)).unwrap();
        let count = |list: &Value, end: &str| {
            let list = list.as_array().unwrap();
            (list.len(), list.iter().filter(|it| it.get(end).is_some()).count())
        };
        let spans = story.events.iter().filter(|event| super::ends(event).unwrap().1.is_some()).count();
        assert_eq!(count(&slides["events"], "end_date"), (200, spans));
        assert_eq!(count(&items["items"], "end"), (200, spans));
        assert_eq!(items["groups"].as_array().unwrap().len(), 4);
    }
}
