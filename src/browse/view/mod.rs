//! Draws the page. Each part draws from the model; none changes it.

mod attributes;
mod details;
mod dialog;
mod list;
mod page;
mod pen;
#[cfg(test)]
mod tests;

pub(super) use page::draw;
