//! A small module is parted and run: the first part by itself, then both.

use super::later::runs;
use super::sides::is_marked;
use super::{first, later, parse, rename};
use std::collections::{BTreeMap, HashSet};
use wasmi::{Engine, Extern, Instance, Linker, Module, Store};

/// `early` calls `late_double` only for numbers other than 0; `pick` calls through the table what stands in a slot, of which
/// the second is late; `late_double` counts in a global, takes help from `helper`, and adds what its own data says.
const MODULE: &str = r#"(module
    (type $unary (func (param i32) (result i32)))
    (import "env" "log" (func $log (param i32)))
    (table 2 2 funcref)
    (memory (export "memory") 1)
    (global $count (mut i32) (i32.const 0))
    (elem (i32.const 0) $helper $late_table)
    (data (i32.const 16) "\05\00\00\00\07\00\00\00")
    (func $helper (type $unary) local.get 0 i32.const 1 i32.add)
    (func $late_table (type $unary) local.get 0 i32.const 100 i32.add)
    (func $late_double (type $unary)
        global.get $count i32.const 1 i32.add global.set $count
        local.get 0 call $log
        local.get 0 i32.const 2 i32.mul call $helper
        i32.const 20 i32.load i32.add)
    (func (export "early") (type $unary)
        local.get 0 i32.eqz
        if (result i32) i32.const 16 i32.load else local.get 0 call $late_double end)
    (func (export "pick") (type $unary) i32.const 1 local.get 0 call_indirect (type $unary))
    (func (export "counted") (result i32) global.get $count)
    (export "double" (func $late_double)))"#;

/// Both parts; late are `late_double`, `late_table` and the second half of the data.
fn parted() -> (Vec<u8>, Vec<u8>) {
    let bytes = wat::parse_str(MODULE).unwrap();
    let mut module = parse(&bytes).unwrap();
    let late: HashSet<usize> = module
        .funcs
        .iter()
        .filter(|it| it.name.as_deref().is_some_and(|it| it.starts_with("late_")))
        .map(|it| it.id().index())
        .collect();
    assert_eq!(late.len(), 2);
    let places = vec![std::ops::Range { start: 20, end: 24 }];
    let share = first::make(&mut module, &late, &places).unwrap();
    let mut second = parse(&bytes).unwrap();
    later::make(&mut second, &places, &share).unwrap();
    (module.emit_wasm(), second.emit_wasm())
}

fn ask(store: &mut Store<i32>, instance: Instance, name: &str, n: i32) -> Option<i32> {
    instance.get_typed_func::<i32, i32>(&*store, name).unwrap().call(store, n).ok()
}

#[test]
fn the_first_part_does_without_the_second_what_it_can_and_both_do_everything() {
    let (first, late) = parted();
    let engine = Engine::default();
    let mut store = Store::new(&engine, 0);
    let mut linker = <Linker<i32>>::new(&engine);
    linker.func_wrap("env", "log", |mut caller: wasmi::Caller<'_, i32>, n: i32| *caller.data_mut() += n).unwrap();
    let one = linker.instantiate_and_start(&mut store, &Module::new(&engine, &first).unwrap()).unwrap();
    assert_eq!(ask(&mut store, one, "early", 0), Some(5));
    assert_eq!(ask(&mut store, one, "pick", 0), Some(2));
    for (name, n) in [("early", 3), ("pick", 1), ("double", 3)] {
        assert_eq!(ask(&mut store, one, name, n), None, "{name} {n} needs the second part");
    }

    let given: Vec<(String, Extern)> = one.exports(&store).map(|it| (it.name().to_owned(), it.into_extern())).collect();
    for (name, item) in given {
        linker.define("a", &name, item).unwrap();
    }
    linker.instantiate_and_start(&mut store, &Module::new(&engine, &late).unwrap()).unwrap();
    assert_eq!(ask(&mut store, one, "early", 0), Some(5));
    assert_eq!(ask(&mut store, one, "early", 3), Some(14));
    assert_eq!(ask(&mut store, one, "double", 4), Some(16));
    assert_eq!(ask(&mut store, one, "pick", 1), Some(101));
    let counted = one.get_typed_func::<(), i32>(&store, "counted").unwrap();
    assert_eq!(counted.call(&mut store, ()).unwrap(), 2, "both have the same globals");
    assert_eq!(*store.data(), 7, "the second part hears the same host");
}

#[test]
fn late_data_is_only_in_the_late_part() {
    let (first, late) = parted();
    let has = |module: &[u8], byte: u8| module.windows(4).any(|four| four == [byte, 0, 0, 0]);
    assert!(has(&first, 5) && !has(&first, 7));
    assert!(has(&late, 7) && !has(&late, 5));
}

#[test]
fn what_is_taken_is_called_by_its_short_name_or_refused() {
    let (_, late) = parted();
    let module = parse(&late).unwrap();
    let long: Vec<String> = module.imports.iter().map(|it| it.name.clone()).collect();
    let short: Vec<(String, String)> = long.iter().zip('a'..).map(|(it, c)| (it.clone(), c.to_string())).collect();
    let renamed = parse(&rename(&late, &short).unwrap()).unwrap();
    let names: Vec<String> = renamed.imports.iter().map(|it| it.name.clone()).collect();
    assert_eq!(names, short.iter().map(|(_, it)| it.clone()).collect::<Vec<_>>());
    let said = rename(&late, short.get(1..).unwrap()).unwrap_err().to_string();
    assert!(said.contains(long.first().unwrap()), "{said}");
}

#[test]
fn a_mark_begins_a_word_of_a_mangled_name() {
    assert!(is_marked("_RNvMs0_NtNtCs1_9backstory4view6widgetNtB5_7Context10late_panel"));
    assert!(!is_marked("_RNvNtCs1_9backstory4view9translate_x"));
    assert!(!is_marked("late_panel"));
}

#[test]
fn neighbouring_slots_are_one_run() {
    let slots = BTreeMap::from([(3, 30), (4, 40), (7, 70)]);
    assert_eq!(runs(&slots), [(3, vec![30, 40]), (7, vec![70])]);
}
