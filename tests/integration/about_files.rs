//! The tests that are about a store in a file. Their worlds have one even where `$HQSYNC_TEST_STORE` gives the others a
//! database on a server: what these tests are about is not there.

use std::process::Command;

/// Tests by the reason why a server has nothing like that. A name that ends with `::` stands for all tests of a file.
const ABOUT_FILES: &[(&str, &[&str])] = &[
    (
        "`backup` copies a file, and is refused for a server, which has its own means",
        &[
            "administration::a_backup_is_noted_in_the_store_that_was_backed_up",
            "administration::a_backup_of_a_store_that_is_locked_says_that_it_is_not_noted",
            "administration::a_store_that_cannot_be_written_is_backed_up_all_the_same",
            "backup::",
            "file_names::a_backup_may_have_any_name",
            "identity::commands_that_went_on_with_an_older_store_hide_nothing_that_its_anchors_know",
            "unwritable_output::what_was_done_stays_done",
            "used_files::",
        ],
    ),
    (
        "who may read and write a file is decided by its permissions, on a server by its roles",
        &[
            "bad_input::a_store_that_is_read_only_can_be_read",
            "bad_input::the_store_is_private",
            "config::a_group_may_use_a_store_whose_configuration_says_so",
            "filter::a_store_that_cannot_be_written_can_be_asked",
            "own_files::the_lock_gets_the_permissions_of_the_store",
            "own_files::the_lock_that_root_creates_lets_the_owner_of_the_store_in",
            "verify::it_needs_neither_a_configuration_nor_a_store_that_can_be_written",
        ],
    ),
    (
        "the lock of a run is a file beside the store, on a server it is in the store",
        &[
            "browse::sharing::a_run_that_is_at_work_is_named_and_blocks_nothing_else",
            "jobs::reports_are_not_removed_while_a_run_is_at_work",
            "metrics::a_run_that_finds_the_lock_held_leaves_the_file_as_it_is",
            "own_files::a_lock_that_is_a_link_is_refused_and_what_it_leads_to_is_left_alone",
            "own_files::a_lock_that_is_a_second_name_of_a_file_is_refused",
            "run_jobs::a_closed_terminal_stops_a_run_as_a_request_to_end_does",
            "run_jobs::a_command_that_waits_says_for_whom",
            "run_jobs::a_second_run_hears_who_holds_the_lock_and_ends_with_75",
            "run_jobs::a_second_run_is_turned_away_even_if_somebody_removed_the_lock_file",
            "run_jobs::a_second_run_may_wait_for_the_first",
            "status::jobs_of_the_run_at_work_are_running_or_not_begun",
        ],
    ),
    (
        "the key of a seal is in a file beside the store, and a store on a server is not sealed",
        &[
            "identity::a_sealed_store_that_was_put_back_goes_on_behind_the_accounts_that_its_anchors_know",
            "seal::",
            "unwritable_output::a_key_that_cannot_be_shown_seals_nothing",
        ],
    ),
    (
        "the log beside the store, its several names, and what is mounted read-only: a server alone has its files",
        &["readers::"],
    ),
    (
        "a file can be missing, empty, another one, or damaged within its pages",
        &[
            "bad_input::a_damaged_store_is_an_error_and_no_panic",
            "bad_input::a_file_that_is_no_store_of_this_version_is_left_alone",
            "bad_input::a_store_that_is_missing_or_empty_is_made_by_the_first_run",
            "bad_input::a_store_whose_folder_is_missing_is_an_error_that_names_it",
            "copy::a_copy_without_room_goes_on_when_there_is_some",
            "copy::a_damaged_store_gives_no_copy",
            "copy::nothing_is_copied_over_what_is_there",
            "copy::what_is_no_store_is_not_copied",
            "verify::a_damaged_file_is_a_breach_and_no_crash",
        ],
    ),
    (
        "the name of the store's file, and the names that follow from it",
        &[
            "anchors::stores_that_differ_in_their_ending_alone_have_anchors_of_their_own",
            "anchors::the_configuration_says_where_they_are",
            "config::what_counts_is_shown_with_where_it_comes_from",
            "config::the_environment_names_the_configuration_and_the_store",
            "config::the_store_may_be_named_on_the_command_line",
            "config::the_users_configuration_folder_is_looked_at_too",
            "file_names::every_command_works_where_no_name_is_utf_8",
            "file_names::other_files_may_have_any_name_too",
            "metrics::metrics_replace_no_file_in_use",
            "identity::a_mistyped_store_is_not_made",
            "identity::a_mistyped_store_is_not_made_for_a_channel_that_knows_none_either",
        ],
    ),
    ("the columns of a file take values of every type", &["copy::a_value_of_another_type_is_named_and_not_changed"]),
    (
        "the key of a seal is a file beside the store, and a trail on a server has none",
        &["copy::the_key_of_a_seal_stays_where_it_is"],
    ),
    ("`demo` and `init` make a configuration with a store in a file", &["demo::", "init::"]),
    (
        "SQLite's own tables and its index for texts",
        &[
            "long_values::blobs_take_about_their_size_in_the_store",
            "search_index::a_document_that_lacks_a_value_is_found",
            "search_index::a_large_index_is_read_as_a_whole",
            "search_index::jobs_go_on_without_a_damaged_index",
            "search_index::what_filters_would_miss_is_found",
            "verify::a_trigger_with_the_name_of_an_index_is_found",
            "verify::objects_that_take_the_names_of_sqlites_own_are_found",
        ],
    ),
    (
        "stores of earlier versions: there were none on servers",
        &[
            "finding::an_older_store_learns_its_last_runs_from_its_trail_and_gets_a_new_index",
            "verify::an_older_store_begins_its_trail_with_what_it_has",
            "verify::an_older_store_is_not_migrated_while_a_run_is_at_work",
            "verify::what_an_older_store_has_beside_operations_is_covered_from_then_on",
        ],
    ),
];

/// Whether a test is about a store in a file.
pub(crate) fn is_about_files(test: &str) -> bool {
    ABOUT_FILES.iter().flat_map(|(_, tests)| *tests).any(|entry| names(entry, test))
}

fn names(entry: &str, test: &str) -> bool {
    if entry.ends_with("::") { test.starts_with(entry) } else { test == entry }
}

#[test]
fn every_test_of_the_list_is_there_and_has_one_reason() {
    let tests = Command::new(std::env::current_exe().unwrap()).args(["--list", "--format", "terse"]).output().unwrap();
    let tests = String::from_utf8(tests.stdout).unwrap();
    let tests: Vec<_> = tests.lines().filter_map(|line| line.strip_suffix(": test")).collect();
    assert!(tests.contains(&"about_files::every_test_of_the_list_is_there_and_has_one_reason"), "{tests:?}");
    for (_, entries) in ABOUT_FILES {
        for entry in *entries {
            assert!(tests.iter().any(|test| names(entry, test)), "`{entry}` is no test any more");
        }
    }
    for test in tests {
        let entries = ABOUT_FILES.iter().flat_map(|(_, entries)| *entries).filter(|entry| names(entry, test));
        assert!(entries.count() < 2, "`{test}` is there twice");
    }
}
