//! Uploads of files and folders from this machine into the drive.
//!
//! ```
//! # use copera_api::{Client, auth::{BaseUrl, Token, TokenKind}};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = copera_sandbox::Sandbox::start().await?;
//! # let base: BaseUrl = sandbox.base_url().parse()?;
//! # let token = Token::parse(copera_sandbox::seed::FULL_PAT, TokenKind::PREFIXES)?;
//! # let client = Client::builder(base, token).build()?;
//! let item = client.drive().upload("Cargo.toml").name("manifest.toml").send().await?;
//! assert_eq!(item.name, "manifest.toml");
//!
//! let plan = client.drive().upload_folder("examples").exclude("*.tmp").plan().await?;
//! println!("{} files, {} bytes", plan.files().len(), plan.total_bytes());
//! let outcome = plan.send().await;
//! assert!(outcome.is_complete());
//! # Ok(())
//! # }
//! ```
//!
//! - A file goes up in parts, several at once. Each is read from disk as it is sent, so that memory
//!   grows neither with the file nor with the size of its parts.
//! - A part that fails is sent again, after the pauses of the client's
//!   [`RetryPolicy`](crate::RetryPolicy). When the address of one has expired, all are asked for
//!   anew.
//! - A file that changes while it is sent is an error: nothing is made of its parts.
//! - With a journal, an upload that broke off goes on where it was.
//! - The last call is made once. Where its answer got lost, the error says that the file may be
//!   there ([`UploadError::may_have_happened`]); a run with the journal of that one looks before it goes
//!   on. Without a journal a file that is sent once more may be there twice; those of a folder are
//!   looked for with [`IfExists::Skip`].
//!
//! The API has no call to give an upload up: what a broken one has sent stays with the service.

mod addresses;
mod body;
mod buffers;
mod error;
mod existing;
mod file;
mod folder;
mod job;
mod journal;
mod parts;
mod put;
mod settings;
mod source;
mod tally;
mod tries;

pub use self::{
    error::UploadError,
    file::UploadFile,
    folder::{
        EntryOutcome, FolderEntry, FolderOutcome, FolderPlan, IfExists, LeftOut, PlannedFile,
        UploadFolder, WhyLeftOut,
    },
    settings::{Concurrency, InvalidUploadSetting, PartSize},
    source::FileChange,
};
