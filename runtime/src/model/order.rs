//! The order in which a server writes the fields of a record, learned from one record and used for the next.
//!
//! Servers write fields in a constant order, which may differ from the document's. A correct guess of the next field
//! saves the search.

use std::cell::RefCell;

use super::record::RecordDescriptor;

/// The orders learned while one body is decoded, at the places that the addresses of their tables give.
///
/// Where two tables meet, the later one has the place, unless there can be more places.
#[derive(Debug, Default)]
pub(crate) struct Orders(RefCell<Vec<Place>>);

type Place = Option<(&'static RecordDescriptor, Order)>;

/// How many places there are at first.
const FEW: usize = 8;
/// How many places there are at most.
const MAX_PLACES: usize = 512;

/// For the beginning of a record and for each of its fields, the field that followed it last.
///
/// Empty as long as the order is that of the table.
#[derive(Debug, Default)]
pub(crate) struct Order(Vec<usize>);

impl Orders {
    /// Takes the order for a table. While it is taken, a second caller gets an empty one.
    #[inline]
    pub(crate) fn take(&self, descriptor: &'static RecordDescriptor) -> Order {
        let mut places = self.0.borrow_mut();
        let at = place_of(descriptor, places.len());
        match places.get_mut(at) {
            Some(Some((known, order))) if std::ptr::eq(*known, descriptor) => std::mem::take(order),
            _ => Order::default(),
        }
    }

    /// Puts an order back, unless it is that of the table.
    #[inline]
    pub(crate) fn put(&self, descriptor: &'static RecordDescriptor, order: Order) {
        if !order.0.is_empty() {
            put(&mut self.0.borrow_mut(), descriptor, order);
        }
    }
}

fn put(places: &mut Vec<Place>, descriptor: &'static RecordDescriptor, order: Order) {
    loop {
        let count = places.len();
        match places.get_mut(place_of(descriptor, count)) {
            Some(Some((known, place))) if std::ptr::eq(*known, descriptor) => {
                *place = order;
                return;
            }
            Some(place) if place.is_none() || count >= MAX_PLACES => {
                *place = Some((descriptor, order));
                return;
            }
            _ => grow(places),
        }
    }
}

/// Twice as many places.
#[cold]
fn grow(places: &mut Vec<Place>) {
    let count = (places.len() * 2).max(FEW);
    let known = std::mem::take(places);
    places.resize_with(count, || None);
    for (descriptor, order) in known.into_iter().flatten() {
        if let Some(place) = places.get_mut(place_of(descriptor, count)) {
            *place = Some((descriptor, order));
        }
    }
}

/// The place of a table among so many, which are a power of two; none if there are none.
#[inline]
fn place_of(descriptor: &'static RecordDescriptor, count: usize) -> usize {
    let address = std::ptr::from_ref(descriptor).addr();
    (address >> 4 ^ address >> 9) & count.wrapping_sub(1)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Tables at different addresses.
    fn tables(count: usize) -> Vec<&'static RecordDescriptor> {
        let table = || RecordDescriptor { name: "Table", wire_names: &[], presences: "", rust_names: "", marks: &[] };
        (0..count).map(|_| &*Box::leak(Box::new(table()))).collect()
    }

    fn order(first: usize) -> Order {
        let mut order = Order::default();
        order.learn(0, first, 2000);
        order
    }

    #[test]
    fn an_order_is_that_of_its_own_table() {
        let orders = Orders::default();
        let tables = tables(1000);
        for (index, table) in tables.iter().enumerate() {
            orders.put(table, order(index + 1));
            assert_eq!(orders.take(table).expected(0), index + 1);
            orders.put(table, order(index + 1));
        }
        let kept = tables.iter().enumerate().filter(|(index, table)| {
            let expected = orders.take(table).expected(0);
            assert!(expected == 0 || expected == index + 1, "the order of another table");
            expected != 0
        });
        assert!(kept.count() > 100);
        assert!(orders.0.borrow().len() <= MAX_PLACES);
    }

    #[test]
    fn while_an_order_is_taken_there_is_an_empty_one() {
        let (orders, tables) = (Orders::default(), tables(1));
        orders.put(tables[0], order(1));
        let taken = orders.take(tables[0]);
        assert_eq!((taken.expected(0), orders.take(tables[0]).expected(0)), (1, 0));
    }
}
