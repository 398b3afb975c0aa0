//! The tables, as a list of upgrades. Each runs once, in the transaction that also raises the version.

use rusqlite::Transaction;

/// Marks a database as ours (`PRAGMA application_id`): "prac".
pub(super) const APPLICATION_ID: i64 = 0x7072_6163;

pub(super) type Upgrade = fn(&Transaction<'_>) -> rusqlite::Result<()>;

/// Upgrade `n` takes a record of version `n` to `n + 1`. Never change one that was released: add the next.
pub(super) const UPGRADES: [Upgrade; 1] = [first];

pub(super) const VERSION: i64 = UPGRADES.len() as i64;

fn first(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE sitting (
            id          INTEGER PRIMARY KEY,
            uid         TEXT NOT NULL UNIQUE,      -- the same on every machine it is moved to
            credential  TEXT NOT NULL,
            kind        TEXT NOT NULL,             -- 'mock'
            number      INTEGER NOT NULL,          -- forms of a credential count from 1
            name        TEXT NOT NULL,
            items       INTEGER NOT NULL,
            form        TEXT NOT NULL,             -- the whole form, JSON
            started_ms  INTEGER NOT NULL,          -- wall time, milliseconds since 1970
            active_ms   INTEGER NOT NULL,          -- time at the exam, at the last sign of life
            alive_ms    INTEGER NOT NULL,          -- wall time of the last sign of life
            ended_ms    INTEGER,
            summary     TEXT                       -- scores as they were given, JSON
        ) STRICT;
        CREATE INDEX sitting_by_start ON sitting (credential, started_ms);

        CREATE TABLE event (
            sitting     INTEGER NOT NULL REFERENCES sitting (id),
            seq         INTEGER NOT NULL,
            active_ms   INTEGER NOT NULL,
            wall_ms     INTEGER NOT NULL,
            body        TEXT NOT NULL,             -- the event, JSON
            PRIMARY KEY (sitting, seq)
        ) STRICT, WITHOUT ROWID;

        -- Every wording that was ever on a form: reports do not depend on today's banks.
        CREATE TABLE wording (
            content     TEXT PRIMARY KEY,
            json        TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- Which item was on the screen in which sitting.
        CREATE TABLE shown (
            credential  TEXT NOT NULL,
            item        TEXT NOT NULL,
            sitting     INTEGER NOT NULL REFERENCES sitting (id),
            number      INTEGER NOT NULL,
            PRIMARY KEY (credential, item, sitting)
        ) STRICT, WITHOUT ROWID;",
    )
}
