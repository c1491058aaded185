//! Builders that are made of their call alone.

/// Makes a builder that sends its call with the method that is named.
macro_rules! requests {
    ($($(#[$docs:meta])* $name:ident, $send:ident -> $answer:ty;)*) => {$(
        $(#[$docs])*
        #[derive(Debug, Clone)]
        #[must_use = "nothing is sent before `send`"]
        pub struct $name(crate::call::Call);

        impl $name {
            /// Sends it.
            pub async fn send(self) -> Result<$answer, crate::Error> {
                self.0.$send().await
            }
        }
    )*};
}

pub(crate) use requests;
