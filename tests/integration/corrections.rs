//! Correcting many operations at once: by their proposals, by a table, and in later snapshots of the same record.

use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use pretty_assertions::assert_eq;
use rust_xlsxwriter::Workbook;
use serde_json::json;

use super::rows::Rows;
use super::world::World;

/// Addresses with a proposal each, a customer with one, and a customer without.
fn mixed() -> World {
    let world = World::new().channel("Amsterdam", |c| {
        c.customer("A1")
            .address("A1", "X1", "Country=NL Zip=1017AB")
            .address("A1", "X2", "Country=USA Zip=2139")
            .customer("B2")
            .with("Currency=EURO")
            .customer("C3")
            .with("Email=nobody")
    });
    world.run_jobs();
    let errors = ["2 currency-unknown", "3 email-invalid", "4 country-unknown", "5 postal-code-invalid"];
    assert_eq!(world.listed("id,errors")[1..], errors);
    world
}

#[test]
fn all_proposals_are_accepted_at_once_and_what_has_none_is_left_out() {
    let world = mixed();
    let before = world.files();
    let listed = "Id  Field     Old value  New value";
    let rehearsal = world.run("edit --where 'status = failed' --accept --dry-run").exits(0);
    rehearsal
        .shows("3 operations would be edited\n")
        .shows(listed)
        .shows(" 4  Country   NL         NLD\n")
        .shows(" 5  Zip       2139       02139\n")
        .shows(" 2  Currency  EURO       EUR\n")
        .shows("skipped 1 operation without a proposal\n");
    world.is_as(&before);
    let asked = world.run("edit --status failed --accept").exits(2);
    asked.says("About to edit 3 operations:\n").says("country-unknown  Country: NL → NLD\n");
    world.is_as(&before);
    world.run("edit --where 'status = failed' --accept --resync --yes").exits(0).shows("3 synced\n");
    assert_eq!(world.found("status = failed"), [3]);
    world.verify();
}

#[test]
fn codes_and_fields_select_proposals() {
    let world = mixed();
    let json = world.run("edit 2..5 --accept=zip,country-unknown --dry-run --format json").exits(0).json();
    let fields: Vec<_> = json["edits"].as_array().unwrap().iter().map(|edit| &edit["fields"][0]["name"]).collect();
    assert_eq!(fields, ["Country", "Zip"]);
    assert_eq!(json["lacking_proposal"], 2);
    world.run("edit 3 --accept").exits(1).says("the operation has no proposal to accept");
    world.run("edit --status failed --accept=email --yes").exits(1).says("none of the 4 operations has a proposal");
    world.run("edit 4 --accept=cuontry").exits(2).says("did you mean `Country`?");
    world.run("edit 4 --accept=").exits(2).says("`--accept=` has no value");
    world.run("edit 4 --accept --set Zip=1017AC --resync").exits(0);
    assert_eq!(world.found("Country = NLD and Zip = 1017AC and status = synced"), [4]);
}

#[test]
fn a_proposal_that_another_one_leads_to_is_accepted_too() {
    let world = World::new().channel("Houston", |c| c.customer("A1").address("A1", "X1", "Country=US Zip=2139"));
    world.run_jobs();
    world.run("edit 2 --accept --resync").exits(0).shows("Country  US").shows("Zip      2139").shows("1 synced");
    assert_eq!(world.found("Country = USA and Zip = 02139"), [2]);
}

#[test]
fn an_error_carries_its_proposal_or_nothing() {
    let world = mixed();
    let error = |id| world.show(id)["errors"][0].clone();
    assert_eq!(error(4)["proposal"], "NLD");
    assert_eq!(error(3).get("proposal"), None);
    let all = world.run("filter 'status = failed' --format json --sort id").exits(0).json();
    assert_eq!(all[3]["errors"][0]["proposal"], "02139");
}

