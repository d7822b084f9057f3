//! A passkey without a browser: what a phone would answer to the questions on our pages. Keys of P-256, no attestation, as most
//! of them do.

use data_encoding::BASE64URL_NOPAD as TEXT;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::browser::Page;

/// The site for which the application of the tests asks.
pub const SITE: &str = "http://localhost:8080";

/// One passkey.
pub struct Key {
    signing: SigningKey,
    id: Vec<u8>,
    handle: Vec<u8>,
}

/// Somebody is there, and has shown who it is.
const THERE: u8 = 0b0000_0101;
/// And a new key stands in the answer.
const WITH_KEY: u8 = 0b0100_0000;

fn options(page: &Page) -> Value {
    let options = page.attributes("form[data-passkey]", "data-options").remove(0);
    serde_json::from_str::<Value>(&options).expect("options")["publicKey"].clone()
}

fn client(kind: &str, challenge: &Value, site: &str) -> Vec<u8> {
    json!({ "type": kind, "challenge": challenge, "origin": site, "crossOrigin": false })
        .to_string()
        .into_bytes()
}

fn seen(flags: u8) -> Vec<u8> {
    let mut data = Sha256::digest(b"localhost").to_vec();
    data.extend([flags, 0, 0, 0, 0]);
    data
}

impl Key {
    /// Makes one, as the page with the question asks; and what is sent back.
    pub fn made_for(page: &Page, seed: u8) -> (Self, String) {
        let options = options(page);
        let choice = &options["authenticatorSelection"];
        assert_eq!(
            (choice["residentKey"].as_str(), choice["userVerification"].as_str()),
            (Some("required"), Some("required"))
        );
        let signing = SigningKey::from_slice(&[seed; 32]).expect("a key");
        let handle =
            TEXT.decode(options["user"]["id"].as_str().expect("a handle").as_bytes()).expect("bytes");
        let key = Self { signing, id: vec![seed; 32], handle };
        let point = key.signing.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().expect("x"), point.y().expect("y"));
        let mut data = seen(THERE | WITH_KEY);
        data.extend([0; 16]);
        data.extend([0, 32]);
        data.extend(&key.id);
        // COSE: an elliptic curve, ES256, P-256, x, y.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(x);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(y);
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": …}
        let mut attested = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attested.push(u8::try_from(data.len()).expect("short"));
        attested.extend(data);
        let response = json!({
            "attestationObject": TEXT.encode(&attested),
            "clientDataJSON": TEXT.encode(&client("webauthn.create", &options["challenge"], SITE)),
        });
        let answer = key.answer(response);
        (key, answer)
    }

    /// Answers the question on a page, as it was put by a site.
    pub fn shown_to(&self, page: &Page, site: &str) -> String {
        let options = options(page);
        assert!(options["allowCredentials"].as_array().is_none_or(Vec::is_empty), "nobody's are named");
        let (data, client) = (seen(THERE), client("webauthn.get", &options["challenge"], site));
        let signed: Signature = self.signing.sign(&[data.clone(), Sha256::digest(&client).to_vec()].concat());
        self.answer(json!({
            "authenticatorData": TEXT.encode(&data),
            "clientDataJSON": TEXT.encode(&client),
            "signature": TEXT.encode(signed.to_der().as_bytes()),
            "userHandle": TEXT.encode(&self.handle),
        }))
    }

    fn answer(&self, response: Value) -> String {
        let id = TEXT.encode(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {} })
            .to_string()
    }
}
