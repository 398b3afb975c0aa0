//! A document into the record: first what would change, then, in one transaction, the change.

use std::collections::HashSet;
use std::path::PathBuf;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::TransferError;
use super::check::Fault;
use super::read::{Document, Unread};
use super::rows::Joining;
use super::sitting::{Happening, SittingPart, with_uid};
use crate::bank::ContentHash;
use crate::exam::{Event, drill};
use crate::store::Store;
use crate::store::copies::BEFORE_IMPORT;
use crate::store::projection;
use crate::store::sittings::{Kind, SittingId};

/// What taking a document in came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    pub new: u64,
    /// Sittings of which the document knew more, or a later word.
    pub replaced: u64,
    pub unchanged: u64,
    /// Marks, goals, results, predictions, builds and bookmarks that are new or changed.
    pub others: u64,
    /// The record as it was before; none where nothing changed.
    pub copy: Option<PathBuf>,
}

/// What a document changes in the record. Nothing has been written when there is one.
struct Plan<'a, 'd> {
    /// With the version in the record that is replaced.
    sittings: Vec<(&'a Unread<'d>, Option<SittingId>)>,
    rows: Vec<Write>,
    imported: Imported,
}

type Write = Box<dyn FnOnce(&Connection) -> rusqlite::Result<()>>;

impl Store {
    /// Takes a document in. An error leaves the record as it was.
    pub fn import(&mut self, bytes: &[u8]) -> Result<Imported, TransferError> {
        self.writable()?;
        let document = Document::of(bytes)?;
        let plan = self.plan(&document)?;
        if plan.sittings.is_empty() && plan.rows.is_empty() {
            return Ok(plan.imported);
        }
        let copy = self.copy_beside(BEFORE_IMPORT)?;
        let imported = Imported { copy, ..plan.imported.clone() };
        self.carry_out(plan, &document)?;
        Ok(imported)
    }

    fn plan<'a, 'd>(&self, document: &'a Document<'d>) -> Result<Plan<'a, 'd>, TransferError> {
        let mut plan = Plan { sittings: Vec::new(), rows: Vec::new(), imported: Imported::default() };
        let sent: HashSet<&str> = document.wordings.iter().map(|row| row.content.as_str()).collect();
        let wordings = Wordings { sent, connection: &self.connection };
        for unread in &document.sittings {
            let step = match unread.kind {
                Kind::Mock => self.step::<Event>(document, unread, &wordings)?,
                Kind::Drill => self.step::<drill::Event>(document, unread, &wordings)?,
            };
            match step {
                Step::Nothing => plan.imported.unchanged += 1,
                Step::New => {
                    plan.imported.new += 1;
                    plan.sittings.push((unread, None));
                }
                Step::Replace(id) => {
                    plan.imported.replaced += 1;
                    plan.sittings.push((unread, Some(id)));
                }
            }
        }
        self.plan_rows(&document.wordings, &mut plan)?;
        let wordings = plan.rows.len();
        self.plan_rows(&document.marks, &mut plan)?;
        self.plan_rows(&document.goals, &mut plan)?;
        self.plan_rows(&document.results, &mut plan)?;
        self.plan_rows(&document.predictions, &mut plan)?;
        self.plan_rows(&document.builds, &mut plan)?;
        self.plan_rows(&document.bookmarks, &mut plan)?;
        plan.imported.others = (plan.rows.len() - wordings) as u64;
        Ok(plan)
    }

    fn step<E: Happening>(
        &self,
        document: &Document<'_>,
        unread: &Unread<'_>,
        wordings: &Wordings<'_>,
    ) -> Result<Step, TransferError> {
        let given = document.sitting::<E>(unread)?;
        given.check(|content| wordings.has(content)).map_err(|fault| document.refusal(unread, fault))?;
        let Some((id, kind)) = with_uid(&self.connection, &unread.uid).map_err(self.wrap())? else {
            return Ok(Step::New);
        };
        if kind != E::KIND {
            let fault = Fault::new("kind", format!("the record knows it as a {}", kind.name()));
            return Err(document.refusal(unread, fault).into());
        }
        // A version here that cannot be read gives way to one that can.
        let Ok(known) = SittingPart::<E>::stored(&self.connection, id).map_err(self.wrap())? else {
            return Ok(Step::Replace(id));
        };
        let same = known == given || known == known.clone().join(given);
        Ok(if same { Step::Nothing } else { Step::Replace(id) })
    }

    fn plan_rows<R: Joining + 'static>(&self, rows: &[R], plan: &mut Plan<'_, '_>) -> Result<(), TransferError> {
        for row in rows {
            if let Some(changed) = row.clone().change(&self.connection).map_err(self.wrap())? {
                plan.rows.push(Box::new(move |connection| changed.write(connection)));
            }
        }
        Ok(())
    }

    fn carry_out(&mut self, plan: Plan<'_, '_>, document: &Document<'_>) -> Result<(), TransferError> {
        let path = self.path.clone();
        let wrap = |error: rusqlite::Error| crate::store::StoreError::of(&error, &path);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(wrap)?;
        for write in plan.rows {
            write(&transaction).map_err(wrap)?;
        }
        for (unread, id) in plan.sittings {
            match unread.kind {
                Kind::Mock => write_joined(&transaction, document.sitting::<Event>(unread)?, id),
                Kind::Drill => write_joined(&transaction, document.sitting::<drill::Event>(unread)?, id),
            }
            .map_err(wrap)?;
        }
        transaction.execute("DELETE FROM standing", []).map_err(wrap)?;
        projection::rebuild(&transaction).map_err(wrap)?;
        transaction.commit().map_err(wrap)?;
        Ok(())
    }
}

enum Step {
    Nothing,
    New,
    Replace(SittingId),
}

/// The wordings that a document brings and those that are here.
struct Wordings<'a> {
    sent: HashSet<&'a str>,
    connection: &'a Connection,
}

impl Wordings<'_> {
    fn has(&self, content: &ContentHash) -> bool {
        let here = || {
            let query = self.connection.prepare_cached("SELECT 1 FROM wording WHERE content = ?1");
            query.and_then(|mut query| query.exists([content.as_str()])).unwrap_or_default()
        };
        self.sent.contains(content.as_str()) || here()
    }
}

fn write_joined<E: Happening>(
    transaction: &Transaction<'_>,
    given: SittingPart<E>,
    id: Option<SittingId>,
) -> rusqlite::Result<()> {
    let known = match id {
        Some(id) => SittingPart::<E>::stored(transaction, id)?.ok(),
        None => None,
    };
    let joined = match known {
        Some(known) => known.join(given),
        None => given,
    };
    joined.write(transaction, id)
}
