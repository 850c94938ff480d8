//! Single sign-on by any OpenID Connect provider: authorization code flow with PKCE, state and nonce. What must be
//! remembered between leaving and coming back lies in a cookie of ten minutes, so that any node may answer.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::clock::Millis;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreTokenResponse, CoreUserInfoClaims,
};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointState, IssuerUrl, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, SubjectIdentifier,
    TokenResponse as _, reqwest,
};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::account::{self, Account};
use crate::app::App;
use crate::db::{self, Tx};

/// A configured provider.
#[derive(Clone, Debug, Deserialize)]
pub struct Provider {
    /// What the button says ("Bộ Nội vụ").
    pub label: String,
    pub issuer: String,
    pub client_id: String,
    #[serde(default)]
    pub client_secret: String,
}

/// Why single sign-on did not work; the words go to the log.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    #[error("no provider is configured")]
    NotConfigured,
    #[error("the provider: {0}")]
    Provider(String),
    /// State, nonce or signature do not fit: an old tab, or somebody else's answer.
    #[error("the answer does not belong to this sign-in: {0}")]
    Mismatch(String),
    /// The person is proved but no account here belongs to them.
    #[error("no account for {0}")]
    Unknown(String),
    #[error(transparent)]
    Database(#[from] sea_orm::DbErr),
}

/// Kept in the cookie while the person is away at the provider.
#[derive(Debug, Serialize, Deserialize)]
pub struct Pending {
    state: String,
    nonce: String,
    verifier: String,
    /// Where to go afterwards.
    pub back: String,
}

impl Pending {
    /// As a cookie value.
    pub fn encode(&self) -> String {
        serde_json::to_vec(self)
            .map(|json| URL_SAFE_NO_PAD.encode(json))
            .unwrap_or_default()
    }

    /// From a cookie value.
    pub fn decode(text: &str) -> Option<Self> {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
    }
}

fn http() -> Result<reqwest::Client, OidcError> {
    // No redirects: a provider that redirects its token endpoint could be made to lead us anywhere.
    reqwest::ClientBuilder::new()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(std::time::Duration::from_secs(10))
        .build()
        .map_err(|e| OidcError::Provider(e.to_string()))
}

fn redirect(app: &App) -> Result<RedirectUrl, OidcError> {
    RedirectUrl::new(format!("{}/dang-nhap/mot-lan/ve", app.settings.public_url))
        .map_err(|e| OidcError::Provider(e.to_string()))
}

async fn metadata(provider: &Provider, http: &reqwest::Client) -> Result<CoreProviderMetadata, OidcError> {
    let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|e| OidcError::Provider(e.to_string()))?;
    CoreProviderMetadata::discover_async(issuer, http)
        .await
        .map_err(|e| OidcError::Provider(e.to_string()))
}

fn secret(provider: &Provider) -> Option<ClientSecret> {
    (!provider.client_secret.is_empty()).then(|| ClientSecret::new(provider.client_secret.clone()))
}

fn random(app: &App) -> String {
    let mut bytes = [0_u8; 32];
    app.entropy.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Where to send the person, and what to remember.
pub async fn start(app: &App, back: String) -> Result<(String, Pending), OidcError> {
    let provider = app.settings.oidc.as_ref().ok_or(OidcError::NotConfigured)?;
    let metadata = metadata(provider, &http()?).await?;
    let client =
        CoreClient::from_provider_metadata(metadata, ClientId::new(provider.client_id.clone()), secret(provider))
            .set_redirect_uri(redirect(app)?);
    let verifier = PkceCodeVerifier::new(random(app));
    let (state, nonce) = (random(app), random(app));
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    let (url, state, nonce) = client
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(state),
            move || Nonce::new(nonce),
        )
        .add_scope(Scope::new("email".to_owned()))
        .add_scope(Scope::new("profile".to_owned()))
        .set_pkce_challenge(challenge)
        .url();
    let pending = Pending {
        state: state.secret().clone(),
        nonce: nonce.secret().clone(),
        verifier: verifier.secret().clone(),
        back,
    };
    Ok((url.to_string(), pending))
}

