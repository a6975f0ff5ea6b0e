//! Headquarters' fields: the columns of the upload tables, with their names, types and lengths.

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldType {
    Text,
    Integer,
    Decimal,
    Guid,
}

/// A column of an upload table that headquarters knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    /// The name people use, such as `Email`; its upper case is the column's name.
    pub(crate) name: &'static str,
    /// The column as spelled in the channel database, such as `EMAIL`.
    pub(crate) column: &'static str,
    pub(crate) field_type: FieldType,
    /// The most characters that headquarters' column holds; `None` if a list checks the value.
    pub(crate) max_length: Option<usize>,
}

impl Field {
    /// Whether people type its values: no numbers, GUIDs, and values from a list.
    pub(crate) fn is_free_text(&self) -> bool {
        self.field_type == FieldType::Text && self.max_length.is_some()
    }

    /// Whether its values can be e-mail addresses.
    pub(crate) fn holds_email(&self) -> bool {
        matches!(self.name, "Email" | "ReceiptEmail" | "Locator")
    }

    /// Whether its values can be telephone numbers, which are compared by their digits.
    pub(crate) fn holds_phone(&self) -> bool {
        matches!(self.name, "Phone" | "CellularPhone" | "Locator")
    }
}

const fn text(name: &'static str, column: &'static str, max_length: usize) -> Field {
    Field { name, column, field_type: FieldType::Text, max_length: Some(max_length) }
}

const fn listed(name: &'static str, column: &'static str) -> Field {
    Field { name, column, field_type: FieldType::Text, max_length: None }
}

const fn integer(name: &'static str, column: &'static str) -> Field {
    Field { name, column, field_type: FieldType::Integer, max_length: None }
}

const fn decimal(name: &'static str, column: &'static str) -> Field {
    Field { name, column, field_type: FieldType::Decimal, max_length: None }
}

const fn guid(name: &'static str, column: &'static str) -> Field {
    Field { name, column, field_type: FieldType::Guid, max_length: None }
}

// The store keeps a record's values by position in these lists: new fields are appended, none is moved.

pub(crate) const CUSTOMER: &[Field] = &[
    text("CustName", "CUSTNAME", 100),
    text("FirstName", "FIRSTNAME", 25),
    text("MiddleName", "MIDDLENAME", 25),
    text("LastName", "LASTNAME", 25),
    integer("RelationshipType", "RELATIONSHIPTYPE"),
    integer("TitleRecordId", "TITLERECORDID"),
    listed("CustGroup", "CUSTGROUP"),
    listed("Currency", "CURRENCY"),
    listed("LanguageId", "LANGUAGEID"),
    text("Email", "EMAIL", 255),
    text("Phone", "PHONE", 255),
    text("PhoneExtension", "PHONEEXTENSION", 10),
    text("CellularPhone", "CELLULARPHONE", 255),
    text("Url", "URL", 255),
    text("ReceiptEmail", "RECEIPTEMAIL", 255),
    integer("ReceiptOption", "RECEIPTOPTION"),
    text("VatNum", "VATNUM", 20),
    text("IdentificationNumber", "IDENTIFICATIONNUMBER", 50),
    text("OrganizationId", "ORGANIZATIONID", 10),
    text("InvoiceAccount", "INVOICEACCOUNT", 20),
    decimal("CreditMax", "CREDITMAX"),
    integer("Blocked", "BLOCKED"),
    integer("UsePurchRequest", "USEPURCHREQUEST"),
    text("PriceGroup", "PRICEGROUP", 10),
    text("TaxGroup", "TAXGROUP", 10),
    text("LineDisc", "LINEDISC", 10),
    text("MultiLineDisc", "MULTILINEDISC", 10),
    text("EndDisc", "ENDDISC", 10),
];

pub(crate) const ADDRESS: &[Field] = &[
    guid("AddressId", "ADDRESSID"),
    text("AddressName", "ADDRESSNAME", 60),
    text("Street", "STREET", 250),
    text("StreetNumber", "STREETNUMBER", 20),
    text("BuildingCompliment", "BUILDINGCOMPLIMENT", 60),
    text("DistrictName", "DISTRICTNAME", 60),
    text("City", "CITY", 60),
    text("County", "COUNTY", 10),
    text("State", "STATE", 10),
    listed("Country", "COUNTRY"),
    text("Zip", "ZIP", 10),
    text("Phone", "PHONE", 255),
    text("Email", "EMAIL", 255),
    text("Url", "URL", 255),
    text("TaxGroup", "TAXGROUP", 10),
    integer("MakePostalAddressPrimary", "MAKEPOSTALADDRESSPRIMARY"),
    integer("Role", "ROLE"),
];

pub(crate) const CONTACT: &[Field] = &[
    guid("ContactId", "CONTACTID"),
    integer("ContactType", "CONTACTTYPE"),
    text("Locator", "LOCATOR", 255),
    text("LocatorExtension", "LOCATOREXTENSION", 10),
    text("Description", "DESCRIPTION", 60),
    integer("IsPrimary", "ISPRIMARY"),
];

pub(crate) const AFFILIATION: &[Field] = &[listed("Affiliation", "AFFILIATION")];

pub(crate) const ATTRIBUTE: &[Field] = &[
    text("AttributeName", "ATTRIBUTENAME", 60),
    integer("AttributeDataType", "ATTRIBUTEDATATYPE"),
    text("AttributeValueString", "ATTRIBUTEVALUESTRING", 1000),
];
