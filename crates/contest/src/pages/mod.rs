//! The pages of contests. One folder for each group of people; a page file holds route, permission, context, handler.

pub mod bank;
pub mod officer;
pub mod organiser;
pub mod public;
pub mod taking;

use platform::routes::Routes;

use crate::service::Contests;

/// Every route of this crate.
pub fn routes(contests: &Contests) -> Routes {
    Routes::new(&contests.app)
        .merge(public::routes(contests))
        .merge(taking::routes(contests))
        .merge(organiser::routes(contests))
        .merge(officer::routes(contests))
        .merge(bank::routes(&contests.app))
}
