//! Prizes, the score of units, and who goes on to the next stage.

use serde::{Deserialize, Serialize};

use super::LocalText;

/// All prize tables of a stage and the rules that bind them together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PrizeRules {
    pub tables: Vec<PrizeTable>,
    /// How many prizes one person may take.
    pub person_cap: PersonCap,
    /// People who won in an earlier contest of the same organisers.
    pub previous_winner: PreviousWinner,
    /// At most so many person prizes of one table for members of the same unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_unit_cap: Option<u16>,
    /// What happens to a prize whose holder is passed over.
    pub underfill: Underfill,
    /// People of one rank with fewer prizes left than people.
    pub shared: SharedPlace,
    /// Who decides on the prizes.
    pub approval: Approval,
}

/// Prizes given together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrizeTable {
    pub code: String,
    pub scope: PrizeScope,
    pub span: PrizeSpan,
    /// Only for this division; none = for everybody together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub division: Option<String>,
    /// For units: the table is given once in every block.
    #[serde(default)]
    pub per_block: bool,
    /// From the highest place down.
    pub places: Vec<Place>,
}

impl PrizeTable {
    /// Number of prizes in one giving of this table.
    pub fn seats(&self) -> u32 {
        self.places.iter().map(|place| u32::from(place.count)).sum()
    }

    /// Money of one giving, đồng; saturates.
    pub fn money(&self) -> i64 {
        self.places.iter().fold(0, |sum: i64, place| {
            sum.saturating_add(place.amount.saturating_mul(i64::from(place.count)))
        })
    }
}

/// Who gets the prizes of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrizeScope {
    Person,
    Unit,
}

/// How often a table is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrizeSpan {
    /// Once in every period.
    EachPeriod,
    /// Once, over all periods.
    Stage,
}

/// A place in a prize table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// "Giải Nhất".
    pub name: LocalText,
    /// How many of them.
    pub count: u16,
    /// Money of each, đồng.
    pub amount: i64,
    /// A certificate or a thing that goes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<LocalText>,
    /// What a winner brings to the own unit under [`Metric::WinnerPoints`], hundredths of a point.
    #[serde(default)]
    pub winner_points: i32,
}

/// How many prizes a person may take in this contest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonCap {
    #[default]
    Unlimited,
    /// So many over all periods; later ones pass to the next.
    PerContest { max: u16 },
    /// Only the highest one is kept; the lower one is given back when a higher one is won.
    KeepHighest,
}

/// What an earlier contest's prize means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PreviousWinner {
    #[default]
    Welcome,
    /// Passed over when the prize is given.
    PassedOver,
}

/// A prize whose holder is passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Underfill {
    /// The next in rank moves up.
    #[default]
    NextMovesUp,
    /// It is not given.
    LeaveEmpty,
}

/// A group of equal rank that is larger than the seats it stands at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SharedPlace {
    /// All of them get the place where the group begins; places below shrink by as many.
    AllReceive,
    /// The money of the seats the group covers is divided evenly, rounded down to whole đồng; all are named at the
    /// place where the group begins.
    SplitMoney,
    /// The organisers decide and record why; the seats stay reserved until then.
    #[default]
    OrganisersDecide,
}

/// Who must approve before prizes are final.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approval {
    /// The organising committee.
    Committee,
    /// The leaders of every organising body.
    #[default]
    AllSides,
}

/// The score of units ("tập thể").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collective {
    /// Summed; one natural unit of a metric (one person, one percent, one point) is worth `weight`/100 points.
    pub metrics: Vec<WeightedMetric>,
    /// Units with fewer confirmed members are not ranked.
    #[serde(default)]
    pub min_headcount: u32,
    /// The day on which headcounts were confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headcount_on: Option<jiff::civil::Date>,
    /// Units are ranked inside their block.
    #[serde(default)]
    pub per_block: bool,
    pub scope: CollectiveScope,
    /// Compared in this order among units of equal score; units equal in all share the rank.
    #[serde(default)]
    pub ties: Vec<UnitKey>,
}

/// A metric and its weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeightedMetric {
    pub metric: Metric,
    /// Hundredths: 100 = counts once, 50 = counts half.
    pub weight: i32,
}

/// A figure of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// Different people with a valid attempt (người).
    Participants,
    /// Valid attempts (lượt).
    Attempts,
    /// Participants ÷ confirmed headcount, percent, never above 100.
    Rate,
    /// Mean of the participants' counted scores, points.
    MeanScore,
    /// Participants whose counted attempt is all right ÷ participants, percent.
    PercentPerfect,
    /// Points for members who won a prize.
    WinnerPoints,
}

impl Metric {
    /// Whether it cannot be computed without a confirmed number of members.
    pub const fn needs_headcount(self) -> bool {
        matches!(self, Self::Rate)
    }
}

/// The time a unit ranking covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CollectiveScope {
    /// A ranking for each period.
    EachPeriod,
    /// One ranking over the attempts of all periods together.
    WholeStage,
    /// A ranking for each period, and at the end one by the mean of the period scores.
    EachPeriodThenMean,
}

/// A key that separates units of equal score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKey {
    /// Higher figure first.
    Metric { metric: Metric },
    /// The unit with more confirmed members first.
    LargerHeadcount,
    /// A lot drawn from the published seed.
    Lot,
}

/// Which units go on to the next stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Qualifier {
    /// How many units go on.
    pub target: u16,
    pub source: QualifierSource,
    /// A unit that is drawn from the source twice.
    pub repeat: Repeat,
    /// Seats left when the source is used up.
    pub top_up: TopUp,
    /// Bounds for single blocks.
    #[serde(default)]
    pub quotas: Vec<BlockQuota>,
    /// Whether the organisers may change the list.
    pub adjustment: Adjustment,
    /// A unit may send a team of one of the units below it.
    #[serde(default)]
    pub may_delegate_team: bool,
}

/// Where qualified units come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QualifierSource {
    /// The units ranked 1 to `places` of every period (in every block, when units are ranked per block).
    PeriodWinners { places: u16 },
    /// The best units of the ranking over the whole stage.
    BestOverall,
    /// Every unit of the ranking over the whole stage with at least this score, thousandths of a point.
    MinScore { score_milli: i64 },
}

/// A unit that is drawn twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeat {
    /// The next in rank of that period takes the seat.
    NextInRank,
    /// The seat stays open (and may be topped up).
    SeatStaysOpen,
}

/// Seats left over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopUp {
    /// Filled from the ranking over the whole stage.
    BestOverall,
    /// Left open.
    None,
}

/// Bounds for a block among the qualified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockQuota {
    pub block: String,
    pub max: u16,
}

/// Changing the list of qualified units by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adjustment {
    /// The computed list is final.
    NotAllowed,
    /// With a written reason and the consent of every organising body.
    AllSidesWithReason,
}
