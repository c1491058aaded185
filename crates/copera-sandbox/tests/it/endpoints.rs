//! All of them are there, and none without a token.

use crate::{
    http::{sandbox, send},
    paths::NOBODY,
};

const B: &str = "/board/{id}";
const T: &str = "/board/{id}/table/{id}";
const R: &str = "/board/{id}/table/{id}/row/{id}";

/// The documented endpoints, in the order of the fact sheet: method, beginning, rest.
const ENDPOINTS: [(&str, &str, &str); 49] = [
    ("GET", "", "/board/list-boards"),
    ("GET", B, ""),
    ("GET", B, "/tables"),
    ("GET", T, ""),
    ("GET", T, "/rows"),
    ("GET", R, ""),
    ("GET", T, "/row-number/1"),
    ("POST", T, "/row"),
    ("PATCH", R, ""),
    ("DELETE", R, ""),
    ("POST", T, "/row/authenticate"),
    ("GET", R, "/md"),
    ("POST", R, "/md"),
    ("GET", R, "/column/{id}/md"),
    ("POST", R, "/column/{id}/md"),
    ("GET", R, "/column/{id}/file/{id}/download"),
    ("POST", R, "/comment"),
    ("GET", R, "/comments"),
    ("GET", R, "/comment/{id}/file/{id}/download"),
    ("POST", T, "/export"),
    ("GET", "", "/docs/tree"),
    ("GET", "", "/docs/search"),
    ("GET", "", "/docs/{id}"),
    ("GET", "", "/docs/{id}/md"),
    ("POST", "", "/docs/{id}/md"),
    ("POST", "", "/docs/"),
    ("PATCH", "", "/docs/{id}"),
    ("DELETE", "", "/docs/{id}"),
    ("GET", "", "/drive/tree"),
    ("GET", "", "/drive/search"),
    ("GET", "", "/drive/files/{id}"),
    ("GET", "", "/drive/files/{id}/download"),
    ("POST", "", "/drive/folders"),
    ("POST", "", "/drive/files/upload/multipart/start"),
    ("POST", "", "/drive/files/upload/multipart/presigned-urls"),
    ("POST", "", "/drive/files/upload/multipart/finalize"),
    ("GET", "", "/chat/channels"),
    ("POST", "", "/chat/channel/{id}/send-message"),
    ("POST", "", "/chat/direct-message/send-message"),
    ("GET", "", "/search"),
    ("GET", "", "/notifications/"),
    ("PATCH", "", "/notifications/{id}"),
    ("DELETE", "", "/notifications/{id}"),
    ("GET", "", "/workspace/info"),
    ("GET", "", "/workspace/members"),
    ("GET", "", "/workspace/teams"),
    ("GET", "", "/bookings"),
    ("GET", "", "/bookings/{id}"),
    ("GET", "", "/booking-types"),
];

#[test]
fn every_endpoint_wants_a_token() {
    let sandbox = sandbox();
    for (method, beginning, rest) in ENDPOINTS {
        let path = format!("{beginning}{rest}").replace("{id}", NOBODY);
        let answer = send(&sandbox, method, &path, "", "").unwrap();
        let refusal = (401, "Missing token".to_owned());
        assert_eq!(answer.refusal(), refusal, "{method} {path}");
    }
}
