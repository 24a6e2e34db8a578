//! Term lookup and search over folded keys. Knows no DOM.
