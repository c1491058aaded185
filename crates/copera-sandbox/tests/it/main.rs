//! The sandbox over real HTTP.

#[cfg(test)]
mod http;
#[cfg(test)]
mod paths;

#[cfg(test)]
mod access;
#[cfg(test)]
mod attachments;
#[cfg(test)]
mod authenticate;
#[cfg(test)]
mod binary;
#[cfg(test)]
mod boards;
#[cfg(test)]
mod bookings;
#[cfg(test)]
mod channels;
#[cfg(test)]
mod comments;
#[cfg(test)]
mod direct_messages;
#[cfg(test)]
mod docs;
#[cfg(test)]
mod drive;
#[cfg(test)]
mod endpoints;
#[cfg(test)]
mod export;
#[cfg(test)]
mod fault_rules;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod filters;
#[cfg(test)]
mod lifetime;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod markdown;
#[cfg(test)]
mod notifications;
#[cfg(test)]
mod rows;
#[cfg(test)]
mod search;
#[cfg(test)]
mod seeds;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
#[cfg(unix)]
mod spool;
#[cfg(test)]
mod tables;
#[cfg(test)]
mod uploads;
#[cfg(test)]
mod workspace;
