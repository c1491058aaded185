//! `copera auth whoami`: who the token belongs to.

use clap::Args;
use copera_api::{Client, Error, Explanation, Identity, KnownBy, UserIdentity};
use copera_auth::{Access, Expiry, Origin, Surface, TokenKind};
use copera_term::document::Items;
use copera_term::{ExitCode, Record, Report};
use serde::Serialize;

use super::{place, source};
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::{failure, show};

/// Show who the token belongs to
///
/// The service can't be asked this directly: the user is found as the owner of the token's own notifications,
/// and the answer says so. For an integration key it shows what the key reaches. About external users the
/// service tells nothing, and the answer says that too.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera auth whoami\n  copera auth whoami --json")]
pub(crate) struct Whoami {}

/// The official tool's fields, and what it does not find out.
#[derive(Debug, Serialize)]
struct Shape {
    profile: Option<String>,
    token: String,
    kind: &'static str,
    token_source: Option<String>,
    expires_at: Option<String>,
    days_left: Option<i64>,
    workspace: Option<String>,
    slug: Option<String>,
    user: Option<User>,
    known_by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unknown_because: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    boards: Option<usize>,
    surfaces: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct User {
    #[serde(rename = "_id")]
    id: String,
    name: Option<String>,
    email: Option<String>,
}

impl RunWithClient for Whoami {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let shape = match client.identity().await {
            Ok(identity) => shape(context, client, identity),
            Err(error) if is_external(&error) => Shape {
                unknown_because: Some(EXTERNAL.to_owned()),
                ..local(context, client)
            },
            Err(error) => return Err(failure::api(context, &error)),
        };
        show::ours(context, &shape, Items::One, |output, to| {
            record(context, &shape, client.token_kind()).write(output, to)
        })
    }
}

/// Why nothing is known of an external user.
const EXTERNAL: &str = "the service accepts the token, and tells of the workspace and its people to internal \
                        users only";

/// Whether the service knew the token, and told nothing because of whose it is.
fn is_external(error: &Error) -> bool {
    matches!(error, Error::Refused { .. })
        && matches!(
            error.explanation(),
            Some(Explanation::InternalUsersOnly { .. })
        )
}

/// Where the token is from, and when it ends, if that is known.
struct Held {
    origin: Origin,
    expiry: Option<Expiry>,
}

impl Held {
    /// What can't be told any more is left out: the token was used by now.
    fn of(context: &Context) -> Option<Self> {
        let config = context.config();
        let (profile, credential) = config.credential().ok()?;
        let (profile, credential) = (profile?, credential?);
        let expiry = config.stack().expiry(&profile.value, &credential);
        Some(Self {
            expiry: expiry.ok().flatten(),
            origin: credential.origin,
        })
    }
}

/// What is known of the token without the service.
fn local(context: &Context, client: &Client) -> Shape {
    let kind = client.token_kind();
    let profile = context.config().profile().ok().map(|profile| profile.value);
    let held = Held::of(context);
    let expiry = held.as_ref().and_then(|held| held.expiry);
    let now = context.environment.now();
    let surfaces = Surface::ALL
        .into_iter()
        .filter(|surface| surface.access(kind) != Access::Closed);
    Shape {
        profile,
        token: client.token().redacted(),
        kind: kind.name(),
        token_source: held.as_ref().map(|held| source(&held.origin)),
        expires_at: expiry.map(|expiry| expiry.to_string()),
        days_left: expiry.map(|expiry| expiry.days_left(now)),
        workspace: None,
        slug: None,
        user: None,
        known_by: None,
        unknown_because: None,
        boards: None,
        surfaces: surfaces.map(Surface::name).collect(),
    }
}

fn shape(context: &Context, client: &Client, identity: Identity) -> Shape {
    let mut shape = local(context, client);
    match identity {
        Identity::User(user) => {
            shape.workspace = Some(user.workspace.name.clone());
            shape.slug = Some(user.workspace.slug.clone());
            match &user.known_by {
                KnownBy::Notifications => shape.known_by = Some("notifications"),
                KnownBy::NotTold(reason) => shape.unknown_because = Some(reason.to_string()),
                _ => {}
            }
            shape.user = known_user(*user);
        }
        Identity::Integration(integration) => shape.boards = Some(integration.boards),
        _ => {}
    }
    shape
}

fn known_user(identity: UserIdentity) -> Option<User> {
    let id = identity.user_id?.as_str().to_owned();
    let (name, email) = identity
        .user
        .map_or((None, None), |user| (Some(user.name), user.email));
    Some(User { id, name, email })
}

fn record(context: &Context, shape: &Shape, kind: TokenKind) -> Record {
    let mut record = Record::new();
    match &shape.user {
        Some(user) => {
            let name = user.name.as_deref().unwrap_or(&user.id);
            let email = user
                .email
                .as_ref()
                .map(|email| format!(" <{email}>"))
                .unwrap_or_default();
            record.field("User", &format!("{name}{email}"));
            record.field_if(
                "Known by",
                shape
                    .known_by
                    .map(|_| "the owner of the token's own notifications"),
            );
        }
        None if kind == TokenKind::Integration => {
            record.field("User", "none: the token acts as a bot");
        }
        None => record.field("User", "the service does not tell"),
    }
    record.field_if("Unknown", shape.unknown_because.as_deref());
    if let (Some(workspace), Some(slug)) = (&shape.workspace, &shape.slug) {
        record.field("Workspace", &format!("{workspace} ({slug})"));
    }
    record.field_if("Profile", shape.profile.as_deref());
    record.field("Token", &shape.token);
    record.field("Kind", kind.description());
    if let Some(held) = Held::of(context) {
        record.field("Source", &place(&context.environment, &held.origin));
        if let Some(expiry) = held.expiry {
            let state = expiry.state(context.environment.now());
            record.field("Expires", &format!("{expiry} ({state})"));
        }
    }
    record.field_if(
        "Boards",
        shape.boards.map(|count| count.to_string()).as_deref(),
    );
    if kind == TokenKind::Integration {
        record.field("Reaches", &shape.surfaces.join(", "));
    }
    record
}
