//! The model into TypeScript: readonly interfaces and unions of words.

use std::fmt::Write as _;

use critpath::diagnostic::Code;

use super::types::{Definition, Field, Kind, Type};

/// The text of `model.ts`.
pub fn model(definitions: &[Definition]) -> String {
    let mut out = String::from(
        "// Generated from the JSON Schema of the model by `cargo xtask codegen`. Do not edit.\n\
         // Data is spelled as in the JSON: snake_case, ISO 8601 times, durations as text.\n",
    );
    for definition in definitions {
        out.push('\n');
        comment(&mut out, "", &definition.doc);
        match &definition.kind {
            Kind::Plain(types) => {
                let types: Vec<_> = types.iter().map(type_text).collect();
                let _ = writeln!(out, "export type {} = {};", definition.name, types.join(" | "));
            }
            Kind::Words { words, .. } => {
                let words: Vec<String> = words.iter().map(|(word, _)| format!("{word:?}")).collect();
                let _ = writeln!(out, "export type {} =\n  | {};", definition.name, words.join("\n  | "));
            }
            Kind::Record { fields, open } => interface(&mut out, &definition.name, fields, *open),
        }
    }
    out
}

/// The text of `codes.ts`: the table of codes, held to the union `Code` of `model.ts`.
pub fn codes() -> String {
    let mut out = String::from(
        "// Generated from the table of codes by `cargo xtask codegen`. Do not edit.\n\n\
         import type { Code, Severity } from \"./model\";\n\n\
         /** What a code stands for. */\n\
         export interface CodeInfo {\n  \
           /** How bad it is, unless a profile says otherwise. */\n  \
           readonly severity: Severity;\n  \
           /** What it means, in one sentence. */\n  \
           readonly summary: string;\n\
         }\n\n\
         /** Every code with what it stands for. Codes never change meaning. */\n\
         export const CODES: Readonly<Record<Code, CodeInfo>> = Object.freeze({\n",
    );
    for code in Code::ALL {
        let (severity, summary) = (code.severity().as_str(), code.summary());
        let _ = writeln!(
            out,
            "  {:?}: {{\n    severity: {severity:?},\n    summary: {summary:?},\n  }},",
            code.as_str()
        );
    }
    out.push_str("});\n");
    out
}

fn interface(out: &mut String, name: &str, fields: &[Field], open: bool) {
    let _ = writeln!(out, "export interface {name} {{");
    for field in fields {
        comment(out, "  ", &field.doc);
        let optional = if field.omitted { "?" } else { "" };
        let null = if field.nullable && !open { " | null" } else { "" };
        let _ = writeln!(out, "  readonly {}{optional}: {}{null};", field.name, type_text(&field.ty));
    }
    if open {
        comment(out, "  ", "Fields that this version does not know, kept as they were read.");
        out.push_str("  readonly [extension: string]: unknown;\n");
    }
    out.push_str("}\n");
}

fn type_text(ty: &Type) -> String {
    match ty {
        Type::String => "string".into(),
        Type::Integer | Type::Number => "number".into(),
        Type::Boolean => "boolean".into(),
        Type::Any => "unknown".into(),
        Type::Ref(name) => name.clone(),
        Type::List(inner) => format!("readonly {}[]", type_text(inner)),
    }
}

fn comment(out: &mut String, indent: &str, doc: &str) {
    if !doc.is_empty() {
        let doc = doc.replace("*/", "* /").replace('\n', &format!("\n{indent} * "));
        let _ = writeln!(out, "{indent}/** {doc} */");
    }
}
