#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| copera_fuzz::command(bytes));
