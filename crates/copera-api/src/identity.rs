//! Whose token is this? The API has no answer of its own, so it is pieced together.

use std::fmt;

use copera_auth::TokenKind;

use crate::{
    Client, Error, Reply, UserId,
    model::{Member, Workspace},
};

/// The most members that one page can have.
const MEMBERS_A_PAGE: u32 = 500;

/// What can be found out about a token.
#[derive(Debug)]
#[non_exhaustive]
pub enum Identity {
    /// The token acts as a user.
    User(Box<UserIdentity>),
    /// The token acts as a bot.
    Integration(IntegrationIdentity),
}

/// A token that acts as a user.
#[derive(Debug)]
#[non_exhaustive]
pub struct UserIdentity {
    /// The token's kind.
    pub token_kind: TokenKind,
    /// The workspace that the token belongs to.
    pub workspace: Reply<Workspace>,
    /// The user's id, where it could be found out.
    pub user_id: Option<UserId>,
    /// The user as a member of the workspace, where it could be found out.
    pub user: Option<Member>,
    /// Where the user is known from, or why not.
    pub known_by: KnownBy,
}

/// A token that acts as a bot: which one, the service does not tell.
#[derive(Debug)]
#[non_exhaustive]
pub struct IntegrationIdentity {
    /// How many boards the key reaches.
    pub boards: usize,
}

/// Where a user is known from.
#[derive(Debug)]
#[non_exhaustive]
pub enum KnownBy {
    /// The token's own notifications say whom they are for.
    Notifications,
    /// The service does not tell.
    NotTold(NotTold),
}

/// Why the service does not tell who a user is.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotTold {
    /// The token's notifications can't be read, such as for want of the scope.
    NotificationsFailed(Error),
    /// There is no notification.
    NoNotifications,
    /// The id is known, but the members of the workspace can't be read.
    MembersFailed(Error),
    /// The id is known, but no member of the workspace has it.
    NoSuchMember,
}

impl fmt::Display for NotTold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotificationsFailed(error) | Self::MembersFailed(error) => error.fmt(f),
            Self::NoNotifications => f.write_str("the token's user has no notifications"),
            Self::NoSuchMember => f.write_str("no member of the workspace has the user's id"),
        }
    }
}

impl Client {
    /// Finds out whose token this is.
    ///
    /// For an integration key: how many boards it reaches (`GET /board/list-boards`, scope
    /// `access_boards`). For any other token: its workspace (`GET /workspace/info`), and its user
    /// by the owner of one of its notifications (`GET /notifications/`, scope
    /// `access_notifications`), looked up among the members (`GET /workspace/members`, as many
    /// pages as it takes).
    ///
    /// # Errors
    /// Those of the first request only. What then keeps the user unknown is in
    /// [`UserIdentity::known_by`].
    pub async fn identity(&self) -> Result<Identity, Error> {
        let token_kind = self.token_kind();
        if token_kind == TokenKind::Integration {
            let boards = self.boards().list().send().await?.len();
            return Ok(Identity::Integration(IntegrationIdentity { boards }));
        }
        let workspace = self.workspace().info().send().await?;
        let (user_id, user, known_by) = match self.owner_of_notifications().await {
            Err(reason) => (None, None, KnownBy::NotTold(reason)),
            Ok(id) => match self.member(&id).await {
                Ok(member) => (Some(id), Some(member), KnownBy::Notifications),
                Err(reason) => (Some(id), None, KnownBy::NotTold(reason)),
            },
        };
        Ok(Identity::User(Box::new(UserIdentity {
            token_kind,
            workspace,
            user_id,
            user,
            known_by,
        })))
    }

    async fn owner_of_notifications(&self) -> Result<UserId, NotTold> {
        let page = self.notifications().list().send().await;
        let page = page.map_err(NotTold::NotificationsFailed)?.into_value();
        let first = page.notifications.into_iter().next();
        first
            .map(|notification| notification.owner)
            .ok_or(NotTold::NoNotifications)
    }

    async fn member(&self, id: &UserId) -> Result<Member, NotTold> {
        let mut passed = 0;
        loop {
            let request = self.workspace().members();
            let page = request.limit(MEMBERS_A_PAGE).offset(passed).send().await;
            let page = page.map_err(NotTold::MembersFailed)?.into_value();
            let count = page.members.len() as u64;
            let total = page.total;
            if let Some(member) = page.members.into_iter().find(|member| member.id == *id) {
                return Ok(member);
            }
            passed += count;
            if count == 0 || passed >= total {
                return Err(NotTold::NoSuchMember);
            }
        }
    }
}
