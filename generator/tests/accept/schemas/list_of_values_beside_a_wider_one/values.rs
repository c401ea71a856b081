//! Values of the narrower lists.

use client::models::{Shape, ShapeRound, ShapeStatus};

#[test]
fn the_narrower_list_is_the_type() {
    let json = r#"{"kind":1,"round":3,"status":"submitted","final":"done","any":2}"#;
    let shape: Shape = read(json);
    assert_eq!((shape.round, shape.status), (Some(ShapeRound::Three), ShapeStatus::Submitted));
    comes_back::<Shape>(&[json]);
}
