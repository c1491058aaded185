//! What may come next in a JSON text, token by token.

/// How many containers may be open at once: as many as `serde_json` reads.
pub(crate) const DEEPEST: usize = 127;

/// Why a token is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// JSON has no place for it there.
    Misplaced,
    /// It opens a container in more of them than are read.
    TooDeep,
}

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
    /// Whether the innermost container is an object.
    in_object: bool,
    /// A bit for each of the others: whether it is an object.
    outer: u128,
}

impl Grammar {
    pub(super) fn new() -> Self {
        Self {
            next: Next::Value,
            depth: 0,
            in_object: false,
            outer: 0,
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
    pub(super) fn text(&mut self) -> Result<(), Refused> {
        self.next = match self.next {
            Next::Key | Next::FirstKey => Next::Colon,
            _ => return self.literal(),
        };
        Ok(())
    }

    /// A number or a word.
    pub(super) fn literal(&mut self) -> Result<(), Refused> {
        self.value()?;
        self.next = self.behind_value();
        Ok(())
    }

    pub(super) fn open(&mut self, object: bool) -> Result<(), Refused> {
        self.value()?;
        if self.depth == DEEPEST {
            return Err(Refused::TooDeep);
        }
        self.depth += 1;
        self.outer = self.outer << 1 | u128::from(self.in_object);
        self.in_object = object;
        self.next = if object {
            Next::FirstKey
        } else {
            Next::FirstValue
        };
        Ok(())
    }

    pub(super) fn close(&mut self, object: bool) -> Result<(), Refused> {
        let ends = matches!(self.next, Next::Comma | Next::FirstValue | Next::FirstKey);
        if !ends || self.depth == 0 || self.in_object != object {
            return Err(Refused::Misplaced);
        }
        self.depth -= 1;
        self.in_object = self.outer & 1 != 0;
        self.outer >>= 1;
        self.next = self.behind_value();
        Ok(())
    }

    pub(super) fn comma(&mut self) -> Result<(), Refused> {
        self.next = match self.next {
            Next::Comma if self.in_object => Next::Key,
            Next::Comma => Next::Value,
            _ => return Err(Refused::Misplaced),
        };
        Ok(())
    }

    pub(super) fn colon(&mut self) -> Result<(), Refused> {
        if self.next != Next::Colon {
            return Err(Refused::Misplaced);
        }
        self.next = Next::Value;
        Ok(())
    }

    fn value(&self) -> Result<(), Refused> {
        match self.next {
            Next::Value | Next::FirstValue => Ok(()),
            _ => Err(Refused::Misplaced),
        }
    }

    fn behind_value(&self) -> Next {
        if self.depth == 0 {
            Next::Nothing
        } else {
            Next::Comma
        }
    }
}
