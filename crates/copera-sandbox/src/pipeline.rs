//! What every request goes through, in order: log, fault, then for an endpoint token, limit,
//! surface and the endpoint itself.

use axum::{
    body::{Body, Bytes, HttpBody, to_bytes},
    extract::{ConnectInfo, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{
    access::Caller,
    answer::{Refusal, Reply},
    call::Call,
    drain::drain,
    fault::Break,
    later::Later,
    record::RecordedRequest,
    routes::{API_PREFIX, Endpoint},
    state::Shared,
    wire::{Ending, Line},
};

/// The longest body that an endpoint reads into memory, in bytes.
const MAX_BODY: usize = 1024 * 1024;

/// Logs a request and plays the fault that is scripted for it, or passes it on.
pub(crate) async fn enter(
    State(shared): State<Shared>,
    ConnectInfo(line): ConnectInfo<Line>,
    mut request: Request,
    next: Next,
) -> Response {
    let (arrival, fault) = {
        let mut state = shared.lock();
        let (method, uri) = (request.method(), request.uri());
        let arrival = Arrival(state.requests.len());
        state
            .requests
            .push(RecordedRequest::of(method, uri, request.headers()));
        let path = uri.path().strip_prefix(API_PREFIX).unwrap_or(uri.path());
        (arrival, state.faults.take(method.as_str(), path))
    };
    request.extensions_mut().insert(arrival);
    let Some(fault) = fault else {
        return next.run(request).await;
    };
    tokio::time::sleep(fault.waits()).await;
    if fault.breaks() == Some(Break::Reset) {
        line.reset();
        return StatusCode::OK.into_response();
    }
    let response = match fault.answer() {
        Some(response) => {
            let body = request.into_body();
            if body
                .size_hint()
                .upper()
                .is_some_and(|most| most <= MAX_BODY as u64)
            {
                // It may be cut short: that does not matter to an answer that was written before.
                let _ = read(body, &shared, arrival).await;
            } else {
                drain(body).await;
            }
            response
        }
        None => next.run(request).await,
    };
    let mut response = fault.pace(fault.dress(response));
    match fault.breaks() {
        None | Some(Break::Reset) => return response,
        Some(Break::Cut(bytes)) => line.cut_body_after(bytes, Ending::Close),
        Some(Break::ResetAfter(bytes)) => line.cut_body_after(bytes, Ending::Reset),
    }
    response
        .headers_mut()
        .insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Answers a request to an endpoint.
pub(crate) async fn serve(
    shared: Shared,
    endpoint: &Endpoint,
    segments: Vec<(String, String)>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let arrival = head.extensions.get().copied().unwrap_or_default();
    let body = match read(body, &shared, arrival).await {
        Ok(body) => body,
        Err(refusal) => return refusal.into_response(),
    };
    let now = shared.clock.now();
    let mut state = shared.lock();
    Later::settle(&mut state, now);
    let caller = match Caller::identify(&head.headers, &state, now) {
        Ok(caller) => caller,
        Err(refusal) => return refusal.into_response(),
    };
    let quota = state
        .limits
        .as_mut()
        .map(|limits| limits.spend(&caller.fingerprint, endpoint.family, now));
    let answer = match quota {
        Some(quota) if quota.exceeded => Err(Refusal::too_many_requests(quota.reset)),
        _ => caller
            .admit(endpoint.surface)
            .and_then(|()| Call::new(caller, now, segments, &head.uri, body))
            .and_then(|call| (endpoint.answer)(&mut state, &call)),
    };
    let mut response = answer.map_or_else(Refusal::into_response, Reply::into_response);
    if let Some(quota) = quota {
        quota.write(response.headers_mut());
    }
    response
}

/// Which request of the log it is.
#[derive(Debug, Clone, Copy, Default)]
struct Arrival(usize);

/// Reads a body, and notes it in the log.
async fn read(body: Body, shared: &Shared, arrival: Arrival) -> Result<Bytes, Refusal> {
    let body = to_bytes(body, MAX_BODY).await.map_err(|_| {
        Refusal::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("The request body is cut short or longer than {MAX_BODY} bytes"),
        )
    })?;
    if let Some(recorded) = shared.lock().requests.get_mut(arrival.0) {
        recorded.note_body(body.clone());
    }
    Ok(body)
}
