//! A stand-in for Kopai on loopback: answers as its documents and its own server do.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::home::{BREAKING, EXPIRED, LIMITED, SENDER, TOKEN};

pub(crate) struct Stub {
    address: SocketAddr,
    shared: Arc<Shared>,
    _runtime: Runtime,
}

#[derive(Default)]
struct Shared {
    rows: Vec<Value>,
    /// Whether any token is as good as none, as on the local server.
    open: bool,
    received: Mutex<Vec<Received>>,
}

/// A request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Received {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn authorization(&self) -> &str {
        self.headers[header::AUTHORIZATION].to_str().unwrap()
    }
}

impl Stub {
    /// A server that checks tokens and has nothing.
    pub(crate) fn start() -> Self {
        Self::with(Vec::new())
    }

    /// A server with these rows, of whatever kind is asked for.
    pub(crate) fn with(rows: Vec<Value>) -> Self {
        Self::serve(rows, false)
    }

    /// A server that checks no token.
    pub(crate) fn open() -> Self {
        Self::serve(Vec::new(), true)
    }

    fn serve(rows: Vec<Value>, open: bool) -> Self {
        let shared = Arc::new(Shared {
            rows,
            open,
            received: Mutex::default(),
        });
        let runtime = Runtime::new().unwrap();
        let listener = runtime
            .block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))
            .unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&shared));
        runtime.spawn(async move { axum::serve(listener, router).await });
        Self {
            address,
            shared,
            _runtime: runtime,
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.shared.received.lock().unwrap().clone()
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let path = parts.uri.path().to_owned();
    let bearer = parts.headers.get(header::AUTHORIZATION);
    let bearer = bearer.map(|value| value.to_str().unwrap().to_owned());
    shared.received.lock().unwrap().push(Received {
        path: path.clone(),
        headers: parts.headers,
        body: body.clone(),
    });
    let token = bearer
        .as_deref()
        .and_then(|text| text.strip_prefix("Bearer "));
    match token {
        _ if shared.open => {}
        Some(LIMITED) => {
            let told = problem(StatusCode::TOO_MANY_REQUESTS, "Too many requests", None);
            return ([(header::RETRY_AFTER, "7")], told).into_response();
        }
        Some(BREAKING) => return problem(StatusCode::SERVICE_UNAVAILABLE, "Down", None),
        Some(SENDER) => return problem(StatusCode::FORBIDDEN, "Forbidden", None),
        Some(TOKEN) => {}
        Some(EXPIRED | _) | None => {
            return problem(StatusCode::UNAUTHORIZED, "Unauthorized", None);
        }
    }
    match (parts.method, path.as_str()) {
        (
            Method::POST,
            "/signals/traces/search" | "/signals/logs/search" | "/signals/metrics/search",
        ) => search(&shared.rows, &body),
        (Method::GET, "/signals/metrics/discover") => {
            Json(json!({ "metrics": shared.rows })).into_response()
        }
        (Method::GET, "/dashboards/schema") => {
            ([(header::CONTENT_TYPE, "text/markdown")], "# How\n").into_response()
        }
        (Method::POST, "/v1/traces") => {
            let empty = (
                [(header::CONTENT_TYPE, "application/x-protobuf")],
                Bytes::new(),
            );
            empty.into_response()
        }
        // The web app answers for whatever is not the API's.
        (Method::GET, _) => ([(header::CONTENT_TYPE, "text/html")], "<html>").into_response(),
        _ => {
            let body = json!({ "message": "Route not found", "statusCode": 404 });
            (StatusCode::NOT_FOUND, Json(body)).into_response()
        }
    }
}

fn problem(status: StatusCode, title: &str, detail: Option<&str>) -> Response {
    let body = json!({ "status": status.as_u16(), "title": title, "detail": detail });
    (status, Json(body)).into_response()
}

/// Compares exactly, and cuts at the limit; the cursor is the number of rows that were seen.
fn search(rows: &[Value], body: &[u8]) -> Response {
    const COMPARED: [(&str, &str); 4] = [
        ("traceId", "TraceId"),
        ("serviceName", "ServiceName"),
        ("statusCode", "StatusCode"),
        ("spanKind", "SpanKind"),
    ];
    let asked: Value = serde_json::from_slice(body).unwrap();
    if asked["bodyContains"] == "refuse me" {
        return problem(
            StatusCode::BAD_REQUEST,
            "Invalid data",
            Some("no such text"),
        );
    }
    let fits = |row: &&Value| {
        let mut compared = COMPARED.iter();
        compared.all(|(field, column)| asked[*field].is_null() || asked[*field] == row[*column])
    };
    let seen = asked["cursor"]
        .as_str()
        .map_or(0, |cursor| cursor.parse().unwrap());
    let limit = asked["limit"]
        .as_u64()
        .map_or(100, |limit| usize::try_from(limit).unwrap());
    let found: Vec<_> = rows.iter().filter(fits).collect();
    let page: Vec<_> = found.iter().skip(seen).take(limit).collect();
    let next = (seen + page.len() < found.len()).then(|| (seen + page.len()).to_string());
    Json(json!({ "data": page, "nextCursor": next })).into_response()
}
