//! What a key does, and which keys are heard at a time.

/// Which keys are heard: it depends on what the page is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Keyboard {
    /// The list has the selection.
    List,
    /// The fields of the operation have it.
    Fields,
    /// The filter is typed.
    Filtering,
    /// A value is typed.
    Editing,
    /// A question without a text to type.
    Asking,
    /// A question for a text.
    Typing,
    /// Two persons' values are compared.
    Comparing,
    /// Help, in which a search is typed.
    Helping,
    /// One of several is chosen.
    Choosing,
    /// A long text is read.
    Reading,
}

impl Keyboard {
    /// All of them.
    pub(super) const ALL: [Self; 10] = [
        Self::List,
        Self::Fields,
        Self::Filtering,
        Self::Editing,
        Self::Asking,
        Self::Typing,
        Self::Comparing,
        Self::Helping,
        Self::Choosing,
        Self::Reading,
    ];

    /// Whether what is typed is a text.
    pub(super) fn takes_text(self) -> bool {
        matches!(self, Self::Filtering | Self::Editing | Self::Typing | Self::Helping)
    }
}

macro_rules! actions {
    ($($action:ident $label:literal;)*) => {
        /// What a key does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(super) enum Action {
            $($action),*
        }

        impl Action {
            /// All actions in the order of the help.
            #[cfg(test)]
            pub(super) const ALL: &[Self] = &[$(Self::$action),*];

            /// Returns the id of its text: a word or two for the key line, and `.help` for the help.
            pub(super) fn text_id(self) -> &'static str {
                match self {
                    $(Self::$action => $label),*
                }
            }
        }
    };
}

actions! {
    Open "browse-do-open";
    EditField "browse-do-edit";
    Save "browse-do-save";
    SaveAndSynchronize "browse-do-save-synchronize";
    Synchronize "browse-do-synchronize";
    Dismiss "browse-do-dismiss";
    Undo "browse-do-undo";
    WaitsFor "browse-do-waits-for";
    Back "browse-do-back";
    Trail "browse-do-trail";
    Timeline "browse-do-timeline";
    Filter "browse-do-filter";
    SavedFilters "browse-do-saved-filters";
    Mark "browse-do-mark";
    MarkAll "browse-do-mark-all";
    MarkNone "browse-do-mark-none";
    OwnEditor "browse-do-own-editor";
    EmptyFields "browse-do-empty-fields";
    Refresh "browse-do-refresh";
    CopyValue "browse-do-copy-value";
    CopyCommand "browse-do-copy-command";
    RunJobs "browse-do-run-jobs";
    StopRun "browse-do-stop-run";
    NextPane "browse-do-next-pane";
    Up "browse-do-up";
    Down "browse-do-down";
    PageUp "browse-do-page-up";
    PageDown "browse-do-page-down";
    First "browse-do-first";
    Last "browse-do-last";
    Suspend "browse-do-suspend";
    Quit "browse-do-quit";
    Help "browse-do-help";
    Keep "browse-do-keep";
    TakeProposal "browse-do-take-proposal";
    GiveUp "browse-do-give-up";
    Apply "browse-do-apply";
    Complete "browse-do-complete";
    CompleteBack "browse-do-complete-back";
    Older "browse-do-older";
    Newer "browse-do-newer";
    Confirm "browse-do-confirm";
    ConfirmAndSynchronize "browse-do-confirm-synchronize";
    SaveFirst "browse-do-save-first";
    TakeYours "browse-do-take-yours";
    TakeTheirs "browse-do-take-theirs";
    SaveMarked "browse-do-save-marked";
    Choose "browse-do-choose";
    DoIt "browse-do-it";
    Close "browse-do-close";
}
