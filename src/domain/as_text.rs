//! Values in files that go out and come back. Each stands there as the text by which it is written elsewhere, and is read
//! through its own one door: a file can say nothing that could not have been typed.

/// Says of types how they are written, and read; for files, and for the schema that comes with them.
#[macro_export]
macro_rules! as_text {
    ($($name:ty: $write:expr, $read:expr;)*) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let write: fn(&Self) -> String = $write;
                to.serialize_str(&write(self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let read: fn(&str) -> Option<Self> = $read;
                let text = <std::borrow::Cow<'_, str> as serde::Deserialize>::deserialize(from)?;
                read(&text).ok_or_else(|| serde::de::Error::custom(concat!("no ", stringify!($name))))
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string" })
            }
        }
    )*};
}

/// The same of closed lists: their codes.
#[macro_export]
macro_rules! as_code {
    ($($name:ty),* $(,)?) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str($crate::domain::coded::Coded::code(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'_, str> as serde::Deserialize>::deserialize(from)?;
                <Self as $crate::domain::coded::Coded>::from_code(&text)
                    .ok_or_else(|| serde::de::Error::custom(concat!("no ", stringify!($name))))
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let all = <Self as $crate::domain::coded::Coded>::ALL;
                let codes: Vec<&str> = all.iter().map(|it| $crate::domain::coded::Coded::code(*it)).collect();
                schemars::json_schema!({ "type": "string", "enum": codes })
            }
        }
    )*};
}
