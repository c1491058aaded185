//! Downloads, as a caller sees them.

use std::{fmt, sync::Arc};

use tokio::io::{AsyncWrite, AsyncWriteExt};

use super::{
    FileName, ProgressObserver,
    fetch::{Fetch, Piece},
    save::{Overwrite, Partial},
    source::Source,
};
use crate::{AttachmentId, Client, DriveId, Error, call::Call};

/// A request for the bytes of a file; made by
/// [`DriveItemHandle::download`](crate::drive::DriveItemHandle::download),
/// [`CellHandle::download`](crate::rows::CellHandle::download) and
/// [`CommentHandle::download`](crate::comments::CommentHandle::download).
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct StartDownload(Origin);

#[derive(Debug, Clone)]
enum Origin {
    Drive(Client, DriveId),
    Attachment(Call, AttachmentId),
}

impl StartDownload {
    pub(crate) fn of_drive(client: Client, id: DriveId) -> Self {
        Self(Origin::Drive(client, id))
    }

    /// `call` lacks the id of the file as its last argument.
    pub(crate) fn of_attachment(call: Call, id: &AttachmentId) -> Self {
        Self(Origin::Attachment(call.argument(id), id.clone()))
    }

    /// Asks for the file, so that its name and length are known. Its bytes are still to come.
    ///
    /// # Errors
    /// As every call; [`Error::Folder`], [`Error::UnsafeUrl`] and [`Error::Storage`] for the way to
    /// a file of the drive, and [`Error::Protocol`] where the store has another length of it.
    pub async fn send(self) -> Result<Download, Error> {
        let (fetch, name) = match self.0 {
            Origin::Drive(client, id) => {
                let (source, item) = Source::drive(&client, id.clone()).await?;
                let name = FileName::first_of([item.name.as_str(), id.as_str()]);
                (Fetch::open(client, source).await?, name)
            }
            Origin::Attachment(call, id) => {
                let source = Source::Service(call.outgoing()?);
                let fetch = Fetch::open(call.client().clone(), source).await?;
                let told = fetch.head.name.as_deref().unwrap_or_default();
                let name = FileName::first_of([told, id.as_str()]);
                (fetch, name)
            }
        };
        Ok(Download {
            fetch,
            name,
            overwrite: Overwrite::default(),
            partial: Partial::default(),
        })
    }
}

/// A file that is about to come.
///
/// Where the connection breaks, it goes on from there if the file is still the same; see
/// [`RetryPolicy`](crate::RetryPolicy) for how often. Memory does not grow with the file.
#[must_use = "the bytes go nowhere before `to_path` or `to_writer`"]
pub struct Download {
    pub(super) fetch: Fetch,
    name: FileName,
    pub(super) overwrite: Overwrite,
    pub(super) partial: Partial,
}

impl Download {
    /// The file's name as the service tells it, made fit for a folder here; its id where the service
    /// tells none that is.
    pub fn name(&self) -> &FileName {
        &self.name
    }

    /// How many bytes the file has, if anybody said so.
    pub fn size(&self) -> Option<u64> {
        self.fetch.head.total
    }

    /// The `Content-Type` that the bytes come with.
    pub fn content_type(&self) -> Option<&str> {
        self.fetch.head.content_type.as_deref()
    }

    /// Who is told how far it is. Default: nobody.
    pub fn progress(mut self, observer: Arc<dyn ProgressObserver>) -> Self {
        self.fetch.progress = Some(observer);
        self
    }

    /// What becomes of a file that is there already. Default: it stays, and nothing is fetched.
    pub fn overwrite(mut self, overwrite: Overwrite) -> Self {
        self.overwrite = overwrite;
        self
    }

    /// What becomes of the bytes of a download that does not get to its end. Default: they are
    /// removed.
    pub fn partial(mut self, partial: Partial) -> Self {
        self.partial = partial;
        self
    }

    /// Writes the bytes out as they come, and says how many they were.
    ///
    /// What was written can't be taken back: where the connection breaks and the file can't be
    /// continued at exactly that place, this ends.
    ///
    /// # Errors
    /// [`Error::Output`] of the writer; else as every call, and [`Error::Protocol`] for a file that
    /// changes under way or has another length than was told. The bytes so far are written.
    pub async fn to_writer<W>(mut self, writer: &mut W) -> Result<u64, Error>
    where
        W: AsyncWrite + Unpin + ?Sized,
    {
        let written = self.pass_on(writer).await;
        // After a failure, too: the writer may hold some of the bytes that came before it.
        let flushed = writer.flush().await;
        let written = written?;
        flushed.map_err(|source| Error::Output { source })?;
        Ok(written)
    }

    async fn pass_on<W>(&mut self, writer: &mut W) -> Result<u64, Error>
    where
        W: AsyncWrite + Unpin + ?Sized,
    {
        self.fetch.may_restart = false;
        self.fetch.skip(0);
        let mut written = 0;
        // It never restarts: that was ruled out.
        while let Piece::Bytes(bytes) = self.fetch.next().await? {
            let wrote = writer.write_all(&bytes).await;
            wrote.map_err(|source| Error::Output { source })?;
            written += bytes.len() as u64;
        }
        Ok(written)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("name", &self.name)
            .field("size", &self.size())
            .finish_non_exhaustive()
    }
}
