//! Forms that come back filled: what was typed, and the fault beside each field.

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};

use crate::failure::Failure;
use crate::text::Tr;

/// The fields of a form, in the order sent.
#[derive(Clone, Debug, Default)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of a field, trimmed; "" when absent.
    pub fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.trim())
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether a box was ticked or a button pressed.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|_| Failure::Malformed)?;
        Ok(Self(form_urlencoded::parse(&body).into_owned().collect()))
    }
}

/// A form with a file.
#[derive(Debug, Default)]
pub struct Upload {
    pub fields: Fields,
    /// Name and content of the file; no file chosen gives an empty name.
    pub file_name: String,
    pub file: Bytes,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let mut parts = Multipart::from_request(request, state)
            .await
            .map_err(|_| Failure::Malformed)?;
        let mut upload = Self::default();
        while let Some(part) = parts.next_field().await.map_err(|_| Failure::Malformed)? {
            let name = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                Some(file_name) => {
                    upload.file_name = file_name;
                    upload.file = part.bytes().await.map_err(|_| Failure::Malformed)?;
                }
                None => {
                    let value = part.text().await.map_err(|_| Failure::Malformed)?;
                    upload.fields.0.push((name, value));
                }
            }
        }
        Ok(upload)
    }
}

/// A form to be shown: values to fill in and faults to print beside the fields.
#[derive(Clone, Debug, Default)]
pub struct Form {
    pub values: Fields,
    /// Field name and words.
    pub errors: Vec<(String, String)>,
    /// Field name and label: the list of faults at the top says which field each speaks of.
    pub labels: Vec<(String, String)>,
}

impl Form {
    /// An empty form.
    pub fn empty() -> Self {
        Self::default()
    }

    /// A form filled with what is on record.
    pub fn filled<'a>(values: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        Self {
            values: Fields(values.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()),
            errors: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// A form that came back.
    pub const fn returned(values: Fields) -> Self {
        Self {
            values,
            errors: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// Adds a fault beside a field.
    pub fn fault(&mut self, field: &str, tr: &Tr, key: &str) {
        self.errors.push((field.to_owned(), tr.t(key)));
    }

    /// Adds a fault whose words are ready.
    pub fn fault_words(&mut self, field: &str, words: String) {
        self.errors.push((field.to_owned(), words));
    }

    /// Names fields for the list of faults: each field with the key of its label.
    pub fn name_fields(&mut self, tr: &Tr, names: &[(&str, &str)]) {
        self.labels
            .extend(names.iter().map(|(field, key)| ((*field).to_owned(), tr.t(key))));
    }

    /// The list of faults: field, and words that name it.
    pub fn summary(&self) -> Vec<(&str, String)> {
        self.errors
            .iter()
            .map(|(field, words)| {
                let label = self.labels.iter().find(|(known, _)| known == field);
                let said = label.map_or_else(|| words.clone(), |(_, label)| format!("{label}: {words}"));
                (field.as_str(), said)
            })
            .collect()
    }

    /// What the field shows.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name)
    }

    /// Whether an option is chosen.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.values.all(name).any(|v| v == value)
    }

    /// The fault beside a field, or "".
    pub fn error(&self, name: &str) -> &str {
        self.errors
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, words)| words.as_str())
    }

    /// Whether anything is wrong.
    pub const fn is_refused(&self) -> bool {
        !self.errors.is_empty()
    }
}
