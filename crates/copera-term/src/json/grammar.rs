//! What may come next in a JSON text, token by token.

/// How many containers may be open at once: as many as `serde_json` reads.
const DEEPEST: usize = 127;

/// Something stands where JSON has no place for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Misplaced;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Value,
    /// Or the end of the list.
    FirstValue,
    Key,
    /// Or the end of the object.
    FirstKey,
    Colon,
    /// Or the end of the container.
    Comma,
    /// The document is over.
    Nothing,
}

#[derive(Debug)]
pub(super) struct Grammar {
    next: Next,
    depth: usize,
    /// A bit a level: whether the container is an object.
    objects: u128,
}

impl Grammar {
    pub(super) fn new() -> Self {
        Self {
            next: Next::Value,
            depth: 0,
            objects: 0,
        }
    }

    /// How many containers are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// Whether a container was opened, and nothing has come in it yet.
    pub(super) fn has_just_opened(&self) -> bool {
        matches!(self.next, Next::FirstValue | Next::FirstKey)
    }

    /// Whether the document is whole.
    pub(super) fn is_over(&self) -> bool {
        self.next == Next::Nothing
    }

    /// A text: a value or a key.
    pub(super) fn text(&mut self) -> Result<(), Misplaced> {
        self.next = match self.next {
            Next::Key | Next::FirstKey => Next::Colon,
            _ => return self.literal(),
        };
        Ok(())
    }

    /// A number or a word.
    pub(super) fn literal(&mut self) -> Result<(), Misplaced> {
        self.value()?;
        self.next = self.behind_value();
        Ok(())
    }

    pub(super) fn open(&mut self, object: bool) -> Result<(), Misplaced> {
        self.value()?;
        if self.depth == DEEPEST {
            return Err(Misplaced);
        }
        self.depth += 1;
        let bit = 1 << self.depth;
        if object {
            self.objects |= bit;
            self.next = Next::FirstKey;
        } else {
            self.objects &= !bit;
            self.next = Next::FirstValue;
        }
        Ok(())
    }

    pub(super) fn close(&mut self, object: bool) -> Result<(), Misplaced> {
        let ends = matches!(self.next, Next::Comma | Next::FirstValue | Next::FirstKey);
        if !ends || self.is_in_object() != object {
            return Err(Misplaced);
        }
        self.depth -= 1;
        self.next = self.behind_value();
        Ok(())
    }

    pub(super) fn comma(&mut self) -> Result<(), Misplaced> {
        self.next = match self.next {
            Next::Comma if self.is_in_object() => Next::Key,
            Next::Comma => Next::Value,
            _ => return Err(Misplaced),
        };
        Ok(())
    }

    pub(super) fn colon(&mut self) -> Result<(), Misplaced> {
        if self.next != Next::Colon {
            return Err(Misplaced);
        }
        self.next = Next::Value;
        Ok(())
    }

    fn value(&self) -> Result<(), Misplaced> {
        match self.next {
            Next::Value | Next::FirstValue => Ok(()),
            _ => Err(Misplaced),
        }
    }

    fn behind_value(&self) -> Next {
        if self.depth == 0 {
            Next::Nothing
        } else {
            Next::Comma
        }
    }

    fn is_in_object(&self) -> bool {
        self.objects & (1 << self.depth) != 0
    }
}
