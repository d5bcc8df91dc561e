//! The model into Python: frozen dataclasses that read and write the same dictionaries as the JSON.

use std::fmt::Write as _;

use super::types::{Definition, Field, Kind, Type};

const HEAD: &str = r#""""The model as frozen dataclasses.

Generated from the JSON Schema of the model by ``cargo xtask codegen``. Do not edit.
Data is spelled as in the JSON: ``snake_case``, ISO 8601 times, durations as text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Mapping

from ._record import OpenRecord, Record, Spec
"#;

/// Looks a definition up by its name.
type Named<'a> = &'a dyn Fn(&str) -> Option<&'a Kind>;

/// The text of `_model.py`.
pub fn model(definitions: &[Definition]) -> String {
    let mut out = String::from(HEAD);
    let names: Vec<String> = definitions.iter().map(|d| format!("    {:?},\n", d.name)).collect();
    let _ = write!(out, "\n__all__ = [\n{}]\n", names.concat());
    for definition in definitions.iter().filter(|d| !matches!(d.kind, Kind::Record { .. })) {
        alias(&mut out, definition);
    }
    let named = |name: &str| definitions.iter().find(|d| d.name == name).map(|d| &d.kind);
    for definition in definitions {
        if let Kind::Record { fields, open } = &definition.kind {
            class(&mut out, definition, fields, *open, &named);
        }
    }
    for definition in definitions {
        if let Kind::Record { fields, .. } = &definition.kind {
            spec(&mut out, &definition.name, fields, &named);
        }
    }
    out
}

fn alias(out: &mut String, definition: &Definition) {
    let _ = match &definition.kind {
        Kind::Words { words, .. } => {
            let words: Vec<String> = words.iter().map(|(word, _)| format!("    {word:?},\n")).collect();
            write!(out, "\n{} = Literal[\n{}]\n", definition.name, words.concat())
        }
        Kind::Plain(types) => {
            let types: Vec<_> = types.iter().map(plain_text).collect();
            write!(out, "\n{} = {}\n", definition.name, types.join(" | "))
        }
        Kind::Record { .. } => Ok(()),
    };
    let _ = writeln!(out, "\"\"\"{}\"\"\"", definition.doc);
}

fn class(out: &mut String, definition: &Definition, fields: &[Field], open: bool, named: Named) {
    let base = if open { "OpenRecord" } else { "Record" };
    let _ = write!(
        out,
        "\n\n@dataclass(frozen=True, slots=True, kw_only=True)\nclass {}({base}):\n    \"\"\"{}\n\n    Attributes\n    ----------\n",
        definition.name, definition.doc
    );
    for f in fields {
        let _ = writeln!(out, "    {} : {}\n        {}", f.name, type_text(f), f.doc);
    }
    out.push_str("    \"\"\"\n\n    _spec: ClassVar[Spec]\n");
    for f in fields {
        let _ = writeln!(out, "    {}: {}{}", f.name, type_text(f), default_text(f, open, named));
    }
    if open {
        out.push_str("    extensions: Mapping[str, Any] = field(default_factory=dict)\n");
    }
}

/// Records of answers have no defaults: nothing in them is omitted.
fn default_text(field: &Field, open: bool, named: Named) -> String {
    if !open {
        return String::new();
    }
    let default = match &field.ty {
        _ if field.nullable => "None".into(),
        Type::String => "\"\"".into(),
        Type::Integer => "0".into(),
        Type::Number => "0.0".into(),
        Type::Boolean => "False".into(),
        Type::List(_) => "()".into(),
        Type::Any => "None".into(),
        Type::Ref(name) => match named(name) {
            Some(Kind::Record { .. }) => format!("field(default_factory=lambda: {name}())"),
            Some(Kind::Words { default: Some(word), .. }) => format!("{word:?}"),
            _ => "\"\"".into(),
        },
    };
    format!(" = {default}")
}

/// One line a class: how each field is read from a dictionary.
fn spec(out: &mut String, name: &str, fields: &[Field], named: Named) {
    let _ = write!(out, "\n{name}._spec = (\n");
    for f in fields {
        let (list, inner) = match &f.ty {
            Type::List(inner) => ("True", inner.as_ref()),
            other => ("False", other),
        };
        let class = match inner {
            Type::Ref(name) if matches!(named(name), Some(Kind::Record { .. })) => name.as_str(),
            _ => "None",
        };
        let _ = writeln!(out, "    ({:?}, {class}, {list}),", f.name);
    }
    out.push_str(")\n");
}

fn type_text(field: &Field) -> String {
    let plain = plain_text(&field.ty);
    if field.nullable { format!("{plain} | None") } else { plain }
}

fn plain_text(ty: &Type) -> String {
    match ty {
        Type::String => "str".into(),
        Type::Integer => "int".into(),
        Type::Number => "float".into(),
        Type::Boolean => "bool".into(),
        Type::Any => "Any".into(),
        Type::Ref(name) => name.clone(),
        Type::List(inner) => format!("tuple[{}, ...]", plain_text(inner)),
    }
}