#[test]
fn the_command_that_mends_is_shown() {
    let world = mixed();
    world.run("show 4").exits(0).shows("  To correct it: `hqsync edit 4 --set Country=NLD --resync`\n");
    world.run("show 3").exits(0).shows("  To correct it: `hqsync edit 3 --set Email=VALUE --resync`\n");
    world.run("edit 4 --set Country=NLD --resync").exits(0);
    assert!(!world.run("show 4").exits(0).report().contains("To correct it"));
}

/// Two hundred customers without a valid e-mail address, all in one list that was written for a spreadsheet.
fn two_hundred() -> World {
    let world = World::new().channel("Houston", |c: Rows| {
        (0..200).fold(c, |c, number| c.customer(&format!("A{number}")).with(&format!("Email=nobody{number}")))
    });
    world.run_jobs();
    world
}

/// The rows of a workbook with the e-mail addresses corrected, as a spreadsheet saves them.
fn corrected(workbook: Vec<u8>, faulty: Option<usize>) -> Vec<u8> {
    let mut read = Xlsx::new(Cursor::new(workbook)).unwrap();
    let cells = read.worksheet_range_at(0).unwrap().unwrap();
    let mut written = Workbook::new();
    let sheet = written.add_worksheet();
    for (at, row) in cells.rows().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let text = match cell {
                Data::String(text) if text.starts_with("nobody") && faulty == Some(at) => "@".to_owned(),
                Data::String(text) if text.starts_with("nobody") => format!("{text}@example.com"),
                other => other.to_string(),
            };
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number(at as u32, column as u16, number).unwrap(),
                Err(_) => sheet.write_string(at as u32, column as u16, text).unwrap(),
            };
        }
    }
    written.save_to_buffer().unwrap()
}

#[test]
fn a_list_that_was_corrected_in_a_spreadsheet_is_given_back() {
    let world = two_hundred();
    let file = world.elsewhere("fix.xlsx");
    let columns = "id,channel,account,timestamp,errors,Email,Phone,Currency";
    world.run(&format!("filter 'status = failed' --columns {columns} --output {}", file.display())).exits(0);
    let workbook = fs::read(&file).unwrap();
    let before = world.files();
    fs::write(&file, corrected(workbook.clone(), Some(7))).unwrap();
    let edit = format!("edit --from {} --resync", file.display());
    let refused = world.run(&edit).exits(1);
    refused.says("nothing was changed: 1 line cannot be used\n  line 8: email-invalid  Email  `@`");
    world.is_as(&before);
    fs::write(&file, corrected(workbook, None)).unwrap();
    world.run(&edit).exits(0).shows("200 operations edited\n").shows("200 synced\n");
    assert_eq!(world.found("status = synced and Email = *@example.com").len(), 200);
    world.verify();
    world.run(&edit).exits(0).shows("200 operations already have these values\n");
}

