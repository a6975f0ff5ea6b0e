//! What a file of texts consists of, for the tests that compare the languages.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;

/// A text, or an attribute of one.
#[derive(Debug, Clone, Default)]
pub(crate) struct TextEntry {
    /// The id, with an attribute behind a point.
    pub(crate) id: String,
    pub(crate) variables: BTreeSet<String>,
    /// By variable, the keys of each of the selections that it makes.
    pub(crate) selections: BTreeMap<String, Vec<BTreeSet<String>>>,
    /// What stands there in each case, with a sign in place of each variable.
    pub(crate) cases: Vec<String>,
    /// The texts that it takes over.
    pub(crate) references: BTreeSet<String>,
}

/// Returns the texts of a file with their attributes.
///
/// # Panics
/// The file has a mistake.
pub(crate) fn entries(source: &str) -> Vec<TextEntry> {
    let resource = parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut entries = Vec::new();
    for entry in &resource.body {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
            Entry::Term(_) | Entry::Junk { .. } => panic!("not a text: {entry:?}"),
        };
        let id = message.id.name;
        entries.extend(message.value.as_ref().map(|value| TextEntry::read(id.to_owned(), value)));
        let attributes = message.attributes.iter();
        entries.extend(
            attributes.map(|attribute| TextEntry::read(format!("{id}.{}", attribute.id.name), &attribute.value)),
        );
    }
    let ids: BTreeSet<_> = entries.iter().map(|entry| &entry.id).collect();
    let doubled: Vec<_> =
        ids.iter().filter(|id| entries.iter().filter(|entry| &entry.id == **id).count() > 1).collect();
    assert!(doubled.is_empty(), "texts that are there twice: {doubled:?}");
    entries
}

impl TextEntry {
    fn read(id: String, pattern: &Pattern<&str>) -> Self {
        let mut entry = Self { id, ..Self::default() };
        entry.cases = entry.cases_of(pattern);
        entry
    }

    fn cases_of(&mut self, pattern: &Pattern<&str>) -> Vec<String> {
        let mut cases = vec![String::new()];
        for element in &pattern.elements {
            let parts = match element {
                PatternElement::TextElement { value } => vec![(*value).to_owned()],
                PatternElement::Placeable { expression } => self.expression(expression),
            };
            cases = cases.iter().flat_map(|case| parts.iter().map(move |part| format!("{case}{part}"))).collect();
        }
        cases
    }

    fn expression(&mut self, expression: &Expression<&str>) -> Vec<String> {
        match expression {
            Expression::Inline(inline) => vec![self.inline(inline)],
            Expression::Select { selector, variants } => {
                let InlineExpression::VariableReference { id } = selector else { panic!("{}: {selector:?}", self.id) };
                self.variables.insert(id.name.to_owned());
                let key = |key: &VariantKey<&str>| match key {
                    VariantKey::Identifier { name } => (*name).to_owned(),
                    VariantKey::NumberLiteral { value } => (*value).to_owned(),
                };
                let keys = variants.iter().map(|variant| key(&variant.key)).collect();
                self.selections.entry(id.name.to_owned()).or_default().push(keys);
                variants.iter().flat_map(|variant| self.cases_of(&variant.value)).collect()
            }
        }
    }

    fn inline(&mut self, expression: &InlineExpression<&str>) -> String {
        match expression {
            InlineExpression::StringLiteral { value } => (*value).to_owned(),
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
                "\u{fffc}".to_owned()
            }
            InlineExpression::MessageReference { id, attribute: None } => {
                self.references.insert(id.name.to_owned());
                "\u{fffc}".to_owned()
            }
            other => panic!("{}: {other:?}", self.id),
        }
    }
}
