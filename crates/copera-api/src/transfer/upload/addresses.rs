//! Where the parts go: asked for once for all of them, and again for all when one has expired.

use std::{path::Path, sync::Arc};

use copera_auth::Surface;
use tokio::sync::Mutex;

use super::{UploadError, tries::repeat};
use crate::{
    Client, Error, RequestLine,
    endpoint::UPLOAD_PART_URLS,
    model::{PartUrl, Upload},
    transfer::{SignedUrl, signed_host},
};

/// The addresses of an upload's parts.
pub(super) struct Addresses<'a> {
    client: &'a Client,
    path: &'a Path,
    upload: &'a Upload,
    count: u32,
    current: Mutex<Signed>,
}

/// Addresses that were signed together.
#[derive(Clone)]
struct Signed {
    /// How often they were asked for before.
    age: u32,
    urls: Arc<[SignedUrl]>,
}

/// The address of a part, and which asking it came from.
pub(super) struct Address {
    pub(super) url: SignedUrl,
    age: u32,
}

impl<'a> Addresses<'a> {
    /// Asks for the addresses of all parts.
    pub(super) async fn ask(
        client: &'a Client,
        path: &'a Path,
        upload: &'a Upload,
        count: u32,
    ) -> Result<Self, UploadError> {
        let urls = ask(client, path, upload, count).await?;
        Ok(Self {
            client,
            path,
            upload,
            count,
            current: Mutex::new(Signed { age: 0, urls }),
        })
    }

    /// The address of a part, as it was signed last.
    pub(super) async fn of(&self, number: u32) -> Option<Address> {
        let signed = self.current.lock().await.clone();
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        let url = signed.urls.get(index)?.clone();
        Some(Address {
            url,
            age: signed.age,
        })
    }

    /// Asks for all addresses anew, unless somebody has done so since this one was given out.
    pub(super) async fn renew(&self, expired: &Address) -> Result<(), UploadError> {
        let mut current = self.current.lock().await;
        if current.age == expired.age {
            let urls = ask(self.client, self.path, self.upload, self.count).await?;
            let age = current.age.wrapping_add(1);
            *current = Signed { age, urls };
        }
        Ok(())
    }
}

async fn ask(
    client: &Client,
    path: &Path,
    upload: &Upload,
    count: u32,
) -> Result<Arc<[SignedUrl]>, UploadError> {
    let request = client.drive().part_urls(upload, count);
    let given = repeat(client, || request.clone().send())
        .await
        .map_err(UploadError::call(path))?;
    let mut parts = given.into_value().parts;
    parts.sort_by_key(|part| part.part_number);
    parts.dedup_by_key(|part| part.part_number);
    parts.retain(|part| (1..=count).contains(&part.part_number));
    if parts.len() as u64 != u64::from(count) {
        return Err(UploadError::TooFewAddresses {
            path: path.to_owned(),
            asked: count,
            given: parts.len(),
        });
    }
    let urls: Result<_, Error> = parts.iter().map(|part| read(client, part)).collect();
    urls.map_err(UploadError::call(path))
}

fn read(client: &Client, part: &PartUrl) -> Result<SignedUrl, Error> {
    let line = RequestLine {
        method: UPLOAD_PART_URLS.method.clone(),
        path: UPLOAD_PART_URLS.path.into(),
        surface: Some(Surface::Drive),
        token_kind: client.token_kind(),
        may_have_happened_before: false,
    };
    signed_host::address(client, &line, &part.signed_url)
}
