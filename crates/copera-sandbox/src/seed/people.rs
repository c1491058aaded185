//! Members and teams.

use super::day;
use crate::{
    id::Id,
    model::{Member, MemberType, Presence, Team},
};

/// Ada Lovelace, a user: the one behind most tokens.
pub const ADA: &str = "5eed00020000000000000001";
/// Alan Turing, a user.
pub const ALAN: &str = "5eed00020000000000000002";
/// Grace Hopper, a user.
pub const GRACE: &str = "5eed00020000000000000003";
/// Katherine Johnson, a guest.
pub const KATHERINE: &str = "5eed00020000000000000004";
/// Émilie du Châtelet, an external user.
pub const EMILIE: &str = "5eed00020000000000000005";
/// The build bot, an integration: the one behind the integration key.
pub const BUILD_BOT: &str = "5eed00020000000000000006";

/// The team "Everyone", the workspace's default team.
pub const EVERYONE: &str = "5eed00030000000000000001";
/// The team "Compilers": Alan and Grace.
pub const COMPILERS: &str = "5eed00030000000000000002";

pub(super) fn members() -> Vec<Member> {
    let member =
        |id, name: &str, email: &str, r#type, status, title: Option<&str>, joined| Member {
            id: Id::seeded(id),
            name: name.to_owned(),
            email: email.to_owned(),
            r#type,
            status,
            active: true,
            title: title.map(str::to_owned),
            created_at: day(joined, 5),
        };
    vec![
        member(
            ADA,
            "Ada Lovelace",
            "ada@example.com",
            MemberType::User,
            Presence::Online,
            Some("Programmer"),
            0,
        ),
        member(
            ALAN,
            "Alan Turing",
            "alan@example.com",
            MemberType::User,
            Presence::Idle,
            Some("Researcher"),
            0,
        ),
        member(
            GRACE,
            "Grace Hopper",
            "grace@example.com",
            MemberType::User,
            Presence::Offline,
            Some("Compiler Engineer"),
            1,
        ),
        member(
            KATHERINE,
            "Katherine Johnson",
            "katherine@example.com",
            MemberType::Guest,
            Presence::Offline,
            None,
            9,
        ),
        member(
            EMILIE,
            "Émilie du Châtelet",
            "emilie@partner.example.org",
            MemberType::External,
            Presence::Offline,
            None,
            16,
        ),
        member(
            BUILD_BOT,
            "Build Bot",
            "build-bot@integrations.example.com",
            MemberType::Integration,
            Presence::Online,
            None,
            20,
        ),
    ]
}

pub(super) fn teams() -> Vec<Team> {
    let team = |id, name, main, participants: &[&'static str]| Team {
        id: Id::seeded(id),
        name,
        main,
        participants: participants.iter().copied().map(Id::seeded).collect(),
        created_by: Id::seeded(ADA),
        created_at: day(1, 30),
        updated_at: day(9, 30),
    };
    vec![
        team(EVERYONE, "Everyone", true, &[ADA, ALAN, GRACE, KATHERINE]),
        team(COMPILERS, "Compilers", false, &[ALAN, GRACE]),
    ]
}
