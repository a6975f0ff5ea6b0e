//! Where the parts of the page stand, by the size of the terminal.

use ratatui::layout::Rect;

/// A terminal that is smaller than this shows one line that says so.
pub(super) const SMALLEST: (u16, u16) = (60, 16);

/// From this width on the list stands at the left of the details, and above them on narrower terminals.
const BESIDE: u16 = 110;

/// From this width on there is room for long heads, all columns, received values and the audit trail.
const WIDE: u16 = 160;

/// The fewest lines of a list, with its head.
const SHORTEST_LIST: u16 = 6;

/// How the list and the details stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrangement {
    Above,
    Beside,
    Wide,
}

/// The parts of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Areas {
    pub(super) arrangement: Arrangement,
    pub(super) head: Rect,
    pub(super) filter: Rect,
    /// The list with its head.
    pub(super) list: Rect,
    pub(super) details: Rect,
    /// List and details together, for what needs all the room.
    pub(super) body: Rect,
    pub(super) message: Rect,
    pub(super) keys: Rect,
}

/// Returns the parts of a page of that size; `None` if it is too small. The filter and the message have so many lines.
pub(super) fn areas((width, height): (u16, u16), filter_lines: u16, message_lines: u16) -> Option<Areas> {
    if width < SMALLEST.0 || height < SMALLEST.1 {
        return None;
    }
    let rows = |y: u16, height: u16| Rect { x: 0, y, width, height };
    let message_lines = message_lines.clamp(1, height / 4);
    let top = 1 + filter_lines;
    let body = rows(top, height - top - message_lines - 1);
    let arrangement = match width {
        WIDE.. => Arrangement::Wide,
        BESIDE.. => Arrangement::Beside,
        _ => Arrangement::Above,
    };
    let (list, details) = match arrangement {
        Arrangement::Above => {
            let lines = (body.height / 3).clamp(SHORTEST_LIST, body.height);
            (rows(top, lines), rows(top + lines, body.height - lines))
        }
        Arrangement::Beside | Arrangement::Wide => {
            let left = if arrangement == Arrangement::Wide { width * 16 / 25 } else { width * 11 / 20 };
            (Rect { width: left, ..body }, Rect { x: left + 1, width: width - left - 1, ..body })
        }
    };
    Some(Areas {
        arrangement,
        head: rows(0, 1),
        filter: rows(1, filter_lines),
        list,
        details,
        body,
        message: rows(height - 1 - message_lines, message_lines),
        keys: rows(height - 1, 1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fill_the_page_and_do_not_overlap() {
        for size in [(60, 16), (80, 24), (109, 30), (110, 30), (159, 50), (160, 50), (220, 70)] {
            for (filter, message) in [(1, 1), (2, 1), (1, 3)] {
                let areas = areas(size, filter, message).unwrap();
                assert_eq!(areas.keys.bottom(), size.1, "{size:?}");
                assert_eq!(areas.message.bottom(), areas.keys.y);
                assert_eq!(areas.body.bottom(), areas.message.y);
                assert!(!areas.list.intersects(areas.details), "{size:?}");
                assert!(areas.list.height >= SHORTEST_LIST && areas.details.height >= 3, "{size:?} {areas:?}");
                assert!(areas.details.right() <= size.0);
            }
        }
        assert_eq!(areas((59, 40), 1, 1), None);
        assert_eq!(areas((80, 15), 1, 1), None);
    }
}
