//! The terminal while the page is on it, and as it was before on every way out.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal as _, stdout};
use std::os::fd::AsFd as _;
use std::panic;
use std::thread;

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use crossterm::clipboard::CopyToClipboard;
use signal_hook::consts::SIGTSTP;

/// Whether there is a terminal on which a page can be shown.
pub(super) fn is_usable() -> bool {
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stdin().is_terminal() && stdout().is_terminal() && !is_dumb
}

/// Whether the terminal has not been closed.
pub(super) fn is_there() -> bool {
    io::stdin().is_terminal()
}

/// The terminal with the page on it; when this is dropped, the terminal is as it was before.
pub(super) struct PageTerminal(DrawnScreen);

type DrawnScreen = Terminal<CrosstermBackend<BufWriter<File>>>;

/// Returns what the page writes to. The standard output of the library would keep what a closed terminal did not take, and the
/// program would fail on it at its end.
fn screen() -> io::Result<File> {
    Ok(stdout().as_fd().try_clone_to_owned()?.into())
}

impl PageTerminal {
    /// Takes the terminal.
    pub(super) fn open() -> io::Result<Self> {
        restore_on_panic();
        enter()?;
        cleared().map(Self).inspect_err(|_| leave())
    }

    /// Returns columns and lines.
    pub(super) fn size() -> io::Result<(u16, u16)> {
        size()
    }

    /// Draws what has changed.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.0.draw(draw).map(drop)
    }

    /// Draws everything at the next time, on a screen of the size that it has now, whatever others have written there.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        self.0 = cleared()?;
        Ok(())
    }

    /// Gives the terminal to something else, and takes it back.
    pub(super) fn lend<R>(&mut self, to: impl FnOnce() -> R) -> io::Result<R> {
        leave();
        let done = to();
        enter()?;
        self.forget()?;
        Ok(done)
    }

    /// Stops the program, as Ctrl-Z does, until the shell brings it back.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        self.lend(|| signal_hook::low_level::emulate_default_handler(SIGTSTP))?
    }

    /// Puts a text on the terminal's clipboard, over any number of hops.
    pub(super) fn copy(text: &str) -> io::Result<()> {
        execute!(screen()?, CopyToClipboard::to_clipboard_from(text))
    }
}

impl Drop for PageTerminal {
    fn drop(&mut self) {
        leave();
    }
}

/// Returns the whole screen, with nothing on it. Its size is told, since finding it out by itself the library would ask the
/// terminal for its cursor, and not every terminal answers.
fn cleared() -> io::Result<DrawnScreen> {
    execute!(screen()?, Clear(ClearType::All))?;
    let (width, height) = size()?;
    let viewport = Viewport::Fixed(Rect { x: 0, y: 0, width, height });
    Terminal::with_options(CrosstermBackend::new(BufWriter::new(screen()?)), TerminalOptions { viewport })
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(screen()?, EnterAlternateScreen, EnableBracketedPaste)
}

/// Restores the terminal. It may be gone, and then there is nothing to restore.
fn leave() {
    let _ = screen().and_then(|mut screen| execute!(screen, DisableBracketedPaste, LeaveAlternateScreen, Show));
    let _ = disable_raw_mode();
}

/// Restores the terminal before a panic of this thread is printed on it. A panic of any other thread, those of a run included,
/// is an error of what it was doing, and the page says so and stays.
fn restore_on_panic() {
    let (before, of_page) = (panic::take_hook(), thread::current().id());
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == of_page {
            leave();
            before(info);
        }
    }));
}
