//! What messages make of the page, and what it asks for then: no terminal, no store.

use std::collections::HashSet;

use pretty_assertions::assert_eq;

use super::*;
use crate::browse::deed::{Deed, DeedKind, DeedReport};
use crate::browse::list_state::ListState;
use crate::browse::message::{PageAnswer, WatchedOperations, WriteTask};
use crate::browse::model::{Mode, RunAtWork};
use crate::browse::sample::{NOW, failed_page, inspected, open, operation, page, press, said, type_text};
use crate::engine::{EditReport, ListWindow, ResyncReport, ResyncedOperation, WindowPlace};
use crate::language::Language;
use crate::model::{Operation, OperationId, Problem, State};

fn model() -> PageModel {
    failed_page((80, 24), Language::En)
}

/// The message line.
fn message(model: &PageModel) -> String {
    model.message().map(|notice| notice.text).unwrap_or_default()
}

fn answer(model: &mut PageModel, answer: PageAnswer) -> String {
    said(&update(model, Message::Answer(answer)))
}

#[test]
fn a_page_that_is_not_shown_takes_no_key_but_those_that_leave_it() {
    let mut model = model();
    press(&mut model, "Enter Enter");
    update(&mut model, Message::Resized(40, 10));
    let before = format!("{:?}", model.mode);
    assert_eq!(said(&press(&mut model, "9 Ctrl-s")), "");
    assert_eq!(format!("{:?}", model.mode), before);
}

#[test]
fn of_a_pasted_text_the_first_line_is_taken() {
    for text in ["Delft\nLeiden", "Delft\rLeiden\tx", "Delft\r\n"] {
        let mut model = model();
        press(&mut model, "Enter Enter Ctrl-u");
        update(&mut model, Message::Paste(text.to_owned()));
        let Mode::Editing(edit) = &model.mode else { panic!("not editing") };
        assert_eq!(edit.input.value(), "Delft", "{text:?}");
    }
}

#[test]
fn keys_ask_for_what_they_are_for() {
    for (keys, asked) in [
        ("Down", "inspect 54"),
        ("j j", "inspect 53"),
        ("G", "inspect 52"),
        ("Down Home", "inspect 55"),
        ("Up", ""),
        ("y", "hqsync resync 55"),
        ("d", "rehearse hqsync dismiss 55 --reason '…'"),
        ("T", "timeline 55"),
        ("c", "copy C-000002"),
        ("C", "copy hqsync show 55"),
        ("Enter c", "copy Germany"),
        ("E", "editor 55"),
        ("*", "matching"),
        ("Space Space", "inspect 53"),
        ("Space Space y", "rehearse hqsync resync 54,55"),
        ("Space Space Home Enter Enter Enter", "rehearse hqsync edit 54,55 --set Country=Germany"),
        ("Space Space Enter Enter Enter", ""),
        ("J Enter", "run 3"),
        ("J Down Down Enter", "run 1"),
        ("F5", "list; count; redraw; learn"),
        ("/ Ctrl-u", "list; count"),
        ("f Enter", "list; count"),
        ("Ctrl-z", "suspend"),
        ("q", "quit"),
        ("? Enter", ""),
    ] {
        let mut model = model();
        assert_eq!(said(&press(&mut model, keys)), asked, "{keys}");
    }
}

#[test]
fn a_value_is_checked_as_it_is_typed_and_the_proposal_taken() {
    let mut model = model();
    press(&mut model, "Enter");
    assert_eq!(message(&model), "Country: `Germany` is not an ISO 3166-1 alpha-3 code; did you mean `DEU` (Germany)?");
    press(&mut model, "Enter Ctrl-u D E");
    assert_eq!(message(&model), "Country: `DE` is not an ISO 3166-1 alpha-3 code; did you mean `DEU` (Germany)?");
    press(&mut model, "Tab");
    assert_eq!(message(&model), "");
    press(&mut model, "Enter");
    assert_eq!(model.draft_count(), 1);
    assert_eq!(said(&press(&mut model, "C")), "copy hqsync edit 55 --set Country=DEU --resync");
    assert_eq!(said(&press(&mut model, "s")), "hqsync edit 55 --set Country=DEU");
    assert!(model.busy.is_some());
    assert_eq!(said(&press(&mut model, "s S y d u")), "", "one thing after another");
}

#[test]
fn a_wrong_value_can_be_kept_and_is_told_before_the_other_problems() {
    let mut model = model();
    press(&mut model, "Enter Enter Ctrl-u D E Enter");
    let open = model.open.as_ref().unwrap();
    assert!(open.problems.iter().any(|problem| problem.value == "DE"), "{:?}", open.problems);
    assert_eq!(said(&press(&mut model, "S")), "hqsync edit 55 --set Country=DE --resync");
}

