//! The JSON Schema of the model into the few kinds of types that other languages need.

use serde_json::Value;

/// A named type of the model.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// Its name, the same in every language.
    pub name: String,
    /// What it is.
    pub doc: String,
    /// Its shape.
    pub kind: Kind,
}

/// The shape of a named type.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Named fields; an open one keeps fields it does not know, and omits those at their default.
    Record {
        /// The fields in order.
        fields: Vec<Field>,
        /// Whether it keeps fields it does not know.
        open: bool,
    },
    /// One of a closed list of words.
    Words {
        /// The words, each with what it means.
        words: Vec<(String, String)>,
        /// What an absent field means, if one does.
        default: Option<String>,
    },
    /// Text of a certain form, or one of several plain types.
    Plain(Vec<Type>),
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it says.
    pub doc: String,
    /// What it holds.
    pub ty: Type,
    /// Whether it may be null.
    pub nullable: bool,
    /// Whether it is left out at its default.
    pub omitted: bool,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// Anything.
    Any,
    /// A named type.
    Ref(String),
    /// A list.
    List(Box<Type>),
}

/// Every definition of the schemas, in their order; the root of a schema that is itself a type comes first.
///
/// # Errors
/// A message that names the definition and the construct that no other language has a form for.
pub fn definitions(schemas: &[Value]) -> Result<Vec<Definition>, String> {
    let mut definitions: Vec<Definition> = Vec::new();
    for schema in schemas {
        let root = schema["title"].as_str().filter(|_| schema.get("properties").is_some());
        let root = root.map(|name| (name, schema));
        let defs = schema["$defs"].as_object().ok_or("the schema has no $defs")?;
        for (name, def) in root.into_iter().chain(defs.iter().map(|(name, def)| (name.as_str(), def))) {
            if !definitions.iter().any(|known| known.name == name) {
                definitions.push(definition(name, def)?);
            }
        }
    }
    Ok(definitions)
}

fn definition(name: &str, def: &Value) -> Result<Definition, String> {
    let kind = if let Some(variants) = def["oneOf"].as_array() {
        let word = |variant: &Value| Some((variant["const"].as_str()?.to_owned(), doc(variant)));
        words(variants.iter().map(word).collect(), name, def)?
    } else if let Some(words) = def["enum"].as_array() {
        let word = |word: &Value| Some((word.as_str()?.to_owned(), String::new()));
        self::words(words.iter().map(word).collect(), name, def)?
    } else if def["type"] == "object" {
        Kind::Record { fields: fields(name, def)?, open: def["additionalProperties"] == true }
    } else if def["type"] == "string" {
        Kind::Plain(vec![Type::String])
    } else if let Some(types) = def["anyOf"].as_array() {
        Kind::Plain(types.iter().map(|ty| plain_type(name, ty)).collect::<Result<_, _>>()?)
    } else {
        return Err(unknown(name, def));
    };
    Ok(Definition { name: name.into(), doc: doc(def), kind })
}

fn words(words: Option<Vec<(String, String)>>, name: &str, def: &Value) -> Result<Kind, String> {
    let words = words.ok_or_else(|| unknown(name, def))?;
    Ok(Kind::Words { words, default: def["default"].as_str().map(str::to_owned) })
}

fn fields(name: &str, def: &Value) -> Result<Vec<Field>, String> {
    let Some(properties) = def["properties"].as_object() else { return Ok(Vec::new()) };
    let open = def["additionalProperties"] == true;
    let required: Vec<_> =
        def["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    properties
        .iter()
        .map(|(field, schema)| {
            let place = format!("{name}.{field}");
            let (ty, nullable) = field_type(&place, schema)?;
            // Answers leave nothing out but what has no value to write: neither required, nor null, nor at a default.
            let written = nullable || required.contains(&field.as_str()) || schema.get("default").is_some();
            let omitted = open || !written;
            Ok(Field { name: field.clone(), doc: doc(schema), ty, nullable, omitted })
        })
        .collect()
}

fn field_type(place: &str, schema: &Value) -> Result<(Type, bool), String> {
    if let Some(any_of) = schema["anyOf"].as_array() {
        return match any_of.as_slice() {
            [inner, null] if null["type"] == "null" => Ok((plain_type(place, inner)?, true)),
            _ => Err(unknown(place, schema)),
        };
    }
    if let Some(types) = schema["type"].as_array() {
        return match types.as_slice() {
            [inner, null] if null == "null" => {
                let mut schema = schema.clone();
                schema["type"] = inner.clone();
                Ok((plain_type(place, &schema)?, true))
            }
            _ => Err(unknown(place, schema)),
        };
    }
    Ok((plain_type(place, schema)?, false))
}

fn plain_type(place: &str, schema: &Value) -> Result<Type, String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.strip_prefix("#/$defs/").ok_or_else(|| unknown(place, schema))?;
        return Ok(Type::Ref(name.into()));
    }
    match schema["type"].as_str() {
        Some("string") => Ok(Type::String),
        Some("integer") => Ok(Type::Integer),
        Some("number") => Ok(Type::Number),
        Some("boolean") => Ok(Type::Boolean),
        Some("array") => match field_type(place, &schema["items"])? {
            (inner, false) => Ok(Type::List(Box::new(inner))),
            _ => Err(unknown(place, schema)),
        },
        Some("object") => Ok(Type::Any),
        None if schema == &Value::Bool(true) || schema.as_object().is_some_and(|o| o.is_empty()) => {
            Ok(Type::Any)
        }
        _ => Err(unknown(place, schema)),
    }
}

fn doc(schema: &Value) -> String {
    schema["description"].as_str().unwrap_or_default().to_owned()
}

fn unknown(place: &str, schema: &Value) -> String {
    format!("{place}: no other language has a form for {schema}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_records_and_words() {
        let schema = json!({ "$defs": {
            "Colour": { "oneOf": [{ "const": "red", "description": "Like blood." }], "default": "red" },
            "Thing": { "type": "object", "additionalProperties": true, "properties": {
                "name": { "type": "string", "description": "Its name." },
                "colours": { "type": "array", "items": { "$ref": "#/$defs/Colour" } },
                "size": { "type": ["integer", "null"] },
            } },
        } });
        let definitions = definitions(&[schema]).unwrap();
        let words = vec![("red".into(), "Like blood.".into())];
        assert_eq!(definitions[0].kind, Kind::Words { words, default: Some("red".into()) });
        let Kind::Record { fields, open: true } = &definitions[1].kind else { panic!("an open record") };
        assert_eq!(fields[1].ty, Type::List(Box::new(Type::Ref("Colour".into()))));
        assert!(fields[2].nullable);
        assert!(fields.iter().all(|field| field.omitted));
    }

    #[test]
    fn closed_records_leave_out_what_is_neither_required_nor_has_a_default() {
        let integer = |more: Value| json!({ "type": "integer", "default": more });
        let schema = json!({ "$defs": { "Span": { "type": "object", "required": ["end"], "properties": {
            "source": { "type": "integer" }, "start": integer(json!(0)), "end": { "type": "integer" },
        } } } });
        let definitions = definitions(&[schema]).unwrap();
        let Kind::Record { fields, open: false } = &definitions[0].kind else { panic!("a closed record") };
        let omitted: Vec<_> = fields.iter().map(|field| field.omitted).collect();
        assert_eq!(omitted, [true, false, false]);
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        let schema =
            json!({ "$defs": { "Odd": { "type": "object", "properties": { "x": { "not": {} } } } } });
        assert!(definitions(&[schema]).unwrap_err().contains("Odd.x"));
    }
}
