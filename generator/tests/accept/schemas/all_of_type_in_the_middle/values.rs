//! Values of the types below are read as what they are, and so are those of the type itself.

use client::models::{DirectoryObject, Dog, Entity, Pet};

#[test]
fn the_types_below_are_read() {
    let user = r#"{"id":"1","kind":"user","mail":"m"}"#;
    assert!(matches!(read::<DirectoryObject>(user), DirectoryObject::User(user) if user.mail.as_deref() == Some("m")));
    assert!(matches!(read::<Entity>(user), Entity::User(_)));
    comes_back::<DirectoryObject>(&[user, r#"{"id":"1","kind":"app","deleted":"d","appId":"a"}"#]);
}

#[test]
fn the_type_itself_is_read_with_its_value_or_without() {
    let own = r#"{"id":"1","kind":"directoryObject","deleted":"d"}"#;
    assert!(matches!(read::<DirectoryObject>(own), DirectoryObject::Base(_)));
    assert!(matches!(read::<Entity>(own), Entity::DirectoryObject(DirectoryObject::Base(_))));
    assert!(matches!(read::<DirectoryObject>(r#"{"kind":"new","x":1}"#), DirectoryObject::Unknown(_)));
    assert!(matches!(read::<Dog>(r#"{"size":3}"#), Dog::Base(_)));
    assert!(matches!(read::<Pet>(r#"{"type":"Puppy","weeks":3}"#), Pet::Puppy(_)));
    assert!(matches!(read::<Dog>(r#"{"type":"Puppy","weeks":3}"#), Dog::Puppy(_)));
}