#[test]
fn drafts_are_taken_back_one_by_one_and_never_lost_unasked() {
    let mut model = model();
    press(&mut model, "Enter Enter Ctrl-u D E U Enter Down Enter x Enter");
    assert_eq!(model.draft_count(), 2);
    press(&mut model, "u");
    assert_eq!(model.draft_count(), 1);
    press(&mut model, "Esc");
    assert_eq!(said(&press(&mut model, "Down")), "");
    assert!(matches!(model.mode, Mode::Asking(_)));
    press(&mut model, "Esc");
    assert_eq!((model.draft_count(), model.list.selected), (1, Some(OperationId(55))));
    assert_eq!(said(&press(&mut model, "Down s")), "hqsync edit 55 --set Country=DEU", "saved first");
    let mut model = self::model();
    press(&mut model, "Enter Enter Ctrl-u D E U Enter Esc");
    assert_eq!(said(&press(&mut model, "Down Enter")), "inspect 54");
    assert_eq!(model.draft_count(), 0);
    let mut model = self::model();
    press(&mut model, "Enter Enter Ctrl-u D E U Enter");
    assert_eq!(said(&press(&mut model, "q")), "");
    assert_eq!(said(&press(&mut model, "Enter")), "quit");
}

/// Saves a draft, and answers that it is done.
fn saved() -> (PageModel, String) {
    let mut model = model();
    press(&mut model, "Enter Enter Ctrl-u D E U Enter s");
    let deed = model.busy.clone().unwrap();
    let report = Box::new(DeedReport::Edited(EditReport::default()));
    let asked = answer(&mut model, PageAnswer::Done { deed, report });
    (model, asked)
}

#[test]
fn what_was_saved_is_drafted_again_to_undo_it() {
    let (mut model, asked) = saved();
    assert_eq!(asked, "watch; inspect 55");
    assert_eq!((model.draft_count(), model.busy.is_none()), (0, true));
    open(&mut model, inspected(55, State::Pending, "DEU", 2));
    press(&mut model, "u");
    assert_eq!(said(&press(&mut model, "s")), "hqsync edit 55 --set Country=Germany");
}

#[test]
fn what_went_through_cannot_be_undone_by_an_edit() {
    let (mut model, _) = saved();
    open(&mut model, inspected(55, State::Synced, "DEU", 2));
    assert!(!model.can(Action::Undo) && !model.can(Action::EditField));
}

#[test]
fn the_outcome_of_synchronizing_is_said_with_what_it_released() {
    let mut model = model();
    press(&mut model, "y");
    let resynced =
        |id, state, asked| ResyncedOperation { operation: operation(id, state), waits_for: Vec::new(), asked };
    let operations = vec![resynced(55, State::Synced, true), resynced(54, State::Synced, false)];
    let report = Box::new(DeedReport::Resynced(ResyncReport { operations }));
    let deed = model.busy.clone().unwrap();
    answer(&mut model, PageAnswer::Done { deed, report });
    assert_eq!(message(&model), "Operation 55 is synced · 1 operation that waited went along");
}

#[test]
fn drafts_are_tried_at_headquarters_which_knows_more() {
    let mut model = model();
    let wrong = model.open.as_ref().unwrap().problems.clone();
    let tasks = press(&mut model, "Enter Enter Ctrl-u D E U Enter");
    assert_eq!(said(&tasks), "rehearse hqsync edit 55 --set Country=DEU --resync");
    assert_eq!(said(&press(&mut model, "Down Up")), "", "once");
    let Some(PageTask::Write(WriteTask::Rehearse(deed))) = tasks.into_iter().last() else { panic!("no rehearsal") };
    let rehearsed = |problems: &[Problem]| {
        let operation = Operation { problems: problems.to_vec(), ..operation(55, State::Failed) };
        let operations = vec![ResyncedOperation { operation, waits_for: Vec::new(), asked: true }];
        let resync = Some(ResyncReport { operations });
        let report = Ok(Box::new(DeedReport::Edited(EditReport { resync, ..EditReport::default() })));
        PageAnswer::Rehearsed { deed: deed.clone(), report }
    };
    let problems = |model: &PageModel| model.open.as_ref().unwrap().problems.clone();
    assert_ne!(problems(&model), wrong);
    answer(&mut model, rehearsed(&wrong));
    assert_eq!(problems(&model), wrong);
    // What is said of other drafts than those that are there now is too late.
    press(&mut model, "Enter Ctrl-u D N K Enter");
    answer(&mut model, rehearsed(&wrong));
    assert_ne!(problems(&model), wrong);
    // Nothing is tried while nothing can be known: what is typed is no draft yet.
    assert_eq!(said(&press(&mut model, "Enter Ctrl-u N L D")), "");
}

