//! The commands that are run on a damaged store, their ends, and what they come to where nothing is damaged.

use std::process::Stdio;

use crate::world::World;

/// The statuses of the program; no other is one.
pub(super) const STATUSES: [i32; 7] = [0, 1, 2, 3, 4, 5, 75];

/// Commands that leave the store as it is; `IDS` stands for all operations, `COLUMNS` for all columns.
pub(super) const READING: [&str; 30] = [
    "list",
    "list --all --sort id --format json --columns COLUMNS",
    "filter 'CustName ~ customer or Email = b2@example.com or City = Oslo' --sort id --columns id",
    "filter 'status = failed or error = *' --count-by error",
    "filter @wrong --sort id --format json",
    "filter --list-saved",
    "show IDS",
    "show IDS --format json",
    "customer C-000001",
    "customer C-000001 --format json",
    "fields --format json",
    "history IDS",
    "history IDS --format json",
    "history --account C-000001",
    "history --channel Aarhus",
    "history --admin --format json",
    "status",
    "status --format json",
    "jobs --all",
    "jobs show 1",
    "jobs show 4 --format json",
    "channels",
    "channels --format json",
    "report --output report.html",
    "report --format json --people --operations",
    "verify",
    "backup copy.db --force",
    "run-jobs --dry-run",
    "edit --where 'status in (failed, waiting, pending)' --set 'CreatedDateTime=2026-11-18 09:00:00' --resync --dry-run",
    "resync --where 'status != completed' --dry-run",
];

/// Commands that write.
pub(super) const WRITING: [&str; 18] = [
    "copy headquarters.db copy.db",
    "run-jobs",
    "run-jobs p",
    "run-jobs sync",
    "run-jobs 1010",
    "edit 2 --set Phone=555-0111 --resync",
    "edit --where 'status in (failed, waiting, pending)' --set 'CreatedDateTime=2026-11-18 09:00:00' --yes",
    "resync --where 'status != completed' --yes",
    "resync 15",
    "dismiss --where 'status in (failed, pending)' --yes --reason test",
    "channels reset Houston --yes",
    "run-jobs --restored",
    "filter 'id = 1' --save other",
    "filter --remove-saved wrong",
    "jobs prune --keep 1m",
    "index --rebuild",
    "trail seal --reason test",
    "import old.csv --company USRT",
];

pub(super) const COLUMNS: &str = "id,channel,company,account,async,record,operation,timestamp,status,errors,attempts,description,\
     table,counter,received,edited,effect,CustName,Email,old.Email,City,Country,attr.ShoeSize";

/// The end of a command.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct End {
    pub(super) status: Option<i32>,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

impl End {
    /// Runs a command, which may even panic.
    pub(super) fn of(world: &World, command: &str) -> Self {
        let mut program = world.command(command);
        let output = program.env("RUST_BACKTRACE", "0").stdin(Stdio::null()).output().unwrap();
        let text = |bytes: Vec<u8>| without_folders(&String::from_utf8_lossy(&bytes));
        Self { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    pub(super) fn is_success(&self) -> bool {
        matches!(self.status, Some(0 | 3))
    }

    /// Returns what is wrong with it, whatever the store was like.
    pub(super) fn fault(&self, words: &str) -> Option<String> {
        let Self { status, stdout, stderr } = self;
        let is_known = status.is_some_and(|status| STATUSES.contains(&status));
        let is_silent = matches!(status, Some(1 | 2 | 4))
            && stderr.is_empty()
            && (!words.starts_with("verify") || stdout.is_empty());
        (!is_known || stderr.contains("panicked") || is_silent).then(|| format!("{words}: {status:?} {stderr}"))
    }
}

/// Replaces the names of the worlds' folders, which differ from copy to copy.
pub(super) fn without_folders(text: &str) -> String {
    let mut parts = text.split("hqsync-world-");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "FOLDER" + part.get(6..).unwrap_or_default())
}

/// A command, and what it comes to in a store that nobody damaged.
pub(super) struct Expectation {
    pub(super) command: String,
    pub(super) writes: bool,
    pub(super) end: End,
    /// What it leaves, if it writes.
    pub(super) left: Option<String>,
}

impl Expectation {
    pub(super) fn of(world: &World, command: String, writes: bool) -> Self {
        let copy = world.copy();
        let end = End::of(&copy, &command);
        assert!(end.is_success(), "{command}: {end:?}");
        copy.verify();
        let left = if writes { contents(&copy) } else { None };
        Self { command, writes, end, left }
    }

    /// Returns the expectations of all commands.
    pub(super) fn all(world: &World) -> Vec<Self> {
        let ids = world.listed("id").join(" ");
        let reading = READING.map(|command| command.replace("IDS", &ids).replace("COLUMNS", COLUMNS));
        let reading = reading.into_iter().map(|command| Self::of(world, command, false));
        reading.chain(WRITING.into_iter().map(|command| Self::of(world, command.to_owned(), true))).collect()
    }
}

/// Returns what people and channels get out of a world; `None` if the program refuses to say it.
pub(super) fn contents(world: &World) -> Option<String> {
    let listed = End::of(world, &format!("list --all --sort id --format json --columns {COLUMNS}"));
    let channels = ["Houston", "Amsterdam", "Aarhus"].map(|channel| world.downloaded(channel));
    listed.is_success().then(|| format!("{}\n{}", listed.stdout, channels.join("\n")))
}
