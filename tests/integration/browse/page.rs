//! A terminal with the page on it.

use std::ffi::OsStr;
use std::io::{self, Read as _, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

use super::super::world::World;

/// Longer than any machine takes: a page on which nothing comes any more ends the test.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often a process is looked at.
const GLANCE: Duration = Duration::from_millis(20);

/// The program on a terminal of its own.
pub(super) struct Page {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    reader: Option<JoinHandle<()>>,
    screen: vt100::Parser,
}

impl Page {
    /// Runs a command on a terminal with so many columns and lines.
    pub(super) fn open(world: &World, command: &str, size: (u16, u16)) -> Self {
        Self::open_with(world, command, size, &[])
    }

    /// Runs a command in the given surroundings.
    pub(super) fn open_with(world: &World, command: &str, size: (u16, u16), variables: &[(&str, &str)]) -> Self {
        Self::open_through(&[], world, command, size, variables)
    }

    /// Runs a command that is told by no SIGHUP when its terminal is closed, as `nohup` and some services start programs.
    pub(super) fn open_without_hangup(world: &World, command: &str, size: (u16, u16)) -> Self {
        Self::open_through(&["sh", "-c", "trap '' HUP; exec \"$@\"", "sh"], world, command, size, &[])
    }

    /// Runs a command that the words before it start.
    fn open_through(
        before: &[&str],
        world: &World,
        command: &str,
        size: (u16, u16),
        variables: &[(&str, &str)],
    ) -> Self {
        let pty = native_pty_system().openpty(pty_size(size)).unwrap();
        let program = world.command(command);
        let words: Vec<_> =
            before.iter().map(OsStr::new).chain([program.get_program()]).chain(program.get_args()).collect();
        let mut builder = CommandBuilder::new(words[0]);
        builder.args(&words[1..]);
        builder.cwd(world.working_folder());
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => builder.env(name, value),
                None => builder.env_remove(name),
            }
        }
        builder.env("TERM", "xterm-256color");
        for (name, value) in variables {
            builder.env(name, value);
        }
        let child = pty.slave.spawn_command(builder).unwrap();
        drop(pty.slave);
        let mut reader = pty.master.try_clone_reader().unwrap();
        let (sender, output) = mpsc::channel();
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keyboard = pty.master.take_writer().unwrap();
        let screen = vt100::Parser::new(size.1, size.0, 0);
        Self { master: pty.master, keyboard, child, output, reader: Some(reader), screen }
    }

    /// Presses keys, as the terminal sends them.
    pub(super) fn keys(&mut self, keys: &str) -> &mut Self {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        self
    }

    /// Types a text.
    pub(super) fn types(&mut self, text: &str) -> &mut Self {
        self.keys(text)
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub(super) fn shows(&mut self, text: &str) -> &mut Self {
        self.waits(|screen| screen.contains(text), &format!("no `{text}`"))
    }

    /// Waits until a text is no longer on the screen.
    #[track_caller]
    pub(super) fn shows_no(&mut self, text: &str) -> &mut Self {
        self.waits(|screen| !screen.contains(text), &format!("still `{text}`"))
    }

    #[track_caller]
    fn waits(&mut self, is_there: impl Fn(&str) -> bool, otherwise: &str) -> &mut Self {
        let begun = Instant::now();
        loop {
            let contents = self.screen.screen().contents();
            if is_there(&contents) {
                return self;
            }
            assert!(begun.elapsed() < PATIENCE, "{otherwise} on\n{contents}");
            match self.output.recv_timeout(GLANCE) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => panic!("{otherwise}, and the program has ended, on\n{contents}"),
            }
        }
    }

    /// Gives the terminal another size.
    pub(super) fn resize(&mut self, size: (u16, u16)) -> &mut Self {
        self.screen.screen_mut().set_size(size.1, size.0);
        self.master.resize(pty_size(size)).unwrap();
        self
    }

    /// Closes the terminal, as a lost connection or a closed window does.
    pub(super) fn hangs_up(&mut self) -> &mut Self {
        // What reads the terminal ends with the next thing that comes from it, since nobody listens.
        self.output = mpsc::channel().1;
        self.resize((100, 30));
        self.reader.take().unwrap().join().unwrap();
        self.keyboard = Box::new(io::sink());
        self.master = native_pty_system().openpty(pty_size((80, 24))).unwrap().master;
        self
    }

    /// Sends a signal to the program.
    pub(super) fn signal(&mut self, name: &str) -> &mut Self {
        let id = self.child.process_id().unwrap().to_string();
        let status = std::process::Command::new("kill").arg(format!("-{name}")).arg(id).status().unwrap();
        assert!(status.success());
        self
    }

    /// Waits until the program has ended with a status.
    #[track_caller]
    pub(super) fn ends(&mut self, status: u32) -> &mut Self {
        let begun = Instant::now();
        let ended: ExitStatus = loop {
            while let Ok(bytes) = self.output.try_recv() {
                self.screen.process(&bytes);
            }
            if let Some(ended) = self.child.try_wait().unwrap() {
                break ended;
            }
            assert!(begun.elapsed() < PATIENCE, "it does not end:\n{}", self.screen.screen().contents());
            thread::sleep(GLANCE);
        };
        while let Ok(bytes) = self.output.recv_timeout(GLANCE) {
            self.screen.process(&bytes);
        }
        assert_eq!(ended.exit_code(), status, "{}", self.screen.screen().contents());
        self
    }

    /// Checks what a command has printed that showed no page.
    #[track_caller]
    pub(super) fn said(&mut self, text: &str) -> &mut Self {
        let contents = self.screen.screen().contents();
        assert!(contents.contains(text), "no `{text}` in\n{contents}");
        self
    }

    /// Checks that the terminal is as it was: the main screen, with a cursor, and lines edited by the terminal.
    #[track_caller]
    pub(super) fn is_restored(&mut self) -> &mut Self {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the page is still there");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "pasted text is bracketed");
        let modes = self.master.get_termios().unwrap();
        let flags = format!("{:?}", modes.local_flags);
        assert!(flags.contains("ICANON") && flags.contains("ECHO"), "the terminal is raw: {flags}");
        self
    }

    /// Waits until the program is suspended.
    #[track_caller]
    pub(super) fn is_suspended(&mut self) -> &mut Self {
        let stat = format!("/proc/{}/stat", self.child.process_id().unwrap());
        let begun = Instant::now();
        loop {
            while let Ok(bytes) = self.output.try_recv() {
                self.screen.process(&bytes);
            }
            let state = std::fs::read_to_string(&stat).unwrap();
            let state = state.rsplit(')').next().unwrap_or_default().trim_start().chars().next();
            if state == Some('T') {
                return self;
            }
            assert!(begun.elapsed() < PATIENCE, "it is not suspended but {state:?}");
            thread::sleep(GLANCE);
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // A test that failed leaves it behind.
        let _ = self.child.kill();
    }
}

fn pty_size((columns, lines): (u16, u16)) -> PtySize {
    PtySize { rows: lines, cols: columns, pixel_width: 0, pixel_height: 0 }
}
