//! Numbers of bytes for people.

/// A number of bytes for people: `512 B`, `1.5 KB`, in steps of 1024 as the official tool counts.
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 6] = ["KB", "MB", "GB", "TB", "PB", "EB"];
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    // What is thrown away at each step is kept as tenths, so that no float rounds it up too far.
    let mut whole = bytes;
    let mut tenths = 0;
    let mut unit = "B";
    for name in UNITS {
        if whole < 1024 {
            break;
        }
        tenths = (whole % 1024) * 10 / 1024;
        whole /= 1024;
        unit = name;
    }
    format!("{whole}.{tenths} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (bytes, shown) in [
            (0, "0 B"),
            (1023, "1023 B"),
            (1024, "1.0 KB"),
            (1536, "1.5 KB"),
            (1024 * 1024 - 1, "1023.9 KB"),
            (3 * 1024 * 1024, "3.0 MB"),
            (u64::MAX, "15.9 EB"),
        ] {
            assert_eq!(size(bytes), shown);
        }
    }
}
