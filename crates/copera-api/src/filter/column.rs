use super::{Condition, Operand};
use crate::{ColumnId, Number, OptionId};

/// Makes a kind of column, with the conditions that need no value.
macro_rules! columns {
    ($($(#[$docs:meta])* $function:ident -> $name:ident { $($(#[$method_docs:meta])* $operator:ident,)* })*) => {$(
        $(#[$docs])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name(ColumnId);

        $(#[$docs])*
        pub fn $function(column: &ColumnId) -> $name {
            $name(column.clone())
        }

        impl $name {
            /// It holds nothing.
            pub fn is_empty(self) -> Condition {
                self.condition("is_empty", None)
            }

            /// It holds something.
            pub fn is_not_empty(self) -> Condition {
                self.condition("is_not_empty", None)
            }

            $(
                $(#[$method_docs])*
                pub fn $operator(self) -> Condition {
                    self.condition(stringify!($operator), None)
                }
            )*

            fn condition(self, operator: &'static str, value: Option<Operand>) -> Condition {
                Condition {
                    column_id: self.0,
                    operator,
                    value,
                }
            }
        }
    )*};
}

columns! {
    /// A column whose values are text. Whether letter case matters is not documented.
    text -> TextColumn {}
    /// A column whose values are numbers.
    number -> NumberColumn {}
    /// A status, dropdown or labels column.
    choice -> ChoiceColumn {}
    /// A column whose values are yes or no.
    flag -> FlagColumn {}
    /// A column whose values are dates. In which time zone a day begins, and on which day a week,
    /// is not documented.
    date -> DateColumn {
        /// It is today.
        today,
        /// It was yesterday.
        yesterday,
        /// It is tomorrow.
        tomorrow,
        /// It is within the next seven days.
        next_7_days,
        /// It was within the last seven days.
        last_7_days,
        /// It is in this week.
        current_week,
        /// It was in the week before.
        last_week,
        /// It is in the week after.
        next_week,
        /// It is in this month.
        current_month,
        /// It was in the month before.
        last_month,
        /// It is in the month after.
        next_month,
    }
}

/// Makes conditions that compare with one value.
macro_rules! comparisons {
    ($($column:ident, $operand:ident($value:ident: $type:ty = $convert:expr) { $($(#[$docs:meta])* $operator:ident,)* })*) => {$(
        impl $column {
            $(
                $(#[$docs])*
                pub fn $operator(self, $value: $type) -> Condition {
                    self.condition(stringify!($operator), Some(Operand::$operand($convert)))
                }
            )*
        }
    )*};
}

comparisons! {
    TextColumn, Text(text: impl Into<String> = text.into()) {
        /// It is this text.
        equals,
        /// It is not this text.
        not_equals,
        /// This text stands in it.
        contains,
        /// This text does not stand in it.
        not_contains,
        /// It begins with this text.
        starts_with,
        /// It ends with this text.
        ends_with,
    }
    NumberColumn, Number(number: impl Into<Number> = number.into()) {
        /// It is this number.
        equals,
        /// It is not this number.
        not_equals,
        /// It is more.
        gt,
        /// It is more, or this number.
        gte,
        /// It is less.
        lt,
        /// It is less, or this number.
        lte,
    }
    NumberColumn, Numbers(numbers: impl IntoIterator<Item = Number> = numbers.into_iter().collect()) {
        /// It is one of these numbers.
        includes,
        /// It is none of these numbers.
        not_includes,
    }
    FlagColumn, Flag(yes: bool = yes) {
        /// It is this.
        equals,
        /// It is not this.
        not_equals,
    }
    DateColumn, Text(date: impl Into<String> = date.into()) {
        /// It is this ISO 8601 date.
        equals,
        /// It is earlier than this ISO 8601 date.
        before,
        /// It is later than this ISO 8601 date.
        after,
    }
}

impl DateColumn {
    /// It lies between these two ISO 8601 dates.
    pub fn between(self, start: impl Into<String>, end: impl Into<String>) -> Condition {
        let ends = vec![start.into(), end.into()];
        self.condition("between", Some(Operand::Texts(ends)))
    }
}

/// One option, or several of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options(Operand);

impl From<&OptionId> for Options {
    fn from(option: &OptionId) -> Self {
        Self(Operand::Text(option.to_string()))
    }
}

impl From<&[OptionId]> for Options {
    fn from(options: &[OptionId]) -> Self {
        Self(Operand::Texts(
            options.iter().map(ToString::to_string).collect(),
        ))
    }
}

impl<const N: usize> From<&[OptionId; N]> for Options {
    fn from(options: &[OptionId; N]) -> Self {
        options.as_slice().into()
    }
}

impl From<&Vec<OptionId>> for Options {
    fn from(options: &Vec<OptionId>) -> Self {
        options.as_slice().into()
    }
}

macro_rules! choices {
    ($($(#[$docs:meta])* $operator:ident,)*) => {
        impl ChoiceColumn {
            $(
                $(#[$docs])*
                pub fn $operator(self, options: impl Into<Options>) -> Condition {
                    self.condition(stringify!($operator), Some(options.into().0))
                }
            )*
        }
    };
}

choices! {
    /// What was chosen is this option, or are these.
    equals,
    /// What was chosen is not this option, or are not these.
    not_equals,
    /// This option, or one of these, was chosen.
    includes,
    /// Neither this option, nor any of these, was chosen.
    not_includes,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::{Filter, InvalidFilter, MAX_CONDITIONS};

    #[test]
    fn the_whole_grammar() {
        let c = ColumnId::from("c");
        let (one, two) = (OptionId::from("a"), OptionId::from("b"));
        let number_of = |text: &str| text.parse::<Number>().unwrap();
        #[rustfmt::skip]
        let table = [
            (text(&c).equals("x"), r#""equals","value":"x""#),
            (text(&c).not_equals("x"), r#""not_equals","value":"x""#),
            (text(&c).contains("\""), r#""contains","value":"\"""#),
            (text(&c).not_contains("x"), r#""not_contains","value":"x""#),
            (text(&c).starts_with("x"), r#""starts_with","value":"x""#),
            (text(&c).ends_with(""), r#""ends_with","value":"""#),
            (text(&c).is_empty(), r#""is_empty""#),
            (text(&c).is_not_empty(), r#""is_not_empty""#),
            (number(&c).equals(1), r#""equals","value":1"#),
            (number(&c).not_equals(-1), r#""not_equals","value":-1"#),
            (number(&c).gt(u64::MAX), r#""gt","value":18446744073709551615"#),
            (number(&c).gte(number_of("0.10")), r#""gte","value":0.10"#),
            (number(&c).lt(1), r#""lt","value":1"#),
            (number(&c).lte(1), r#""lte","value":1"#),
            (number(&c).includes([1.into(), number_of("2.50")]), r#""includes","value":[1,2.50]"#),
            (number(&c).not_includes([]), r#""not_includes","value":[]"#),
            (number(&c).is_empty(), r#""is_empty""#),
            (number(&c).is_not_empty(), r#""is_not_empty""#),
            (choice(&c).equals(&one), r#""equals","value":"a""#),
            (choice(&c).not_equals(&[one.clone(), two.clone()]), r#""not_equals","value":["a","b"]"#),
            (choice(&c).includes(&vec![one.clone()]), r#""includes","value":["a"]"#),
            (choice(&c).not_includes(&two), r#""not_includes","value":"b""#),
            (choice(&c).is_empty(), r#""is_empty""#),
            (choice(&c).is_not_empty(), r#""is_not_empty""#),
            (flag(&c).equals(true), r#""equals","value":true"#),
            (flag(&c).not_equals(false), r#""not_equals","value":false"#),
            (flag(&c).is_empty(), r#""is_empty""#),
            (flag(&c).is_not_empty(), r#""is_not_empty""#),
            (date(&c).equals("2026-01-02"), r#""equals","value":"2026-01-02""#),
            (date(&c).before("2026-01-02"), r#""before","value":"2026-01-02""#),
            (date(&c).after("2026-01-02"), r#""after","value":"2026-01-02""#),
            (date(&c).between("a", "b"), r#""between","value":["a","b"]"#),
            (date(&c).today(), r#""today""#),
            (date(&c).yesterday(), r#""yesterday""#),
            (date(&c).tomorrow(), r#""tomorrow""#),
            (date(&c).next_7_days(), r#""next_7_days""#),
            (date(&c).last_7_days(), r#""last_7_days""#),
            (date(&c).current_week(), r#""current_week""#),
            (date(&c).last_week(), r#""last_week""#),
            (date(&c).next_week(), r#""next_week""#),
            (date(&c).current_month(), r#""current_month""#),
            (date(&c).last_month(), r#""last_month""#),
            (date(&c).next_month(), r#""next_month""#),
            (date(&c).is_empty(), r#""is_empty""#),
            (date(&c).is_not_empty(), r#""is_not_empty""#),
        ];
        for (condition, rest) in table {
            assert_eq!(
                Filter::any([condition]).to_string(),
                format!(r#"{{"match":"or","conditions":[{{"column_id":"c","operator":{rest}}}]}}"#)
            );
        }
        assert_eq!(
            Filter::all([]).to_string(),
            r#"{"match":"and","conditions":[]}"#
        );
    }

    #[test]
    fn twenty_conditions_at_most() {
        let conditions = |count| vec![text(&"c".into()).is_empty(); count];
        assert_eq!(Filter::all(conditions(MAX_CONDITIONS)).check(), Ok(()));
        assert_eq!(
            Filter::any(conditions(21)).check(),
            Err(InvalidFilter::TooManyConditions { conditions: 21 })
        );
    }
}
