//! Any document at all, made from the JSON Schema of the model, so that new nouns are covered without being named.

use std::sync::OnceLock;

use critpath::model::Document;
use critpath::model::Span;
use critpath::model::noun::Field;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const SCHEMA: &str = include_str!("../../../../critpath/schema/document.schema.json");

/// A random document. It shrinks with the choices that it is made of.
pub fn document() -> impl Strategy<Value = Document> {
    proptest::collection::vec(any::<u16>(), 0..400).prop_map(|choices| from_choices(&choices))
}

/// A random document in which every noun says where it stood, so that reading adds nothing.
pub fn placed_document() -> impl Strategy<Value = Document> {
    document().prop_map(|mut document| {
        let source = critpath::model::Source { name: "guide.md".into(), ..Default::default() };
        document.sources.push(source);
        let sources = document.sources.len() as u32;
        let mut count = 0;
        document.each_noun(&mut |noun| {
            count += 1;
            noun.span_mut().get_or_insert(Span { source: count % sources, start: count, end: count + 7 });
        });
        document
    })
}

fn from_choices(choices: &[u16]) -> Document {
    static PARSED: OnceLock<Value> = OnceLock::new();
    let schema = PARSED.get_or_init(|| serde_json::from_str(SCHEMA).unwrap());
    let mut maker = Maker { schema, choices: choices.iter() };
    let value = maker.instance(schema);
    let mut document: Document = serde_json::from_value(value).unwrap();
    document.format = "critpath/1".into();
    document.each_noun(&mut |noun| *noun.span_mut() = None);
    for source in &mut document.sources {
        source.format = None;
    }
    document
}

struct Maker<'a> {
    schema: &'a Value,
    choices: std::slice::Iter<'a, u16>,
}

impl Maker<'_> {
    /// The next choice below `limit`; 0 when there is none left, so that every document ends.
    fn choose(&mut self, limit: usize) -> usize {
        self.choices.next().map_or(0, |choice| usize::from(*choice) % limit)
    }

    fn instance(&mut self, schema: &Value) -> Value {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next().unwrap();
            let definition = self.schema["$defs"][name].clone();
            return if definition["type"] == "string" {
                self.special_text(name)
            } else {
                self.instance(&definition)
            };
        }
        if let Some(words) = schema["oneOf"].as_array() {
            return words[self.choose(words.len())]["const"].clone();
        }
        if let Some(first) = schema["anyOf"].get(0) {
            let first = first.clone();
            return if self.choose(2) == 0 { Value::Null } else { self.instance(&first) };
        }
        let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str()).unwrap();
        match kind {
            "object" => self.object(schema),
            "array" => {
                let count = self.choose(4);
                Value::Array((0..count).map(|_| self.instance(&schema["items"])).collect())
            }
            "boolean" => json!(self.choose(2) == 1),
            "integer" if schema["minimum"] == 0 => json!([0, 1, 3, u32::MAX][self.choose(4)]),
            "integer" => json!([0, -1, 2026, i32::MIN, i32::MAX][self.choose(5)]),
            "number" => self.number(),
            "string" => json!(self.text()),
            other => panic!("the generator does not know the type `{other}`"),
        }
    }

    fn object(&mut self, schema: &Value) -> Value {
        let properties = schema["properties"].as_object().unwrap().clone();
        let mut object = Map::new();
        for (name, property) in &properties {
            if !matches!(name.as_str(), "span" | "format") && self.choose(3) > 0 {
                let value = self.instance(property);
                if !value.is_null() {
                    object.insert(name.clone(), value);
                }
            }
        }
        if self.choose(5) == 1 {
            let value = self.anything(3);
            object.insert(format!("x-{}", self.text()), value);
        }
        Value::Object(object)
    }

    /// Any JSON, for the fields that nobody knows.
    fn anything(&mut self, depth: usize) -> Value {
        match self.choose(if depth == 0 { 4 } else { 6 }) {
            0 => Value::Null,
            1 => json!(self.choose(2) == 0),
            2 => self.number(),
            3 => json!(self.text()),
            4 => Value::Array((0..self.choose(3)).map(|_| self.anything(depth - 1)).collect()),
            _ => {
                let keys: Vec<_> = (0..self.choose(3)).map(|_| self.text()).collect();
                Value::Object(keys.into_iter().map(|key| (key, self.anything(depth - 1))).collect())
            }
        }
    }

    fn number(&mut self) -> Value {
        match self.choose(9) {
            0 => json!(1.0),
            1 => json!(f64::MAX),
            2 => json!(f64::MIN_POSITIVE),
            3 => json!(-5e-324),
            4 => json!(0.1 + 0.2),
            5 => json!(u64::MAX),
            6 => json!(i64::MIN),
            7 => json!(9_007_199_254_740_993_u64),
            _ => json!(f64::from_bits((self.choose(1 << 16) as u64) << 46 | 0x3ff0_0000_0000_1234)),
        }
    }

    fn text(&mut self) -> String {
        let samples = [
            "deploy",
            "",
            "a b",
            "é\u{301}",
            "فاز ۱",
            "🚀👩‍💻",
            "\u{0}\u{1f}\u{7f}",
            "\"\\/\u{8}\u{c}\n\r\t",
            "\u{2028}",
            "\u{10ffff}",
            "</script>",
            "2026-12-07",
            "3d",
            "null",
            "[0]",
        ];
        let first = samples[self.choose(samples.len())];
        format!("{first}{}", self.choose(1 << 16))
    }

    fn special_text(&mut self, name: &str) -> Value {
        let samples: &[&str] = match name {
            "Duration" => &["3d", "1.5h", "0.001s", "999999999mo", "1ed", "1h30m", "-2w", "0m"],
            "Lag" => &["5m", "-2h", "50%", "-12.5%", "0.001%", "3ed"],
            "Moment" => {
                &["2026-12-07", "0001-01-01T00:00", "9999-12-31T23:59:59", "2026-12-07T08:00:00-11:30"]
            }
            "Until" => &["+30m", "2026-12-07T08:00", "+1ed"],
            "Date" => &["2026-12-07", "2024-02-29"],
            "TimeOfDay" => &["08:00", "24:00", "00:00:01"],
            other => panic!("the generator does not know the text type `{other}`"),
        };
        json!(samples[self.choose(samples.len())])
    }
}
