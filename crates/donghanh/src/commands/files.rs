//! Files that hold people's data: made anew, never over another, readable by their owner only.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::wire::StartError;

/// Makes an empty file that only its owner may read.
pub(super) fn fresh(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

/// Writes a whole file and waits until it is on disk; half a file is taken away again.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fresh(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    if written.is_err() {
        let _gone = std::fs::remove_file(path);
    }
    written
}

/// Waits until a finished file is on disk.
pub(super) fn settle(path: &Path) -> io::Result<()> {
    OpenOptions::new().read(true).write(true).open(path)?.sync_all()
}

/// The same path with letters behind it: `donghanh.db` → `donghanh.db-wal`.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// The folder of a file; the present one when it names none.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// An input or output error with the file it is about.
pub(super) fn about(path: &Path) -> impl Fn(io::Error) -> StartError + '_ {
    |source| StartError::File {
        what: path.display().to_string(),
        source,
    }
}

/// A file in the making; gone with the value unless it was [kept](Half::keep).
pub(super) struct Half {
    path: PathBuf,
    kept: bool,
}

impl Half {
    /// Beside the file it shall become, so that the last step is a rename on one disk.
    pub(super) fn beside(target: &Path) -> Self {
        Self {
            path: with_suffix(target, &format!(".part-{}", std::process::id())),
            kept: false,
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the finished file its name.
    pub(super) fn keep(mut self, target: &Path) -> io::Result<()> {
        settle(&self.path)?;
        std::fs::rename(&self.path, target)?;
        self.kept = true;
        // The new name itself must be on disk too; where a folder cannot be opened (Windows) that is not needed.
        if let Ok(folder) = File::open(folder(target)) {
            let _settled = folder.sync_all();
        }
        Ok(())
    }
}

impl Drop for Half {
    fn drop(&mut self) {
        if !self.kept {
            for suffix in ["", "-wal", "-shm", "-journal"] {
                let _gone = std::fs::remove_file(with_suffix(&self.path, suffix));
            }
        }
    }
}
