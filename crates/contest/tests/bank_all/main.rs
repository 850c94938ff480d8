//! The question bank on both engines: who does what, what is on record, files in and out, what every page shows.

#[cfg(test)]
mod access;
#[cfg(test)]
mod files;
#[cfg(test)]
mod town;
#[cfg(test)]
mod workflow;
