//! Modules of Python, which it names itself.

use super::{Item, Request, asking};

/// Names the modules of a package, or those that there are at all. Nothing that it finds is loaded, and nothing
/// of this directory takes the place of what is.
const NAME: &str = "import sys
here = sys.path.pop(0)
import pkgutil
from importlib.machinery import PathFinder
sys.path.insert(0, here)
places = None
for part in filter(None, sys.argv[1].split('.')):
    places = PathFinder.find_spec(part, places).submodule_search_locations
for module in pkgutil.iter_modules(places): print(module.name)";

/// What may follow `-m`.
pub fn modules(request: &Request<'_>) -> Vec<Item> {
    let text = &request.word.text;
    let package = text.rsplit_once('.').map_or("", |(package, _)| package);
    let said = asking::said(request.view, &[request.command(), "-c", NAME, package]);
    let named = said.lines().map(|module| match package {
        "" => module.to_owned(),
        _ => format!("{package}.{module}"),
    });
    let mut modules: Vec<String> = named.collect();
    // What is private is not meant to be run.
    modules.retain(|module| text.contains('_') || !module.starts_with('_'));
    modules.sort_unstable();
    modules.dedup();
    request.listed(modules.into_iter().map(|module| (module, "")))
}
