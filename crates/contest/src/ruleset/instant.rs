//! Instants are milliseconds UTC in the code and RFC 3339 text in the file, so that people can read what they sign.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serializer, de::Error as _, ser::Error as _};

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's `with` passes a reference to the field"
)]
pub fn serialize<S: Serializer>(ms: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    let instant = Timestamp::from_millisecond(*ms).map_err(S::Error::custom)?;
    serializer.serialize_str(&instant.to_string())
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let text = String::deserialize(deserializer)?;
    let instant: Timestamp = text.parse().map_err(D::Error::custom)?;
    Ok(instant.as_millisecond())
}

/// The same for an instant that may be absent.
pub mod optional {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

    #[expect(clippy::ref_option, reason = "serde's `with` passes a reference to the field")]
    pub fn serialize<S: Serializer>(ms: &Option<i64>, serializer: S) -> Result<S::Ok, S::Error> {
        match ms {
            Some(ms) => super::serialize(ms, serializer),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| {
            text.parse::<Timestamp>()
                .map(Timestamp::as_millisecond)
                .map_err(D::Error::custom)
        })
        .transpose()
    }
}
