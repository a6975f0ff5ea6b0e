//! What the program answers about a world, in the short form in which tests compare it.

use serde_json::Value;

use crate::program::Binary;
use crate::world::World;

impl<B: Binary> World<B> {
    /// Returns the operations in the order in which they were received, such as `address 1 failed country-unknown`.
    #[track_caller]
    pub fn states(&self) -> Vec<String> {
        self.listed("record,counter,status,errors")
    }

    /// Returns columns of all operations in the order in which they were received, separated by a space.
    #[track_caller]
    pub fn listed(&self, columns: &str) -> Vec<String> {
        let outcome = self.run(&format!("list --all --sort id --format csv --columns {columns}")).exits(0);
        let mut rows = csv::Reader::from_reader(outcome.stdout.as_bytes());
        let line = |row: csv::StringRecord| row.iter().collect::<Vec<_>>().join(" ").trim_end().to_owned();
        rows.records().map(|row| line(row.unwrap())).collect()
    }

    /// Returns the operations that match an expression.
    #[track_caller]
    pub fn found(&self, expression: &str) -> Vec<i64> {
        let found = self.run(&format!("filter '{expression}' --sort id --columns id --format json")).exits(0).json();
        found.as_array().unwrap().iter().map(|operation| operation["id"].as_i64().unwrap()).collect()
    }

    /// Returns the history of an operation, as `history` prints it for machines.
    #[track_caller]
    pub fn history(&self, id: i64) -> Vec<Value> {
        let entries = self.run(&format!("history {id} --format json")).exits(0).json();
        entries.as_array().unwrap().clone()
    }

    /// Returns the history of an operation: each event with the state that it led to, such as `resynced failed`.
    #[track_caller]
    pub fn events(&self, id: i64) -> Vec<String> {
        let event =
            |entry: &Value| format!("{} {}", entry["event"].as_str().unwrap(), entry["status"].as_str().unwrap());
        self.history(id).iter().map(event).collect()
    }

    /// Returns one operation, as `show` prints it for machines.
    #[track_caller]
    pub fn show(&self, id: i64) -> Value {
        self.run(&format!("show {id} --format json")).exits(0).json()
    }

    /// Returns the old, new and received value of a field of an operation.
    #[track_caller]
    pub fn field(&self, id: i64, name: &str) -> (Option<String>, String, String) {
        let shown = self.show(id);
        let field = shown["attributes"].as_array().unwrap().iter().find(|field| field["name"] == name);
        let field = field.unwrap_or_else(|| panic!("operation {id} has no field `{name}`"));
        let text = |key: &str| field[key].as_str().map(str::to_owned);
        (text("old"), text("new").unwrap(), text("original").unwrap())
    }

    /// Returns the new and the received value of a field or common column of an operation, if it is shown.
    #[track_caller]
    pub fn field_if_any(&self, id: i64, name: &str) -> Option<(String, String)> {
        let shown = self.show(id);
        let field = shown["attributes"].as_array().unwrap().iter().find(|field| field["name"] == name)?;
        let text = |key: &str| field[key].as_str().unwrap().to_owned();
        Some((text("new"), text("original")))
    }

    /// Returns who runs the tests, `user@host`, as the first run in the store has it.
    #[track_caller]
    pub fn user(&self) -> String {
        self.run("jobs show 1 --format json").exits(0).json()["actor"].as_str().unwrap().to_owned()
    }

    /// Returns how the program names whoever runs the tests with `--as NAME`.
    #[track_caller]
    pub fn user_as(&self, name: &str) -> String {
        format!("{name} ({})", self.user())
    }

    /// Asserts that the store agrees with its audit trail, and that SQLite finds nothing wrong.
    #[track_caller]
    pub fn verify(&self) {
        self.run("verify").exits(0);
    }
}