#[test]
fn a_table_in_any_encoding_and_with_any_delimiter_says_the_same() {
    let text = "id;City;Zip\r\n2;København;2100\r\n3;;\r\n";
    let utf_16 =
        |unit: fn(u16) -> [u8; 2]| format!("\u{feff}{text}").encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    for (name, bytes) in [
        ("a.csv", text.as_bytes().to_vec()),
        ("b.csv", format!("\u{feff}{text}").into_bytes()),
        ("c.csv", utf_16(u16::to_le_bytes)),
        ("d.txt", utf_16(u16::to_be_bytes)),
        ("e.csv", text.chars().map(|c| c as u8).collect()),
        ("f.tsv", text.replace(';', "\t").into_bytes()),
        ("g.csv", text.replace(';', ",").into_bytes()),
        ("h.csv", format!("sep=;\r\n{text}").into_bytes()),
        ("i.json", r#"[{"id": 2, "City": "København", "Zip": "2100"}, {"id": 3}]"#.as_bytes().to_vec()),
    ] {
        let world = World::new().channel("Aarhus", |c| {
            c.customer("A1").address("A1", "X1", "Country=DNK Zip=x").address("A1", "X2", "Country=DNK Zip=y City=Ribe")
        });
        world.run_jobs();
        let file = world.elsewhere(name);
        fs::write(&file, bytes).unwrap();
        world.run(&format!("edit --from {}", file.display())).exits(0).shows("1 operation already has these values");
        assert_eq!(world.listed("City,Zip")[1..], ["København 2100", "Ribe y"], "{name}");
    }
}

#[test]
fn an_object_of_another_shell_is_read() {
    let world = mixed();
    let file = world.elsewhere("fix.json");
    for encoded in ["\u{feff}{\"Email\": \"a@example.com\"}", "{\"Email\": \"b@example.com\"}"] {
        fs::write(&file, encoded.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()).unwrap();
        world.run(&format!("edit 3 --from {}", file.display())).exits(0);
    }
    assert_eq!(world.found("Email = b@example.com"), [3]);
    fs::write(&file, "\u{feff}Email = \"c@example.com\"").unwrap();
    world.run(&format!("edit 3 --from {}", file.display())).exits(0);
    assert_eq!(world.found("Email = c@example.com"), [3]);
}

#[test]
fn every_line_that_cannot_be_used_is_named_and_nothing_is_changed() {
    let world = mixed();
    let before = world.files();
    let table = "id,Email,Country
4,,NLD
99,a@example.com,
two,a@example.com,
,a@example.com,
4,,DNK
3,a@example.com,NLD
1,a@example.com,
3
2,a@example.com,,x
5,nobody,
";
    for line in [
        "nothing was changed: 9 lines cannot be used\n",
        "  line 3: there is no operation 99\n",
        "  line 4: `two` is not the number of an operation\n",
        "  line 5: the column `id` is empty\n",
        "  line 6: line 2 is about operation 4 too\n",
        "  line 7: operation 3 has no field `Country`\n",
        "  line 8: operation 1 is already synchronized and cannot be edited\n",
        "  line 9: 1 cell instead of 3",
        "  line 10: 4 cells instead of 3",
    ] {
        world.pipe("edit --from -", table).exits(1).prints("").says(line);
    }
    world.is_as(&before);
}

#[test]
fn an_empty_cell_leaves_a_field_as_it_is_unless_it_is_to_empty_it() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").with("Email=nobody Phone=555-0100").address("A1", "X1", "City=Ribe Country=NL")
    });
    world.run("run-jobs p").exits(0);
    let table = "Id,Customer.Email,phone,Address.City,Last known error,account\n1,a@example.com,,,x,y\n2,,,,,\n";
    world.pipe("edit --from -", table).exits(0);
    assert_eq!(world.listed("Email,Phone,City"), ["a@example.com 555-0100", "  Ribe"]);
    world.pipe("edit --from - --unset-empty", "id,Email,Phone\n1,a@example.com,\n").exits(0);
    assert_eq!(world.field(1, "Phone").1, "");
    world.pipe("edit --from - --unset-empty", "id,City\n1,\n2,\n").exits(0).shows("1 operation already has");
    assert_eq!(world.field(2, "City").1, "");
}

#[test]
fn a_table_says_itself_which_operations_get_which_values() {
    let world = mixed();
    let table = "id,Email\n3,a@example.com\n";
    for options in ["3", "--where 'id = 3'", "--status failed", "--set Phone=1", "--accept", "--unset Phone"] {
        let refused = world.pipe(&format!("edit {options} --from -"), table).exits(2);
        refused.says("says which operations get which values");
    }
    world.pipe("edit 3 --from - --unset-empty", "Email = 'a@example.com'").exits(2).says("needs a table");
    for (table, message) in [
        ("id,Emial\n5,x\n", "did you mean `Email`?"),
        ("id,account\n5,x\n", "none of its columns is a field"),
        ("id,Email,email\n5,x,y\n", "more than once"),
        ("id,Email,Id\n5,x,5\n", "more than one column `id`"),
    ] {
        world.pipe("edit --from -", table).exits(2).says(message);
    }
    let file = world.elsewhere("no-id.csv");
    fs::write(&file, "Email\nx\n").unwrap();
    world.run(&format!("edit --from {}", file.display())).exits(2).says("no column `id`");
    fs::write(&file, "").unwrap();
    world.run(&format!("edit --from {}", file.display())).exits(2).says("it is empty");
}

