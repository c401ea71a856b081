//! The property that tells the members apart is written, and what was read comes back.

use client::models::{Circle, Shape, Square};

#[test]
fn the_property_is_written_whenever_its_member_is() {
    let circle = Shape::Circle(Circle::new(2));
    assert_eq!(written(&circle), r#"{"type":"circle","radius":2}"#);
    assert!(matches!(read::<Shape>(&written(&circle)), Shape::Circle(_)));
    assert_eq!(written(&Shape::Square(Square::new().side(1))), r#"{"type":"square","side":1}"#);
    assert_eq!(written(&Circle::new(2)), r#"{"radius":2}"#);
    comes_back::<Shape>(&[r#"{"points":5,"type":"star"}"#, r#"{"radius":1}"#]);
}

#[test]
fn requests_have_it() {
    let call = sent(|client: client::Client| client.shapes().add(Shape::from(Circle::new(2))));
    assert_eq!(body(&call), r#"{"type":"circle","radius":2}"#);
    let call = sent(|client: client::Client| client.forms().add(Shape::from(Circle::new(2))));
    assert_eq!(body(&call), "type=circle&radius=2");
}
