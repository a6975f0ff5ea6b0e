//! What the page looks like.

use pretty_assertions::assert_eq;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Position;

use super::draw;
use crate::browse::areas::SMALLEST;
use crate::browse::message::{Message, PageAnswer};
use crate::browse::model::{Mode, PageModel, RunAtWork};
use crate::browse::sample::{NOW, failed_page, inspected, open, press, type_text};
use crate::browse::theme::Theme;
use crate::browse::update::update;
use crate::language::Language;
use crate::model::{State, Timestamp};
use crate::sanitize::is_hazardous;

/// What is on the screen, and where its cursor is.
fn drawn(model: &PageModel) -> (Vec<String>, Position) {
    let (width, height) = model.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| draw(model, frame)).unwrap();
    let buffer = terminal.backend().buffer();
    let line = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
    ((0..height).map(line).collect(), terminal.backend().cursor_position())
}

fn screen(model: &PageModel) -> String {
    drawn(model).0.join("\n")
}

/// What is on the screen, with the times as they are in no time zone.
fn scene(model: &PageModel) -> String {
    let minute = |at: Timestamp| at.local().chars().take("2026-11-16 13:08".len()).collect::<String>();
    let at = model.list.rows.first().and_then(|row| row.timestamp).unwrap_or(NOW);
    screen(model).replace(&minute(at), "2026-11-16 13:08").replace(&NOW.local(), "2026-11-18 12:00:00")
}

fn small() -> PageModel {
    failed_page((72, 20), Language::En)
}

#[test]
fn the_list_stands_above_the_details() {
    assert_eq!(
        scene(&small()),
        " Customer synchronization status · headquarters.db            17 of 114
 Filter: status = failed
  Id     Channel    Account       Timestamp         Status     Error
> 55     AW onlin…  C-000002      2026-11-16 13:08  failed     country…
  54     AW onlin…  C-000002      2026-11-16 13:08  waiting
  53     AW onlin…  C-000002      2026-11-16 13:08  failed     country…
  52     AW onlin…  C-000002      2026-11-16 13:08  completed

─ 55 · AW online store · address, create · failed ──────────────────────
 Account  C-000002
 Error    country-unknown  Country
          `Germany` is not an ISO 3166-1 alpha-3 code; did you mean
          `DEU` (Germany)?                                            …
─ Customer attributes ──────────────────────────────── 11 empty hidden ─
   Field         Old value  New value
   StreetNumber             17
   City                     Hamburg
 ! Country                  Germany

 Enter Details  y Synchronize  d Dismiss  / Filter               ? Help"
    );
}

#[test]
fn a_value_is_edited_in_its_place() {
    let mut model = small();
    press(&mut model, "Enter Enter Ctrl-u D E");
    assert_eq!(
        scene(&model),
        " Customer synchronization status · headquarters.db            17 of 114
 Filter: status = failed
  Id     Channel    Account       Timestamp         Status     Error
> 55     AW onlin…  C-000002      2026-11-16 13:08  failed     country…
  54     AW onlin…  C-000002      2026-11-16 13:08  waiting
  53     AW onlin…  C-000002      2026-11-16 13:08  failed     country…
  52     AW onlin…  C-000002      2026-11-16 13:08  completed

─ 55 · AW online store · address, create · failed ──────────────────────
 Account  C-000002
 Error    country-unknown  Country
          `Germany` is not an ISO 3166-1 alpha-3 code; did you mean
          `DEU` (Germany)?                                            …
─ Customer attributes ──────────────────────────────── 11 empty hidden ─
   Field         Old value  New value
   City                     Hamburg
>! Country                  DE
 Country: `DE` is not an ISO 3166-1 alpha-3 code; did you mean `DEU`
 (Germany)?
 Enter Keep  Tab Take the proposal  Ctrl-S Save  Esc Cancel     F1 Help"
    );
}

#[test]
fn both_persons_values_stand_side_by_side() {
    let mut model = small();
    press(&mut model, "Enter Enter Ctrl-u D E Enter s");
    let deed = model.busy.clone().unwrap();
    let theirs = Box::new(inspected(55, State::Failed, "DNK", 7));
    update(&mut model, Message::Answer(PageAnswer::Conflict { deed, theirs }));
    assert_eq!(
        scene(&model),
        " Customer synchronization status · headquarters.db            17 of 114
 Filter: status = failed
─ Operation 55 was changed by anna@hq2 at 2026-11-18 12:00:00 ──────────
   Field            when you began   theirs           yours
 > Country          Germany            DNK            * DE














 Enter Yours  t Theirs  s Save what is marked  Esc Cancel        ? Help"
    );
}

#[test]
fn a_question_says_what_would_come_of_it_and_how_to_script_it() {
    let mut model = small();
    press(&mut model, "Space Space y");
    assert_eq!(
        scene(&model),
        " Customer synchronization status · headquarters.…  17 of 114 · 2 marked
 Filter: status = failed
  Id     Channel    Account       Timestamp         Status     Error
 +55     AW onlin…  C-000002      2026-11-16 13:08  failed     country…
 +54     AW onlin…  C-000002      2026-11-16 13:08  waiting
> 53     AW onlin…  C-000002      2026-11-16 13:08  failed     country…
  52     AW onlin…  C-000002      2026-11-16 13:08  completed

─ Synchronize 2 operations? ────────────────────────────────────────────
   54  AW online store  C-000002  waiting
   55  AW online store  C-000002  failed  country-unknown
 Finding out what would come of it…
 hqsync resync 54,55






 Enter Yes, do it  Esc Cancel                                    ? Help"
    );
}

