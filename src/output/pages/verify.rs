//! What verification found: a line for each breach as it is found, or one object for machines.

use std::io::{self, Write as _};

use serde_json::{Value, json};

use crate::address::StoreAddress;
use crate::failure::Severity;
use crate::i18n::Texts;
use crate::model::{JobFailure, hex};
use crate::output::{DetailFormat, Output, allow_closed_pipe, print_json, remark};
use crate::sanitize::visible;
use crate::verify::{Breach, Excuse, UnaskedChannel, VerifySummary};

/// The most breaches in the object for machines: a damaged store may have as many as it has rows.
const MOST_BREACHES: usize = 1_000;

/// Prints breaches and, at the end, how much was verified.
pub(crate) struct VerifyPrinter<'a> {
    output: &'a mut Output,
    texts: &'a Texts,
    format: DetailFormat,
    /// The store that is verified.
    store: String,
    count: u64,
    /// For machines: the first breaches.
    breaches: Vec<Value>,
    /// Nothing more is printed after an error, such as a closed pipe; the breaches still count.
    printed: io::Result<()>,
}

impl<'a> VerifyPrinter<'a> {
    /// A printer that has nothing to print yet.
    pub(crate) fn new(output: &'a mut Output, texts: &'a Texts, format: DetailFormat, store: &StoreAddress) -> Self {
        let store = store.to_string();
        Self { output, texts, format, store, count: 0, breaches: Vec::new(), printed: Ok(()) }
    }

    /// Prints a breach, or keeps it for the object.
    pub(crate) fn breach(&mut self, breach: &Breach) {
        self.count += 1;
        match self.format {
            DetailFormat::Json if self.breaches.len() < MOST_BREACHES => {
                self.breaches.push(breach_value(breach));
            }
            DetailFormat::Table if self.printed.is_ok() => {
                let line = self.texts.verify_breach(self.texts.place(&breach.place), self.texts.breach(breach));
                self.printed = writeln!(self.output, "{}", visible(&line));
            }
            DetailFormat::Json | DetailFormat::Table => {}
        }
    }

    /// Prints what was verified and returns the number of breaches. `anchors` are the hashes that had to be in the chain.
    ///
    /// # Errors
    /// Those of the output, but not a closed pipe.
    pub(crate) fn finish(self, summary: &VerifySummary, anchors: &[Vec<u8>]) -> io::Result<u64> {
        let Self { output, texts, format, store, count, breaches, printed } = self;
        let printed = printed.and_then(|()| match format {
            DetailFormat::Json => {
                let mut value = summary_value(summary, anchors, count == 0);
                value["store"] = store.into();
                value["breaches_left_out"] = (count - breaches.len() as u64).into();
                value["breaches"] = breaches.into();
                print_json(output, &value)
            }
            DetailFormat::Table => print_summary(output, summary, (&store, count), texts),
        });
        allow_closed_pipe(printed)?;
        Ok(count)
    }
}

fn print_summary(
    output: &mut Output,
    summary: &VerifySummary,
    (store, breaches): (&str, u64),
    texts: &Texts,
) -> io::Result<()> {
    for (entry, excuse) in &summary.excuses {
        let line = texts.verify_excuse(entry.to_string(), excuse.at.local(), excuse.actor.as_str());
        writeln!(output, "{}", visible(&line))?;
    }
    if breaches > 0 {
        return writeln!(output, "{}", texts.verify_breaches(breaches));
    }
    writeln!(output, "{}", visible(&texts.verify_store(store)))?;
    writeln!(output, "{}", texts.verify_well(summary.operations, summary.entries, summary.customers))?;
    writeln!(output, "{}", texts.verify_anchors(summary.anchors - summary.given_up))?;
    if summary.given_up > 0 {
        writeln!(output, "{}", texts.verify_given_up(summary.given_up))?;
    }
    if summary.channels > 0 {
        writeln!(output, "{}", texts.verify_channels(summary.channels))?;
    }
    if summary.codes > 0 {
        writeln!(output, "{}", texts.verify_codes(summary.codes, summary.proven))?;
    }
    if summary.is_key_checked == Some(false) {
        writeln!(output, "{}", texts.verify_key_unchecked())?;
    }
    if let Some(head) = &summary.head {
        writeln!(output, "{}", texts.verify_head(head.as_str()))?;
        writeln!(output, "{}", texts.verify_note())?;
    }
    Ok(())
}

/// Remarks which channels could not be asked.
pub(crate) fn remark_unasked(summary: &VerifySummary, texts: &Texts) {
    for UnaskedChannel { name, failure } in &summary.unasked {
        let line = match failure {
            Some(failure) => texts.verify_unasked(name.as_str(), texts.failure_with_hint(failure)),
            None => texts.verify_busy(name.as_str()),
        };
        remark(Severity::Error.line(&visible(&line), texts));
    }
}

fn unasked_value(UnaskedChannel { name, failure }: &UnaskedChannel) -> Value {
    json!({
        "channel": name,
        "error": failure.as_ref().map(|failure| Texts::for_machines().failure_with_hint(failure)),
        "failure": failure.as_ref().and_then(JobFailure::to_json),
    })
}

fn excuse_value((entry, Excuse { at, actor }): (&i64, &Excuse)) -> Value {
    json!({ "entry": entry, "at": at.rfc3339(), "actor": actor })
}

fn breach_value(breach: &Breach) -> Value {
    json!({
        "place": breach.place.to_string(),
        "code": breach.kind.id(),
        "found": breach.found.to_string(),
        "expected": breach.expected,
        "message": Texts::for_machines().breach(breach),
    })
}

fn summary_value(summary: &VerifySummary, anchors: &[Vec<u8>], is_well: bool) -> Value {
    let anchor = match anchors {
        [] => Value::Null,
        [anchor] => hex(anchor).into(),
        anchors => anchors.iter().map(|anchor| hex(anchor)).collect(),
    };
    // Whoever notes the head of a store with breaches would make the forgery an anchor.
    let head = summary.head.as_ref().filter(|_| is_well);
    json!({
        "ok": is_well,
        "operations": summary.operations,
        "entries": summary.entries,
        "customers": summary.customers,
        "anchors": summary.anchors,
        "given_up": summary.given_up,
        "restorations": summary.excuses.iter().map(excuse_value).collect::<Vec<_>>(),
        "channels": summary.channels,
        "unasked": summary.unasked.iter().map(unasked_value).collect::<Vec<_>>(),
        "sealed": summary.codes,
        "proven": summary.proven,
        "seal_key_checked": summary.is_key_checked,
        "head": head,
        "anchor": anchor,
    })
}
