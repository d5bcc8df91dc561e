//! The Document: everything a deployment guide says, as plain data. The single definition of every noun.
//!
//! All structs have public fields, are read and written as `snake_case` JSON, omit what is at its
//! default, and keep fields they do not know in `extensions`. `span` says where in the source the
//! noun stood. Lists are in document order; references between nouns are ids.

mod assessment;
mod calendar;
mod checklist;
mod criterion;
pub mod diff;
mod document;
mod edit;
mod estimate;
pub mod floats;
pub mod forecast;
mod gate_result;
mod guide;
mod measurement;
pub mod noun;
mod objective;
pub mod pert;
pub mod promotion_result;
mod quantity;
mod resource;
pub mod result;
mod risk;
pub mod risk_register;
mod rollback;
pub mod rollback_result;
mod rollout;
pub mod rollout_result;
mod scheduling;
mod span;
mod task;
pub mod tree;
mod uncertainty;
pub mod what_if;

pub use calendar::*;
pub use checklist::*;
pub use criterion::*;
pub use document::*;
pub use edit::*;
pub use estimate::*;
pub use guide::*;
pub use measurement::*;
pub use objective::*;
pub use quantity::*;
pub use resource::*;
pub use risk::*;
pub use rollback::*;
pub use rollout::*;
pub use scheduling::*;
pub use span::*;
pub use task::*;
pub use uncertainty::*;

/// Whether a value is at its default, and so left out of the JSON.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Declares the nouns: each gets the derives, the omission of defaults, a `span` and its `extensions`.
/// A noun `at` a field stands where this field is stated.
macro_rules! nouns {
    ($( $(#[$meta:meta])* pub struct $name:ident $(at $place:ident)? {
        $( $(#[$field_meta:meta])* pub $field:ident : $type:ty, )*
    } )*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(default)]
        pub struct $name {
            $( $(#[$field_meta])*
               #[serde(skip_serializing_if = "crate::model::is_default")]
               pub $field: $type, )*
            /// Where in the source it stood.
            #[serde(skip_serializing_if = "crate::model::is_default")]
            pub span: Option<crate::model::Span>,
            /// Fields that this version does not know, kept as they were read.
            #[serde(flatten)]
            pub extensions: std::collections::BTreeMap<String, serde_json::Value>,
        }

        impl crate::model::noun::Noun for $name {
            fn kind(&self) -> String {
                crate::model::noun::spoken(stringify!($name))
            }
            fn fields(&self) -> &'static [&'static str] {
                &[ $( stringify!($field), )* ]
            }
            fn place(&self) -> Option<&'static str> {
                let place: &[&'static str] = &[ $( stringify!($place) )? ];
                place.first().copied()
            }
            fn read_field(
                &mut self,
                field: &str,
                node: &crate::model::tree::Node<'_>,
                reading: &mut crate::model::noun::Reading,
            ) -> Option<Result<(), crate::model::noun::Mismatch>> {
                use crate::model::noun::Field;
                Some(match field {
                    $( stringify!($field) => Field::read(node, reading).map(|value| self.$field = value), )*
                    _ => return None,
                })
            }
            fn is_set(&self, field: &str) -> bool {
                match field {
                    $( stringify!($field) => !crate::model::is_default(&self.$field), )*
                    "span" => self.span.is_some(),
                    _ => false,
                }
            }
            fn each_noun_inside(&mut self, visit: &mut dyn FnMut(&mut dyn crate::model::noun::Noun)) {
                use crate::model::noun::Field;
                $( self.$field.each_noun(visit); )*
            }
            fn span_mut(&mut self) -> &mut Option<crate::model::Span> {
                &mut self.span
            }
            fn extensions_mut(&mut self) -> &mut std::collections::BTreeMap<String, serde_json::Value> {
                &mut self.extensions
            }
        }

        impl crate::model::noun::Fields for $name {
            fn differing(&self, other: &Self) -> Vec<&'static str> {
                let mut fields = Vec::new();
                $( if self.$field != other.$field {
                    fields.push(stringify!($field));
                } )*
                fields
            }
            fn copy_field(&mut self, field: &str, from: &Self) {
                match field {
                    $( stringify!($field) => self.$field.clone_from(&from.$field), )*
                    _ => {}
                }
            }
            fn field_json(&self, field: &str) -> Option<serde_json::Value> {
                match field {
                    $( stringify!($field) if !crate::model::is_default(&self.$field) => {
                        serde_json::to_value(&self.$field).ok()
                    } )*
                    _ => None,
                }
            }
        }

        impl crate::model::noun::Field for $name {
            fn read(
                node: &crate::model::tree::Node<'_>,
                reading: &mut crate::model::noun::Reading,
            ) -> Result<Self, crate::model::noun::Mismatch> {
                crate::model::noun::read_noun(node, reading)
            }
            fn each_noun(&mut self, visit: &mut dyn FnMut(&mut dyn crate::model::noun::Noun)) {
                use crate::model::noun::Noun;
                visit(self);
                self.each_noun_inside(visit);
            }
        }
    )* };
}

/// Declares closed lists of words: `snake_case` in JSON, `as_str` and `ALL` in Rust. `default` names the one that an
/// absent field means.
macro_rules! words {
    ($( $(#[$meta:meta])* pub enum $name:ident $(default $default:ident)? {
        $( $(#[$variant_meta:meta])* $variant:ident = $word:literal, )*
    } )*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $( #[cfg_attr(feature = "schema", schemars(extend("default" = $name::$default.as_str())))] )?
        pub enum $name {
            $( $(#[$variant_meta])* #[serde(rename = $word)] $variant, )*
        }
        impl $name {
            /// Every word of the list, in order.
            pub const ALL: &'static [$name] = &[ $( $name::$variant, )* ];
            /// The word as it stands in JSON and in messages.
            pub fn as_str(self) -> &'static str {
                match self { $( $name::$variant => $word, )* }
            }
        }
        $( impl Default for $name {
            fn default() -> Self {
                $name::$default
            }
        } )?
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl crate::model::noun::Field for $name {
            fn read(
                node: &crate::model::tree::Node<'_>,
                _: &mut crate::model::noun::Reading,
            ) -> Result<Self, crate::model::noun::Mismatch> {
                crate::model::noun::read_word(node, $name::ALL, $name::as_str)
            }
        }
    )* };
}
pub(crate) use {nouns, words};
