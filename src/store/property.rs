//! The value of a property of an operation, as an SQL expression.
//!
//! In all of these `o` is the operation, `c` its customer (LEFT JOIN) and `r` its received row.

use std::sync::Arc;

use super::columns::sql_of;
use super::error::Result;
use super::handle::Store;
use super::operations::ROW;
use super::query::{Parameters, cases, list};
use crate::model::{Column, Defaults, FieldPath, Layout, Property, RecordKind, Version};

/// What values depend on beside the store.
#[derive(Debug, Clone, Default)]
pub(crate) struct ValueSettings {
    /// What the customers of each company get if a field is empty, by the company's code.
    pub(crate) defaults: Vec<(String, Defaults)>,
}

/// Turns properties into SQL expressions.
pub(super) struct PropertySql<'a> {
    pub(super) settings: &'a ValueSettings,
    pub(super) channels: Vec<Channel>,
    layouts: Vec<(i64, std::sync::Arc<Layout>)>,
    pub(super) parameters: Parameters,
    /// Whether an expression needs the received row.
    pub(super) needs_row: bool,
}

/// A channel, as far as the expressions need it.
pub(super) struct Channel {
    pub(super) key: i64,
    pub(super) name: Arc<str>,
    pub(super) company: Arc<str>,
}

/// Where a field is found in a kind of record.
struct Place {
    kind: RecordKind,
    /// The position in the stored fields; `None` for a channel's own column.
    position: Option<usize>,
    /// Layouts, and the position in the received rows of each.
    layouts: Vec<(i64, usize)>,
}

impl Store {
    /// Prepares to read properties.
    pub(super) fn values<'a>(&self, settings: &'a ValueSettings) -> Result<PropertySql<'a>> {
        let channels = self.channels()?.into_iter().map(|channel| Channel {
            key: channel.key.0,
            name: channel.name.into(),
            company: channel.company_code.into(),
        });
        Ok(PropertySql {
            settings,
            channels: channels.collect(),
            layouts: self.layouts()?,
            parameters: Parameters::default(),
            needs_row: false,
        })
    }
}

