//! Somebody who takes part, and what the server has acknowledged of what they sent. The answers are a function of
//! attempt, place and counter, so that the check after the seal needs no list of them.

use super::http::Member;

/// Questions on the bench's papers; see `ruleset.toml`.
pub const QUESTIONS: u16 = 20;
/// Places that are saved: the questions and the prediction.
const PLACES: u32 = 21;

/// A person on an attempt.
#[derive(Clone, Debug)]
pub struct Player {
    pub member: Member,
    pub attempt: i64,
    /// Saves sent so far; also the counter of the last one.
    sent: u32,
    /// Counter of the last acknowledged save of each place, 0 when there is none.
    kept: [u32; 21],
    /// Bits of the places whose last save was not acknowledged: it may stand or not.
    unsure: u32,
}

/// One save to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Save {
    pub place: u16,
    pub seq: u32,
    pub value: i64,
}

fn value(attempt: i64, place: u16, seq: u32) -> i64 {
    let round = i64::from(seq / PLACES);
    if place == QUESTIONS {
        return 1_000 + (attempt * 31 + round).rem_euclid(5_000);
    }
    // Every question has two choices at least; the mark moves from one to the other.
    1 << (attempt + i64::from(place) + round).rem_euclid(2)
}

impl Player {
    /// Has just opened an attempt.
    pub const fn new(member: Member, attempt: i64) -> Self {
        Self {
            member,
            attempt,
            sent: 0,
            kept: [0; 21],
            unsure: 0,
        }
    }

    /// The next save: the places in turn, over and over.
    pub fn next(&mut self) -> Save {
        let place = u16::try_from(self.sent % PLACES).unwrap_or_default();
        self.sent += 1;
        Save {
            place,
            seq: self.sent,
            value: value(self.attempt, place, self.sent),
        }
    }

    /// The server has said that it is on disk.
    pub fn acknowledged(&mut self, save: Save) {
        if let Some(slot) = self.kept.get_mut(usize::from(save.place)) {
            *slot = save.seq;
        }
        self.unsure &= !(1 << save.place);
    }

    /// The server has said something else, or nothing.
    pub fn refused(&mut self, save: Save) {
        self.unsure |= 1 << save.place;
    }

    /// What must stand at each place after the seal; nothing where an unacknowledged save may stand instead.
    pub fn must_stand(&self) -> impl Iterator<Item = (u16, Option<i64>)> {
        (0_u16..)
            .zip(self.kept)
            .filter(|(place, _)| self.unsure & (1 << place) == 0)
            .map(|(place, seq)| {
                let stands = (seq > 0).then(|| value(self.attempt, place, seq));
                (place, stands)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_acknowledged_last_must_stand_and_what_was_refused_may() {
        let mut player = Player::new(Member::default(), 7);
        let first: Vec<Save> = (0..21).map(|_| player.next()).collect();
        assert_eq!(
            first.iter().map(|s| s.place).collect::<Vec<_>>(),
            (0..21).collect::<Vec<u16>>()
        );
        for save in &first {
            player.acknowledged(*save);
        }
        let again = player.next();
        assert_eq!((again.place, again.seq), (0, 22));
        assert_ne!(again.value, first[0].value);
        player.refused(again);
        assert_eq!(player.must_stand().count(), 20);
        let later = player.next();
        player.acknowledged(later);
        let stands: Vec<_> = player.must_stand().collect();
        assert_eq!(stands[0], (1, Some(later.value)));
        assert_eq!(stands[19], (20, Some(first[20].value)));
    }

    #[test]
    fn nothing_sent_means_nothing_stands() {
        assert!(
            Player::new(Member::default(), 1)
                .must_stand()
                .all(|(_, stands)| stands.is_none())
        );
    }
}
