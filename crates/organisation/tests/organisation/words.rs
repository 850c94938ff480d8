use kernel::lang::Lang;
use organisation::TEXTS;
use organisation::duplicates::Sign;
use organisation::import::check::{RepairKind, WarningKind};
use organisation::import::columns::Field;
use organisation::import::fault::FaultKind;
use organisation::import::reorg::work::{LINES, Work, line_key, read_line};
use organisation::import::reorg::{self, Hint, Why};
use organisation::import::{Kind, table, template};
use organisation::post::PositionGroup;
use organisation::stage::Stage;
use organisation::transfer::{Blocked, Reason};
use organisation::unit::{UnitKind, UnitLevel};
use paperwork::sheet::{self, Limits};
use platform::text::{Texts, keys};

fn texts() -> Texts {
    Texts::load(&[platform::TEXTS, TEXTS]).unwrap()
}

#[test]
fn both_languages_have_the_same_words() {
    let (_, vi, en) = TEXTS;
    let (vi, en) = (keys(vi), keys(en));
    let missing: Vec<&String> = vi.keys().filter(|key| !en.contains_key(*key)).collect();
    let extra: Vec<&String> = en.keys().filter(|key| !vi.contains_key(*key)).collect();
    assert!(missing.is_empty() && extra.is_empty(), "{missing:?} {extra:?}");
    assert!(vi.values().chain(en.values()).all(|times| *times == 1));
}

#[test]
fn every_fault_repair_column_kind_and_level_has_words() {
    for lang in Lang::ALL {
        let tr = texts().tr(lang);
        let mut wanted: Vec<String> = FaultKind::samples()
            .iter()
            .flat_map(|kind| [kind.key().to_owned(), format!("{}-fix", kind.key())])
            .collect();
        wanted.extend(RepairKind::ALL.iter().map(|kind| kind.key().to_owned()));
        wanted.extend(WarningKind::SAMPLES.iter().map(|kind| kind.key().to_owned()));
        wanted.extend(UnitKind::ALL.iter().map(|kind| format!("org-kind-{}", kind.code())));
        wanted.extend(UnitLevel::ALL.iter().map(|level| format!("org-level-{}", level.code())));
        for why in Why::samples() {
            wanted.extend([why.key(), format!("{}-fix", why.key())]);
        }
        wanted.extend(Hint::samples().iter().map(|hint| hint.key().to_owned()));
        wanted.extend(
            Work::ALL
                .iter()
                .flat_map(|work| [work.key().to_owned(), format!("{}-note", work.key())]),
        );
        wanted.extend(LINES.iter().map(|line| line_key(*line).to_owned()));
        wanted.extend(
            Stage::ALL
                .iter()
                .map(|stage| format!("org-reimport-stage-{}", stage.code())),
        );
        for kind in [Kind::Members, Kind::Units, Kind::Reorg] {
            for field in Field::all(kind) {
                wanted.extend([field.key().to_owned(), format!("{}-note", field.key())]);
            }
        }
        wanted.extend(
            PositionGroup::ALL
                .iter()
                .map(|group| format!("org-position-{}", group.code())),
        );
        wanted.extend(
            Reason::ALL
                .iter()
                .map(|reason| format!("org-transfer-reason-{}", reason.code())),
        );
        wanted.extend(Blocked::ALL.iter().map(|why| why.key().to_owned()));
        wanted.extend(Sign::ALL.iter().map(|sign| sign.key().to_owned()));
        for key in wanted {
            assert!(tr.has(&key), "{key} in {}", lang.code());
        }
    }
}

/// What the template calls a column, a kind or a level, the import reads as that.
#[test]
fn templates_of_both_languages_are_read_back() {
    for lang in Lang::ALL {
        let tr = texts().tr(lang);
        for work in Work::ALL {
            assert_eq!(Work::read(&tr.t(work.key())), Some(work));
        }
        for line in LINES {
            assert_eq!(read_line(&tr.t(line_key(line))), Some(line));
        }
        for kind in [Kind::Members, Kind::Units, Kind::Reorg] {
            for field in Field::all(kind) {
                let heading = tr.t(field.key());
                assert_eq!(Field::of_heading(kind, &heading), Some(*field), "{heading}");
            }
            let created = jiff::Timestamp::from_millisecond(testkit::NOW).unwrap();
            let bytes = match kind {
                Kind::Reorg => reorg::file::template(&tr, created).unwrap(),
                _ => template::build(kind, &tr, &[], created).unwrap(),
            };
            let book = sheet::read(&bytes, "mau.xlsx", &Limits::default()).unwrap();
            assert_eq!(
                table::read(kind, &book).unwrap_err(),
                table::FileFault::NoRows,
                "the empty template is recognised, and empty"
            );
        }
        for kind in UnitKind::ALL {
            let words = tr.t(&format!("org-kind-{}", kind.code()));
            assert_eq!(UnitKind::read(&words), Some(kind), "{words}");
        }
        for level in UnitLevel::ALL {
            let words = tr.t(&format!("org-level-{}", level.code()));
            assert_eq!(UnitLevel::read(&words), Some(level), "{words}");
        }
    }
}
