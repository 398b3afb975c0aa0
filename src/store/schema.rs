//! The tables, as a list of upgrades. Each runs once, in the transaction that also raises the version.

use rusqlite::Transaction;

/// Marks a database as ours (`PRAGMA application_id`): "prac".
pub(super) const APPLICATION_ID: i64 = 0x7072_6163;

pub(super) type Upgrade = fn(&Transaction<'_>) -> rusqlite::Result<()>;

/// Upgrade `n` takes a record of version `n` to `n + 1`. Never change one that was released: add the next.
pub(super) const UPGRADES: [Upgrade; 3] = [first, second, third];

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

/// Drills beside mocks, what the candidate says of sittings and items, and the projections of the log.
fn second(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "-- Forms stand apart, so that a list of sittings reads none of them.
        CREATE TABLE form (
            sitting     INTEGER PRIMARY KEY REFERENCES sitting (id),
            json        TEXT NOT NULL
        ) STRICT;
        INSERT INTO form (sitting, json) SELECT id, form FROM sitting;
        ALTER TABLE sitting DROP COLUMN form;
        -- What the candidate says of a sitting; of two machines the later word stands.
        ALTER TABLE sitting ADD COLUMN label TEXT NOT NULL DEFAULT '';
        ALTER TABLE sitting ADD COLUMN note TEXT NOT NULL DEFAULT '';
        ALTER TABLE sitting ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sitting ADD COLUMN edited_ms INTEGER NOT NULL DEFAULT 0;

        -- The candidate's own marks on items; of two machines the later word stands, for flag and note apart.
        CREATE TABLE mark (
            credential  TEXT NOT NULL,
            item        TEXT NOT NULL,
            flagged     INTEGER NOT NULL,
            flagged_ms  INTEGER NOT NULL,
            note        TEXT NOT NULL,
            note_ms     INTEGER NOT NULL,
            PRIMARY KEY (credential, item)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE goal (
            credential  TEXT PRIMARY KEY,
            exam_day    TEXT,                      -- as 2026-12-20; none when it was taken back
            changed_ms  INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        -- Results of the real exam.
        CREATE TABLE result (
            uid         TEXT PRIMARY KEY,
            credential  TEXT NOT NULL,
            day         TEXT NOT NULL,
            passed      INTEGER NOT NULL,
            scaled      INTEGER,
            removed     INTEGER NOT NULL,
            changed_ms  INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        -- What was said of readiness, and when: never changed, so that it can be scored against a result.
        CREATE TABLE prediction (
            credential  TEXT NOT NULL,
            at_ms       INTEGER NOT NULL,
            json        TEXT NOT NULL,
            PRIMARY KEY (credential, at_ms)
        ) STRICT, WITHOUT ROWID;

        -- From here on everything is made from the log, and can be made again.
        CREATE TABLE answer (
            sitting     INTEGER NOT NULL REFERENCES sitting (id),
            position    INTEGER NOT NULL,
            credential  TEXT NOT NULL,
            item        TEXT NOT NULL,
            domain      TEXT NOT NULL,
            task        TEXT NOT NULL,
            angoff      REAL NOT NULL,
            options     INTEGER NOT NULL,
            choose      INTEGER NOT NULL,
            at_ms       INTEGER NOT NULL,
            spent_ms    INTEGER NOT NULL,
            chosen      INTEGER NOT NULL,          -- bits of the stored places
            certainty   INTEGER NOT NULL,          -- 0 not said, 1 unsure, 2 sure
            right       INTEGER NOT NULL,
            rapid       INTEGER NOT NULL,
            timed       INTEGER NOT NULL,          -- in a mock under the exam's clock
            counts      INTEGER NOT NULL,          -- for mastery and readiness
            seen        INTEGER NOT NULL,          -- the item was answered before
            PRIMARY KEY (sitting, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX answer_by_item ON answer (credential, item, at_ms);
        CREATE INDEX answer_by_time ON answer (credential, seen, at_ms) WHERE counts = 1;
        CREATE TABLE recollection (
            credential  TEXT NOT NULL,
            item        TEXT NOT NULL,
            domain      TEXT NOT NULL,
            task        TEXT NOT NULL,
            answers     INTEGER NOT NULL,
            right       INTEGER NOT NULL,
            first_ms    INTEGER NOT NULL,
            last_ms     INTEGER NOT NULL,
            last_right  INTEGER NOT NULL,
            misconception INTEGER NOT NULL,
            stability   REAL NOT NULL,
            difficulty  REAL NOT NULL,
            PRIMARY KEY (credential, item)
        ) STRICT, WITHOUT ROWID;
        -- Answers by quarter of an hour, so that days can be told in any time zone.
        CREATE TABLE activity (
            credential  TEXT NOT NULL,
            quarter     INTEGER NOT NULL,          -- of an hour, since 1970
            answers     INTEGER NOT NULL,
            right       INTEGER NOT NULL,
            spent_ms    INTEGER NOT NULL,
            PRIMARY KEY (credential, quarter)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE standing (                    -- what home shows, as of a revision
            credential  TEXT PRIMARY KEY,
            revision    INTEGER NOT NULL,
            json        TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE state (
            revision    INTEGER NOT NULL,          -- grows with every change of the projections
            projection  INTEGER NOT NULL           -- which rules made them; 0 for none yet
        ) STRICT;
        INSERT INTO state (revision, projection) VALUES (0, 0);",
    )
}

/// Queries that were built for practice, and places kept in the code book.
fn third(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE build (
            uid         TEXT PRIMARY KEY,
            credential  TEXT NOT NULL,
            item        TEXT NOT NULL,
            content     TEXT NOT NULL,             -- the wording that it was built from
            at_ms       INTEGER NOT NULL,
            parts       TEXT NOT NULL,             -- ids of the chosen parts, JSON
            percent     INTEGER NOT NULL,
            compliant   INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX build_by_item ON build (credential, item, at_ms);
        -- One that was taken back stays, so that it is taken back everywhere.
        CREATE TABLE bookmark (
            system      TEXT NOT NULL,             -- 'icd10cm', 'icd10pcs' or 'ms-drg'
            code        TEXT NOT NULL,
            kept        INTEGER NOT NULL,
            changed_ms  INTEGER NOT NULL,
            PRIMARY KEY (system, code)
        ) STRICT, WITHOUT ROWID;",
    )
}
