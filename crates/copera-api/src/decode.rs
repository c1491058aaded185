//! From the bytes of an answer to a typed value.

use copera_auth::Token;
use serde::de::{DeserializeOwned, Error as _, IgnoredAny};

use crate::{Error, ProtocolProblem, Reply, RequestLine, send::Answer};

/// Reads a JSON answer. Its `Content-Type` matters only for explaining what is no JSON.
pub(crate) fn decode<T: DeserializeOwned>(
    request: &RequestLine,
    answer: &Answer,
    token: &Token,
) -> Result<Reply<T>, Error> {
    read(&answer.body, answer.content_type(), token)
        .map(|value| Reply::new(value, answer.body.clone()))
        .map_err(|problem| Error::Protocol {
            request: Box::new(request.clone()),
            problem,
        })
}

/// Checks an answer whose body is of no interest: there is none, or it is JSON. A page of a proxy or
/// a sign-in wall is no success of the service, whatever its status says.
pub(crate) fn accept(request: &RequestLine, answer: &Answer, token: &Token) -> Result<(), Error> {
    if answer.body.trim_ascii().is_empty() {
        return Ok(());
    }
    decode::<IgnoredAny>(request, answer, token).map(drop)
}

fn read<T: DeserializeOwned>(
    body: &[u8],
    content_type: Option<&str>,
    token: &Token,
) -> Result<T, ProtocolProblem> {
    if body.trim_ascii().is_empty() {
        return Err(ProtocolProblem::Empty);
    }
    let (path, error) = match document(body) {
        Ok(value) => return Ok(value),
        Err(problem) => problem,
    };
    if error.is_syntax() && !says_json(content_type) {
        return Err(ProtocolProblem::NotJson {
            content_type: content_type.map(|text| token.redact_in(text)),
        });
    }
    if error.is_eof() {
        let bytes = body.len() as u64;
        return Err(ProtocolProblem::EndedEarly { bytes });
    }
    Err(ProtocolProblem::Shape {
        path: token.redact_in(&path),
        // The text repeats values of the wrong type.
        why: token.redact_in(&error.to_string()),
    })
}

/// Reads one element of a list, the one with this number.
pub(crate) fn element<T: DeserializeOwned>(
    text: &[u8],
    number: u64,
    token: &Token,
) -> Result<T, ProtocolProblem> {
    let shape = |path: &str, why: &str| ProtocolProblem::Shape {
        path: format!("[{number}]{path}"),
        why: token.redact_in(why),
    };
    document(text).map_err(|(path, error)| {
        let path = match path.as_str() {
            "." => String::new(),
            path if path.starts_with('[') => path.to_owned(),
            path => format!(".{path}"),
        };
        shape(&token.redact_in(&path), &error.to_string())
    })
}

/// Reads a whole document. The error says where: `.` is the whole.
///
/// Whoever keeps account of the way into a document reads at half the speed, so that is done only for
/// what can't be read.
fn document<T: DeserializeOwned>(text: &[u8]) -> Result<T, (String, serde_json::Error)> {
    // serde_json does not look into strings that nobody wants: their UTF-8 is checked here.
    if let Ok(text) = std::str::from_utf8(text)
        && let Ok(value) = serde_json::from_str(text)
    {
        return Ok(value);
    }
    explained(text)
}

fn explained<T: DeserializeOwned>(text: &[u8]) -> Result<T, (String, serde_json::Error)> {
    let mut json = serde_json::Deserializer::from_slice(text);
    let value = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| (error.path().to_string(), error.into_inner()))?;
    let whole = |error| (".".to_owned(), error);
    json.end().map_err(whole)?;
    std::str::from_utf8(text).map_err(|error| whole(serde_json::Error::custom(error)))?;
    Ok(value)
}

/// Whether an answer calls itself JSON.
pub(crate) fn says_json(content_type: Option<&str>) -> bool {
    content_type.is_some_and(|text| text.to_ascii_lowercase().contains("json"))
}

#[cfg(test)]
mod tests {
    use copera_auth::TokenKind;

    use super::*;
    use crate::model::Board;

    #[test]
    fn what_is_wrong_with_an_answer() {
        let token = Token::parse("cp_pat_0123456789", TokenKind::PREFIXES).unwrap();
        let board = r#"{"_id":"b","name":"B","createdAt":"c","updatedAt":"u"}"#;
        let unnamed = r#"{"_id":"b","createdAt":"c","updatedAt":"u"}"#;
        let json = Some("application/json; charset=utf-8");
        let html = Some("text/html");
        #[rustfmt::skip]
        let table = [
            ("[]".to_owned(), json, None),
            ("[]".to_owned(), html, None),
            (format!("[{board}]\n"), None, None),
            (" \n".to_owned(), json, Some("the answer is empty where JSON was expected")),
            ("<html>".to_owned(), html, Some("the answer is text/html where JSON was expected")),
            ("ok".to_owned(), None, Some("the answer is of no stated type where JSON was expected")),
            ("ok".to_owned(), json, Some("the answer can't be read at `.`: expected value at line 1 column 1")),
            ("[".to_owned(), html, Some("the answer ended early, after 1 bytes")),
            (format!("[{board},{{\"_id\":\"c\",\"na"), json, Some("the answer ended early, after 70 bytes")),
            ("[] []".to_owned(), json, Some("the answer can't be read at `.`: trailing characters at line 1 column 4")),
            (format!("[{board},{unnamed}]"), json, Some("the answer can't be read at `[1]`: missing field `name` at line 1 column 99")),
            (r#"[{"_id":"b","name":7}]"#.to_owned(), json, Some("the answer can't be read at `[0].name`: invalid type: integer `7`, expected a string at line 1 column 20")),
            (r#"["cp_pat_0123456789"]"#.to_owned(), json, Some("the answer can't be read at `[0]`: invalid type: string \"cp_pat_…\", expected struct Board at line 1 column 20")),
        ];
        for (body, content_type, problem) in table {
            let found = read::<Vec<Board>>(body.as_bytes(), content_type, &token)
                .err()
                .map(|problem| problem.to_string());
            assert_eq!(found.as_deref(), problem, "{body}");
        }
    }
}
