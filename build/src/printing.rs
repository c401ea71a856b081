//! `print!`, `println!`, `eprint!` and `eprintln!` without the panic on a closed pipe. If the reader closes the pipe,
//! as in `clientgen explain | head`, the command goes on and writes its files.

/// Prints as `std::print!` does, but ignores errors.
#[macro_export]
macro_rules! print {
    ($($part:tt)*) => {{
        use std::io::Write as _;
        // An error means that the reader has closed the pipe and wants no more.
        let _ = write!(std::io::stdout(), $($part)*);
    }};
}

/// Prints as `std::println!` does, but ignores errors.
#[macro_export]
macro_rules! println {
    ($($part:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($part)*);
    }};
}

/// Prints as `std::eprint!` does, but ignores errors.
#[macro_export]
macro_rules! eprint {
    ($($part:tt)*) => {{
        use std::io::Write as _;
        let _ = write!(std::io::stderr(), $($part)*);
    }};
}

/// Prints as `std::eprintln!` does, but ignores errors.
#[macro_export]
macro_rules! eprintln {
    ($($part:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($part)*);
    }};
}