/// A creation with a wrong e-mail address that two updates and a deactivation repeat, and one that does not.
fn repeated() -> World {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1")
            .with("Email=nobody")
            .update("A1")
            .with("Email=nobody Phone=555-0100")
            .update("A1")
            .with("Email=molly@example.com")
            .update("A1")
            .with("Email=nobody Phone=555-0101")
            .deactivate("A1")
            .with("Email=nobody")
    });
    world.run_jobs();
    world
}

#[test]
fn later_snapshots_that_repeat_the_wrong_value_are_told_with_the_command() {
    let world = repeated();
    let edited = world.run("edit 1 --set Email=m.arun@example.com").exits(0);
    edited
        .shows("2 later operations on the same records repeat the old values. To correct them too:\n")
        .shows("  hqsync edit 2,4 --set Email=m.arun@example.com\n");
    let command = "edit 2,4 --set Email=m.arun@example.com --dry-run --format json";
    assert_eq!(world.run(command).exits(0).json().get("later"), None);
    let world = repeated();
    let json = world.run("edit 1 --set Email=m.arun@example.com --resync --format json").exits(3).json();
    assert_eq!(json["later"], json!([2, 4]));
}

#[test]
fn later_snapshots_that_repeat_the_wrong_value_are_corrected_too() {
    let world = repeated();
    let edited = world.run("edit 1 --set Email=m.arun@example.com --later --resync").exits(0);
    edited.shows("3 operations edited\n");
    let emails = ["1 m.arun@example.com", "2 m.arun@example.com", "3 molly@example.com", "4 m.arun@example.com"];
    assert_eq!(world.listed("id,Email")[..4], emails);
    assert_eq!(world.found("status = failed"), [] as [i64; 0]);
    world.verify();
}

#[test]
fn later_snapshots_can_be_corrected_when_the_first_one_has_gone_through() {
    let world = repeated();
    world.run("edit 1 --set Email=m.arun@example.com --resync").exits(3);
    world.run("edit 1 --set Email=m.arun@example.com --later --resync").exits(0);
    assert_eq!(world.found("status = failed"), [] as [i64; 0]);
    world.run("edit 1 --set Email=x@example.com --later").exits(1).says("is synced, so it cannot be edited");
}

#[test]
fn proposals_and_tables_go_on_to_later_snapshots() {
    let world = || {
        let world = World::new().channel("Amsterdam", |c| {
            c.customer("A1").address("A1", "X1", "Country=NL").address("A1", "X1", "Country=NL City=Ede").updated()
        });
        world.run("run-jobs p").exits(0);
        world
    };
    let accepted = world();
    accepted.run("edit 2 --accept --later").exits(0);
    assert_eq!(accepted.found("Country = NLD"), [2, 3]);
    let table = world();
    let told = table.pipe("edit --from - --resync", "id,Country\n2,NLD\n").exits(0);
    told.shows("  hqsync edit 3 --set Country=NLD --resync\n");
    let table = world();
    table.pipe("edit --from - --later", "id,Country\n2,NLD\n").exits(0);
    assert_eq!(table.found("Country = NLD"), [2, 3]);
}

/// A customer whose values look like numbers to a spreadsheet, and whose e-mail address is wrong.
fn numbers() -> World {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").with(
            "Email=nobody VatNum=00123 Phone=+31205550100 IdentificationNumber=12345678901234567890 OrganizationId=1E5",
        )
    });
    world.run("run-jobs p").exits(0);
    world
}

