//! Curl with a token, as the program that the others are held against.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::serving::Serving;

/// How many parts are sent at once, as `copera drive upload` does.
const PARALLEL: &str = "4";

pub(super) struct Curl {
    base: String,
    authorization: String,
}

impl Curl {
    pub(super) fn new(sandbox: &Serving) -> Result<Self> {
        Ok(Self {
            base: sandbox.text("/baseUrl")?.to_owned(),
            authorization: format!("authorization: Bearer {}", sandbox.text("/token")?),
        })
    }

    /// The address of a path of the API.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.base)
    }

    /// A GET of the API.
    pub(super) fn get(&self, url: &str) -> Command {
        let mut command = bare();
        command.args(["--header", &self.authorization, url]);
        command
    }

    /// Downloads a file of the drive.
    pub(super) fn download(&self, file: &str, target: &Path) -> Result<()> {
        let url = self.url(&format!("drive/files/{file}/download"));
        let told = answer(&mut self.get(&url), b"")?;
        let url = text(&told, "/url")?;
        answered(bare().arg("--output").arg(target).arg(url), b"")?;
        Ok(())
    }

    /// Uploads a file that consists of these parts, all of one size.
    pub(super) fn upload(&self, parts: &[PathBuf], part_size: u64) -> Result<()> {
        let count = parts.len();
        let started = self.post(
            "start",
            &json!({ "fileName": "parts", "fileSize": part_size * count as u64, "mimeType": "application/octet-stream" }),
        )?;
        let mut upload = json!({
            "uploadId": text(&started, "/uploadId")?,
            "fileKey": text(&started, "/fileKey")?,
            "parts": count,
        });
        let addresses = self.post("presigned-urls", &upload)?;
        let addresses = addresses["parts"].as_array();
        let addresses = addresses.context("the sandbox gave no addresses")?;
        ensure!(
            addresses.len() == count,
            "the sandbox gave too few addresses"
        );
        let mut config = String::new();
        for (address, part) in addresses.iter().zip(parts) {
            let url = text(address, "/signedUrl")?;
            // Writing to a string can't fail.
            let _ = write!(
                config,
                "url = \"{url}\"\nupload-file = \"{}\"\noutput = \"/dev/null\"\n",
                part.display()
            );
        }
        let mut put = bare();
        put.args(["--parallel", "--parallel-max", PARALLEL])
            .args(["--write-out", "%{urlnum} %header{etag}\n"])
            .args(["--config", "-"]);
        let told = String::from_utf8(answered(&mut put, config.as_bytes())?)?;
        let mut parts: Vec<(u32, &str)> = told
            .lines()
            .filter_map(|line| line.split_once(' '))
            .map(|(number, etag)| Ok((number.parse::<u32>()? + 1, etag)))
            .collect::<Result<_>>()?;
        parts.sort_unstable();
        let parts = parts.iter();
        let parts = parts.map(|(number, etag)| json!({ "partNumber": number, "eTag": etag }));
        upload["parts"] = parts.collect();
        self.post("finalize", &upload)?;
        Ok(())
    }

    fn post(&self, step: &str, body: &Value) -> Result<Value> {
        let url = self.url(&format!("drive/files/upload/multipart/{step}"));
        let mut command = self.get(&url);
        command
            .args(["--header", "content-type: application/json"])
            .args(["--data-binary", "@-"]);
        answer(&mut command, body.to_string().as_bytes())
    }
}

fn bare() -> Command {
    let mut command = Command::new("curl");
    command.args(["--silent", "--show-error", "--no-progress-meter", "--fail"]);
    command
}

fn answer(curl: &mut Command, input: &[u8]) -> Result<Value> {
    let bytes = answered(curl, input)?;
    serde_json::from_slice(&bytes).context("the sandbox answered no JSON")
}

fn answered(curl: &mut Command, input: &[u8]) -> Result<Vec<u8>> {
    let mut child = curl
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("can't start curl")?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input)?;
    }
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "curl ended with {}", output.status);
    Ok(output.stdout)
}

fn text<'a>(value: &'a Value, pointer: &str) -> Result<&'a str> {
    let text = value.pointer(pointer).and_then(Value::as_str);
    text.with_context(|| format!("the sandbox did not tell {pointer}"))
}
