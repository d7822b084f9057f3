//! Passkeys: what a browser, a phone or a small device keeps, and unlocks for one site after its holder has shown that it is
//! them. `webauthn-rs` asks and checks; here its values become texts that can be sealed. The question waits on the server.

use webauthn_rs::prelude::{
    CreationChallengeResponse, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// The questions of one site.
#[derive(Debug)]
pub struct Passkeys(Webauthn);

/// A question: what the browser is given, and what has to be known when it answers.
#[derive(Debug)]
pub struct Asked {
    /// JSON, as `navigator.credentials` takes it.
    pub options: String,
    /// JSON, for us alone.
    pub state: String,
}

/// A passkey as it is kept: by what it is found, and its public key.
#[derive(Debug)]
pub struct Kept {
    pub id: String,
    pub credential: String,
}

/// The answer does not fit the question, or is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an answer to this question")]
pub struct NoAnswer;

impl Passkeys {
    /// For the site at this address; `None` where it has no name but a number, for which browsers keep no passkeys.
    #[must_use]
    pub fn at(public_url: &str) -> Option<Self> {
        let origin = Url::parse(public_url).ok()?;
        let site = origin.domain()?;
        WebauthnBuilder::new(site, &origin).ok()?.rp_name(site).build().ok().map(Self)
    }

    /// Asks for a new passkey, which is found again without a name being typed. `handle` is random, and `known` are those
    /// that the person has.
    ///
    /// # Errors
    /// When the question cannot be made.
    pub fn ask_for_new(&self, handle: [u8; 16], name: &str, known: &[String]) -> Result<Asked, NoAnswer> {
        let known: Vec<Passkey> = known.iter().filter_map(|it| serde_json::from_str(it).ok()).collect();
        let ids = known.iter().map(|it| it.cred_id().clone()).collect();
        let begun = self.0.start_passkey_registration(Uuid::from_bytes(handle), name, name, Some(ids));
        let (options, state): (CreationChallengeResponse, PasskeyRegistration) =
            begun.map_err(|_| NoAnswer)?;
        let mut options = serde_json::to_value(options).map_err(|_| NoAnswer)?;
        // What the library leaves to the browser: without it, nobody could sign in without typing a name.
        if let Some(choice) = options.pointer_mut("/publicKey/authenticatorSelection") {
            choice["residentKey"] = "required".into();
            choice["requireResidentKey"] = true.into();
        }
        Ok(Asked { options: options.to_string(), state: text(&state)? })
    }

    /// The new passkey.
    ///
    /// # Errors
    /// When the answer does not fit.
    pub fn new_one(&self, answer: &str, state: &str) -> Result<Kept, NoAnswer> {
        let answer: RegisterPublicKeyCredential = parsed(answer)?;
        let state: PasskeyRegistration = parsed(state)?;
        let kept = self.0.finish_passkey_registration(&answer, &state).map_err(|_| NoAnswer)?;
        Ok(Kept { id: id(kept.cred_id().as_ref()), credential: text(&kept)? })
    }

    /// Asks whoever is there to show a passkey of theirs, whoever they are.
    ///
    /// # Errors
    /// When the question cannot be made.
    pub fn ask(&self) -> Result<Asked, NoAnswer> {
        let (mut options, state) = self.0.start_discoverable_authentication().map_err(|_| NoAnswer)?;
        options.mediation = None;
        Ok(Asked { options: text(&options)?, state: text(&state)? })
    }

    /// By what the passkey is found that an answer comes from.
    ///
    /// # Errors
    /// When it is no answer.
    pub fn id_of(answer: &str) -> Result<String, NoAnswer> {
        let answer: PublicKeyCredential = parsed(answer)?;
        Ok(id(answer.get_credential_id()))
    }

    /// Whether the answer is that of this passkey to this question: the passkey as it is to be kept from now on, with what it
    /// counts.
    ///
    /// # Errors
    /// When the answer does not fit.
    pub fn check(&self, answer: &str, state: &str, credential: &str) -> Result<String, NoAnswer> {
        let answer: PublicKeyCredential = parsed(answer)?;
        let state: DiscoverableAuthentication = parsed(state)?;
        let mut passkey: Passkey = parsed(credential)?;
        let result =
            self.0.finish_discoverable_authentication_v2(&answer, state, &passkey).map_err(|_| NoAnswer)?;
        passkey.update_credential(&result).filter(|_| result.user_verified()).ok_or(NoAnswer)?;
        text(&passkey)
    }
}

fn id(bytes: &[u8]) -> String {
    data_encoding::BASE64URL_NOPAD.encode(bytes)
}

fn text(it: &impl serde::Serialize) -> Result<String, NoAnswer> {
    serde_json::to_string(it).map_err(|_| NoAnswer)
}

fn parsed<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, NoAnswer> {
    serde_json::from_str(text).map_err(|_| NoAnswer)
}