#[test]
fn somebody_else_was_faster() {
    let mut model = model();
    press(&mut model, "Enter Enter Ctrl-u D E Enter s");
    let deed = model.busy.clone().unwrap();
    let theirs = || Box::new(inspected(55, State::Failed, "DNK", 7));
    answer(&mut model, PageAnswer::Conflict { deed: deed.clone(), theirs: theirs() });
    let Mode::Comparing(conflict) = &model.mode else { panic!("{:?}", model.mode) };
    let fields: Vec<_> = conflict
        .fields
        .iter()
        .map(|field| (field.name.as_str(), field.before.as_str(), field.theirs.as_str(), field.yours.as_str()))
        .collect();
    assert_eq!(fields, [("Country", "Germany", "DNK", "DE")]);
    // Nothing of one's own is left if the other's is taken.
    assert_eq!(said(&press(&mut model, "t s")), "");
    assert_eq!((model.draft_count(), model.busy.is_none()), (0, true));
    let mut model = self::model();
    press(&mut model, "Enter Enter Ctrl-u D E Enter s");
    answer(&mut model, PageAnswer::Conflict { deed: deed.clone(), theirs: theirs() });
    assert_eq!(said(&press(&mut model, "Enter s")), "hqsync edit 55 --set Country=DE");
    let kind = model.busy.as_ref().map(|deed| deed.kind.clone());
    assert!(matches!(kind, Some(DeedKind::Edit { opened: Some(7), .. })), "{kind:?}");
    // Giving up keeps the drafts.
    answer(&mut model, PageAnswer::Conflict { deed, theirs: theirs() });
    press(&mut model, "Esc");
    assert_eq!(model.draft_count(), 1);
}

#[test]
fn what_others_do_changes_rows_in_place_and_moves_nothing() {
    let mut model = model();
    press(&mut model, "Down");
    let watched = WatchedOperations {
        generation: model.generation,
        entry: 9,
        operations: vec![operation(55, State::Synced), operation(54, State::Failed)],
        matching: HashSet::from([OperationId(54)]),
        new: 3,
        newest: Some(OperationId(60)),
        run: Some(12),
    };
    assert_eq!(answer(&mut model, PageAnswer::Watched(watched)), "count; inspect 54");
    let ListState { rows, stale, selected, new, .. } = &model.list;
    assert_eq!((rows[0].state, rows[1].state), (State::Synced, State::Failed));
    assert_eq!((stale.contains(&OperationId(55)), stale.contains(&OperationId(54))), (true, false));
    assert_eq!((*selected, *new), (Some(OperationId(54)), 3));
    let generation = model.generation;
    let same = WatchedOperations { generation, entry: 9, ..WatchedOperations::default() };
    assert_eq!(answer(&mut model, PageAnswer::Watched(same)), "");
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let mut model = model();
    let generation = model.generation;
    press(&mut model, "/ Ctrl-u");
    let window = window(vec![operation(1, State::Failed)]);
    answer(&mut model, PageAnswer::Listed { generation, place: WindowPlace::Newest, window });
    assert_eq!(model.list.rows.len(), 4);
    answer(&mut model, PageAnswer::Inspected(Box::new(inspected(1, State::Failed, "DEU", 1))));
    assert_eq!(model.open.as_ref().map(|open| open.id()), Some(OperationId(55)));
}

