//! Where large parts lie: in one file without a name, of the program that runs.

use std::{
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::Child,
    thread,
};

use copera_sandbox::seed;
use serde_json::{Value, json};

use crate::binary::command;

/// More than is kept in memory.
const SIZE: usize = 3 << 20;

/// A sandbox whose temporary files lie in a folder.
struct Program {
    child: Child,
    web: String,
}

/// What was answered.
struct Answer {
    head: String,
    body: Vec<u8>,
}

impl Program {
    fn start(folder: &Path) -> Self {
        let mut child = command(&["--json"]);
        let mut child = child.env("TMPDIR", folder).spawn().unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let started: Value = serde_json::from_str(&line).unwrap();
        let web = started["web_url"].as_str().unwrap().to_owned();
        Self { child, web }
    }

    fn ask(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        let address = self.web.strip_prefix("http://").unwrap();
        let mut stream = std::net::TcpStream::connect(address).unwrap();
        // A signed address takes no other credentials.
        let token = if path.starts_with("/storage/") {
            String::new()
        } else {
            format!("authorization: Bearer {}\r\n", seed::FULL_PAT)
        };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
             content-length: {}\r\n{token}\r\n",
            body.len(),
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
        let body = answer.split_off(end.unwrap() + 4);
        let head = String::from_utf8(answer).unwrap();
        Answer { head, body }
    }

    fn json(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = match body {
            Value::Null => String::new(),
            body => body.to_string(),
        };
        let answer = self.ask(method, path, body.as_bytes());
        assert!(answer.head.starts_with("HTTP/1.1 200"), "{}", answer.head);
        serde_json::from_slice(&answer.body).unwrap()
    }

    fn step(&self, step: &str, body: &Value) -> Value {
        let path = format!("/public/v1/drive/files/upload/multipart/{step}");
        self.json("POST", &path, body)
    }

    /// The path of a signed address.
    fn path<'a>(&self, url: &'a Value) -> &'a str {
        url.as_str().unwrap().strip_prefix(&self.web).unwrap()
    }

    /// Sends the only part of a new upload: what finishes the upload, and what was answered.
    fn send(&self, bytes: &[u8]) -> (Value, Answer) {
        let file = json!({"fileName": "a", "fileSize": bytes.len(), "mimeType": "text/plain"});
        let mut upload = self.step("start", &file);
        upload["parts"] = json!(1);
        let urls = self.step("presigned-urls", &upload);
        let answer = self.ask("PUT", self.path(&urls["parts"][0]["signedUrl"]), bytes);
        let mut lines = answer.head.lines();
        let etag = lines.find_map(|line| line.strip_prefix("etag: "));
        upload["parts"] = json!([{"partNumber": 1, "eTag": etag}]);
        (upload, answer)
    }

    /// Makes a file of one part; answers its id.
    fn upload(&self, bytes: &[u8]) -> String {
        let (upload, _) = self.send(bytes);
        let file = self.step("finalize", &upload);
        file["_id"].as_str().unwrap().to_owned()
    }

    fn download(&self, id: &str) -> Vec<u8> {
        let path = format!("/public/v1/drive/files/{id}/download");
        let signed = self.json("GET", &path, &Value::Null);
        self.ask("GET", self.path(&signed["url"]), b"").body
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Neither of what became a file, nor of an upload that was not finished.
#[test]
fn nothing_is_left_of_one_that_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(folder.path());
    program.upload(&vec![b'x'; SIZE]);
    program.send(&vec![b'x'; SIZE]);
    #[cfg(target_os = "linux")]
    {
        // It does have them in a file below that folder: in one, however many they are.
        let open = std::fs::read_dir(format!("/proc/{}/fd", program.child.id())).unwrap();
        let files = open.filter_map(|entry| std::fs::read_link(entry.ok()?.path()).ok());
        let files = files.filter(|path| path.starts_with(folder.path()));
        assert_eq!(files.count(), 1);
    }
    drop(program);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// What shares a file does not get mixed up in it.
#[test]
fn uploads_at_once_come_back_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(folder.path());
    thread::scope(|scope| {
        for number in 1..=6_u8 {
            let program = &program;
            scope.spawn(move || {
                let numbers = (0..=u8::MAX).cycle().map(|at| at.wrapping_mul(number));
                let bytes: Vec<u8> = numbers.take(SIZE + usize::from(number)).collect();
                let id = program.upload(&bytes);
                assert!(program.download(&id) == bytes, "{number}");
            });
        }
    });
}

#[test]
fn why_there_is_no_file_is_told() {
    let program = Program::start(Path::new("/does/not & <exist>"));
    let (_, answer) = program.send(&vec![b'x'; SIZE]);
    assert!(answer.head.starts_with("HTTP/1.1 500"), "{}", answer.head);
    let told = String::from_utf8(answer.body).unwrap();
    let expected = "<Message>The sandbox can't write its temporary file: none can be made in \
                    /does/not &amp; &lt;exist>: No such file or directory";
    assert!(told.contains(expected), "{told}");
    // What is small needs none.
    let id = program.upload(b"small");
    assert_eq!(program.download(&id), b"small");
}
