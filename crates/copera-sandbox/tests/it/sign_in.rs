//! `/oauth/cli`: making a token by hand.

use std::time::Duration;

use copera_sandbox::{Sandbox, seed};

use crate::http::{Answer, exchange, get, sandbox};

const PATH: &str = "/oauth/cli";

/// A form as the sandbox handed it out: the cookie, and the key in the hidden field.
struct Form {
    cookie: String,
    key: String,
}

fn request(sandbox: &Sandbox, method: &str, headers: &str, body: &str) -> Answer {
    let length = body.len();
    let request = format!(
        "{method} {PATH} HTTP/1.1\r\nhost: sandbox\r\nconnection: close\r\n{headers}\
         content-length: {length}\r\n\r\n{body}"
    );
    exchange(sandbox, request).unwrap()
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    Some(rest.split_once(end)?.0)
}

impl Form {
    fn open(sandbox: &Sandbox) -> Self {
        let page = request(sandbox, "GET", "", "");
        assert_eq!(page.status, 200);
        let cookie = page.header("set-cookie").unwrap();
        assert!(cookie.contains("HttpOnly; SameSite=Strict"), "{cookie}");
        Self {
            cookie: cookie.split(';').next().unwrap().to_owned(),
            key: between(&page.body, "name=\"form\" value=\"", "\"")
                .unwrap()
                .to_owned(),
        }
    }

    /// Sends it with these choices, as `name=value` pairs.
    fn send(&self, sandbox: &Sandbox, choices: &str) -> Answer {
        let headers = format!(
            "cookie: theme=dark; {}\r\ncontent-type: application/x-www-form-urlencoded\r\n",
            self.cookie
        );
        let body = format!("form={}&{choices}", self.key);
        request(sandbox, "POST", &headers, &body)
    }
}

fn choices(scopes: &[&str], days: u16) -> String {
    let choices = format!("workspace={}&lifetime={days}", seed::WORKSPACE);
    let scopes = scopes.iter();
    scopes.fold(choices, |choices, name| format!("{choices}&scope={name}"))
}

fn token(answer: &Answer) -> &str {
    between(&answer.body, "aria-label=\"Token\">", "<").unwrap()
}

#[test]
fn a_token_has_exactly_the_chosen_scopes_until_its_end() {
    let sandbox = sandbox();
    // scopes, then the status of boards, documents, the workspace
    for (scopes, statuses) in [
        (&["access_boards", "access_docs"][..], [200, 200, 200]),
        (&["access_boards"], [200, 403, 200]),
        (&["access_docs"], [403, 200, 200]),
        (&[], [403, 403, 200]),
    ] {
        let made = Form::open(&sandbox).send(&sandbox, &choices(scopes, 7));
        assert_eq!(made.status, 200, "{made:?}");
        let token = token(&made).to_owned();
        assert!(token.starts_with("cp_pat_"), "{token}");
        let ask = |path| get(&sandbox, path, &token).status;
        let paths = ["/board/list-boards", "/docs/tree", "/workspace/info"];
        assert_eq!(paths.map(ask), statuses, "{scopes:?}");
        sandbox
            .clock()
            .advance(Duration::from_secs(7 * 24 * 60 * 60 - 60));
        assert_eq!(paths.map(ask), statuses, "{scopes:?}");
        sandbox.clock().advance(Duration::from_secs(60));
        let refusal = get(&sandbox, "/workspace/info", &token).refusal();
        assert_eq!(refusal, (401, "Token expired".to_owned()));
    }
}

#[test]
fn it_is_shown_once_and_kept_nowhere() {
    let sandbox = sandbox();
    let form = Form::open(&sandbox);
    let made = form.send(&sandbox, &choices(&["access_boards"], 30));
    let token = token(&made).to_owned();
    for answer in [&made, &request(&sandbox, "GET", "", "")] {
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    }
    // What a reload sends.
    let again = form.send(&sandbox, &choices(&["access_boards"], 30));
    assert_eq!(again.status, 403);
    assert!(again.body.contains("sent already"), "{}", again.body);
    assert!(!again.body.contains(&token) && !again.body.contains("cp_pat_"));
    let log = sandbox.requests();
    let logged = |text: &str| log.iter().any(|request| request.path().contains(text));
    assert!(logged(PATH) && !logged(&token) && !logged(&form.key));
    assert!(log.iter().all(|request| request.body().is_empty()));
}

#[test]
fn a_form_of_another_site_makes_nothing() {
    let sandbox = sandbox();
    let (form, other) = (Form::open(&sandbox), Form::open(&sandbox));
    let choices = choices(&["access_boards"], 30);
    let old = Form::open(&sandbox);
    for (cookie, key) in [
        ("theme=dark", form.key.as_str()),
        (&*form.cookie, ""),
        (&form.cookie, &other.key),
        ("copera-sandbox-form=1", "1"),
    ] {
        let forged = Form {
            cookie: cookie.to_owned(),
            key: key.to_owned(),
        };
        assert_eq!(
            forged.send(&sandbox, &choices).status,
            403,
            "{cookie} {key}"
        );
    }
    // What was tried did not spend it.
    assert_eq!(form.send(&sandbox, &choices).status, 200);
    sandbox.clock().advance(Duration::from_secs(60 * 60));
    assert_eq!(old.send(&sandbox, &choices).status, 403);
}

#[test]
fn what_the_form_does_not_offer_is_said() {
    let sandbox = sandbox();
    let workspace = seed::WORKSPACE;
    for (choices, problem) in [
        (
            format!("workspace={}&lifetime=7", seed::boards::LAUNCH),
            "Choose a workspace",
        ),
        ("lifetime=7".to_owned(), "Choose a workspace"),
        (
            format!("workspace={workspace}&lifetime=366"),
            "how long the token lives",
        ),
        (format!("workspace={workspace}"), "how long the token lives"),
        (
            format!("workspace={workspace}&lifetime=7&scope=%3Cscript%3E"),
            "no scope \"&lt;script&gt;\"",
        ),
    ] {
        let answer = Form::open(&sandbox).send(&sandbox, &choices);
        assert_eq!(answer.status, 400, "{choices}");
        assert!(answer.body.contains(problem), "{}", answer.body);
    }
}
