//! From the words of an act to the elementary steps of the log.

use jiff::civil::Date;
use uuid::Uuid;

use super::{Founding, Operation, Plan, Receiver};
use crate::history::{Ending, Entry, Heir, Hierarchy, History, Rights, Step};

struct Compiler<'h> {
    history: &'h History,
    on: Date,
    steps: Vec<Step>,
}

impl Plan {
    /// The steps of the plan on its day, against what is on record. The eve decides where a new unit stands that is
    /// said to stand where its source stood, and who stands below a unit that ends.
    pub fn compile(&self, reorg: Uuid, on: Date, history: &History) -> Vec<Entry> {
        let mut compiler = Compiler {
            history,
            on,
            steps: Vec::new(),
        };
        for operation in &self.operations {
            compiler.operation(operation);
        }
        let closed = self.closed();
        for step in &mut compiler.steps {
            if let Step::Cease { unit, rights, .. } = step
                && closed.contains(unit)
            {
                *rights = Rights::End;
            }
        }
        let steps = compiler.steps.into_iter();
        steps.map(|step| Entry { reorg, on, step }).collect()
    }
}

impl Compiler<'_> {
    fn eve(&self) -> Date {
        self.on.yesterday().unwrap_or(self.on)
    }

    fn found(&mut self, founding: &Founding, source: Option<Uuid>) {
        let line = founding.traits.kind.line();
        self.steps.push(Step::Begin {
            unit: founding.unit,
            traits: Box::new(founding.traits.clone()),
        });
        let beside = |line| source.and_then(|source| self.history.parent(source, line, self.eve()));
        let mut places = Vec::new();
        if let Some(parent) = founding.parent.or_else(|| beside(line)) {
            places.push((line, parent));
        }
        // In the other lines a successor stands where what it came from stood.
        for other in Hierarchy::ALL.into_iter().filter(|other| *other != line) {
            if let Some(parent) = beside(other) {
                places.push((other, parent));
            }
        }
        for (hierarchy, parent) in places {
            self.steps.push(Step::Place {
                unit: founding.unit,
                hierarchy,
                parent: Some(parent),
            });
        }
    }

    fn cease(&mut self, unit: Uuid, how: Ending, heirs: Vec<Heir>) {
        self.steps.push(Step::Cease {
            unit,
            how,
            heirs,
            rights: Rights::Follow,
        });
    }

    fn place(&mut self, unit: Uuid, parent: Option<Uuid>) {
        self.steps.push(Step::Place {
            unit,
            hierarchy: Hierarchy::Union,
            parent,
        });
    }

    /// Units that stand below another on the eve, in the line of that other's kind.
    fn below(&self, unit: Uuid) -> Vec<Uuid> {
        let line = self
            .history
            .version(unit, self.eve())
            .map_or(Hierarchy::Union, |version| version.traits.kind.line());
        let mut below: Vec<Uuid> = self
            .history
            .lives()
            .filter(|(_, life)| life.parent(line, self.eve()) == Some(unit))
            .map(|(child, _)| child)
            .collect();
        below.sort_unstable();
        below
    }

    fn receive(&mut self, receiver: &Receiver, source: Uuid) -> Heir {
        if let Some(founding) = &receiver.founding {
            self.found(founding, Some(source));
        }
        for unit in &receiver.takes {
            self.place(*unit, Some(receiver.unit));
        }
        Heir {
            unit: receiver.unit,
            share: receiver.share,
            default: receiver.default,
        }
    }

    fn below_to(&mut self, unit: Uuid, to: Option<Uuid>) {
        if let Some(to) = to {
            for child in self.below(unit) {
                if child != to {
                    self.place(child, Some(to));
                }
            }
        }
    }

    fn operation(&mut self, operation: &Operation) {
        match operation {
            Operation::Found { founding } => self.found(founding, None),
            Operation::Alter { unit, change } => self.steps.push(Step::Alter {
                unit: *unit,
                change: change.clone(),
            }),
            Operation::Move {
                units,
                hierarchy,
                parent,
            } => {
                for unit in units {
                    self.steps.push(Step::Place {
                        unit: *unit,
                        hierarchy: *hierarchy,
                        parent: *parent,
                    });
                }
            }
            Operation::Merge { sources, into } => {
                for source in sources {
                    self.cease(*source, Ending::Merged, vec![Heir::whole(*into)]);
                }
            }
            Operation::Consolidate { sources, founding } => {
                self.found(founding, sources.first().copied());
                for source in sources {
                    self.cease(*source, Ending::Consolidated, vec![Heir::whole(founding.unit)]);
                }
            }
            Operation::Split { source, receivers } => {
                let heirs = receivers
                    .iter()
                    .map(|receiver| self.receive(receiver, *source))
                    .collect();
                self.cease(*source, Ending::Split, heirs);
            }
            Operation::HandOver { source, receiver } => {
                let mut heir = self.receive(receiver, *source);
                // The source stays: it keeps its people, rights and work.
                heir.default = false;
                self.steps.push(Step::Cede {
                    unit: *source,
                    heirs: vec![heir],
                });
            }
            Operation::Dissolve { unit, below_to } => {
                self.below_to(*unit, *below_to);
                self.cease(*unit, Ending::Dissolved, Vec::new());
            }
            Operation::End { unit, heir, below_to } => {
                self.below_to(*unit, *below_to);
                self.cease(
                    *unit,
                    Ending::Ended,
                    heir.iter().map(|heir| Heir::whole(*heir)).collect(),
                );
            }
            Operation::Restore { unit, parent } => {
                self.steps.push(Step::Revive { unit: *unit });
                if parent.is_some() {
                    self.place(*unit, *parent);
                }
            }
            // Said of the steps that end these units.
            Operation::EndRights { .. } => {}
        }
    }
}