#[test]
fn a_filter_is_followed_while_it_is_typed_and_a_mistake_keeps_the_list() {
    let mut model = model();
    press(&mut model, "/ Ctrl-u");
    assert_eq!(said(&type_text(&mut model, "Emial = x")), "");
    assert_eq!(message(&model), "unknown field `Emial`: did you mean `Email`?");
    assert_eq!(said(&press(&mut model, "Enter")), "", "it is no bare text either");
    assert_eq!(said(&press(&mut model, "Esc")), "list; count");
    assert_eq!(model.filter.expression, "status = failed");
    press(&mut model, "/ Ctrl-u");
    type_text(&mut model, "rosa");
    assert_eq!(said(&press(&mut model, "Enter")), "list; count");
    assert_eq!(model.filter.expression, r#"any ~ "rosa""#);
    press(&mut model, "/ Ctrl-u");
    type_text(&mut model, "status = fa");
    press(&mut model, "Tab Enter");
    assert_eq!(model.filter.expression, "status = failed");
    press(&mut model, "/ Up Up");
    press(&mut model, "Enter");
    assert_eq!(model.filter.expression, r#"any ~ "rosa""#);
    press(&mut model, "/ Ctrl-u");
    type_text(&mut model, "@houston");
    press(&mut model, "Enter");
    assert_eq!(model.filter.expression, "channel = Houston");
    let guid = "27f293f2-a2e8-46e0-b878-4ccf9ddac466";
    for (text, expression) in [
        ("C-000007", r#"customer_account = "C-000007" or any ~ "C-000007""#.to_owned()),
        (guid, format!(r#"async_customer_account = "{guid}" or any ~ "{guid}""#)),
        ("C-0000*", r#"any = "C-0000*""#.to_owned()),
    ] {
        press(&mut model, "/ Ctrl-u");
        type_text(&mut model, text);
        press(&mut model, "Enter");
        assert_eq!(model.filter.expression, expression);
    }
}

#[test]
fn all_that_match_are_marked_and_named_by_the_filter() {
    let mut model = model();
    press(&mut model, "*");
    let (generation, ids) = (model.generation, vec![OperationId(55), OperationId(12)]);
    answer(&mut model, PageAnswer::Matching { generation, ids });
    assert_eq!(message(&model), "2 operations are marked");
    assert_eq!(said(&press(&mut model, "y")), "rehearse hqsync resync --where 'status = failed' --yes");
    press(&mut model, "Enter");
    let deed = model.busy.clone().unwrap();
    let report = Box::new(DeedReport::Resynced(ResyncReport::default()));
    answer(&mut model, PageAnswer::Done { deed, report });
    assert!(model.list.marked.is_empty());
}

#[test]
fn a_dismissal_has_a_reason() {
    let mut model = model();
    press(&mut model, "d Enter");
    assert_eq!(message(&model), "The audit trail needs a reason");
    type_text(&mut model, "a test\nand more");
    assert_eq!(said(&press(&mut model, "Enter")), "hqsync dismiss 55 --reason 'a test'");
}

#[test]
fn one_goes_to_what_an_operation_waits_for_and_back() {
    let mut model = model();
    press(&mut model, "Down");
    open(&mut model, inspected(54, State::Waiting, "DEU", 1));
    assert_eq!(said(&press(&mut model, "w")), "inspect 50");
    assert_eq!((model.shown_id(), model.list.selected), (Some(OperationId(50)), Some(OperationId(54))));
    assert_eq!(said(&press(&mut model, "Backspace")), "inspect 54");
    assert_eq!((model.shown_id(), model.visited), (Some(OperationId(54)), None));
}

#[test]
fn nothing_can_be_changed_in_a_store_that_is_read_only() {
    let mut model = model();
    model.setup.is_read_only = true;
    for keys in ["y", "d", "J", "E", "Enter Enter"] {
        assert_eq!(said(&press(&mut model, keys)), "", "{keys}");
        assert!(matches!(model.mode, Mode::Browsing), "{keys}");
    }
}

#[test]
fn leaving_waits_for_a_run_that_was_begun_here() {
    let mut model = model();
    model.run = Some(RunAtWork::default());
    assert_eq!(said(&press(&mut model, "q")), "");
    assert_eq!(said(&press(&mut model, "Enter")), "stop");
    let ended = answer(&mut model, PageAnswer::RunEnded(Err(vec!["stopped".to_owned()])));
    assert_eq!(ended, "quit");
    // Esc in the list stops it, too, and nothing else is left.
    let mut model = self::model();
    model.run = Some(RunAtWork::default());
    assert_eq!(said(&press(&mut model, "Esc")), "stop");
    assert_eq!(said(&press(&mut model, "Esc")), "");
}

#[test]
fn what_the_editor_leaves_becomes_drafts() {
    let mut model = model();
    let tasks = press(&mut model, "E");
    let Some(PageTask::Edit { text, .. }) = tasks.first() else { panic!("{tasks:?}") };
    let edited = text.replace("Country = \"Germany\"", "Country = \"DEU\"");
    let tried = "rehearse hqsync edit 55 --set Country=DEU --resync";
    assert_eq!(said(&update(&mut model, Message::Edited(Ok(edited)))), tried);
    assert_eq!(said(&press(&mut model, "s")), "hqsync edit 55 --set Country=DEU");
    // What cannot be read is offered again, once.
    let mut model = self::model();
    let unread = text.replace("Country = \"Germany\"", "Country = DEU");
    let again = update(&mut model, Message::Edited(Ok(unread)));
    let Some(PageTask::Edit { text, .. }) = again.first() else { panic!("{again:?}") };
    assert!(text.starts_with("# "), "{text}");
    let kept = said(&update(&mut model, Message::Edited(Ok(text.clone()))));
    assert!(kept.starts_with("keep 55: "), "{kept}");
    update(&mut model, Message::Edited(Err(vec!["it is kept in `a.toml`".to_owned()])));
    assert_eq!(message(&model), "it is kept in `a.toml`");
}

#[test]
fn the_editor_loses_no_draft_and_no_field() {
    // Somebody else has changed the operation since the first draft.
    let mut model = model();
    press(&mut model, "Enter Enter Ctrl-u D E U Enter");
    open(&mut model, inspected(55, State::Failed, "DNK", 7));
    let tasks = press(&mut model, "E");
    let Some(PageTask::Edit { text, .. }) = tasks.first() else { panic!("{tasks:?}") };
    let edited = text.replace("City = \"Hamburg\"", "City = \"Kiel\"");
    let tried = "rehearse hqsync edit 55 --set City=Kiel --set Country=DEU --resync";
    assert_eq!(said(&update(&mut model, Message::Edited(Ok(edited)))), tried);
    assert_eq!(said(&press(&mut model, "s")), "hqsync edit 55 --set City=Kiel --set Country=DEU");
    let kind = model.busy.as_ref().map(|deed| deed.kind.clone());
    assert!(matches!(kind, Some(DeedKind::Edit { opened: Some(1), .. })), "{kind:?}");
    // A field that is not there is told, and what was typed offered again.
    let mut model = self::model();
    let wrong = text.replace("City = \"Hamburg\"", "Citty = \"Kiel\"");
    let again = update(&mut model, Message::Edited(Ok(wrong)));
    let Some(PageTask::Edit { text, .. }) = again.first() else { panic!("{again:?}") };
    assert!(text.starts_with("# operation 55 has no field `Citty`"), "{text}");
    assert!(text.contains("Citty = \"Kiel\""), "{text}");
    let kept = said(&update(&mut model, Message::Edited(Ok(text.clone()))));
    assert!(kept.starts_with("keep 55: operation 55 has no field `Citty`"), "{kept}");
}

#[test]
fn a_long_list_is_read_window_by_window() {
    let operations: Vec<_> = (0..40).map(|at| (1_000 - at, State::Failed)).collect();
    let mut model = page((80, 24), Language::En, &operations);
    model.list.has_behind = true;
    assert_eq!(said(&press(&mut model, "Down")), "inspect 999");
    let asked = said(&press(&mut model, "PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn"));
    assert_eq!(asked, "behind 961; inspect 963");
    let generation = model.generation;
    let Some(place) = model.list.awaited else { panic!("a window is awaited") };
    let more = (0..40).map(|at| operation(960 - at, State::Failed)).collect();
    let window = ListWindow { operations: more, has_more: true, newest: OperationId(1_000) };
    answer(&mut model, PageAnswer::Listed { generation, place, window });
    assert_eq!(model.list.selected, Some(OperationId(963)), "the selection is an operation");
    assert_eq!(said(&press(&mut model, "G")), "oldest");
    let operations = vec![operation(2, State::Failed), operation(1, State::Failed)];
    let window = ListWindow { operations, has_more: true, newest: OperationId(1_000) };
    let asked = answer(&mut model, PageAnswer::Listed { generation, place: WindowPlace::Oldest, window });
    assert_eq!((model.list.selected, model.list.has_before), (Some(OperationId(1)), true));
    assert!(asked.ends_with("inspect 1"), "{asked}");
}

#[test]
fn keys_wait_for_the_details_that_they_are_for() {
    let mut model = model();
    press(&mut model, "Down Down Enter Enter Ctrl-u D E U Enter S");
    assert!(model.busy.is_none());
    let asked = open(&mut model, inspected(53, State::Failed, "Germany", 1));
    assert_eq!(said(&asked), "hqsync edit 53 --set Country=DEU --resync");
}

#[test]
fn a_page_without_operations_bears_every_key() {
    let mut model = page((80, 24), Language::En, &[]);
    for keys in
        ["Down Up Home End PgDn", "Enter e", "y d s S u w t T z c C E", "Space * \\ Tab", "f Esc / Esc ? Esc J Esc"]
    {
        press(&mut model, keys);
    }
    assert_eq!(model.setup.clock.now(), NOW);
}

#[test]
fn a_deed_that_is_refused_keeps_the_drafts() {
    let mut model = model();
    press(&mut model, "Enter Enter Ctrl-u D E U Enter s");
    let deed = Deed { ..model.busy.clone().unwrap() };
    let asked = answer(&mut model, PageAnswer::Refused { deed, lines: vec!["the store is locked".to_owned()] });
    assert_eq!(asked, "watch; inspect 55");
    assert_eq!((model.draft_count(), message(&model).as_str()), (1, "the store is locked"));
}

fn window(operations: Vec<crate::model::Operation>) -> ListWindow {
    ListWindow { operations, has_more: false, newest: OperationId(60) }
}

/// Answers with a list that does not have the operation that is shown.
fn list_without_shown(model: &mut PageModel) -> String {
    press(model, "F5");
    other_list(model)
}

fn other_list(model: &mut PageModel) -> String {
    let generation = model.generation;
    let window = window(vec![operation(54, State::Failed), operation(53, State::Failed)]);
    answer(model, PageAnswer::Listed { generation, place: WindowPlace::Newest, window })
}

#[test]
fn a_value_is_saved_to_the_operation_that_it_was_typed_for() {
    for keys in ["", "Down", "Ctrl-u D E U"] {
        let mut model = model();
        press(&mut model, "F5 Enter Enter");
        press(&mut model, keys);
        other_list(&mut model);
        assert_eq!((model.shown_id(), model.list.selected), (Some(OperationId(55)), Some(OperationId(54))), "{keys}");
        open(&mut model, inspected(54, State::Failed, "Germany", 1));
        assert_eq!(said(&press(&mut model, "Ctrl-u N L D Ctrl-s")), "hqsync edit 55 --set Country=NLD", "{keys}");
    }
    // If it is there no more, nothing else gets its value.
    for keys in ["Enter", "Ctrl-s"] {
        let mut model = model();
        press(&mut model, "Enter Enter Ctrl-u D E");
        answer(&mut model, PageAnswer::Gone(OperationId(55)));
        assert_eq!(said(&press(&mut model, keys)), "", "{keys}");
        assert_eq!(message(&model), "Operation 55 is no longer there: its value was not kept");
        assert_eq!(model.draft_count(), 0);
    }
    // With drafts, or without a list that has changed, all is as ever.
    let mut model = self::model();
    press(&mut model, "Enter Enter Ctrl-u D E U Enter");
    list_without_shown(&mut model);
    assert_eq!(said(&press(&mut model, "s")), "hqsync edit 55 --set Country=DEU");
}

/// A text that has no room in the message line.
fn long_lines() -> Vec<String> {
    vec!["store `/srv/hqsync/headquarters.db`: ".repeat(40)]
}

#[test]
fn no_answer_takes_the_place_of_what_is_typed() {
    let failed = |_: &PageModel| PageAnswer::Failed { generation: None, lines: long_lines() };
    let timeline = |_: &PageModel| PageAnswer::Timeline { id: OperationId(55), entries: Vec::new() };
    let run = |_: &PageModel| PageAnswer::RunEnded(Err(long_lines()));
    let answers: [fn(&PageModel) -> PageAnswer; 3] = [failed, timeline, run];
    for keys in ["/", "Enter Enter", "J", "?", "f", "d"] {
        for come in answers {
            let mut model = model();
            press(&mut model, keys);
            let keyboard = model.keyboard();
            let come = come(&model);
            answer(&mut model, come);
            assert_eq!(model.keyboard(), keyboard, "{keys}");
            press(&mut model, "Esc");
            assert!(matches!(model.mode, Mode::Reading(_)), "{keys}: {:?}", model.mode);
            press(&mut model, "Esc");
            assert!(matches!(model.mode, Mode::Browsing) && model.parked.is_empty(), "{keys}");
        }
    }
    // What is short is said again where it was said while one typed.
    let mut model = model();
    press(&mut model, "Enter Enter");
    answer(&mut model, PageAnswer::Failed { generation: None, lines: vec!["the store is locked".to_owned()] });
    press(&mut model, "Enter");
    assert_eq!(message(&model), "the store is locked");
}

#[test]
fn a_conflict_waits_and_a_timeline_of_another_operation_is_dropped() {
    let mut model = model();
    press(&mut model, "Enter Enter Ctrl-u D E U Enter s Esc Down /");
    let deed = model.busy.clone().unwrap();
    answer(&mut model, PageAnswer::Conflict { deed, theirs: Box::new(inspected(55, State::Failed, "DNK", 7)) });
    assert!(matches!(model.mode, Mode::Filtering(_)), "{:?}", model.mode);
    assert_eq!(said(&press(&mut model, "Esc")), "inspect 55", "the operation of the drafts is shown");
    assert!(matches!(model.mode, Mode::Comparing(_)), "{:?}", model.mode);
    press(&mut model, "Esc");
    assert_eq!((model.draft_count(), model.shown_id()), (1, Some(OperationId(55))));
    let mut model = self::model();
    press(&mut model, "T Down");
    answer(&mut model, PageAnswer::Timeline { id: OperationId(55), entries: Vec::new() });
    assert!(matches!(model.mode, Mode::Browsing), "{:?}", model.mode);
}

#[test]
fn leaving_does_not_lose_what_could_not_be_saved() {
    let refused = |deed| PageAnswer::Refused { deed, lines: vec!["the store is locked".to_owned()] };
    let conflict = |deed| PageAnswer::Conflict { deed, theirs: Box::new(inspected(55, State::Failed, "DNK", 7)) };
    let done = |deed| PageAnswer::Done { deed, report: Box::new(DeedReport::Edited(EditReport::default())) };
    let answers: [fn(Deed) -> PageAnswer; 3] = [refused, conflict, done];
    for (come, (asked, drafts)) in answers.into_iter().zip([("watch; inspect 55", 1), ("", 1), ("quit", 0)]) {
        let mut model = model();
        assert_eq!(said(&press(&mut model, "Enter Enter Ctrl-u D E U Enter s q")), "", "it waits for the deed");
        let come = come(model.busy.clone().unwrap());
        assert_eq!(answer(&mut model, come), asked);
        assert_eq!(model.draft_count(), drafts);
    }
    // Drafts of another deed than the one that was waited for.
    let mut model = model();
    press(&mut model, "Space Space Home Enter Enter Ctrl-u D E U Enter");
    press(&mut model, "Enter");
    let many = model.busy.clone().unwrap();
    press(&mut model, "q");
    model.drafts = drafts(&mut self::model());
    assert_eq!(answer(&mut model, done(many)), "watch; inspect 55");
    assert!(matches!(model.mode, Mode::Asking(_)), "{:?}", model.mode);
}

/// A draft of the first operation.
fn drafts(model: &mut PageModel) -> Option<crate::browse::open_page::Drafts> {
    press(model, "Enter Enter Ctrl-u D E U Enter");
    model.drafts.take()
}

#[test]
fn drafts_outlive_what_is_done_beside_them() {
    // One goes on while they are saved, and they are not.
    let mut model = model();
    press(&mut model, "Enter Enter Ctrl-u D E U Enter s Esc Down");
    assert_eq!(model.shown_id(), Some(OperationId(54)));
    let deed = model.busy.clone().unwrap();
    let asked = answer(&mut model, PageAnswer::Refused { deed, lines: vec!["the store is locked".to_owned()] });
    assert_eq!((asked.as_str(), model.shown_id()), ("watch; inspect 55", Some(OperationId(55))));
    // One marked operation gets another value; its drafts stay.
    let mut model = self::model();
    model.drafts = drafts(&mut self::model());
    press(&mut model, "Enter");
    model.list.marked.insert(OperationId(55));
    press(&mut model, "Down Enter Ctrl-u x Enter Enter");
    let deed = model.busy.clone().unwrap();
    assert!(matches!(deed.kind, DeedKind::Edit { opened: None, .. }), "{deed:?}");
    answer(&mut model, PageAnswer::Done { deed, report: Box::new(DeedReport::Edited(EditReport::default())) });
    assert_eq!((model.draft_count(), model.saved.len()), (1, 0));
    // Ctrl-S asks about the marked ones, and saves nothing of the other drafts.
    let mut model = self::model();
    model.drafts = drafts(&mut self::model());
    model.list.marked.extend([OperationId(54), OperationId(55)]);
    let asked = said(&press(&mut model, "Enter Enter Ctrl-u N L D Ctrl-s"));
    assert_eq!(asked, "rehearse hqsync edit 54,55 --set Country=NLD");
    assert!(matches!(model.mode, Mode::Asking(_)) && model.busy.is_none(), "{:?}", model.mode);
    // What is being saved cannot be taken back.
    let mut model = self::model();
    press(&mut model, "Enter Enter Ctrl-u D E U Enter s u");
    assert_eq!(model.draft_count(), 1);
}

#[test]
fn only_what_came_since_the_list_was_read_is_new() {
    let mut model = model();
    assert_eq!(model.list.newest, Some(OperationId(60)), "it need not be in the list");
    let Some(PageTask::Read(ReadTask::Watch(request))) = update(&mut model, Message::Tick).pop() else { panic!() };
    assert_eq!(request.newest, Some(OperationId(60)));
    let watched = |generation, newest, new| {
        PageAnswer::Watched(WatchedOperations {
            generation,
            entry: 9,
            new,
            newest: Some(OperationId(newest)),
            ..WatchedOperations::default()
        })
    };
    let generation = model.generation;
    for (come, new) in
        [(watched(generation - 1, 60, 7), 0), (watched(generation, 50, 7), 0), (watched(generation, 60, 3), 3)]
    {
        model.entry = 1;
        answer(&mut model, come);
        assert_eq!(model.list.new, new);
    }
    list_without_shown(&mut model);
    assert_eq!(model.list.new, 0);
}

#[test]
fn a_window_that_could_not_be_read_can_be_asked_for_again() {
    let operations: Vec<_> = (0..40).map(|at| (1_000 - at, State::Failed)).collect();
    for (is_of_list, asked) in [(true, "behind 961; inspect 962"), (false, "inspect 962")] {
        let mut model = page((80, 24), Language::En, &operations);
        model.list.has_behind = true;
        assert_eq!(
            said(&press(&mut model, "Down PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn")),
            "behind 961; inspect 963"
        );
        let generation = Some(model.generation).filter(|_| is_of_list);
        answer(&mut model, PageAnswer::Failed { generation, lines: vec!["the disk is full".to_owned()] });
        assert_eq!(said(&press(&mut model, "Down")), asked);
    }
}

#[test]
fn an_answer_that_was_asked_for_twice_is_taken_once() {
    let operations: Vec<_> = (0..40).map(|at| (1_000 - at, State::Failed)).collect();
    let mut model = page((80, 24), Language::En, &operations);
    model.list.has_behind = true;
    press(&mut model, "PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn");
    let (generation, place) = (model.generation, model.list.awaited.unwrap());
    for _ in 0..2 {
        let window = window(vec![operation(960, State::Failed)]);
        answer(&mut model, PageAnswer::Listed { generation, place, window });
    }
    assert_eq!(model.list.rows.len(), 41);
}

#[test]
fn the_page_can_be_left_while_details_are_awaited() {
    for (keys, asked) in [
        ("Down Enter q", "quit"),
        ("Down Enter Ctrl-c", "quit"),
        ("Down Enter Enter Ctrl-c", "quit"),
        // It may be the first letter of a value.
        ("Down Enter Enter q", ""),
    ] {
        let mut model = model();
        assert_eq!(said(&press(&mut model, keys)), asked, "{keys}");
    }
}

#[test]
fn the_list_is_read_anew_from_the_first_row_that_is_shown() {
    let operations: Vec<_> = (0..40).map(|at| (1_000 - at, State::Failed)).collect();
    let mut model = page((80, 24), Language::En, &operations);
    assert_eq!(said(&press(&mut model, "F5")), "list; count; redraw; learn");
    let mut model = page((80, 24), Language::En, &operations);
    press(&mut model, "PgDn PgDn PgDn");
    let (first, selected) = (model.list.shown()[0].id.0, model.list.selected);
    assert!(first < 1_000, "{first}");
    // The place is behind the number above, so that the row itself is read.
    assert_eq!(said(&press(&mut model, "F5")), format!("behind {}; count; redraw; learn", first + 1));
    let (generation, place) = (model.generation, model.list.awaited.unwrap());
    let rows = (0..20).map(|at| operation(first - at, State::Failed)).collect();
    let asked = answer(&mut model, PageAnswer::Listed { generation, place, window: window(rows) });
    assert_eq!((model.list.shown()[0].id.0, model.list.selected), (first, selected));
    assert!(asked.starts_with(&format!("before {first}")), "what is new may stand above: {asked}");
}

#[test]
fn a_long_text_is_read_to_its_end() {
    for size in [(60, 16), (80, 24), (200, 60)] {
        let mut model = failed_page(size, Language::En);
        let mut lines: Vec<_> = (0..30).map(|at| format!("{at} {}", "word ".repeat(40))).collect();
        lines.push("the end".to_owned());
        answer(&mut model, PageAnswer::Failed { generation: None, lines });
        press(&mut model, "G");
        let Mode::Reading(text) = &model.mode else { panic!("{:?}", model.mode) };
        let height = usize::from(model.areas().unwrap().body.height) - 1;
        let broken = text.broken(size.0);
        assert_eq!(text.top + height, broken.len().max(height), "{size:?}");
        assert_eq!(broken.last().unwrap().text, "the end");
        press(&mut model, "g");
        assert!(matches!(&model.mode, Mode::Reading(text) if text.top == 0));
    }
}
