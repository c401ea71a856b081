//! The version of what generated code and this crate share, and the error of a client that expects another one.

/// Expands to nothing for the version of this crate; for any other it is the error that says what to do.
///
/// A client calls it once, in its root, with the version that it was generated for. Decision 0021 says when the version
/// is raised; the generator has the same number in `render/runtime.rs`.
#[doc(hidden)]
#[macro_export]
macro_rules! interface {
    (1) => {};
    ($other:tt) => {
        ::core::compile_error!(::core::concat!(
            "this client was generated for interface ",
            $other,
            " of clientgen-runtime, but the clientgen-runtime that it is compiled with has interface 1. ",
            "Install the clientgen of the same version as this clientgen-runtime and run `clientgen generate` again, ",
            "or depend on the clientgen-runtime of the version of the clientgen that wrote this client. ",
            "Other errors of this crate may follow from it."
        ));
    };
}