/// The verified address that the provider tells about exactly this subject; none when it tells none.
async fn userinfo_email<A, B, C, D, E>(
    client: &CoreClient<A, B, C, D, E, EndpointMaybeSet>,
    tokens: &CoreTokenResponse,
    subject: &SubjectIdentifier,
    http: &reqwest::Client,
) -> Result<Option<String>, OidcError>
where
    A: EndpointState,
    B: EndpointState,
    C: EndpointState,
    D: EndpointState,
    E: EndpointState,
{
    let Ok(request) = client.user_info(tokens.access_token().clone(), Some(subject.clone())) else {
        return Ok(None);
    };
    let told: CoreUserInfoClaims = request
        .request_async(http)
        .await
        .map_err(|e| OidcError::Provider(e.to_string()))?;
    Ok(told
        .email()
        .filter(|_| told.email_verified() == Some(true))
        .map(|email| email.as_str().to_owned()))
}

#[derive(FromQueryResult)]
struct Linked {
    account_id: Uuid,
}

/// The account that a provider's subject has been recognised as before.
pub async fn linked<C: ConnectionTrait>(on: &C, issuer: &str, subject: &str) -> Result<Option<Account>, DbErr> {
    let linked: Option<Linked> = db::row(
        on,
        "SELECT account_id FROM oidc_link WHERE issuer = $1 AND subject = $2",
        vec![issuer.into(), subject.into()],
    )
    .await?;
    match linked {
        Some(link) => account::by_id(on, link.account_id).await,
        None => Ok(None),
    }
}

/// Keeps that a provider's subject is the person of an account; what was kept before stays.
pub async fn link(tx: &Tx, now: Millis, issuer: &str, subject: &str, account: Uuid) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "INSERT INTO oidc_link (issuer, subject, account_id, linked_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (issuer, subject) DO NOTHING",
        vec![issuer.into(), subject.into(), account.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// The account of the person who comes back with `code` and `state`.
pub async fn finish(app: &App, pending: &Pending, code: &str, state: &str) -> Result<Account, OidcError> {
    let provider = app.settings.oidc.as_ref().ok_or(OidcError::NotConfigured)?;
    if state != pending.state {
        return Err(OidcError::Mismatch("state".to_owned()));
    }
    let http = http()?;
    let metadata = metadata(provider, &http).await?;
    let client =
        CoreClient::from_provider_metadata(metadata, ClientId::new(provider.client_id.clone()), secret(provider))
            .set_redirect_uri(redirect(app)?);
    let tokens = client
        .exchange_code(AuthorizationCode::new(code.to_owned()))
        .map_err(|e| OidcError::Provider(e.to_string()))?
        .set_pkce_verifier(PkceCodeVerifier::new(pending.verifier.clone()))
        .request_async(&http)
        .await
        .map_err(|e| OidcError::Provider(e.to_string()))?;
    let id_token = tokens
        .id_token()
        .ok_or_else(|| OidcError::Provider("no id token".to_owned()))?;
    let claims = id_token
        .claims(&client.id_token_verifier(), &Nonce::new(pending.nonce.clone()))
        .map_err(|e| OidcError::Mismatch(e.to_string()))?;
    let (issuer, subject) = (
        claims.issuer().as_str().to_owned(),
        claims.subject().as_str().to_owned(),
    );
    let found = match linked(app.db.read(), &issuer, &subject).await? {
        Some(account) => Some(account),
        None => {
            // The first time a person is recognised by an e-mail address that the provider has verified.
            let email = claims
                .email()
                .filter(|_| claims.email_verified() == Some(true))
                .map(|email| email.as_str().to_owned());
            // Many providers keep the address out of the id token and give it at the userinfo endpoint only.
            let email = match email {
                Some(email) => Some(email),
                None => userinfo_email(&client, &tokens, claims.subject(), &http).await?,
            };
            match email {
                Some(email) => account::by_name(app.db.read(), &email).await?,
                None => None,
            }
        }
    };
    let account = found
        .filter(|a| !a.disabled)
        .ok_or_else(|| OidcError::Unknown(subject.clone()))?;
    let tx = app.db.begin().await?;
    link(&tx, app.now(), &issuer, &subject, account.id).await?;
    tx.commit().await?;
    Ok(account)
}
