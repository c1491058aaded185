//! As much of an HTTP client as the tests need: one request a connection, every byte visible.

use std::{
    fmt::Write as _,
    io::{self, Read, Write},
    net::TcpStream,
};

use copera_sandbox::{Sandbox, SandboxBuilder};
use serde_json::Value;

pub(crate) fn sandbox() -> Sandbox {
    start(Sandbox::builder())
}

pub(crate) fn start(builder: SandboxBuilder) -> Sandbox {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(builder.start()).unwrap()
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    /// As text; what is not UTF-8 in it is only in `bytes`.
    pub(crate) body: String,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Status and `message` of a refusal whose body is as documented.
    pub(crate) fn refusal(&self) -> (u16, String) {
        let body = self.json();
        assert_eq!(body["statusCode"], self.status, "{body}");
        assert!(body["error"].is_string(), "{body}");
        (self.status, body["message"].as_str().unwrap().to_owned())
    }
}

/// A request to a path below the base URL, with a token unless it is empty.
pub(crate) fn send(
    sandbox: &Sandbox,
    method: &str,
    path: &str,
    token: &str,
    body: &str,
) -> io::Result<Answer> {
    let authorization = match token {
        "" => String::new(),
        token => format!("authorization: Bearer {token}\r\n"),
    };
    exchange(
        sandbox,
        format!(
            "{method} /public/v1{path} HTTP/1.1\r\nhost: sandbox\r\nconnection: close\r\n\
             {authorization}content-length: {}\r\n\r\n{body}",
            body.len()
        ),
    )
}

/// A request to a signed address, with these header lines.
pub(crate) fn fetch(
    sandbox: &Sandbox,
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let path = url.strip_prefix(&sandbox.web_url()).unwrap();
    let mut request = format!("{method} {path} HTTP/1.1\r\nhost: sandbox\r\nconnection: close\r\n");
    for (name, value) in headers {
        write!(request, "{name}: {value}\r\n").unwrap();
    }
    if !body.is_empty() {
        write!(request, "content-length: {}\r\n", body.len()).unwrap();
    }
    let mut request = format!("{request}\r\n").into_bytes();
    request.extend_from_slice(body);
    exchange(sandbox, request).unwrap()
}

/// Sends these bytes, and reads until the sandbox closes.
pub(crate) fn exchange(sandbox: &Sandbox, request: impl AsRef<[u8]>) -> io::Result<Answer> {
    let mut stream = TcpStream::connect(sandbox.address())?;
    stream.write_all(request.as_ref())?;
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply)?;
    let end = reply
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .ok_or(io::ErrorKind::UnexpectedEof)?;
    let bytes = reply.split_off(end + 4);
    let head = String::from_utf8(reply).unwrap();
    Ok(Answer {
        status: head[9..12].parse().unwrap(),
        head,
        body: String::from_utf8_lossy(&bytes).into_owned(),
        bytes,
    })
}

pub(crate) fn get(sandbox: &Sandbox, path: &str, token: &str) -> Answer {
    send(sandbox, "GET", path, token, "").unwrap()
}

pub(crate) fn post(sandbox: &Sandbox, path: &str, token: &str, body: &str) -> Answer {
    send(sandbox, "POST", path, token, body).unwrap()
}

/// A query value, encoded.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        write!(encoded, "%{byte:02X}").unwrap();
        encoded
    })
}

/// The values of one field of all objects of an array.
pub(crate) fn each<'a>(objects: &'a Value, field: &str) -> Vec<&'a str> {
    let objects = objects.as_array().unwrap().iter();
    objects
        .map(|object| object[field].as_str().unwrap())
        .collect()
}
