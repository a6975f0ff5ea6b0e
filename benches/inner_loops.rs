//! The engine's inner loops, one operation at a time and without a database: `cargo bench --features bench --bench inner_loops`.
//!
//! Values are dropped inside the measured time, as they are in the engine.

use divan::{Bencher, black_box, black_box_drop};
use hqsync::bench::{Case, Row};

fn main() {
    divan::main();
}

/// From the store's JSON to values by field.
#[divan::bench_group]
mod decode {
    use super::{Bencher, Row, black_box, black_box_drop};

    #[divan::bench]
    fn customer(bencher: Bencher<'_, '_>) {
        run(bencher, &Row::customer());
    }

    #[divan::bench]
    fn address(bencher: Bencher<'_, '_>) {
        run(bencher, &Row::address());
    }

    fn run(bencher: Bencher<'_, '_>, row: &Row) {
        bencher.bench_local(|| black_box_drop(black_box(row).decode()));
    }
}

/// The common columns and whether the row is malformed; then all rules on its fields.
#[divan::bench_group]
mod validate {
    use super::{Bencher, Row, black_box, black_box_drop};

    #[divan::bench]
    fn envelope_customer(bencher: Bencher<'_, '_>) {
        envelope(bencher, &Row::customer());
    }

    #[divan::bench]
    fn envelope_address(bencher: Bencher<'_, '_>) {
        envelope(bencher, &Row::address());
    }

    #[divan::bench]
    fn check_customer(bencher: Bencher<'_, '_>) {
        check(bencher, &Row::customer());
    }

    #[divan::bench]
    fn check_address(bencher: Bencher<'_, '_>) {
        check(bencher, &Row::address());
    }

    fn envelope(bencher: Bencher<'_, '_>, row: &Row) {
        assert!(row.read_envelope().is_empty(), "the row is good");
        bencher.bench_local(|| black_box_drop(black_box(row).read_envelope()));
    }

    fn check(bencher: Bencher<'_, '_>, row: &Row) {
        let snapshot = row.decode();
        assert!(row.check(&snapshot).is_empty(), "the row is good");
        bencher.bench_local(|| black_box_drop(black_box(row).check(black_box(&snapshot))));
    }
}

/// From decoded rows to a decision, validation included. Alone in its sample, a decision would find the caches cold.
#[divan::bench_group(sample_size = 100)]
mod decide {
    use super::{Bencher, Case, black_box_drop};

    #[divan::bench]
    fn create(bencher: Bencher<'_, '_>) {
        run(bencher, &Case::create(), Some(0));
    }

    #[divan::bench]
    fn update(bencher: Bencher<'_, '_>) {
        run(bencher, &Case::update(), Some(1));
    }

    #[divan::bench]
    fn superseded(bencher: Bencher<'_, '_>) {
        run(bencher, &Case::superseded(), None);
    }

    fn run(bencher: Bencher<'_, '_>, case: &Case, changes: Option<usize>) {
        assert_eq!(case.prepare().decide().changes(), changes, "the case is the one that is meant");
        bencher.with_inputs(|| case.prepare()).bench_local_values(|prepared| black_box_drop(prepared.decide()));
    }
}

/// From values to JSON: a received row, and a customer's record.
#[divan::bench_group]
mod encode {
    use super::{Bencher, Row, black_box, black_box_drop};

    #[divan::bench]
    fn row(bencher: Bencher<'_, '_>) {
        let row = Row::customer();
        bencher.bench_local(|| black_box_drop(black_box(&row).encode()));
    }

    #[divan::bench]
    fn record(bencher: Bencher<'_, '_>) {
        let row = Row::customer();
        let snapshot = row.decode();
        bencher.bench_local(|| black_box_drop(black_box(&snapshot).encode()));
    }
}
