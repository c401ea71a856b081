//! Values that are chosen by name on a command line.

/// Gives an enum the names of its variants: `NAMES`, and `FromStr` that accepts no others.
macro_rules! choices {
    ($type:ident of $option:literal: $($name:literal => $variant:ident),+ $(,)?) => {
        impl $type {
            /// The names on a command line.
            pub const NAMES: [&'static str; [$($name),+].len()] = [$($name),+];
        }

        impl std::str::FromStr for $type {
            type Err = String;

            fn from_str(name: &str) -> Result<Self, String> {
                match name {
                    $($name => Ok(Self::$variant),)+
                    other => Err(format!("`{} {other}`: use {}", $option, Self::NAMES.join(", "))),
                }
            }
        }
    };
}
