//! What a reader has chosen: state, messages, update. Knows no DOM.
