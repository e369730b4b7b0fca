//! Which language a text is written in.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A language, as far as the rules of recoupe care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    English,
    /// French.
    French,
    /// Another language, by its ISO 639-1 code in lower-case ASCII (`*b"de"`).
    Other([u8; 2]),
    /// Too little evidence to say. Written `und`.
    Unknown,
}

impl Language {
    /// The ISO 639-1 code, or `und`.
    pub fn code(&self) -> &str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Other(code) => std::str::from_utf8(code).unwrap_or("und"),
            Self::Unknown => "und",
        }
    }

    /// The language of an ISO 639-1 code, a BCP 47 tag (`fr-CA`) or one of the three-letter
    /// codes of English and French; anything else is `Unknown`.
    pub fn from_code(code: &str) -> Self {
        let main = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match (main.as_str(), main.as_bytes()) {
            ("en" | "eng", _) => Self::English,
            ("fr" | "fra" | "fre", _) => Self::French,
            (_, &[first, second])
                if first.is_ascii_lowercase() && second.is_ascii_lowercase() =>
            {
                Self::Other([first, second])
            }
            _ => Self::Unknown,
        }
    }

    /// Whether recoupe draws facts from it: English and French.
    pub fn is_read(self) -> bool {
        matches!(self, Self::English | Self::French)
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::from_code(&String::deserialize(deserializer)?))
    }
}
