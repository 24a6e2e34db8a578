//! EDTF dates (ISO 8601-2), levels 0 to 2 as far as stories need them.

/// A parsed EDTF date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edtf(String);
