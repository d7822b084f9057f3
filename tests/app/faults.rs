//! Faults that other systems had, each as a test whose name begins with its number; `tests/architecture` counts them.
//! The numbers are those of the table in the handbook for those who work on this: 1 to 22, none twice, none missing.

mod calendars;
mod reminders;
mod wall_times;
