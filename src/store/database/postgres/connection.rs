//! A connection to a server, its statements and its transactions.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use postgres::types::{Kind, ToSql, Type};
use postgres::{Client, SimpleQueryMessage, Statement};

use super::row::PostgresRow;
use super::translation::translated;
use super::watch::{Cancel, Watch};
use crate::model::unhex;
use crate::stop::GrowingPause;
use crate::store::database::param::Param;
use crate::store::database::sets::{Beginning, Insertion, Purpose, Update};
use crate::store::database::value::FromColumn as _;
use crate::store::error::{Result, StoreError};
use crate::store::stopping;

/// How many prepared statements are kept.
const STATEMENTS: usize = 256;

/// How long a statement waits for another one's lock.
const LOCK_TIMEOUT: Duration = Duration::from_secs(60);

/// How long to try to reach a server again that was reached before: it may be about to start.
const RETURN_TIMEOUT: Duration = Duration::from_secs(60);

/// The first pause between two tries, which doubles up to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// The types of columns as the server names them: by table and column.
type ColumnTypes = HashMap<String, HashMap<String, String>>;

/// Reads the types of the columns of all tables.
const COLUMN_TYPES: &str = "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL)
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = current_schema() AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped";

/// Connects to the server, each time that it is called.
pub(in crate::store) type Connect = Box<dyn Fn() -> Result<(Client, Cancel)> + Send>;

/// A connection to a server.
pub(in crate::store) struct PostgresDatabase {
    connect: Connect,
    client: RefCell<Client>,
    /// By what they were before they were translated.
    statements: RefCell<HashMap<String, Statement>>,
    /// The types of the columns, by their names, by the tables'.
    column_types: RefCell<ColumnTypes>,
    /// What insertions and updates of many rows were translated to, by the statement for one row.
    sets: RefCell<HashMap<String, String>>,
    is_in_transaction: Cell<bool>,
    /// Whether a statement of the transaction failed.
    pub(super) is_spoiled: Cell<bool>,
    /// How many cursors are open.
    pub(super) cursors: Cell<usize>,
    watch: Watch,
    /// How long a statement waits for another one's lock.
    patience: Cell<Duration>,
    /// Whether nothing may be written.
    is_reader: Cell<bool>,
}

/// The type of parameters on the way to the client.
pub(super) type Given<'p> = &'p (dyn ToSql + Sync);

/// Returns the type of a parameter where the server might guess another one; of others, it finds it itself.
fn type_of(parameter: &Param<'_>) -> Type {
    match parameter {
        Param::Integer(_) => Type::INT8,
        _ => Type::UNKNOWN,
    }
}

