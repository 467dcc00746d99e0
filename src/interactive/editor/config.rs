//! What the user has made of the line editor.

use super::abbreviation::Abbreviation;
use super::bound::Sequence;
use crate::env::bindings::Settings;
use std::collections::{BTreeMap, BTreeSet};

/// What the user has made of the line editor.
#[derive(Debug, Default)]
pub struct Config {
    /// Its variables.
    pub settings: Settings,
    /// Keys that are typed one after the other and are one for the user, by keymap.
    pub sequences: Vec<Sequence>,
    /// Abbreviations.
    pub abbreviations: BTreeMap<String, Abbreviation>,
    /// Commands whose arguments the user's own functions complete.
    pub completed: BTreeSet<Vec<u8>>,
}
