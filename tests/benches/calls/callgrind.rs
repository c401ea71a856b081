//! Instructions outside the kernel, counted by callgrind: unlike times, they do not depend on what else the machine does.

use std::process::Command;

/// Instructions of one round: the difference of a long and a short run of this program, whose last argument is the number
/// of rounds.
pub(crate) fn instructions(arguments: &[&str], [short, long]: [u32; 2]) -> f64 {
    let [less, more] = [short, long].map(|rounds| {
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(std::env::current_exe().unwrap())
            .args(arguments)
            .arg(rounds.to_string())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{text}");
        let collected = text.lines().find_map(|line| line.split("Collected : ").nth(1)).unwrap();
        collected.trim().parse::<f64>().unwrap()
    });
    (more - less) / f64::from(long - short)
}
