//! Channels.

use super::{day, people};
use crate::{
    id::Id,
    model::{Channel, ChannelKind, ChannelType},
};

/// The channel "general": the team Everyone.
pub const GENERAL: &str = "5eed00050000000000000001";
/// The channel "deployments": Ada, Alan and the build bot, which takes part in no other.
pub const DEPLOYMENTS: &str = "5eed00050000000000000002";
/// The channel "compilers": the team Compilers, without Ada.
pub const COMPILERS: &str = "5eed00050000000000000003";
/// The direct messages between Ada and Alan: without a name, so each reads the other's.
pub const ADA_AND_ALAN: &str = "5eed00050000000000000004";

pub(super) fn channels() -> Vec<Channel> {
    let channel =
        |id, name: &str, description: Option<&str>, kind, users: &[&'static str], teams: &[_]| {
            Channel {
                id: Id::seeded(id),
                name: name.to_owned(),
                description: description.map(str::to_owned),
                r#type: ChannelType::Text,
                kind,
                participant_user_ids: users.iter().copied().map(Id::seeded).collect(),
                participant_team_ids: teams.iter().copied().map(Id::seeded).collect(),
                created_by: Id::seeded(people::ADA),
                last_message_at: None,
                created_at: day(1, 60),
                updated_at: day(21, 60),
            }
        };
    vec![
        channel(
            GENERAL,
            "general",
            Some("For everyone in the workspace"),
            ChannelKind::Group,
            &[],
            &[people::EVERYONE],
        ),
        channel(
            DEPLOYMENTS,
            "deployments",
            Some("What went out, and when"),
            ChannelKind::Group,
            &[people::ADA, people::ALAN, people::BUILD_BOT],
            &[],
        ),
        channel(
            COMPILERS,
            "compilers",
            None,
            ChannelKind::Group,
            &[],
            &[people::COMPILERS],
        ),
        channel(
            ADA_AND_ALAN,
            "",
            None,
            ChannelKind::Dm,
            &[people::ADA, people::ALAN],
            &[],
        ),
    ]
}
