//! Values of any JSON come back as they were.

#[test]
fn any_json_fits() {
    comes_back::<client::models::Notes>(&[r#"{"value":"Ann","a":1,"b":[true]}"#, r#"{"value":{"x":null},"one":1,"word":"w"}"#]);
}
