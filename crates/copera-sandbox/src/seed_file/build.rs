//! From the file to a workspace: people first, then what they own.

use copera_auth::{Token, TokenKind};
use jiff::Timestamp;

use super::{
    NamedToken, Seed,
    document::{ChannelEntry, DocEntry, Document, Person, ScopeEntry, Text, TokenEntry},
    place::{Problem, wrong},
    tables,
};
use crate::{
    access::IssuedToken,
    id::Id,
    model::{Board, Channel, ChannelKind, ChannelType, Doc, Member, Presence, Time, Workspace},
    seed::FOUNDED,
    state::State,
};

/// When everything in a described workspace was made.
pub(super) const MADE: Time = Time(FOUNDED);

/// A workspace that is being built.
pub(super) struct Builder {
    pub(super) state: State,
    tokens: Vec<NamedToken>,
    /// The ids that the file gives, so that none stands for two objects.
    given: Vec<Id>,
    /// Who owns what nobody is said to own.
    first: Id,
}

impl Builder {
    pub(super) fn build(document: Document) -> Result<Seed, Problem> {
        let entry = document.workspace;
        let mut builder = Self {
            state: State::of(Workspace {
                id: Id::seeded(crate::seed::WORKSPACE),
                name: entry.name,
                slug: entry.slug,
                description: entry.description,
                seats: 10,
                created_at: MADE,
                updated_at: MADE,
            }),
            tokens: Vec::new(),
            given: Vec::new(),
            first: Id::seeded(crate::seed::WORKSPACE),
        };
        if let Some(id) = entry.id {
            builder.state.workspace.id = builder.id(Some(id))?;
        }
        builder.people(document.people)?;
        for token in document.tokens {
            builder.token(token)?;
        }
        for board in document.boards {
            let id = builder.id(board.id)?;
            builder.state.boards.push(Board {
                id: id.clone(),
                name: board.name,
                description: board.description,
                created_at: MADE,
                updated_at: MADE,
            });
            for table in board.tables {
                tables::add(&mut builder, &id, table)?;
            }
        }
        for doc in document.docs {
            builder.doc(doc, None)?;
        }
        for channel in document.channels {
            builder.channel(channel)?;
        }
        Ok(Seed {
            state: Box::new(builder.state),
            tokens: builder.tokens,
        })
    }

    /// The id that was given, or a new one.
    pub(super) fn id(&mut self, given: Option<Text>) -> Result<Id, Problem> {
        let Some(text) = given else {
            return Ok(self.state.new_id());
        };
        let id = Id::parse(text.get_ref())
            .ok_or_else(|| wrong(&text, "an id is 24 hexadecimal digits"))?;
        if self.given.contains(&id) {
            return Err(wrong(&text, "another object has this id"));
        }
        self.given.push(id.clone());
        Ok(id)
    }

    /// Whose e-mail address this is.
    pub(super) fn person(&self, email: &Text) -> Result<Id, Problem> {
        let mut members = self.state.members.iter();
        members
            .find(|member| member.email == *email.get_ref())
            .map(|member| member.id.clone())
            .ok_or_else(|| wrong(email, format!("`{}` is nobody's address", email.get_ref())))
    }

    pub(super) fn owner(&self, email: Option<&Text>) -> Result<Id, Problem> {
        email.map_or_else(|| Ok(self.first.clone()), |email| self.person(email))
    }

    fn people(&mut self, people: toml::Spanned<Vec<Person>>) -> Result<(), Problem> {
        let span = people.span();
        for person in people.into_inner() {
            let id = self.id(person.id)?;
            if self.person(&person.email).is_ok() {
                return Err(wrong(&person.email, "another person has this address"));
            }
            self.state.members.push(Member {
                id,
                name: person.name,
                email: person.email.into_inner(),
                r#type: person.r#type,
                status: Presence::Online,
                active: true,
                title: person.title,
                created_at: MADE,
            });
        }
        let first = self.state.members.first();
        let first =
            first.ok_or_else(|| Problem::at(span, "a workspace has at least one person"))?;
        self.first = first.id.clone();
        Ok(())
    }

    fn token(&mut self, entry: TokenEntry) -> Result<(), Problem> {
        let token = Token::parse(entry.token.get_ref(), TokenKind::PREFIXES)
            .map_err(|error| wrong(&entry.token, error.to_string()))?;
        let holder = self.person(&entry.person)?;
        let expires_at = entry.expires.map(|end| {
            let written = end.get_ref().to_string();
            written.parse::<Timestamp>().map_err(|_| {
                wrong(
                    &end,
                    "expected a date, a time and an offset, such as 2030-01-31T12:00:00Z",
                )
            })
        });
        let scopes: Vec<_> = entry
            .scopes
            .iter()
            .map(|ScopeEntry(scope)| *scope)
            .collect();
        let names: Vec<_> = scopes.iter().map(|scope| scope.name()).collect();
        let names = if names.is_empty() {
            "no scope".to_owned()
        } else {
            names.join(", ")
        };
        self.tokens.push(NamedToken {
            name: entry.name,
            secret: token.expose().to_owned(),
            about: format!("{}, {names}", entry.person.get_ref()),
        });
        self.state.tokens.push(IssuedToken {
            secret: token.expose().to_owned(),
            holder,
            scopes,
            expires_at: expires_at.transpose()?,
        });
        Ok(())
    }

    fn doc(&mut self, entry: DocEntry, parent: Option<Id>) -> Result<(), Problem> {
        let id = self.id(entry.id)?;
        let owner = self.owner(entry.owner.as_ref())?;
        let participants = entry.shared_with.iter().map(|email| self.person(email));
        let participants = participants.collect::<Result<_, _>>()?;
        self.state.docs.push(Doc {
            id: id.clone(),
            title: entry.title,
            owner,
            icon: None,
            cover: None,
            starred: false,
            parent,
            created_at: MADE,
            updated_at: MADE,
            body: entry.content,
            participants,
        });
        for below in entry.docs {
            self.doc(below, Some(id.clone()))?;
        }
        Ok(())
    }

    fn channel(&mut self, entry: ChannelEntry) -> Result<(), Problem> {
        let id = self.id(entry.id)?;
        let participant_user_ids = if let Some(people) = entry.people {
            let people = people.iter().map(|email| self.person(email));
            people.collect::<Result<_, _>>()?
        } else {
            let members = self.state.members.iter();
            members.map(|member| member.id.clone()).collect()
        };
        self.state.channels.push(Channel {
            id,
            name: entry.name,
            description: entry.description,
            r#type: ChannelType::Text,
            kind: ChannelKind::Group,
            participant_user_ids,
            participant_team_ids: Vec::new(),
            created_by: self.first.clone(),
            last_message_at: None,
            created_at: MADE,
            updated_at: MADE,
        });
        Ok(())
    }
}
