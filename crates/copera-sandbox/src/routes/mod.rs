//! The API's routes: one table, from which the router is built.

mod boards;
mod channels;
mod notifications;
mod workspace;

use axum::{
    Router,
    extract::{RawPathParams, Request, State as Extract, rejection::RawPathParamsRejection},
    http::{StatusCode, Uri},
    middleware,
    response::IntoResponse,
    routing::{MethodFilter, on},
};
use copera_auth::Surface;

use crate::{
    answer::{Refusal, Reply},
    call::Call,
    limits::Family,
    pipeline,
    state::{Shared, State},
};

/// Where the API begins.
pub(crate) const API_PREFIX: &str = "/public/v1";

/// One route of the API.
#[derive(Debug)]
pub(crate) struct Endpoint {
    method: MethodFilter,
    path: &'static str,
    pub(crate) surface: Surface,
    pub(crate) family: Family,
    pub(crate) answer: Answer,
}

/// What an endpoint does: all of it under the lock, none of it waiting.
type Answer = fn(&mut State, &Call) -> Result<Reply, Refusal>;

const fn get(path: &'static str, surface: Surface, family: Family, answer: Answer) -> Endpoint {
    Endpoint {
        method: MethodFilter::GET,
        path,
        surface,
        family,
        answer,
    }
}

const fn post(path: &'static str, surface: Surface, family: Family, answer: Answer) -> Endpoint {
    Endpoint {
        method: MethodFilter::POST,
        ..get(path, surface, family, answer)
    }
}

static ENDPOINTS: [Endpoint; 9] = {
    use Family as F;
    use Surface as S;
    [
        get("/board/list-boards", S::Boards, F::BoardReads, boards::list),
        get("/board/{boardId}", S::Boards, F::BoardReads, boards::get),
        get(
            "/chat/channels",
            S::Channels,
            F::ChannelList,
            channels::list,
        ),
        post(
            "/chat/channel/{channelId}/send-message",
            S::Channels,
            F::ChannelMessages,
            channels::send,
        ),
        // Clients write it with the slash, the guides without.
        get(
            "/notifications/",
            S::Notifications,
            F::Notifications,
            notifications::list,
        ),
        get(
            "/notifications",
            S::Notifications,
            F::Notifications,
            notifications::list,
        ),
        get(
            "/workspace/info",
            S::Workspace,
            F::Workspace,
            workspace::info,
        ),
        get(
            "/workspace/members",
            S::Workspace,
            F::Workspace,
            workspace::members,
        ),
        get(
            "/workspace/teams",
            S::Workspace,
            F::Workspace,
            workspace::teams,
        ),
    ]
};

/// The whole server.
pub(crate) fn router(shared: Shared) -> Router {
    let mut api = Router::new();
    for endpoint in &ENDPOINTS {
        let answer = move |Extract(shared): Extract<Shared>,
                           segments: Result<RawPathParams, RawPathParamsRejection>,
                           request: Request| async move {
            let Ok(segments) = segments else {
                return Refusal::invalid("path").into_response();
            };
            let segments = segments
                .iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            pipeline::serve(shared, endpoint, segments, request).await
        };
        api = api.route(endpoint.path, on(endpoint.method, answer));
    }
    Router::new()
        .nest(API_PREFIX, api)
        .fallback(unknown_route)
        .method_not_allowed_fallback(wrong_method)
        .layer(middleware::from_fn_with_state(
            shared.clone(),
            pipeline::enter,
        ))
        .with_state(shared)
}

async fn unknown_route(uri: Uri) -> Refusal {
    Refusal::not_found(&format!("Route {}", uri.path()))
}

async fn wrong_method(uri: Uri) -> Refusal {
    Refusal::new(
        StatusCode::METHOD_NOT_ALLOWED,
        format!("Wrong method for {}", uri.path()),
    )
}
