//! The DOM, events, focus and the host page: the only room that names web-sys.
