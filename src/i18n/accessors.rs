//! An accessor for each text, typed by its arguments.

use fluent_bundle::FluentValue;

use super::texts::Texts;

macro_rules! texts {
    ($($name:ident $id:literal ($($argument:ident),*);)*) => {
        impl Texts {
            $(
                #[doc = concat!("The text `", $id, "`.")]
                #[allow(clippy::extra_unused_lifetimes, reason = "texts without arguments need none")]
                pub(crate) fn $name<'a>(&self, $($argument: impl Into<FluentValue<'a>>),*) -> String {
                    self.format($id, None, &[$((stringify!($argument), $argument.into())),*])
                }
            )*
        }

        /// The id of every accessor with its arguments.
        #[cfg(test)]
        pub(super) const ACCESSORS: &[(&str, &[&str])] = &[$(($id, &[$(stringify!($argument)),*])),*];
    };
}

texts! {
    failure_of_store "failure-of-store" (store, failure);
    failure_and_hint "failure-and-hint" (failure, hint);
    problem_and_suggestion "problem-and-suggestion" (problem, suggestion);
    pending_sync "pending-sync" ();
    yes "yes" ();
    no "no" ();
    never "never" ();
    effect_created "effect-created" (record, account);
    effect_updated "effect-updated" (fields);
    effect_reactivated "effect-reactivated" (record);
    effect_unchanged "effect-unchanged" ();
    effect_deactivated "effect-deactivated" (record);
    effect_superseded "effect-superseded" (operation);
    effect_would_create "effect-would-create" (record);
    effect_would_change "effect-would-change" (fields);
    show_title "show-title" (id);
    show_operation "show-operation" ();
    show_operation_value "show-operation-value" (record, action);
    show_source "show-source" ();
    show_source_value "show-source-value" (table, counter);
    show_waits_for "show-waits-for" ();
    show_waits_for_customer "show-waits-for-customer" ();
    show_attributes "show-attributes" ();
    show_field "show-field" ();
    show_old "show-old" ();
    show_new "show-new" ();
    show_original "show-original" ();
    count "count" ();
    list_empty "list-empty" ();
    list_more "list-more" (shown);
    list_shortened "list-shortened" (count);
    filter_saved "filter-saved" (name);
    filter_removed "filter-removed" (name);
    filter_none_saved "filter-none-saved" ();
    filter_name "filter-name" ();
    filter_expression "filter-expression" ();
    filter_actor "filter-actor" ();
    filter_saved_at "filter-saved-at" ();
    target_others "target-others" (count);
    target_more "target-more" (count);
    target_question "target-question" ();
    target_nothing_done "target-nothing-done" ();
    edit_question "edit-question" (count);
    edit_title "edit-title" (id, state);
    edit_unchanged "edit-unchanged" (count);
    edit_edited "edit-edited" (count);
    edit_lacks_field "edit-lacks-field" (count);
    edit_remaining "edit-remaining" ();
    edit_remaining_count "edit-remaining-count" (count);
    edit_next "edit-next" (id);
    edit_help "edit-help" ();
    edit_old "edit-old" (old);
    edit_conflict "edit-conflict" (event, actor, time, changes);
    resync_question "resync-question" (count);
    resync_errors "resync-errors" (errors);
    resync_waits_for "resync-waits-for" (ids);
    resync_count "resync-count" (state, count);
    dismiss_question "dismiss-question" (count);
    dismiss_done "dismiss-done" (count);
    dismiss_released "dismiss-released" (count);
    history_run "history-run" (actor, run);
    history_reason "history-reason" (reason);
    history_reset "history-reset" (epoch);
    history_event "history-event" (event, state);
    history_change "history-change" (field, old, new);
    job "job" ();
    channel "channel" ();
    outcome_header "outcome" ();
    figures "figures" ();
    duration "duration" ();
    run "run" ();
    started "started" ();
    ended "ended" ();
    jobs "jobs" ();
    actor "actor" ();
    run_title "run-title" (run, outcome);
    run_times "run-times" (started, ended, actor);
    run_times_unfinished "run-times-unfinished" (started, actor);
    figure_failed_by "figure-failed-by" (count, errors);
    run_figures "run-figures" (job, outcome, figures);
    run_no_figures "run-no-figures" (job, outcome);
    run_channel "run-channel" (job, channel);
    run_channel_failed "run-channel-failed" (job, channel, failure);
    run_channel_failed_twice "run-channel-failed-twice" (channel, failure);
    run_idle "run-idle" (job, count);
    run_sync_failed "run-sync-failed" (failure);
    run_restored "run-restored" (entry);
    run_looking "run-looking" ();
    run_recreated "run-recreated" ();
    run_no_new_store "run-no-new-store" ();
    run_not_recreated "run-not-recreated" ();
    run_not_restored "run-not-restored" ();
    run_dry "run-dry" ();
    run_errors "run-errors" (errors);
    run_failed_operations "run-failed-operations" (count, errors, run);
    run_would_fail "run-would-fail" (count, errors);
    run_clock_jump "run-clock-jump" (direction, days, before);
    run_interrupted "run-interrupted" ();
    run_nothing_done "run-nothing-done" ();
    jobs_empty "jobs-empty" ();
    seal_key "seal-key" (key);
    seal_keep "seal-keep" ();
    seal_ended "seal-ended" (entry);
    seal_done "seal-done" (entry);
    index_complete "index-complete" ();
    index_done "index-done" (added, missing);
    run_pruned "run-pruned" ();
    prune_would_do "prune-would-do" (reports, run);
    prune_done "prune-done" (reports, run);
    prune_nothing "prune-nothing" ();
    status_operations "status-operations" ();
    status_total "status-total" ();
    status_last_runs "status-last-runs" ();
    status_oldest "status-oldest" (state, id, time);
    status_oldest_none "status-oldest-none" (state);
    running_run "running-run" (run);
    running_rehearsal "running-rehearsal" ();
    running_unrecorded "running-unrecorded" ();
    status_running "status-running" (who, since, taken);
    status_running_step "status-running-step" (who, since, taken, step, begun, spent);
    attention_slow "attention-slow" (who, taken, usual);
    attention_slow_step "attention-slow-step" (who, step, taken, usual);
    attention_slow_first "attention-slow-first" (who, taken);
    attention_slow_step_first "attention-slow-step-first" (who, step, taken);
    status_attention "status-attention" ();
    status_awaited "status-awaited" (channels);
    status_restored "status-restored" (form, at, accounts, open, conflicts);
    status_all_well "status-all-well" ();
    attention_failed "attention-failed" (count);
    attention_accounts "attention-accounts" (count);
    attention_channel "attention-channel" (channel, failure);
    attention_run "attention-run" (job, outcome);
    attention_clock_jump "attention-clock-jump" (direction, run, days);
    attention_unnoted "attention-unnoted" (file, entry);
    channels_name "channels-name" ();
    channels_company "channels-company" ();
    channels_database "channels-database" ();
    channels_contact "channels-contact" ();
    channels_error "channels-error" ();
    channels_bookmark "channels-bookmark" ();
    channels_bookmark_value "channels-bookmark-value" (record, counter);
    channels_gaps "channels-gaps" ();
    channels_behind "channels-behind" ();
    channels_empty "channels-empty" ();
    channels_claim_question "channels-claim-question" (channel);
    channels_claim_store "channels-claim-store" (store);
    channels_claim_store_at "channels-claim-store-at" (store, at);
    channels_claim_content "channels-claim-content" (rows, accounts);
    channels_claimed "channels-claimed" (channel, accounts);
    channels_reset "channels-reset" (name, epoch);
    backup_done "backup-done" (file, operations);
    backup_copied "backup-copied" (file, operations);
    backup_breaches "backup-breaches" (breaches);
    backup_head "backup-head" (hash);
    backup_not_noted "backup-not-noted" (failure);
    channels_created "channels-created" (path);
    init_written "init-written" (path);
    demo_made "demo-made" (folder);
    demo_running "demo-running" ();
    demo_list "demo-list" (count);
    demo_next "demo-next" ();
    demo_next_status "demo-next-status" ();
    demo_next_filter "demo-next-filter" ();
    demo_next_show "demo-next-show" ();
    demo_next_edit "demo-next-edit" ();
    demo_next_verify "demo-next-verify" ();
    demo_next_file "demo-next-file" ();
    demo_next_again "demo-next-again" ();
    // verify
    place_entry "place-entry" (name);
    place_operation "place-operation" (name);
    place_operations "place-operations" (first, last);
    place_customer "place-customer" (name);
    place_record "place-record" (record, key, name);
    place_company "place-company" (name);
    place_channel "place-channel" (name);
    place_run "place-run" (name);
    place_saved_filter "place-saved-filter" (name);
    place_channel_customer "place-channel-customer" (name, channel);
    place_anchor "place-anchor" (file, line, time);
    place_anchors "place-anchors" (file, first, last, time);
    place_noted_hash "place-noted-hash" (file, line);
    place_anchors_file "place-anchors-file" (file);
    place_store "place-store" ();
    verify_breach "verify-breach" (place, breach);
    verify_breaches "verify-breaches" (count);
    verify_well "verify-well" (operations, entries, customers);
    verify_anchors "verify-anchors" (count);
    verify_given_up "verify-given-up" (count);
    verify_excuse "verify-excuse" (entry, time, actor);
    verify_channels "verify-channels" (count);
    verify_unasked "verify-unasked" (channel, failure);
    verify_busy "verify-busy" (channel);
    verify_codes "verify-codes" (codes, proven);
    verify_key_unchecked "verify-key-unchecked" ();
    verify_head "verify-head" (hash);
    verify_note "verify-note" ();
    verify_put_back "verify-put-back" ();
    verify_no_head "verify-no-head" ();
}
