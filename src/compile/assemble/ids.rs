//! Ids of one kind become indices.

use super::super::CompileError;
use crate::story::limits;
use std::collections::BTreeMap;

/// Ids of one kind and their indices.
pub(super) struct Ids<'a> {
    what: &'static str,
    indices: BTreeMap<&'a str, u32>,
}

impl<'a> Ids<'a> {
    pub(super) fn new(what: &'static str, ids: impl Iterator<Item = &'a str>) -> Ids<'a> {
        let indices = ids.zip(0..=u32::MAX).collect();
        Ids { what, indices }
    }

    pub(super) fn index(&self, id: &str) -> Result<u32, CompileError> {
        self.indices.get(id).copied().ok_or_else(|| CompileError::unknown(self.what, id))
    }

    pub(super) fn all<T>(
        &self,
        ids: &[String],
        index: fn(&Self, &str) -> Result<T, CompileError>,
    ) -> Result<Vec<T>, CompileError> {
        ids.iter().map(|id| index(self, id)).collect()
    }

    pub(super) fn index_u16(&self, id: &str) -> Result<u16, CompileError> {
        u16::try_from(self.index(id)?)
            .map_err(|_| CompileError::too_many(self.what, self.indices.len(), limits::ENTRIES))
    }

    pub(super) fn index_u8(&self, id: &str) -> Result<u8, CompileError> {
        u8::try_from(self.index(id)?).map_err(|_| CompileError::too_many(self.what, self.indices.len(), limits::LABELS))
    }
}