#[test]
fn what_a_spreadsheet_does_to_numbers_is_no_correction() {
    for cells in ["123,31205550100,1.23457E+19,1.00E+05", "00123,+31205550100,12345678901234500000,100000"] {
        let world = numbers();
        let table = format!("id,VatNum,Phone,IdentificationNumber,OrganizationId,Email\n1,{cells},a@example.com\n");
        let json = world.pipe("edit --from - --format json", &table).exits(0).json();
        let fields = json["edits"][0]["fields"].as_array().unwrap();
        assert_eq!(fields.iter().map(|field| &field["name"]).collect::<Vec<_>>(), ["Email"], "{cells}");
    }
    let world = numbers();
    world.pipe("edit --from -", "id,VatNum\n1,0123\n").exits(0);
    assert_eq!(world.field(1, "VatNum").1, "0123");
    world.pipe("edit --from -", r#"[{"id": 1, "VatNum": "123"}]"#).exits(0);
    assert_eq!(world.field(1, "VatNum").1, "123");
    let before = world.files();
    let refused = world.pipe("edit --from -", "id,Phone\n1,3.12056E+11\n").exits(1);
    refused.says("  line 2: Phone is `3.12056E+11`: the spreadsheet may have lost digits");
    world.is_as(&before);
}

#[test]
fn a_workbook_with_numbers_in_place_of_texts_is_no_correction() {
    let world = numbers();
    let file = world.elsewhere("fix.xlsx");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in ["id", "VatNum", "Phone", "IdentificationNumber", "Email"].into_iter().enumerate() {
        sheet.write_string(0, column as u16, name).unwrap();
    }
    for (column, number) in [1.0, 123.0, 31_205_550_100.0, 12_345_678_901_234_567_890.0].into_iter().enumerate() {
        sheet.write_number(1, column as u16, number).unwrap();
    }
    sheet.write_string(1, 4, "a@example.com").unwrap();
    fs::write(&file, workbook.save_to_buffer().unwrap()).unwrap();
    let json = world.run(&format!("edit --from {} --format json", file.display())).exits(0).json();
    assert_eq!(json["edits"][0]["fields"].as_array().unwrap().len(), 1);
    assert_eq!(world.field(1, "VatNum").1, "00123");
}

#[test]
fn a_table_in_an_unknown_encoding_is_not_misread() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").set("CustName", "Łódź".to_owned()).with("Email=nobody").customer("B2").with("Email=nobody")
    });
    world.run("run-jobs p").exits(0);
    let before = world.files();
    let file = world.elsewhere("fix.csv");
    let table = |name: &[u8]| [b"id;CustName;Email\n1;", name, b";a@example.com\n"].concat();
    fs::write(&file, table(b"\xa3\xf3d\x9f")).unwrap();
    let edit = format!("edit --from {}", file.display());
    world.run(&edit).exits(1).says("CustName reads `£ódŸ`, so the file may not be in Windows-1252");
    world.is_as(&before);
    let json = world.run(&format!("{edit} --encoding windows-1250 --format json")).exits(0).json();
    assert_eq!(json["edits"][0]["fields"].as_array().unwrap().len(), 1);
    fs::write(&file, b"id;CustName\n2;K\xf8ge\x81\n").unwrap();
    world.run(&edit).exits(1).says("name its encoding with `--encoding`");
    fs::write(&file, b"id;CustName\n2;K\xf8ge\n").unwrap();
    world.run(&edit).exits(0).says("the file is not UTF-8 and was read as Windows-1252");
    assert_eq!(world.field(2, "CustName").1, "Køge");
    world.run(&format!("{edit} --encoding cp850x")).exits(2).says("windows-1250");
}

#[test]
fn a_quote_that_takes_the_next_line_changes_nothing() {
    let world = mixed();
    let before = world.files();
    for table in ["id,CustName\n2,\"A\n3,5\" disc\n1,C\n", "id,CustName\n2,\"A\n3,\"B\"\n1,C\n"] {
        world.pipe("edit --from -", table).exits(1).says("  line 2: a cell goes on after its closing quote");
        world.is_as(&before);
    }
    world.pipe("edit --from -", "id,CustName,Street\n2,5\" disc,\n3,\"A\nB\",\n").exits(0);
    assert_eq!(world.field(2, "CustName").1, "5\" disc");
}

