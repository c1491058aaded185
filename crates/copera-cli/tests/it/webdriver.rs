//! A headless Chromium, driven over the `WebDriver` protocol: as much of it as the tests need.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::needs;

/// The longest that the browser may take until an element is there.
const PATIENCE: Duration = Duration::from_secs(30);
/// The key under which an element's id stands in an answer.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Whether this machine has the browser and its driver.
pub(crate) fn ready(test: &str) -> bool {
    needs::has("chromium", test) && needs::has("chromedriver", test)
}

/// A browser with one window. It ends with the value.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    /// The path of the session, once there is one.
    session: String,
}

impl Browser {
    /// A browser whose profile lies in this folder.
    pub(crate) fn start(profile: &Path) -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let started = lines
            .map(Result::unwrap)
            .find(|line| line.contains("started successfully on port"))
            .unwrap();
        let port = started.trim_end_matches('.').rsplit(' ').next().unwrap();
        let mut browser = Self {
            port: port.parse().unwrap(),
            driver,
            session: String::new(),
        };
        let options = json!({"args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            format!("--user-data-dir={}", profile.display()),
        ]});
        // A click returns before the page that it leads to is there, so an element is waited for.
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": options,
            "timeouts": {"implicit": PATIENCE.as_millis()},
        }}});
        let session = browser.exchange("POST", "/session", &wanted);
        browser.session = format!("/session/{}", session["sessionId"].as_str().unwrap());
        browser
    }

    pub(crate) fn go(&self, url: &str) {
        self.command("POST", "/url", &json!({ "url": url }));
    }

    pub(crate) fn reload(&self) {
        self.command("POST", "/refresh", &json!({}));
    }

    pub(crate) fn address(&self) -> String {
        self.command("GET", "/url", &Value::Null)
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// The page as it stands now.
    pub(crate) fn source(&self) -> String {
        self.command("GET", "/source", &Value::Null)
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub(crate) fn click(&self, selector: &str) {
        let path = format!("{}/click", self.element(selector));
        self.command("POST", &path, &json!({}));
    }

    pub(crate) fn text(&self, selector: &str) -> String {
        let path = format!("{}/text", self.element(selector));
        self.command("GET", &path, &Value::Null)
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// What assistive technology calls the element.
    pub(crate) fn label(&self, selector: &str) -> String {
        let path = format!("{}/computedlabel", self.element(selector));
        self.command("GET", &path, &Value::Null)
            .as_str()
            .unwrap()
            .to_owned()
    }

    fn element(&self, selector: &str) -> String {
        let wanted = json!({"using": "css selector", "value": selector});
        let found = self.command("POST", "/element", &wanted);
        format!("/element/{}", found[ELEMENT].as_str().unwrap())
    }

    fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        self.exchange(method, &format!("{}{path}", self.session), body)
    }

    fn exchange(&self, method: &str, path: &str, body: &Value) -> Value {
        let (head, mut answer) = self.try_exchange(method, path, body).unwrap();
        assert!(head.contains(" 200 "), "{method} {path}: {answer}");
        answer["value"].take()
    }

    /// Status line and body of the answer. The driver keeps connections open, so the length counts.
    fn try_exchange(&self, method: &str, path: &str, body: &Value) -> io::Result<(String, Value)> {
        let body = match body {
            Value::Null => String::new(),
            body => body.to_string(),
        };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE * 2))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        )?;
        let mut answer = BufReader::new(stream);
        let mut head = Vec::new();
        for line in answer.by_ref().lines() {
            match line? {
                end if end.is_empty() => break,
                line => head.push(line.to_ascii_lowercase()),
            }
        }
        let length = head
            .iter()
            .find_map(|line| line.strip_prefix("content-length:"));
        let length = length
            .and_then(|length| length.trim().parse().ok())
            .unwrap_or(0);
        let body = serde_json::from_reader(answer.take(length))?;
        Ok((head.swap_remove(0), body))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Without this the browser would outlive its driver.
        if !self.session.is_empty() {
            let _ = self.try_exchange("DELETE", &self.session, &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
