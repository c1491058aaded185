//! `copera bookings`.

use clap::{Args, Subcommand};
use copera_api::model::{Booking, Bookings as Page};
use copera_api::{BookingUid, Client, ErrorKind};
use copera_auth::Surface;
use copera_term::document::Items;
use copera_term::{ExitCode, Mode, Record, Report, Table};
use serde::Deserialize;

use super::{Run, RunWithClient};
use crate::context::Context;
use crate::limit::Limit;
use crate::pages::More;
use crate::words;
use crate::{client, failure, pages, show};

#[derive(Debug, Subcommand)]
pub(crate) enum Bookings {
    List(List),
    Get(Get),
    Types(Types),
}

impl Run for Bookings {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        match self {
            Self::List(list) => Run::run(list, context),
            Self::Get(get) => Run::run(get, context),
            Self::Types(types) => Run::run(types, context),
        }
    }
}

/// List bookings, newest first
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera bookings list\n  copera bookings list --status CONFIRMED --from 2026-01-01T00:00:00Z\n  \
                        copera bookings list --all --jq '.bookings[].uid'"
)]
pub(crate) struct List {
    /// Only bookings that are so far, such as PENDING or CONFIRMED
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,

    /// Only bookings of this type
    #[arg(long = "type", value_name = "ID")]
    booking_type: Option<String>,

    /// Only bookings that begin at this ISO 8601 time or later
    #[arg(long, value_name = "TIME")]
    from: Option<String>,

    /// Only bookings that begin at this ISO 8601 time or earlier
    #[arg(long, value_name = "TIME")]
    to: Option<String>,

    /// How many in one answer, 1 to 100
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    limit: Option<Limit<100>>,

    /// Go on where an answer ended: its nextCursor
    #[arg(long, value_name = "CURSOR")]
    cursor: Option<String>,

    /// Everything, in as many requests as that takes
    #[arg(long)]
    all: bool,
}

impl RunWithClient for List {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        client::note_unsettled(context, client, Surface::Bookings);
        let given = |text: Option<String>| text.filter(|text| !text.is_empty());
        let as_times = [("--from", &self.from), ("--to", &self.to)].map(|(flag, text)| {
            let day = text.as_deref().filter(|text| is_day(text))?;
            Some(format!("{flag} as {day}T00:00:00Z"))
        });
        let as_times: Vec<_> = as_times.into_iter().flatten().collect();
        let mut request = client.bookings().list();
        if let Some(status) = given(self.status) {
            request = request.status(&status.as_str().into());
        }
        if let Some(id) = given(self.booking_type) {
            request = request.booking_type(&id.into());
        }
        if let Some(time) = given(self.from) {
            request = request.from(time);
        }
        if let Some(time) = given(self.to) {
            request = request.to(time);
        }
        if let Some(limit) = self.limit.and_then(Limit::get) {
            request = request.limit(limit);
        }
        let cursor = given(self.cursor);
        let late = cursor.is_some();
        if let Some(cursor) = cursor {
            request = request.cursor(cursor);
        }
        let read = pages::try_read(request.pages(), self.all).await;
        let read = read.map_err(|error| {
            let report = failure::api(context, &error);
            if error.kind() == ErrorKind::Invalid && !as_times.is_empty() {
                report.suggest(format!("write {}", as_times.join(" and ")))
            } else {
                report
            }
        })?;
        let (document, page): (_, Page) = pages::joined_list(&read, "bookings")?;
        let code = show::list(
            context,
            &document,
            Items::Under("bookings"),
            "No bookings found.",
            || {
                let mut table =
                    Table::new(&["UID", "STATUS", "START", "TITLE", "BOOKER"]).whole(&[2]);
                for booking in &page.bookings {
                    table.row([
                        uid(booking),
                        booking.status.as_deref().unwrap_or_default(),
                        &booking.start.as_deref().map(show::time).unwrap_or_default(),
                        booking.booking_type_title.as_deref().unwrap_or_default(),
                        booker(booking),
                    ]);
                }
                table
            },
        )?;
        if context.output().mode() != Mode::Json && page.has_more {
            let shown = show::count(page.bookings.len(), "booking");
            let rest = pages::rest(More::Sure, self.all, late);
            let told = format!("{shown}, and there are more{rest}.");
            context.output().note(&told);
        }
        Ok(code)
    }
}

