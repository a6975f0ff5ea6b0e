//! What needs attention, without the values and names of customers that some sentences of `status` have.

use maud::{Markup, html};
use serde_json::{Value, json};

use crate::engine::Attention;
use crate::i18n::Texts;
use crate::output::pages::status::{attention_sentence, attention_value};
use crate::sanitize::visible;
use crate::shell::shell_quoted;

/// Draws what needs attention.
pub(super) fn section(attention: &[Attention], texts: &Texts) -> Markup {
    html! {
        section aria-labelledby="attention" {
            h2 id="attention" { (texts.report_attention()) }
            @if attention.is_empty() {
                p.well { (texts.report_attention_none()) }
            } @else {
                ul.attention {
                    @for one in attention {
                        li {
                            (with_code(&sentence(one, texts)))
                            @if let Some(command) = command(one) { " " code { (visible(&command)) } }
                        }
                    }
                }
            }
        }
    }
}

/// Returns what needs attention as an object for machines.
pub(super) fn value(attention: &Attention) -> Value {
    let mut value = attention_value(attention);
    value["message"] = sentence(attention, &Texts::for_machines()).into();
    if let Value::Object(value) = &mut value {
        value.remove("error");
        // Its arguments may be accounts.
        if let Some(failure) = value.get_mut("failure").filter(|failure| !failure.is_null()) {
            *failure = json!({ "code": failure["code"] });
        }
    }
    value
}

/// Returns the sentence: that of `status` unless it may name a customer.
fn sentence(attention: &Attention, texts: &Texts) -> String {
    match attention {
        Attention::ChannelFailed { channel, .. } => texts.report_attention_channel(channel.as_str()),
        Attention::OlderStore { .. } => texts.report_attention_older_store(),
        other => attention_sentence(other, texts),
    }
}

/// Returns the command that shows more, unless the sentence names it.
fn command(attention: &Attention) -> Option<String> {
    match attention {
        Attention::ChannelFailed { channel, .. } | Attention::ChannelOverdue { channel, .. } => {
            Some(format!("hqsync channels check {}", shell_quoted(channel)))
        }
        Attention::JobFailed { run, .. }
        | Attention::JobUnfinished { run, .. }
        | Attention::ClockJumped { run, .. } => Some(format!("hqsync jobs show {run}")),
        Attention::JobOverdue { .. } => Some("hqsync jobs".to_owned()),
        Attention::RunSlow(_) | Attention::OlderStore { .. } => Some("hqsync status".to_owned()),
        Attention::EntriesUnnoted { .. } | Attention::AnchorsUnusable { .. } | Attention::SealUnusable { .. } => {
            Some("hqsync verify".to_owned())
        }
        Attention::OperationsFailed { .. }
        | Attention::AccountsConflict { .. }
        | Attention::OperationPending { .. } => None,
    }
}

/// Draws a sentence with what stands in backticks as code.
fn with_code(sentence: &str) -> Markup {
    let sentence = visible(sentence);
    html! {
        @for (at, part) in sentence.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}
