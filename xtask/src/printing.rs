//! `print!` and its kin as the commands use them: a reader that has gone, as in `cargo xtask inspect api | head`, ends
//! neither the command nor what it writes to files.

/// As that of the standard library, without its panic.
macro_rules! print {
    ($($part:tt)*) => {{
        use std::io::Write as _;
        // Whoever closed the pipe wants no more.
        let _ = write!(std::io::stdout(), $($part)*);
    }};
}

/// As that of the standard library, without its panic.
macro_rules! println {
    ($($part:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($part)*);
    }};
}

/// As that of the standard library, without its panic.
macro_rules! eprint {
    ($($part:tt)*) => {{
        use std::io::Write as _;
        let _ = write!(std::io::stderr(), $($part)*);
    }};
}

/// As that of the standard library, without its panic.
macro_rules! eprintln {
    ($($part:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($part)*);
    }};
}
