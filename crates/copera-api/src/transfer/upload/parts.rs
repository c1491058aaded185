//! How a file is cut into parts.

use std::ops::Range;

use super::PartSize;

/// How many parts an upload may have: the documents name no figure, object stores name this one.
pub(super) const MAX_PARTS: u32 = 10_000;

/// The parts of a file, numbered from 1, all of one size but the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    file_size: u64,
    part_size: u64,
}

impl Parts {
    /// Parts of the wanted size, or of a larger one where there would be too many of them; `None`
    /// where no size is large enough.
    pub(super) fn new(file_size: u64, wanted: PartSize) -> Option<Self> {
        let least = file_size.div_ceil(u64::from(MAX_PARTS));
        let part_size = wanted.bytes().max(least);
        (part_size <= PartSize::MAX.bytes()).then_some(Self {
            file_size,
            part_size,
        })
    }

    /// The parts of an earlier run; `None` where that run can't have had them.
    pub(super) fn again(file_size: u64, part_size: u64) -> Option<Self> {
        let parts = Self {
            file_size,
            part_size,
        };
        let possible = PartSize::try_from(part_size).is_ok()
            && file_size.div_ceil(part_size) <= u64::from(MAX_PARTS);
        possible.then_some(parts)
    }

    pub(super) fn part_size(self) -> u64 {
        self.part_size
    }

    /// How many there are. An empty file has one, which is empty.
    pub(super) fn count(self) -> u32 {
        let count = self.file_size.div_ceil(self.part_size).max(1);
        // `new` and `again` have seen to it that it fits.
        u32::try_from(count).unwrap_or(MAX_PARTS)
    }

    /// Which bytes of the file are in a part.
    pub(super) fn range(self, number: u32) -> Range<u64> {
        let before = u64::from(number.saturating_sub(1));
        let start = before.saturating_mul(self.part_size).min(self.file_size);
        let end = start.saturating_add(self.part_size).min(self.file_size);
        start..end
    }

    pub(super) fn len(self, number: u32) -> u64 {
        let range = self.range(number);
        range.end - range.start
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MIB: u64 = 1024 * 1024;

    #[test]
    fn sizes_around_the_borders() {
        // file size, wanted part size, parts, size of a part, size of the last
        #[rustfmt::skip]
        let table = [
            (0, 5 * MIB, 1, 5 * MIB, 0),
            (1, 5 * MIB, 1, 5 * MIB, 1),
            (5 * MIB - 1, 5 * MIB, 1, 5 * MIB, 5 * MIB - 1),
            (5 * MIB, 5 * MIB, 1, 5 * MIB, 5 * MIB),
            (5 * MIB + 1, 5 * MIB, 2, 5 * MIB, 1),
            (50_000 * MIB, 5 * MIB, 10_000, 5 * MIB, 5 * MIB),
            (50_000 * MIB + 1, 5 * MIB, 10_000, 5 * MIB + 1, 5 * MIB - 9998),
        ];
        for (size, wanted, count, part_size, last) in table {
            let parts = Parts::new(size, wanted.try_into().unwrap()).unwrap();
            assert_eq!(
                (parts.count(), parts.part_size(), parts.len(count)),
                (count, part_size, last),
                "{size}"
            );
        }
        let largest = PartSize::MAX.bytes() * u64::from(MAX_PARTS);
        assert!(Parts::new(largest, PartSize::default()).is_some());
        assert_eq!(Parts::new(largest + 1, PartSize::default()), None);
    }

    proptest! {
        #[test]
        fn every_byte_is_in_one_part(size in 0..1u64 << 45, wanted in 5 * MIB..64 * MIB) {
            let parts = Parts::new(size, wanted.try_into().unwrap()).unwrap();
            prop_assert!(parts.count() <= MAX_PARTS);
            prop_assert_eq!(Parts::again(size, parts.part_size()), Some(parts));
            let mut end = 0;
            for number in 1..=parts.count() {
                let range = parts.range(number);
                prop_assert_eq!(range.start, end);
                prop_assert!(range.end > range.start || size == 0);
                end = range.end;
            }
            prop_assert_eq!(end, size);
        }
    }
}
