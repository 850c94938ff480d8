//! The pages of organisers, leaders and unit officers on both engines, in one binary.

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod invited;
#[cfg(test)]
mod merged;
#[cfg(test)]
mod officer;
#[cfg(test)]
mod organiser;
#[cfg(test)]
mod papers;
