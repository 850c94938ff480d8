//! The mark under a confirmed figure: nobody changes the row afterwards without it being seen.

use hmac::{Hmac, KeyInit as _, Mac as _};
use kernel::clock::Millis;
use sha2::Sha256;
use uuid::Uuid;

/// Who signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    pub name: String,
    /// Title of the signer; may be empty.
    pub post: String,
}

/// What is signed.
#[derive(Clone, Copy, Debug)]
pub struct Content<'c> {
    pub unit: Uuid,
    /// ISO text.
    pub on: &'c str,
    pub state: &'c str,
    /// Staff, members, women among the staff, women among the members.
    pub figures: [Option<i64>; 4],
    pub source: &'c str,
    pub signer: &'c Signer,
    pub account: Option<Uuid>,
    pub at: Millis,
}

/// One text for one content: each part with its length before it, so that no two contents read alike.
fn canonical(content: &Content<'_>) -> String {
    let figures = content
        .figures
        .map(|figure| figure.map_or_else(|| "-".to_owned(), |n| n.to_string()));
    let account = content.account.map_or_else(|| "-".to_owned(), |id| id.to_string());
    let (unit, at) = (content.unit.to_string(), content.at.to_string());
    let mut parts = vec!["donghanh/headcount/1", &unit, content.on, content.state];
    parts.extend(figures.iter().map(String::as_str));
    parts.extend([
        content.source,
        &content.signer.name,
        &content.signer.post,
        &account,
        &at,
    ]);
    parts.iter().map(|part| format!("{}:{part}\n", part.len())).collect()
}

fn mac(secret: &[u8; 32], content: &Content<'_>) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(canonical(content).as_bytes());
    Some(mac)
}

/// The signature of a content.
pub fn sign(secret: &[u8; 32], content: &Content<'_>) -> Vec<u8> {
    mac(secret, content).map_or_else(Vec::new, |mac| mac.finalize().into_bytes().to_vec())
}

/// Whether a signature belongs to a content; compared in the same time whatever it holds.
pub fn verify(secret: &[u8; 32], content: &Content<'_>, signature: &[u8]) -> bool {
    mac(secret, content).is_some_and(|mac| mac.verify_slice(signature).is_ok())
}

/// The first eight hexadecimal digits, to be read out and compared.
pub fn short_code(signature: &[u8]) -> String {
    let mut out = String::new();
    for (at, byte) in signature.iter().take(4).enumerate() {
        if at == 2 {
            out.push('-');
        }
        out.push_str(&format!("{byte:02X}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer(name: &str, post: &str) -> Signer {
        Signer {
            name: name.to_owned(),
            post: post.to_owned(),
        }
    }

    #[test]
    fn every_part_counts() {
        let who = signer("Nguyễn Văn An", "Chủ tịch");
        let content = Content {
            unit: Uuid::from_u128(7),
            on: "2026-09-30",
            state: "confirmed",
            figures: [Some(10), Some(9), None, Some(0)],
            source: "BC 12",
            signer: &who,
            account: Some(Uuid::from_u128(1)),
            at: 1,
        };
        let key = [7_u8; 32];
        let signature = sign(&key, &content);
        assert_eq!(signature.len(), 32);
        assert_eq!(short_code(&signature).len(), 9);
        assert!(verify(&key, &content, &signature));
        assert!(!verify(&[8; 32], &content, &signature));
        assert!(!verify(&key, &content, &[]));
        let (other, shifted) = (
            signer("Nguyễn Văn Ân", "Chủ tịch"),
            signer("Nguyễn Văn An\n8:Chủ", "tịch"),
        );
        let changed = [
            Content {
                unit: Uuid::nil(),
                ..content
            },
            Content {
                on: "2026-10-01",
                ..content
            },
            Content {
                state: "not_applicable",
                ..content
            },
            Content {
                figures: [Some(10), Some(9), Some(0), None],
                ..content
            },
            Content {
                source: "BC 13",
                ..content
            },
            Content {
                signer: &other,
                ..content
            },
            Content {
                signer: &shifted,
                ..content
            },
            Content {
                account: None,
                ..content
            },
            Content { at: 2, ..content },
        ];
        for content in changed {
            assert!(!verify(&key, &content, &signature), "{content:?}");
        }
    }
}
