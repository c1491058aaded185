//! Uploads a folder with all that is in it, and says what came of each file.
//!
//! ```console
//! $ cargo run --example upload_folder -- --folder pictures
//! $ cargo run --example upload_folder -- --token cp_pat_… --folder pictures --exclude '*.tmp' --parent FOLDER
//! ```
#![expect(clippy::print_stdout, reason = "it is what the example is for")]

mod target;

use std::{error::Error, path::PathBuf, process::ExitCode};

use clap::Parser;
use copera_api::{
    DriveId,
    transfer::upload::{EntryOutcome, IfExists},
};

use self::target::{Target, told};

#[derive(Debug, Parser)]
struct Arguments {
    #[command(flatten)]
    target: Target,
    /// The folder.
    #[arg(long)]
    folder: PathBuf,
    /// Leave out what fits this pattern, which reads as a line of `.gitignore`.
    #[arg(long)]
    exclude: Vec<String>,
    /// The folder of the drive that it goes into; without it, the top.
    #[arg(long)]
    parent: Option<DriveId>,
    /// Where the journals of unfinished files are kept, so that another run goes on with them.
    #[arg(long)]
    journals: Option<PathBuf>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    told(run(Arguments::parse()).await)
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let (client, _sandbox) = arguments.target.open().await?;
    // A file that is there already is not sent, so that what broke off can be run again.
    let mut upload = client
        .drive()
        .upload_folder(arguments.folder)
        .if_exists(IfExists::Skip);
    for pattern in arguments.exclude {
        upload = upload.exclude(pattern);
    }
    if let Some(parent) = arguments.parent {
        upload = upload.parent(parent);
    }
    if let Some(journals) = arguments.journals {
        upload = upload.journals(journals);
    }

    let plan = upload.plan().await?;
    println!("{} files, {} bytes", plan.files().len(), plan.total_bytes());
    let outcome = plan.send().await;
    for entry in &outcome.entries {
        // A file may have any name, and some would act on the terminal.
        let path = entry.path.display().to_string();
        let path = copera_text::line(&path);
        match &entry.outcome {
            EntryOutcome::FolderCreated(id) => println!("made folder {id}: {path}"),
            EntryOutcome::FolderFound(id) => println!("found folder {id}: {path}"),
            EntryOutcome::Uploaded(item) => println!("sent {}: {path}", item.id),
            EntryOutcome::AlreadyThere(id) => println!("kept {id}: {path}"),
            EntryOutcome::LeftOut(why) => println!("left out: {path}: {why}"),
            EntryOutcome::Failed(error) => println!("failed: {path}: {error}"),
            other => println!("{other:?}: {path}"),
        }
    }
    if outcome.is_complete() {
        Ok(())
    } else {
        Err("not all of it is there".into())
    }
}
