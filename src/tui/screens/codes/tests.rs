use super::*;

fn fields() -> Vec<Field> {
    let field = |role, poa, max| Field { role, poa, max };
    vec![field(CodeRole::Principal, true, 1), field(CodeRole::Secondary, true, 3), field(CodeRole::Procedure, false, 2)]
}

/// A table with an answer that is on disk as soon as it is given.
struct Desk {
    table: CodeTable,
    rows: Vec<CodeRow>,
    given: usize,
}

impl Desk {
    fn new() -> Self {
        let mut table = CodeTable::default();
        assert_eq!(table.enter(None, &fields(), &[]), Wish::Nothing);
        Self { table, rows: Vec::new(), given: 0 }
    }

    /// Keys as words: a code is typed letter by letter.
    fn keys(mut self, words: &str) -> Self {
        for word in words.split_whitespace() {
            let action = match word {
                "enter" => Action::Accept,
                "up" => Action::Up,
                "down" => Action::Down,
                "left" => Action::Left,
                "right" => Action::Right,
                "esc" => Action::Back,
                "erase" => Action::Erase,
                "+" => Action::AddRow,
                "del" => Action::RemoveRow,
                "<" => Action::MoveUp,
                ">" => Action::MoveDown,
                typed => {
                    typed.chars().for_each(|c| self.act(Action::Key(c)));
                    continue;
                }
            };
            self.act(action);
        }
        self
    }

    fn act(&mut self, action: Action) {
        if let Wish::Answer(rows) = self.table.act(action, &fields(), &self.rows) {
            self.rows = rows;
            self.given += 1;
            self.table.written(&fields(), &self.rows);
        }
    }

    /// The answer as `P D62 Y`, and the row of the cursor.
    fn stands(&self) -> (String, usize) {
        let row = |row: &CodeRow| {
            let role = match row.role {
                CodeRole::Principal | CodeRole::FirstListed => 'P',
                CodeRole::Secondary => 'S',
                CodeRole::Procedure => 'O',
            };
            let poa = row.poa.map_or('_', Poa::letter);
            format!("{role} {} {poa}", row.code.as_str())
        };
        (self.rows.iter().map(row).collect::<Vec<_>>().join(", "), self.table.place)
    }
}

#[track_caller]
fn comes_to(words: &str, rows: &str, place: usize) {
    assert_eq!(Desk::new().keys(words).stands(), (rows.to_owned(), place), "{words}");
}

#[test]
fn a_whole_answer_is_typed_with_enter_alone() {
    comes_to("k80.00 enter y enter e11.22 enter y enter e876 enter n enter", "P K8000 Y, S E1122 Y, S E876 N", 3);
    comes_to("d62 enter y enter i10 enter y enter enter 0ft44zz enter", "P D62 Y, S I10 Y, O 0FT44ZZ _", 4);
}

#[test]
fn a_row_that_is_left_is_given() {
    for keys in ["d62 down", "d62 esc", "d62 right", "d62 enter"] {
        assert_eq!(Desk::new().keys(keys).stands().0, "P D62 _", "{keys}");
    }
    assert_eq!(Desk::new().keys("d62").stands().0, "");
    assert_eq!(Desk::new().keys("d62 esc").table.context(), Context::CodesItem);
    assert_eq!(Desk::new().keys("d62 enter y enter up right enter up").given, 2, "nothing is given that is there");
}

#[test]
fn codes_are_changed_and_taken_away() {
    comes_to("d62 enter y up erase erase 63 down", "P D63 Y", 1);
    comes_to("d62 down i10 down i11 up erase erase erase down", "P D62 _, S I11 _", 1);
    comes_to("d62 down i10 down i11 up del", "P D62 _, S I11 _", 1);
    comes_to("d62 down i10 up up del", "S I10 _", 0);
    comes_to("d62 enter y enter up right n erase down", "P D62 _", 1);
}

#[test]
fn a_row_is_added_where_there_is_room() {
    comes_to("d62 down i10 down i11 up up down +", "P D62 _, S I10 _, S I11 _", 3);
    let mut full = Desk::new().keys("d62 down i10 down i11 down i12 up");
    let said = full.table.act(Action::AddRow, &fields(), &full.rows);
    assert_eq!(said, Wish::Say("There is room for 3 here: take one away first.".into()));
}

#[test]
fn codes_are_moved_among_their_roles() {
    let typed = "d62 down i10 down i11 up up";
    comes_to(&format!("{typed} down >"), "P D62 _, S I11 _, S I10 _", 2);
    comes_to(&format!("{typed} down <"), "P I10 _, S D62 _, S I11 _", 0);
    comes_to(&format!("{typed} >"), "P I10 _, S D62 _, S I11 _", 1);
    comes_to(&format!("{typed} del down <"), "P I10 _, S I11 _", 0);
    comes_to("d62 >", "S D62 _", 1);
    comes_to("d62 <", "", 0);
    comes_to("d62 down down down 0ft44zz up down <", "P D62 _, O 0FT44ZZ _", 2);
}

#[test]
fn what_was_typed_stays_when_the_disk_refuses() {
    let mut table = CodeTable::default();
    table.enter(None, &fields(), &[]);
    for c in "d62".chars() {
        table.act(Action::Key(c), &fields(), &[]);
    }
    assert!(matches!(table.act(Action::Down, &fields(), &[]), Wish::Answer(_)));
    table.not_written();
    assert_eq!((table.place, table.answer(&fields(), &[]).unwrap().len()), (0, 1));
}

#[test]
fn an_indicator_is_one_of_five() {
    let mut desk = Desk::new().keys("d62 enter");
    let said = desk.table.act(Action::Key('q'), &fields(), &desk.rows);
    assert_eq!(said, Wish::Say("Present on admission is Y, N, U, W or 1.".into()));
}

proptest::proptest! {
    #[test]
    fn no_keys_break_it(keys in proptest::collection::vec(0usize..16, 0..60)) {
        let actions = [
            Action::Key('d'), Action::Key('6'), Action::Key('y'), Action::Accept, Action::Accept, Action::Up,
            Action::Down, Action::Left, Action::Right, Action::Erase, Action::AddRow, Action::RemoveRow,
            Action::MoveUp, Action::MoveDown, Action::Last, Action::Pick(9),
        ];
        let mut desk = Desk::new();
        for key in keys {
            desk.act(actions[key]);
            for field in fields() {
                let count = desk.rows.iter().filter(|row| row.role == field.role).count();
                proptest::prop_assert!(count <= field.max);
            }
            proptest::prop_assert!(desk.table.place < places(&fields(), &desk.rows).len());
        }
    }
}
