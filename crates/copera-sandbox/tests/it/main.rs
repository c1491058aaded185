//! The sandbox over real HTTP.

#[cfg(test)]
mod http;

#[cfg(test)]
mod access;
#[cfg(test)]
mod binary;
#[cfg(test)]
mod boards;
#[cfg(test)]
mod channels;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod lifetime;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod notifications;
#[cfg(test)]
mod workspace;
