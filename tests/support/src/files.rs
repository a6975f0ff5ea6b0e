//! The files of a world: where they are, and whether they are as they were.

use std::fs;
use std::path::PathBuf;

use pretty_assertions::assert_eq;

use crate::program::Binary;
use crate::tables::Channel;
use crate::world::World;

/// The name of the store.
pub const STORE: &str = "headquarters.db";

impl<B: Binary> World<B> {
    /// Returns a path in the world's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// Returns a path in the folder in which the program is run.
    pub fn elsewhere(&self, name: &str) -> PathBuf {
        self.working_folder().join(name)
    }

    /// Returns the path of the configuration.
    pub fn config_path(&self) -> PathBuf {
        self.path("hqsync.toml")
    }

    /// Returns the path of the store's file, which may not be there yet; that of a store on a server never is.
    pub fn store_path(&self) -> PathBuf {
        self.path(STORE)
    }

    /// Returns the path of the file with the anchors.
    pub fn anchors_path(&self) -> PathBuf {
        self.path("headquarters.anchors")
    }

    /// Returns the path of the file with the key of the seal.
    pub fn seal_path(&self) -> PathBuf {
        self.path("headquarters.db.seal")
    }

    /// Returns the path of a channel's database.
    pub fn channel_path(&self, name: &str) -> PathBuf {
        self.path(Channel::named(name).file)
    }

    /// Returns the paths of all files of the world.
    pub(crate) fn file_paths(&self) -> Vec<PathBuf> {
        let (mut files, mut folders) = (Vec::new(), vec![self.path("")]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { &mut folders } else { &mut files }.push(path);
            }
        }
        files.retain(|path| path.is_file());
        files
    }

    /// Returns every file of the world with its bytes, but for the lock and for the shared memory of those who read. A store on
    /// a server takes part with all its rows.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut paths = self.file_paths();
        paths.retain(|path| path.extension().is_none_or(|extension| extension != "lock" && extension != "db-shm"));
        paths.sort();
        let mut files: Vec<_> = paths.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
        if self.is_on_server() {
            files.push((self.store().into(), self.headquarters().dump().into_bytes()));
        }
        files
    }

    /// Asserts that every file of the world is as it was.
    #[track_caller]
    pub fn is_as(&self, before: &[(PathBuf, Vec<u8>)]) {
        let now = self.files();
        let names = |files: &[(PathBuf, Vec<u8>)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
        assert_eq!(names(&now), names(before));
        // Their bytes would fill the screen.
        let changed: Vec<_> =
            now.iter().zip(before).filter(|(now, before)| now != before).map(|(now, _)| &now.0).collect();
        assert!(changed.is_empty(), "{changed:?}");
    }
}