pub(super) fn given<'p>(parameters: &'p [Param<'_>]) -> Vec<Given<'p>> {
    parameters.iter().map(|parameter| parameter as Given<'p>).collect()
}

/// Reads what [`PostgresDatabase::begin_reading`] asks for; `None` if it is not what it is to be, as those who read it one by one
/// tell better.
fn beginning(answers: &[SimpleQueryMessage]) -> Option<Beginning> {
    let mut rows = answers.iter().filter_map(|answer| match answer {
        SimpleQueryMessage::Row(row) => Some(row),
        _ => None,
    });
    let store = rows.next().filter(|row| row.len() == 5)?;
    let mut numbers = [0; 5];
    for (at, number) in numbers.iter_mut().enumerate() {
        *number = store.get(at)?.parse().ok()?;
    }
    let last_entry = match rows.next() {
        Some(entry) => Some((entry.get(0)?.parse().ok()?, unhex(entry.get(1)?.strip_prefix("\\x")?)?)),
        None => None,
    };
    Some(Beginning { numbers, last_entry })
}

/// Statements.
impl PostgresDatabase {
    /// Connects to a server, now and whenever the connection is lost.
    pub(in crate::store) fn new(connect: Connect) -> Result<Self> {
        let (client, cancel) = connect()?;
        let database = Self {
            connect,
            client: RefCell::new(client),
            statements: RefCell::default(),
            column_types: RefCell::default(),
            sets: RefCell::default(),
            is_in_transaction: Cell::new(false),
            is_spoiled: Cell::new(false),
            cursors: Cell::new(0),
            watch: Watch::new(cancel),
            patience: Cell::new(LOCK_TIMEOUT),
            is_reader: Cell::new(false),
        };
        database.set_up()?;
        Ok(database)
    }

    /// Sets what holds for the whole connection.
    fn set_up(&self) -> Result<()> {
        // The server takes 0 for no limit. The rows of a cursor are all read. Texts are what they are, whatever the server's defaults.
        self.batch(&format!(
            "SET lock_timeout = {}; SET default_transaction_read_only = {}; SET cursor_tuple_fraction = 1;
             SET standard_conforming_strings = on",
            self.patience.get().as_millis().max(1),
            if self.is_reader.get() { "on" } else { "off" }
        ))
    }

    /// Connects once more, after the connection was lost; what was not committed is lost too. The server may be about to start.
    ///
    /// # Errors
    /// It cannot be reached again in time, or the program was asked to stop.
    pub(in crate::store) fn reconnect(&self) -> Result<()> {
        let begun = Instant::now();
        let mut pause = GrowingPause::new(FIRST_PAUSE, LONGEST_PAUSE);
        loop {
            match (self.connect)() {
                Ok((client, cancel)) => {
                    self.client.replace(client);
                    self.watch.watch_over(cancel);
                    self.forget_statements();
                    self.is_in_transaction.set(false);
                    self.is_spoiled.set(false);
                    return self.set_up();
                }
                Err(error) if begun.elapsed() > RETURN_TIMEOUT || !error.may_pass() => return Err(error),
                Err(_) => {
                    if let Some(signal) = stopping::signal() {
                        return Err(StoreError::Interrupted(signal));
                    }
                    pause.wait(&stopping::of_thread());
                }
            }
        }
    }

    /// Does something that is not part of a transaction, once more if the connection was lost by then.
    fn unless_lost<R>(&self, attempt: impl Fn() -> Result<R>) -> Result<R> {
        match attempt() {
            Err(StoreError::Lost(_)) if !self.is_in_transaction.get() => {
                self.reconnect()?;
                attempt()
            }
            done => done,
        }
    }

    /// Calls the client, and notes whether the transaction is spoiled by what it answers.
    pub(super) fn call<R>(
        &self,
        call: impl FnOnce(&mut Client) -> std::result::Result<R, postgres::Error>,
    ) -> Result<R> {
        let mut client = self.client.borrow_mut();
        call(&mut client).map_err(|error| {
            self.is_spoiled.set(self.is_in_transaction.get());
            if client.is_closed() { StoreError::Lost(Box::new(error)) } else { StoreError::from(error) }
        })
    }

    /// Returns the prepared statement for one of the store's.
    pub(super) fn prepared(&self, sql: &str, parameters: &[Param<'_>]) -> Result<Statement> {
        if let Some(statement) = self.statements.borrow().get(sql) {
            return Ok(statement.clone());
        }
        let types: Vec<_> = parameters.iter().map(type_of).collect();
        let statement = self.call(|client| client.prepare_typed(&translated(sql), &types))?;
        let mut statements = self.statements.borrow_mut();
        if statements.len() >= STATEMENTS {
            statements.clear();
        }
        statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    pub(in crate::store) fn execute(&self, sql: &str, parameters: &[Param<'_>]) -> Result<usize> {
        let changed = self.unless_lost(|| {
            let statement = self.prepared(sql, parameters)?;
            self.call(|client| client.execute(&statement, &given(parameters)))
        })?;
        Ok(usize::try_from(changed).unwrap_or(usize::MAX))
    }

    pub(in crate::store) fn one<R>(
        &self,
        sql: &str,
        parameters: &[Param<'_>],
        read: impl FnOnce(&PostgresRow) -> Result<R>,
    ) -> Result<Option<R>> {
        let is_limited = !sql.starts_with("SELECT") || sql.contains("LIMIT");
        let sql = if is_limited { Cow::Borrowed(sql) } else { Cow::Owned(format!("{sql} LIMIT 1")) };
        let rows = self.sent(&sql, parameters)?;
        rows.into_iter().next().map(|row| read(&PostgresRow::new(row))).transpose()
    }

    /// Returns all rows of a statement at once.
    pub(in crate::store) fn returned(&self, sql: &str, parameters: &[Param<'_>]) -> Result<Vec<PostgresRow>> {
        Ok(self.sent(sql, parameters)?.into_iter().map(PostgresRow::new).collect())
    }

    fn sent(&self, sql: &str, parameters: &[Param<'_>]) -> Result<Vec<postgres::Row>> {
        self.unless_lost(|| {
            let statement = self.prepared(sql, parameters)?;
            self.call(|client| client.query(&statement, &given(parameters)))
        })
    }

    pub(in crate::store) fn insert_all<'p, const N: usize>(
        &self,
        insertion: &Insertion<N>,
        rows: impl IntoIterator<Item = [Param<'p>; N]>,
    ) -> Result<Option<usize>> {
        let Insertion { table, columns, conflict } = insertion;
        let conflict = translated(conflict);
        let names = columns.join(", ");
        let places = (1..=N).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ");
        let one = format!("INSERT INTO {table} ({names}) VALUES ({places}) {conflict}");
        let sql = self.of_set(&one, table, columns, |arrays, _| {
            format!("INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays}) {conflict}")
        })?;
        let columns_of_rows = by_column(rows);
        let inserted = self.execute_set(&sql, &columns_of_rows)?;
        let [keys, ..] = columns_of_rows.as_slice() else { return Ok(None) };
        if inserted >= keys.len() {
            return Ok(None);
        }
        // Which of them were there already is asked only then, since it hardly ever happens.
        let key = columns[0];
        let there = self.returned(&format!("SELECT {key} FROM {table} WHERE {key} = ANY($1)"), &[integers(keys)])?;
        let there: HashSet<_> = there.iter().filter_map(|row| row.value(0).ok().and_then(i64::from_column)).collect();
        Ok(keys.iter().position(|key| !matches!(key, Param::Integer(number) if there.contains(number))))
    }

    pub(in crate::store) fn update_all<'p, const N: usize>(
        &self,
        update: &Update<N>,
        rows: impl IntoIterator<Item = [Param<'p>; N]>,
    ) -> Result<()> {
        let Update { table, columns, key } = update;
        let assigned = |(at, column): (usize, &&str)| format!("{column} = ${}", at + 1);
        let numbered = columns.iter().enumerate();
        let keys: Vec<_> = numbered.clone().take(*key).map(assigned).collect();
        let set: Vec<_> = numbered.skip(*key).map(assigned).collect();
        let one = format!("UPDATE {table} SET {} WHERE {}", set.join(", "), keys.join(" AND "));
        let sql = self.of_set(&one, table, columns, |arrays, names| {
            let set: Vec<_> =
                columns.iter().zip(names).skip(*key).map(|(to, from)| format!("{to} = v.{from}")).collect();
            let keys: Vec<_> =
                columns.iter().zip(names).take(*key).map(|(to, from)| format!("t.{to} = v.{from}")).collect();
            let (set, keys) = (set.join(", "), keys.join(" AND "));
            format!("UPDATE {table} AS t SET {set} FROM unnest({arrays}) AS v({}) WHERE {keys}", names.join(", "))
        })?;
        self.execute_set(&sql, &by_column(rows)).map(drop)
    }

    /// Returns the statement for many rows that takes the place of one for a single row: made of the arrays, in their types,
    /// and of names for their columns.
    fn of_set(
        &self,
        one: &str,
        table: &str,
        columns: &[&str],
        make: impl FnOnce(&str, &[String]) -> String,
    ) -> Result<String> {
        if let Some(sql) = self.sets.borrow().get(one) {
            return Ok(sql.clone());
        }
        let types = self.types_of(table, columns)?;
        let arrays = types.iter().enumerate().map(|(at, kind)| format!("${}::{kind}[]", at + 1));
        let names: Vec<_> = (1..=columns.len()).map(|at| format!("v{at}")).collect();
        let sql = make(&arrays.collect::<Vec<_>>().join(", "), &names);
        self.sets.borrow_mut().insert(one.to_owned(), sql.clone());
        Ok(sql)
    }

    /// Returns the types of a table's columns, which are all read at once.
    fn types_of(&self, table: &str, columns: &[&str]) -> Result<Vec<String>> {
        let known = |types: &ColumnTypes| {
            let of_table = types.get(table)?;
            columns.iter().map(|column| of_table.get(*column).cloned()).collect::<Option<Vec<_>>>()
        };
        if let Some(types) = known(&self.column_types.borrow()) {
            return Ok(types);
        }
        let mut types = ColumnTypes::new();
        for row in self.returned(COLUMN_TYPES, &[])? {
            let text = |at| row.value(at).map(|value| String::from_column(value).unwrap_or_default());
            types.entry(text(0)?).or_default().insert(text(1)?, text(2)?);
        }
        let found = known(&types);
        self.column_types.replace(types);
        found.ok_or_else(|| StoreError::Database(format!("the table `{table}` has not all of its columns").into()))
    }

    /// Runs a statement whose parameters are columns of rows; returns the number of rows that it changed.
    fn execute_set(&self, sql: &str, columns: &[Vec<Param<'_>>]) -> Result<usize> {
        let statement = self.prepared(sql, &[])?;
        debug_assert!(
            statement.params().iter().all(|kind| matches!(kind.kind(), Kind::Array(_)) || *kind == Type::UNKNOWN)
        );
        let columns: Vec<_> = columns.iter().map(|column| column as Given<'_>).collect();
        let changed = self.call(|client| client.execute(&statement, &columns))?;
        Ok(usize::try_from(changed).unwrap_or(usize::MAX))
    }

    /// Runs statements as they are, one after the other.
    pub(in crate::store) fn batch(&self, sql: &str) -> Result<()> {
        self.call(|client| client.batch_execute(sql))
    }
}

/// Transactions.
impl PostgresDatabase {
    pub(in crate::store) fn begin(&self, purpose: Purpose) -> Result<()> {
        match purpose {
            Purpose::Write => self.begin_reading().map(drop),
            Purpose::Snapshot => self.begun(|| self.batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")),
            // If the connection is lost, so is the transaction that this is in.
            Purpose::Rehearsal => self.batch("SAVEPOINT step"),
        }
    }

    /// Begins a transaction in the way that is given.
    fn begun<R>(&self, begin: impl Fn() -> Result<R>) -> Result<R> {
        let answer = self.unless_lost(begin).inspect_err(|_| self.end())?;
        self.is_in_transaction.set(true);
        Ok(answer)
    }

    /// Begins a transaction that writes, and reads in the same way to the server what each of them needs. Whoever writes locks the
    /// store's row first: numbers, the chain of the trail and what follows the change numbers are right since nobody else writes
    /// meanwhile.
    pub(in crate::store) fn begin_reading(&self) -> Result<Option<Beginning>> {
        // The second question sees what was committed before the store's row was locked.
        let sql = "BEGIN; SELECT change, operations, customers, later_documents, indexed FROM store WHERE \"only\" = 1 FOR UPDATE; \
                   SELECT id, hash FROM entry ORDER BY id DESC LIMIT 1";
        let answers = self.begun(|| self.watch.while_waiting(|| self.call(|client| client.simple_query(sql))))?;
        Ok(beginning(&answers))
    }

    /// Begins a transaction that makes or changes the schema; nobody else does so meanwhile. `number` is that of the server's lock
    /// for it.
    pub(in crate::store) fn begin_schema(&self, number: i64) -> Result<()> {
        let begun = self.batch(&format!("BEGIN; SELECT pg_advisory_xact_lock({number})"));
        if begun.is_err() {
            self.end();
        }
        self.is_in_transaction.set(begun.is_ok());
        begun
    }

    pub(in crate::store) fn commit(&self, purpose: Purpose) -> Result<()> {
        if self.is_spoiled.get() {
            // The server would answer COMMIT by rolling back, and call it a success.
            self.roll_back(purpose);
            return Err(StoreError::Database("a statement of the transaction failed".into()));
        }
        if purpose == Purpose::Rehearsal {
            return self.batch("RELEASE SAVEPOINT step");
        }
        let committed = self.batch("COMMIT");
        self.is_in_transaction.set(false);
        self.is_spoiled.set(false);
        committed
    }

    pub(in crate::store) fn roll_back(&self, purpose: Purpose) {
        if purpose == Purpose::Rehearsal {
            let undone = self.batch("ROLLBACK TO SAVEPOINT step; RELEASE SAVEPOINT step");
            self.is_spoiled.set(undone.is_err());
        } else {
            self.end();
        }
    }

    /// Ends what is open, without keeping it. A connection that is lost has lost it as well.
    fn end(&self) {
        let _ = self.batch("ROLLBACK");
        self.is_in_transaction.set(false);
        self.is_spoiled.set(false);
    }

    pub(in crate::store) fn is_in_transaction(&self) -> bool {
        self.is_in_transaction.get()
    }
}

/// The connection as a whole.
impl PostgresDatabase {
    /// Lets nothing be written from now on.
    pub(in crate::store) fn only_read(&self) -> Result<()> {
        self.is_reader.set(true);
        self.set_up()
    }

    /// Waits no longer than that for another one's lock, from now on.
    pub(in crate::store) fn wait_at_most(&self, patience: Duration) -> Result<()> {
        self.patience.set(patience);
        self.set_up()
    }

    /// Makes statements end when the program is asked to stop.
    pub(in crate::store) fn interrupt_on_signal(&self) {
        self.watch.interrupt(true);
    }

    /// Lets statements finish again.
    pub(in crate::store) fn never_interrupt(&self) {
        self.watch.interrupt(false);
    }

    /// Forgets the prepared statements, since tables changed.
    pub(in crate::store) fn forget_statements(&self) {
        self.statements.borrow_mut().clear();
        self.sets.borrow_mut().clear();
        self.column_types.borrow_mut().clear();
    }
}

/// Returns the rows column by column.
fn by_column<'p, const N: usize>(rows: impl IntoIterator<Item = [Param<'p>; N]>) -> Vec<Vec<Param<'p>>> {
    let mut columns: Vec<_> = (0..N).map(|_| Vec::new()).collect();
    for row in rows {
        for (column, value) in columns.iter_mut().zip(row) {
            column.push(value);
        }
    }
    columns
}

fn integers(keys: &[Param<'_>]) -> Param<'static> {
    let numbers = keys.iter().filter_map(|key| match key {
        Param::Integer(number) => Some(*number),
        _ => None,
    });
    Param::Integers(numbers.collect())
}
