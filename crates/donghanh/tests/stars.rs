//! No statement asks for "every column".

use std::path::{Path, PathBuf};

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

/// The lines of a text in which a statement asks for a star: `SELECT *`, `SELECT a.*`, `, a.*`, `RETURNING *`.
fn stars(text: &str) -> Vec<usize> {
    let asks = |line: &str| {
        line.split('*').zip(line.split('*').skip(1)).any(|(before, after)| {
            let before = before.trim_end();
            let word = before.rsplit([' ', '"', '(', ',']).next().unwrap_or_default();
            let whole = matches!(word.to_ascii_uppercase().as_str(), "SELECT" | "RETURNING" | "DISTINCT");
            let alias = word.strip_suffix('.').is_some_and(|alias| {
                !alias.is_empty()
                    && alias
                        .chars()
                        .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
            });
            whole || (alias && (after.starts_with([' ', ',', '"']) || after.is_empty()))
        })
    };
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim_start().starts_with("//") && asks(line))
        .map(|(number, _)| number)
        .collect()
}

#[test]
fn the_search_finds_stars_and_nothing_else() {
    let text = "
        \"SELECT * FROM unit\"
        \"SELECT a.* FROM account a\"
        \"SELECT x, a.*, y FROM account a\"
        \"INSERT INTO unit (id) VALUES ($1) RETURNING *\"
        // SELECT * in a comment
        \"SELECT COUNT(*) AS n FROM unit\"
        let area = self.width * height; let held = *tx; exec(&**tx, x)
    ";
    assert_eq!(stars(text), [2, 3, 4, 5]);
}

#[test]
fn statements_name_their_columns() {
    let mut files = Vec::new();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for entry in std::fs::read_dir(&crates).into_iter().flatten().flatten() {
        sources(&entry.path().join("src"), &mut files);
    }
    assert!(files.len() > 100, "the sources are not where they were: {crates:?}");
    let found: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let text = std::fs::read_to_string(file).unwrap_or_default();
            stars(&text)
                .into_iter()
                .map(|line| format!("{}:{line}", file.display()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(
        found.is_empty(),
        "name the columns: on SQLite a pooled connection that has not yet seen a migration prepares \"every column\" \
         with the old ones, the engine reads the new ones when it steps, and sqlx runs past the end of its columns. \
         With named columns the engine notices when it prepares.\n{}",
        found.join("\n")
    );
}
