//! The pages as HTML: one frame, four contents.

use copera_auth::{Scope, Surface};

use super::{
    PATH,
    forms::{FIELD, FormKey},
    grant::{LIFETIME, Lifetime, SCOPE, WORKSPACE},
};
use crate::{
    access::IssuedToken,
    model::{Member, Time, Workspace},
    render::html,
};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// A page before it is put into the frame. Free text in it is escaped; attributes hold words,
/// numbers and ids alone.
#[derive(Debug)]
pub(super) struct Page {
    title: &'static str,
    main: String,
}

impl Page {
    pub(super) fn form(person: &Member, workspace: &Workspace, key: &FormKey) -> Self {
        let (person, name) = (html(&person.name), html(&workspace.name));
        let (id, key) = (&workspace.id, key.as_str());
        let scopes: String = Scope::ALL.into_iter().map(checkbox).collect();
        let lifetimes: String = Lifetime::ALL.into_iter().map(option).collect();
        Self {
            title: "Create a token for the command line",
            main: format!(
                r#"<p>You are signed in to this sandbox as <strong>{person}</strong>. The token will act as you.</p>
<form method="post" action="{PATH}">
<input type="hidden" name="{FIELD}" value="{key}">
<p><label for="workspace">Workspace</label>
<select id="workspace" name="{WORKSPACE}" required><option value="{id}">{name}</option></select></p>
<fieldset aria-describedby="without"><legend>What it may reach</legend>
{scopes}<p id="without">Without any of these it reaches the workspace, its members and teams.</p></fieldset>
<p><label for="lifetime">How long it lives</label>
<select id="lifetime" name="{LIFETIME}" required>{lifetimes}</select></p>
<p><button id="create" type="submit">Create token</button></p>
</form>"#
            ),
        }
    }

    pub(super) fn token(token: &IssuedToken, workspace: &Workspace) -> Self {
        let (secret, name) = (&token.secret, html(&workspace.name));
        let scopes: Vec<_> = token.scopes.iter().map(|scope| scope.name()).collect();
        let scopes = match scopes.join(", ") {
            none if none.is_empty() => "none".to_owned(),
            some => some,
        };
        let end = token.expires_at.map_or_else(String::new, |end| {
            let day = end.strftime("%-d %B %Y, %H:%M UTC");
            let exact = Time(end);
            format!(r#"<dt>Ends</dt><dd><time datetime="{exact}">{day}</time></dd>"#)
        });
        Self {
            title: "Copy your token now",
            main: format!(
                r#"<p>It is shown this once: neither a reload nor this sandbox can show it again.</p>
<p><code id="token" tabindex="0" aria-label="Token">{secret}</code>
<button id="copy" type="button" hidden>Copy</button> <span id="copied" role="status"></span></p>
<dl><dt>Workspace</dt><dd>{name}</dd><dt>Scopes</dt><dd>{scopes}</dd>{end}</dl>
<p>Paste it where <kbd>copera auth login</kbd> asks for it. Whoever has it can act as you.</p>"#
            ),
        }
    }

    /// For a form that was sent already, is too old, or came from elsewhere.
    pub(super) fn spent() -> Self {
        Self {
            title: "This form can't be used",
            main: format!(
                r#"<p role="alert">It was sent already, lay open too long, or does not come from this page. A token
that was made with it is not shown again.</p>
<p><a href="{PATH}">Start again</a></p>"#
            ),
        }
    }

    pub(super) fn problem(problem: &str) -> Self {
        Self {
            title: "No token was made",
            main: format!(
                r#"<p role="alert">{}</p>
<p><a href="{PATH}">Start again</a></p>"#,
                html(problem)
            ),
        }
    }

    /// The whole document. Style and script are allowed by the nonce.
    pub(super) fn html(&self, nonce: &str) -> String {
        let Self { title, main } = self;
        format!(
            r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Copera sandbox</title>
<style nonce="{nonce}">
{STYLE}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{main}
</main>
<script nonce="{nonce}">
{SCRIPT}</script>
</body>
</html>
"#
        )
    }
}

/// The scope, and what it opens by the table that the API itself goes by.
fn checkbox(scope: Scope) -> String {
    let name = scope.name();
    let opened = Surface::ALL.into_iter();
    let opened = opened.filter(|surface| surface.scope() == Some(scope));
    let opened: Vec<_> = opened.map(|surface| surface.to_string()).collect();
    let opened = html(&opened.join(", "));
    format!(
        "<div><input type=\"checkbox\" id=\"{name}\" name=\"{SCOPE}\" value=\"{name}\">\n\
         <label for=\"{name}\">{name} <small>{opened}</small></label></div>\n"
    )
}

fn option(lifetime: Lifetime) -> String {
    let Lifetime { days, label } = lifetime;
    let selected = if lifetime == Lifetime::PROPOSED {
        " selected"
    } else {
        ""
    };
    format!(r#"<option value="{days}"{selected}>{label}</option>"#)
}