/// Whether it is a day without a time. The documents speak of times alone.
fn is_day(text: &str) -> bool {
    !text.contains(['T', 't', ' ']) && text.parse::<jiff::civil::Date>().is_ok()
}

/// Show one booking
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera bookings get bk_7Qp2")]
pub(crate) struct Get {
    /// The booking's uid
    uid: String,
}

impl RunWithClient for Get {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let uid = self.uid.trim();
        if uid.is_empty() {
            return Err(Report::new(words::MISSING_ID, "no booking uid given")
                .suggest("`copera bookings list` shows them"));
        }
        client::note_unsettled(context, client, Surface::Bookings);
        let booking = client
            .booking(BookingUid::from(uid))
            .get()
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        show::one(context, booking.raw(), || record(&booking))
    }
}

/// List what can be booked
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera bookings types\n  copera bookings types --json")]
pub(crate) struct Types {}

impl RunWithClient for Types {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        client::note_unsettled(context, client, Surface::Bookings);
        let types = client
            .bookings()
            .types()
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        let answer: Result<Answer, _> = types.read();
        let Ok(answer) = answer else {
            // The shape is not documented: what is of another one is shown as it came.
            return show::as_json(context, types.raw(), Items::One);
        };
        let (items, types_found) = match answer {
            Answer::Bare(types) => (Items::Bare, types),
            Answer::Under { booking_types } => (Items::Under("bookingTypes"), booking_types),
        };
        show::list(
            context,
            types.raw(),
            items,
            "Nothing can be booked.",
            || {
                let mut table = Table::new(&["ID", "TITLE", "MINUTES", "ACTIVE"]).whole(&[2]);
                for kind in &types_found {
                    let minutes = kind.duration_minutes.map(|minutes| minutes.to_string());
                    table.row([
                        kind.id.as_str(),
                        kind.title.as_deref().unwrap_or_default(),
                        &minutes.unwrap_or_default(),
                        kind.active
                            .map_or("", |active| if active { "yes" } else { "no" }),
                    ]);
                }
                table
            },
        )
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Bare(Vec<Kind>),
    #[serde(rename_all = "camelCase")]
    Under {
        booking_types: Vec<Kind>,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kind {
    #[serde(rename = "_id", alias = "id")]
    id: String,
    title: Option<String>,
    duration_minutes: Option<u64>,
    active: Option<bool>,
}

fn uid(booking: &Booking) -> &str {
    booking.uid.as_ref().map_or("", BookingUid::as_str)
}

/// Who booked: by name, else by address.
fn booker(booking: &Booking) -> &str {
    let booker = booking.booker.as_ref();
    let told = booker.and_then(|booker| booker.name.as_deref().or(booker.email.as_deref()));
    told.unwrap_or_default()
}

fn record(booking: &Booking) -> Record {
    let time = |time: &Option<copera_api::Timestamp>| time.as_deref().map(show::time);
    let booker = booking.booker.as_ref();
    let hosts = booking.hosts.as_deref().unwrap_or_default();
    let hosts: Vec<_> = hosts.iter().map(|host| host.user_id.as_str()).collect();
    let mut record = Record::new();
    record.field("UID", uid(booking));
    record.field_if("Status", booking.status.as_deref());
    record.field_if("Title", booking.booking_type_title.as_deref());
    record.field_if("Start", time(&booking.start).as_deref());
    record.field_if("End", time(&booking.end).as_deref());
    record.field_if("Time zone", booking.timezone_at_booking.as_deref());
    record.field_if("Booker", booker.and_then(|booker| booker.name.as_deref()));
    record.field_if("Email", booker.and_then(|booker| booker.email.as_deref()));
    record.field_if("Phone", booker.and_then(|booker| booker.phone.as_deref()));
    record.field_if("Hosts", Some(hosts.join(", ").as_str()));
    record.field_if(
        "Place",
        booking.location.as_ref().map(|place| place.kind.as_str()),
    );
    record
}
