//! What is kept to save work.

use super::fields::Fields;
use super::listing::Listings;
use super::texts::Texts;
use std::cell::RefCell;
use std::rc::Rc;

/// What is kept to save work only: a script sees no difference when it is forgotten.
#[derive(Debug, Default)]
pub struct Caches {
    /// What `eval` read lately.
    pub texts: Texts,
    /// Directory listings, for pathname expansion.
    pub listings: Rc<RefCell<Listings>>,
    /// Memory of lists of fields that are not needed any more.
    pub(super) spare: Vec<Fields>,
}
