//! The authored story compiled: terms linked, cross-references resolved, dates turned into days and words.