#[test]
fn a_field_that_two_columns_name_is_refused() {
    let world = mixed();
    let refused = world.pipe("edit --from -", "id,Email,customer.Email\n3,a@example.com,b@example.com\n").exits(2);
    refused.says("its columns `Email` and `customer.Email` are the same field");
    let table = "id,customer.Phone,address.Phone\n3,020-5550100,\n4,,020-5550101\n";
    mixed().pipe("edit --from -", table).exits(0);
}

#[test]
fn an_object_with_a_number_is_a_table_and_a_table_has_operations() {
    let world = mixed();
    world.pipe("edit --from -", r#"{"id": 3, "Email": "a@example.com"}"#).exits(0);
    assert_eq!(world.field(3, "Email").1, "a@example.com");
    world.pipe("edit --from -", "id,Email\n").exits(2).says("it has no operations");
}

#[test]
fn invisible_characters_around_a_new_value_are_not_part_of_it() {
    let world = mixed();
    world.pipe("edit --from -", "id,Phone\n3,\u{200b}+31 20 5550100\n").exits(0);
    assert!(!world.run("show 3 --format json").exits(0).json().to_string().contains('\u{200b}'));
    assert_eq!(world.field(3, "Phone").1, "+31 20 5550100");
}

#[test]
fn proposals_of_notes_are_accepted_by_name_only() {
    let world = World::new().channel("Amsterdam", |c| {
        c.customer("A1")
            .set("CustName", "JosÃ©".to_owned())
            .with("Currency=EURO")
            .customer("B2")
            .set("CustName", "RenÃ©e".to_owned())
    });
    world.run("run-jobs p").exits(0);
    world.run("edit 1 --accept").exits(0);
    assert_eq!((world.field(1, "Currency").1.as_str(), world.field(1, "CustName").1.as_str()), ("EUR", "JosÃ©"));
    world.run("edit 2 --accept").exits(1).says("the operation has no proposal to accept");
    world.run("edit 1,2 --accept=encoding").exits(0);
    assert_eq!((world.field(1, "CustName").1, world.field(2, "CustName").1), ("José".to_owned(), "Renée".to_owned()));
}

#[test]
fn later_snapshots_with_blanks_around_the_wrong_value_are_corrected_too() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").with("Email=bad").update("A1").set("Email", "bad\u{a0}".to_owned()));
    world.run_jobs();
    world.run("edit 1 --set Email=good@example.com --later --resync").exits(0);
    assert_eq!(world.found("status = failed"), [] as [i64; 0]);
}

#[test]
fn the_command_that_mends_has_the_proposals_that_follow_from_others() {
    let world = World::new().channel("Amsterdam", |c| {
        c.customer("A1")
            .address("A1", "X1", "Country=Nederland Zip=1017-AB")
            .address("A1", "X2", "Country=US State=Massachusetts")
            .address("A1", "X3", "Country=Atlantis Zip=2139")
    });
    world.run_jobs();
    for (id, command) in [
        (2, "`hqsync edit 2 --set Country=NLD --set 'Zip=1017 AB' --resync`"),
        (3, "`hqsync edit 3 --set Country=USA --set State=MA --resync`"),
        (4, "`hqsync edit 4 --set Country=VALUE --resync`"),
    ] {
        world.run(&format!("show {id}")).exits(0).shows(&format!("  To correct it: {command}\n"));
    }
}

#[test]
fn an_accepted_field_can_be_that_of_one_kind_of_record() {
    let world = World::new().channel("Amsterdam", |c| {
        c.customer("A1").address("A1", "X1", "Country=NL").customer("B2").with("Email=mailto:molly@example.com")
    });
    world.run_jobs();
    let edit = |accept: &str| format!("edit --where 'status = failed' --yes --accept={accept}");
    world.run(&edit("address.Email")).exits(1).says("has a proposal to accept");
    world.run(&edit("address.Country,customer.Email")).exits(0).shows("2 operations edited\n");
    world.run(&edit("old.Country")).exits(2).says("`old.Country` has no proposals");
    world.run(&edit("placeholder")).exits(2).says("`placeholder` has no proposals");
}
