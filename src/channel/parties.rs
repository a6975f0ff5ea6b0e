//! Party numbers of customers whom the store does not know since it was put back: it gives these numbers to others, so in the
//! channel they are set aside, with names, addresses and contacts, until their customers come from headquarters again.

use super::database::ChannelDatabase;
use super::error::Result;
use super::writing::Writing;

/// The tables with a party, and their column for it. That of accounts is the last: it says which parties are customers'.
const TABLES: [(&str, &str); 4] = [
    ("DIRPARTYTABLE", "PARTYNUMBER"),
    ("LOGISTICSPOSTALADDRESS", "PARTY"),
    ("LOGISTICSELECTRONICADDRESS", "PARTY"),
    ("CUSTTABLE", "PARTY"),
];

/// The parties with a number that the store would give anew, from a number on. Customers that were imported may have no GUID; a
/// channel's own, whose party has such a number, are no less in the way.
const GIVEN: &str = "SELECT c.PARTY FROM CUSTTABLE c JOIN RETAILCUSTTABLE r USING (DATAAREAID, ACCOUNTNUM)
     WHERE length(c.PARTY) >= 9 AND c.PARTY NOT GLOB '*[^0-9]*' AND CAST(c.PARTY AS INTEGER) > ?1";

/// What a party that was set aside looks like.
const ASIDE: &str = "GLOB 'R[0-9]*-[0-9]*'";

impl ChannelDatabase {
    /// Whether any party is set aside.
    pub(crate) fn has_parties_aside(&self) -> Result<bool> {
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM DIRPARTYTABLE WHERE PARTYNUMBER BETWEEN 'R' AND 'S' AND PARTYNUMBER {ASIDE})"
        );
        self.sqlite(self.connection.query_row(&sql, [], |row| row.get(0)))
    }
}

impl Writing<'_> {
    /// Sets the parties of customers aside whose number is higher than `last`. `restored` is the entry with which the store was
    /// put back, which makes their new names unique.
    pub(crate) fn set_parties_aside(&self, last: i64, restored: i64) -> Result<()> {
        for (table, column) in TABLES {
            let sql = format!("UPDATE {table} SET {column} = 'R{restored}-' || {column} WHERE {column} IN ({GIVEN})");
            self.sqlite(self.transaction.execute(&sql, [last]))?;
        }
        self.note_everything()
    }

    /// Removes what belongs to parties that were set aside and whose customers have come from headquarters again.
    pub(crate) fn remove_parties_aside(&self) -> Result<()> {
        for (table, column) in &TABLES[..TABLES.len() - 1] {
            let sql =
                format!("DELETE FROM {table} WHERE {column} {ASIDE} AND {column} NOT IN (SELECT PARTY FROM CUSTTABLE)");
            self.sqlite(self.transaction.execute(&sql, []))?;
        }
        self.note_everything()
    }
}
