//! The figures of a report as one object for machines. `docs/report.md` says what each key means.

use serde_json::{Map, Value, json};

use super::attention;
use super::dates::offset;
use super::document::ReportPlace;
use crate::engine::{
    ChannelStatus, CorrectionSum, DurationSummary, ErrorFigures, JobSummary, PeriodReport, ReportedChannel,
    ReportedOperation, StateCounts, WaitingSpan, WrongValue,
};
use crate::model::{State, Timestamp, hex};

/// Returns the figures.
pub(super) fn for_machines(report: &PeriodReport, place: ReportPlace<'_>) -> Value {
    let scope = &report.request.scope;
    let mut value = json!({
        "store": place.store.to_string(),
        "made": report.status.now.rfc3339(),
        "utc_offset": offset(report.status.now),
        "since": scope.from.map(Timestamp::rfc3339),
        "until": scope.to.map(Timestamp::rfc3339),
        "channels": report.status.channels.iter().map(|channel| channel_value(channel, report)).collect::<Vec<_>>(),
        "unit": report.calendar.unit.name(),
        "spans": spans(report),
        "attention": report.status.attention.iter().map(attention::value).collect::<Vec<_>>(),
        "customers": customers_value(report),
        "operations": operations_value(report),
        "failures": failures_value(report),
        "corrections": corrections_value(report),
        "runs": runs_value(report),
        "entry": report.anchor.entry,
        "hash": hex(&report.anchor.hash),
    });
    if let Some(open) = &report.open {
        value["open"] = open.iter().map(open_value).collect();
    }
    value
}

/// The first days of the spans that the lists below go by.
fn spans(report: &PeriodReport) -> Vec<String> {
    report.calendar.starts.iter().map(ToString::to_string).collect()
}

fn durations_value(durations: Option<DurationSummary>) -> Value {
    durations.map_or(Value::Null, |durations| {
        json!({
            "count": durations.count,
            "median": durations.median,
            "p95": durations.percentile_95,
            "longest": durations.longest,
        })
    })
}

fn waiting_value(span: &WaitingSpan, now: Timestamp) -> Value {
    json!({
        "new": span.new,
        "seconds": durations_value(span.waits),
        "average_seconds": span.parts.map(|parts| {
            json!({ "upload": parts.upload, "sync": parts.sync, "download": parts.download })
        }),
        "waiting": span.waiting,
        "waiting_since": span.oldest.map(Timestamp::rfc3339),
        "waiting_seconds": span.oldest.map(|since| now.since(since).as_secs()),
        "dismissed": span.dismissed,
    })
}

fn customers_value(report: &PeriodReport) -> Value {
    let now = report.status.now;
    let mut value = waiting_value(&report.waiting.total, now);
    value["spans"] = report.waiting.spans.iter().map(|span| waiting_value(span, now)).collect();
    let channels = report.waiting.channels.iter().map(|channel| {
        let mut value = waiting_value(&channel.customers, now);
        value["channel"] = report.channel_name(channel.channel).into();
        value["clock_ahead"] = channel.ahead.into();
        value
    });
    value["channels"] = channels.collect();
    value
}

fn states_value(counts: &StateCounts) -> Value {
    State::ALL
        .into_iter()
        .map(|state| (state.name().to_owned(), counts.get(state).into()))
        .collect::<Map<_, _>>()
        .into()
}

fn operations_value(report: &PeriodReport) -> Value {
    let operations = &report.operations;
    json!({
        "total": operations.total.total(),
        "states": states_value(&operations.total),
        "uncorrected": operations.untouched,
        "earlier": operations.earlier,
        "spans": operations.spans.iter().map(states_value).collect::<Vec<_>>(),
    })
}

fn failures_value(report: &PeriodReport) -> Value {
    let failures = &report.failures;
    let fields = failures
        .fields
        .iter()
        .map(|field| json!({ "field": field.field, "operations": field.operations, "open": field.open }));
    json!({
        "operations": failures.operations,
        "open": failures.open,
        "errors": failures.errors.iter().map(|error| error_value(error, report)).collect::<Vec<_>>(),
        "fields": fields.collect::<Vec<_>>(),
        "values": failures.values.iter().map(|value| wrong_value(value, report)).collect::<Vec<_>>(),
    })
}

fn error_value(error: &ErrorFigures, report: &PeriodReport) -> Value {
    let channels = error.by_channel.iter();
    let channels =
        channels.map(|(channel, count)| json!({ "channel": report.channel_name(*channel), "operations": count }));
    json!({
        "error": error.code.name(),
        "operations": error.operations,
        "open": error.open,
        "channels": channels.collect::<Vec<_>>(),
        "spans": error.spans,
    })
}

fn wrong_value(value: &WrongValue, report: &PeriodReport) -> Value {
    let mut object = json!({
        "field": value.field,
        "value": value.value,
        "operations": value.operations,
        "channel": report.channel_name(value.channel.0),
        "channel_operations": value.channel.1,
    });
    if let Some(proposal) = &value.proposal {
        object["proposal"] = proposal.as_str().into();
    }
    object
}

fn sum_value(sum: &CorrectionSum) -> Value {
    json!({
        "edited": sum.edits,
        "resynced": sum.resyncs,
        "dismissed": sum.dismissals,
        "operations": sum.operations,
        "through": sum.through,
    })
}

fn corrections_value(report: &PeriodReport) -> Value {
    let corrections = &report.corrections;
    let named = |key: &str, name: Value, sum: &CorrectionSum| {
        let mut value = sum_value(sum);
        value[key] = name;
        value
    };
    let mut value = sum_value(&corrections.total);
    value["fields"] = corrections.fields.iter().map(|(field, sum)| named("field", (*field).into(), sum)).collect();
    if let Some(people) = &corrections.people {
        value["people"] = people.iter().map(|(actor, sum)| named("actor", actor.as_str().into(), sum)).collect();
    }
    value
}

fn channel_value(channel: &ChannelStatus, report: &PeriodReport) -> Value {
    let known: Option<&ReportedChannel> = report.channels.iter().find(|known| known.name == channel.name);
    json!({
        "channel": channel.name,
        "company": channel.company,
        "configured": channel.is_configured,
        "last_contact": channel.contacted().map(Timestamp::rfc3339),
        "missing": known.map_or(0, |known| known.missing),
        "behind": channel.behind,
        "states": states_value(&known.map(|known| known.operations).unwrap_or_default()),
    })
}

fn runs_value(report: &PeriodReport) -> Value {
    let runs = &report.runs;
    let job = |job: &JobSummary| {
        json!({
            "job": job.job.name(),
            "runs": job.runs,
            "failed": job.failed,
            "seconds": durations_value(job.durations),
        })
    };
    json!({
        "outcomes": runs.outcomes.iter().map(|(outcome, count)| (outcome.name().to_owned(), (*count).into())).collect::<Map<_, _>>(),
        "seconds": durations_value(runs.durations),
        "jobs": runs.jobs.iter().map(job).collect::<Vec<_>>(),
    })
}

fn open_value(operation: &ReportedOperation) -> Value {
    json!({
        "id": operation.id,
        "channel": operation.channel,
        "timestamp": operation.at.rfc3339(),
        "status": operation.state.name(),
        "errors": operation.codes.iter().map(|code| code.name()).collect::<Vec<_>>(),
    })
}
