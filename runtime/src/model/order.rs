//! The order in which a server writes the fields of a record, learned from one record and used for the next.
//!
//! Servers write fields in a constant order, which may differ from the document's. A correct guess of the next field
//! saves the search.

use std::cell::RefCell;

use super::record::RecordDescriptor;

/// The orders learned while one body is decoded.
#[derive(Debug, Default)]
pub(crate) struct Orders(RefCell<Vec<(&'static RecordDescriptor, Order)>>);

/// For the beginning of a record and for each of its fields, the field that followed it last.
///
/// Empty as long as the order is that of the table.
#[derive(Debug, Default)]
pub(crate) struct Order(Vec<usize>);

impl Orders {
    /// Takes the order for a table. While it is taken, a second caller gets an empty one.
    pub(crate) fn take(&self, descriptor: &'static RecordDescriptor) -> Order {
        let mut orders = self.0.borrow_mut();
        let order = orders.iter_mut().find(|(known, _)| std::ptr::eq(*known, descriptor));
        order.map(|(_, order)| std::mem::take(order)).unwrap_or_default()
    }

    /// Puts an order back, unless it is that of the table.
    pub(crate) fn put(&self, descriptor: &'static RecordDescriptor, order: Order) {
        if order.0.is_empty() {
            return;
        }
        let mut orders = self.0.borrow_mut();
        match orders.iter_mut().find(|(known, _)| std::ptr::eq(*known, descriptor)) {
            Some((_, known)) => *known = order,
            None => orders.push((descriptor, order)),
        }
    }
}

impl Order {
    /// The field to expect at a place: 0 is the beginning of the record, `index + 1` the place after a field.
    #[inline]
    pub(crate) fn expected(&self, place: usize) -> usize {
        self.0.get(place).copied().unwrap_or(place)
    }

    /// Records the field that was found at the place, though another was expected; `fields` is the number of fields.
    #[cold]
    pub(crate) fn learn(&mut self, place: usize, index: usize, fields: usize) {
        if self.0.is_empty() {
            self.0.extend(0..=fields);
        }
        if let Some(expected) = self.0.get_mut(place) {
            *expected = index;
        }
    }
}