#[test]
fn the_help_lists_what_is_possible() {
    let mut model = small();
    press(&mut model, "?");
    type_text(&mut model, "audit");
    assert_eq!(
        scene(&model),
        " Customer synchronization status · headquarters.db            17 of 114
 Filter: status = failed
─ What can be done now ─────────────────────────────────────────────────
 Search: audit
> d  Never synchronize the operation, for a reason that… hqsync dismiss
  t  Show everything that happened to the operation      hqsync history











 Never synchronize the operation, for a reason that the audit trail
 keeps
 Enter Do it  Esc Close                                         F1 Help"
    );
}

#[test]
fn a_terminal_that_is_too_small_is_told_so() {
    assert_eq!(screen(&failed_page((40, 2), Language::En)).trim_end(), "The page needs 60 columns and 16 lines");
}

/// Brings the page into each of its modes.
fn modes(size: (u16, u16), language: Language) -> Vec<PageModel> {
    let page = || failed_page(size, language);
    let pressed = |keys: &str| {
        let mut model = page();
        press(&mut model, keys);
        model
    };
    let mut models: Vec<_> = [
        "",
        "Enter",
        "Enter z End",
        "Enter Enter Ctrl-u D E",
        "Space Space",
        "Space Space y",
        "d",
        "J",
        "?",
        "f",
        "t",
        "/",
        "Enter Enter Ctrl-u D E U Enter",
        "Enter Enter Ctrl-u D E U Enter q",
    ]
    .into_iter()
    .map(pressed)
    .collect();
    let mut mistaken = pressed("/ Ctrl-u");
    type_text(
        &mut mistaken,
        "status = failed and Emial = *@contoso.com and City = \"'s-Hertogenbosch\" or Zip is empty",
    );
    models.push(mistaken);
    let mut compared = pressed("Enter Enter Ctrl-u D E Enter s");
    let deed = compared.busy.clone().unwrap();
    let theirs = Box::new(inspected(55, State::Failed, "DNK", 7));
    update(&mut compared, Message::Answer(PageAnswer::Conflict { deed, theirs }));
    models.push(compared);
    let mut running = page();
    running.run = Some(RunAtWork::default());
    models.push(running);
    let mut waiting = pressed("Down");
    open(&mut waiting, inspected(54, State::Waiting, "DEU", 1));
    models.push(waiting);
    let mut failed = page();
    let long = vec!["store `/srv/hqsync/headquarters.db`: ".repeat(40)];
    update(&mut failed, Message::Answer(PageAnswer::Failed { generation: None, lines: long }));
    models.push(failed);
    models.push(crate::browse::sample::page(size, language, &[]));
    models
}

/// The sizes that are tried: all small ones, and some of the others.
fn sizes() -> impl Iterator<Item = (u16, u16)> {
    let widths = (1..=58).step_by(6).chain([59, 60, 61, 70, 79, 80, 109, 110, 120, 159, 160, 200, 220]);
    widths.flat_map(|width| [1, 2, 5, 15, 16, 17, 24, 40, 70].map(|height| (width, height)))
}

#[test]
fn no_size_no_mode_and_no_language_is_too_much() {
    for (number, language) in Language::ALL.into_iter().enumerate() {
        // Each language has a third of the sizes, which is quicker and leaves out no kind of size.
        for size in sizes().enumerate().filter(|(at, _)| at % 3 == number).map(|(_, size)| size) {
            // Below that, every mode looks alike.
            let is_small = size.0 < SMALLEST.0 || size.1 < SMALLEST.1;
            let models = if is_small { vec![failed_page(size, language)] } else { modes(size, language) };
            for model in models {
                check(&model, language, is_small);
            }
        }
    }
}

fn check(model: &PageModel, language: Language, is_small: bool) {
    let (lines, cursor) = drawn(model);
    let what = format!("{:?} {language:?} {:?}\n{}", model.size, model.mode, lines.join("\n"));
    assert!(cursor.x < model.size.0 && cursor.y < model.size.1, "{cursor:?} {what}");
    assert!(!lines.iter().any(|line| line.chars().any(is_hazardous)), "{what}");
    if is_small {
        return;
    }
    let help = if model.keyboard().takes_text() { "F1 " } else { "? " };
    let help = format!("{help}{}", model.texts().browse_do_help());
    assert!(lines.last().is_some_and(|line| line.ends_with(&help)), "no {help}: {what}");
    assert!(
        lines[0].trim_start().starts_with(&model.texts().browse_title().chars().take(8).collect::<String>()),
        "{what}"
    );
    if let Mode::Browsing = model.mode {
        let line = &lines[usize::from(cursor.y)];
        let is_on_selection = line.starts_with('>') || line.contains("│ >") || line.contains("│>");
        assert!(is_on_selection || model.list.rows.is_empty(), "the cursor is on {line:?}: {what}");
    }
}

#[test]
fn nothing_is_lost_where_lines_cannot_be_drawn() {
    for mut model in modes((80, 24), Language::En) {
        model.setup.theme = Theme { has_colours: false, is_unicode: false };
        let drawn = screen(&model);
        let foreign: String = drawn.chars().filter(|c| "─│·…↑↓".contains(*c)).collect();
        assert_eq!(foreign, "", "{drawn}");
    }
}

#[test]
fn no_number_date_or_account_is_cut() {
    for width in 60..=220 {
        let screen = screen(&failed_page((width, 24), Language::En));
        for line in screen.lines().filter(|line| line.contains("AW online store  C-")) {
            assert!(line.contains("C-000002 "), "{width}: {line}");
        }
        assert!(!screen.contains("2026-11-1…") && !screen.contains("27f293f2-…"), "{width}\n{screen}");
    }
}