impl PropertySql<'_> {
    /// Returns the value of a property as a text in its machine form, or as a number. It is NULL if the operation lacks
    /// it.
    pub(super) fn value(&mut self, property: &Property) -> String {
        match property {
            Property::Column(column) => sql_of(*column).value.expression(),
            Property::Field(path) => self.field(path),
            Property::Attribute(name) => self.attribute(name),
        }
    }

    /// Returns the value of the attribute with that name, for operations on attributes.
    fn attribute(&mut self, name: &str) -> String {
        let name_of = self.field(&attribute_field("AttributeName"));
        let value = self.field(&attribute_field("AttributeValueString"));
        let wanted = self.parameters.bind(crate::filter::fold(name).into_owned());
        format!("CASE WHEN fold({name_of}) = {wanted} THEN {value} END")
    }

    /// Returns the value of a field; NULL if the operation's record has no such field.
    fn field(&mut self, path: &FieldPath) -> String {
        let places = self.places(path);
        let layouts: Vec<i64> = places.iter().flat_map(|place| &place.layouts).map(|(layout, _)| *layout).collect();
        if layouts.is_empty() {
            return "NULL".to_owned();
        }
        self.needs_row = true;
        let received = received(&places);
        let name = self.parameters.bind(path.name.clone());
        let recorded = |version: &str| {
            format!(
                "coalesce((SELECT g.{version} FROM change g WHERE g.operation = o.id AND g.field = {name} \
                 COLLATE NOCASE), {received})"
            )
        };
        let value = match path.version {
            Version::New => {
                let kept = self.stored(&places, Version::New);
                let filled = self.filled(path, &received);
                // A creation takes the row as it is, except for the company's defaults.
                let created = if default_of(&path.name).is_some() { recorded("new") } else { received.clone() };
                format!(
                    "CASE WHEN o.effect = 1 THEN {created} WHEN o.effect IS NOT NULL THEN {} \
                     WHEN o.action = 3 THEN coalesce({kept}, {filled}) ELSE {filled} END",
                    recorded("new")
                )
            }
            Version::Old => format!(
                "CASE WHEN o.effect = 1 THEN NULL WHEN o.effect IS NOT NULL THEN {} ELSE {} END",
                recorded("old"),
                self.stored(&places, Version::Old)
            ),
        };
        format!("CASE WHEN r.layout IN ({}) THEN {value} END", list(&layouts))
    }

    /// Returns the received value, or the company's default if that is empty.
    fn filled(&mut self, path: &FieldPath, received: &str) -> String {
        let Some(default) = default_of(&path.name) else { return received.to_owned() };
        let cases: Vec<_> = self
            .settings
            .defaults
            .iter()
            .filter_map(|(company, defaults)| Some((company, default(defaults)?)))
            .map(|(company, value)| {
                let company = self.parameters.bind(company.clone());
                format!("WHEN {company} THEN {}", self.parameters.bind(value.to_owned()))
            })
            .collect();
        if cases.is_empty() {
            return received.to_owned();
        }
        let company = sql_of(Column::Company).value.expression();
        let default = format!("CASE {company} COLLATE NOCASE {} ELSE '' END", cases.join(" "));
        format!("CASE WHEN o.kind = 0 THEN coalesce(nullif({received}, ''), {default}) ELSE {received} END")
    }

    /// Returns what headquarters has at the moment, or (new) what a deactivation makes of it; NULL if there is no such
    /// record.
    fn stored(&mut self, places: &[Place], version: Version) -> String {
        let mut parts = Vec::new();
        for place in places {
            let fields = place.kind.fields();
            let value = match place.position {
                Some(position) if Some(fields[position].name) == place.kind.primary_field() => {
                    "CASE WHEN x.is_primary THEN '1' ELSE '0' END".to_owned()
                }
                Some(position)
                    if version == Version::New
                        && place.kind == RecordKind::Customer
                        && fields[position].name == "Blocked" =>
                {
                    "'2'".to_owned()
                }
                Some(position) => format!("stored_at(x.fields, {position})"),
                None => {
                    let name = self.parameters.bind(self.extension_name(place));
                    format!("coalesce(stored_extension(x.fields, {}, {name}), '')", place.kind.index())
                }
            };
            parts.push((place.kind.index() as i64, value));
        }
        format!(
            "(SELECT {} FROM record x WHERE x.customer = o.customer AND x.kind = o.kind AND x.key = o.key)",
            cases("x.kind", parts.into_iter())
        )
    }

    fn extension_name(&self, place: &Place) -> String {
        let column = place.layouts.first().and_then(|(id, position)| {
            let (_, layout) = self.layouts.iter().find(|(layout, _)| layout == id)?;
            layout.columns().get(*position)
        });
        column.cloned().unwrap_or_default()
    }

    /// Returns where the search index has the field.
    pub(super) fn search_places(&self, path: &FieldPath) -> Vec<(RecordKind, Option<usize>)> {
        self.places(path).iter().map(|place| (place.kind, place.position)).collect()
    }

    fn places(&self, path: &FieldPath) -> Vec<Place> {
        let kinds = RecordKind::ALL.into_iter().filter(|kind| path.kind.is_none_or(|wanted| wanted == *kind));
        kinds
            .map(|kind| {
                let position = kind.position(&path.name);
                let layouts = self.layouts.iter().filter(|(_, layout)| layout.kind() == kind);
                let layouts = layouts.filter_map(|(id, layout)| {
                    let at = match position {
                        Some(position) => layout.field_positions()[position],
                        None => layout
                            .extensions()
                            .find(|(_, name)| name.eq_ignore_ascii_case(&path.name))
                            .map(|(at, _)| at),
                    };
                    Some((*id, at?))
                });
                Place { kind, position, layouts: layouts.collect() }
            })
            .filter(|place| !place.layouts.is_empty())
            .collect()
    }
}

/// Returns the value in the operation's row.
fn received(places: &[Place]) -> String {
    let (own, known): (Vec<_>, Vec<_>) = places.iter().partition(|place| place.position.is_none());
    let value = |function: &str, places: &[&Place]| {
        let positions = places.iter().flat_map(|place| &place.layouts);
        let position = cases("r.layout", positions.map(|(layout, position)| (*layout, position.to_string())));
        format!("{function}({ROW}, {position})")
    };
    match (known.as_slice(), own.as_slice()) {
        (known, []) => value("value_at", known),
        ([], own) => value("own_value_at", own),
        // The position is NULL in a layout that is not among these.
        (known, own) => format!("coalesce({}, {})", value("value_at", known), value("own_value_at", own)),
    }
}

/// A field of attributes.
pub(super) fn attribute_field(name: &str) -> FieldPath {
    FieldPath { version: Version::New, kind: Some(RecordKind::Attribute), name: name.to_owned() }
}

/// The fields that a company has defaults for.
pub(super) const DEFAULTED: [&str; 3] = ["Currency", "LanguageId", "CustGroup"];

/// Returns how a company's default for a field is read; `None` if the field has no default.
pub(super) fn default_of(field: &str) -> Option<fn(&Defaults) -> Option<&str>> {
    match field {
        "Currency" => Some(|defaults| defaults.currency.as_deref()),
        "LanguageId" => Some(|defaults| defaults.language.as_deref()),
        "CustGroup" => Some(|defaults| defaults.customer_group.as_deref()),
        _ => None,
    }
}
