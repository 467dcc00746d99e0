//! What the shell itself reads in variables: `PWD`, `HOME`, `TMOUT`, the locale and the time zone.

use super::Env;
use super::attributes::Attributes;
use super::variables::{Variables, Watch};
use crate::arith::decimal;
use crate::name::Name;
use crate::sys::find;
use std::time::Duration;

impl Variables {
    /// The working directory as the shell came to it: `PWD` (XCU 2.5.3), empty where that is unset.
    pub fn directory(&self) -> &[u8] {
        self.value(Name::PWD).unwrap_or_default()
    }

    /// A path with `~` for the home directory.
    pub fn with_tilde(&self, path: &[u8]) -> Vec<u8> {
        let home = self.value(Name::HOME).unwrap_or_default();
        match path.strip_prefix(home) {
            Some(rest) if home.len() > 1 && (rest.is_empty() || rest.starts_with(b"/")) => {
                [b"~", rest].concat()
            }
            _ => path.to_vec(),
        }
    }

    /// How long is waited for somebody who types, if not for ever: `TMOUT`.
    pub fn patience(&self) -> Option<Duration> {
        let seconds: u32 = decimal(self.named(b"TMOUT")?.trim_ascii())?;
        (seconds > 0).then(|| Duration::from_secs(u64::from(seconds)))
    }
}

impl Env {
    /// Acts on changes of `LC_ALL`, `LC_CTYPE`, `LANG`.
    pub fn refresh_locale(&mut self) {
        if !self.variables.take_changed(Watch::Locale) {
            return;
        }
        let set = |name| self.variables.value(name).filter(|value| !value.is_empty());
        let locale = set(Name::LC_ALL)
            .or_else(|| set(Name::LC_CTYPE))
            .or_else(|| set(Name::LANG))
            .unwrap_or_default();
        let locale = locale.to_ascii_lowercase();
        self.utf8 =
            find::text(b"utf-8", &locale).is_some() || find::text(b"utf8", &locale).is_some();
    }

    /// Before a time is shown: the shell's TZ counts, where the process is its own.
    pub fn use_time_zone(&self) {
        if self.process.sole {
            let zone = self.variables.value(Name::TZ);
            let exported = zone.filter(|_| {
                let attributes = self.variables.attributes(Name::TZ);
                attributes.contains(Attributes::EXPORT)
            });
            crate::sys::time::use_zone(exported);
        }
    }
}
