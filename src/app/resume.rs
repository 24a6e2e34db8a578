//! The same story in another language: the reader goes on where they are.

use super::{App, Entry, State, Timeline};

impl App {
    /// Takes over what the reader of the same story in another language has chosen. Events and questions have the same indices
    /// there; terms are in another alphabet's order. A search, what is open of definitions and the links that were followed are
    /// left behind.
    pub fn resume(&mut self, before: &App) {
        let here = |entry: &Entry| match entry {
            Entry::Term(_) => Entry::find(&self.story, entry.id(&before.story)?),
            other => Some(*other),
        };
        let State { view, filter, filters_open, rows, ref open, ref selected, ref stage, .. } = before.state;
        let open = open.iter().filter_map(here).collect();
        let selected = selected.as_ref().and_then(here);
        self.state = State { view, filter, filters_open, rows, open, selected, stage: stage.clone(), ..State::default() };
        self.attributes = before.attributes;
        self.timeline = before
            .timeline
            .as_ref()
            .map(|timeline| Timeline::new(&self.story, &filter, timeline.viewport, Some(timeline.scale)));
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use crate::app::{App, Entry, Message, Navigation, View, Viewport};
    use crate::compile::compile;
    use crate::story::files::{File, Files};
    use crate::story::load_json;
    use serde_json::json;
    use std::rc::Rc;

    #[test]
    fn another_language_shows_the_same_view_selection_and_window() {
        let event = |n: u32| json!({ "id": format!("e{n}"), "date": format!("{}", 1990 + n), "headline": format!("Event {n}") });
        let term = |id: &str, label: &str| json!({ "id": id, "label": label, "kind": "concept", "definition": "A thing." });
        let story = json!({
            "id": "two", "lang": "en", "title": "Two", "evidence": "none", "events": (0..30).map(event).collect::<Vec<_>>(),
            "terms": [term("apple", "apple"), term("zebra", "zebra")],
            "translations": [{ "lang": "de", "terms": [{ "id": "apple", "label": "Zapfel" }, { "id": "zebra", "label": "Aal" }] }],
        });
        let files = Files(vec![File { name: "story.json".to_owned(), text: story.to_string() }]);
        let (story, _) = load_json(&files).unwrap();
        let [own, other] =
            [&story, &story.translations[0].story].map(|story| App::new(Rc::new(compile(story).unwrap())));
        let (mut own, mut other) = (own, other);
        own.set_viewport(Viewport { width: 900.0, em: 16.0, target: 24.0 });
        own.update(Message::Navigate(Navigation::Zoom(400.0, 4.0)));
        own.update(Message::Mark(7));
        own.update(Message::Show(View::Glossary));
        own.update(Message::Toggle(Entry::Term(1)));
        assert_eq!(own.state.selected, Some(Entry::Term(1)));
        other.resume(&own);
        assert_eq!(other.state.selected, Some(Entry::Term(0)), "the zebra comes first");
        assert_eq!((other.state.view, &other.state.stage), (View::Glossary, &own.state.stage));
        let window = |app: &App| app.timeline.as_ref().map(|it| (it.scale.per_px(), it.scale.x(0.0)));
        assert_eq!(window(&own), window(&other));
    }
}
