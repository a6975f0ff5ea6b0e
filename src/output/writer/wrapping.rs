//! Breaks lines that are too wide for a screen as they are written.

use crate::terminal::broken;

/// The screen's width, and the beginning of a line that has no end yet.
pub(super) struct Wrapping {
    width: usize,
    rest: Vec<u8>,
}

impl Wrapping {
    /// Begins with nothing written.
    pub(super) fn new(width: usize) -> Self {
        Self { width, rest: Vec::new() }
    }

    /// Adds bytes, and returns the lines that are complete, broken where they are too wide.
    pub(super) fn add(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.rest.extend_from_slice(bytes);
        let Some(end) = self.rest.iter().rposition(|byte| *byte == b'\n') else { return Vec::new() };
        let rest = self.rest.split_off(end + 1);
        let complete = std::mem::replace(&mut self.rest, rest);
        if complete.split(|byte| *byte == b'\n').all(|line| line.len() <= self.width) {
            return complete;
        }
        let complete = String::from_utf8_lossy(&complete);
        let lines = complete.lines().flat_map(|line| broken(line, Some(self.width)));
        lines.flat_map(|line| format!("{line}\n").into_bytes()).collect()
    }

    /// Takes the beginning of the line that has no end.
    pub(super) fn take_rest(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.rest)
    }
}
