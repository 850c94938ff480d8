//! Tests of the rules of a contest, in one binary.

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod lint;
#[cfg(test)]
mod paper;
#[cfg(test)]
mod prizes;
#[cfg(test)]
mod ranking;
#[cfg(test)]
mod set;
#[cfg(test)]
mod sheet;
#[cfg(test)]
mod state;
#[cfg(test)]
mod units;
