//! The operations of the three languages are the same: `conformance/operations.json` says what each is called.

use critpath_bindings::OPERATIONS;
use serde_json::Value;

use crate::languages::{file, languages, printed};

/// Fails for a name that cannot be called; prints the operations that the extension itself knows.
const PYTHON: &str = "
import operator, sys
import critpath
for name in sys.argv[1:]:
    assert callable(operator.attrgetter(name)(critpath)), name
print(*critpath._native.operations())
";

/// The same; what returns a promise has a twin that does not.
const NODE: &str = "
import * as critpath from 'critpath';
const find = (name) => {
  const [first, second] = name.split('.');
  const found = critpath[first];
  return second === undefined ? found : (found.prototype[second] ?? found[second]);
};
for (const name of process.argv.slice(1)) {
  const call = find(name);
  if (typeof call !== 'function') throw new Error(name);
  const isAsync = call.constructor.name === 'AsyncFunction';
  if (isAsync && typeof find(`${name}Sync`) !== 'function') throw new Error(`${name} has no twin`);
}
console.log(critpath.operations.join(' '));
";

#[test]
fn every_language_offers_every_operation() {
    let table = std::fs::read_to_string(file("conformance/operations.json")).unwrap();
    let table: Value = serde_json::from_str(&table).unwrap();
    let table = table.as_object().unwrap();
    let listed: Vec<_> = table.keys().map(String::as_str).collect();
    assert_eq!(listed, OPERATIONS, "conformance/operations.json and `OPERATIONS` differ");
    for language in languages() {
        let names = table.values().map(|names| names[language.folder].as_str().expect("a name"));
        let mut command = language.interpreter();
        match language.folder {
            "python" => command.args(["-c", PYTHON]).args(names),
            "node" => command.args(["--input-type=module", "-e", NODE, "--"]).args(names),
            // That Rust offers them is the business of the compiler: the runner of the vectors calls each.
            _ => continue,
        };
        assert_eq!(printed(command).trim(), OPERATIONS.join(" "), "{}", language.folder);
    }
}
