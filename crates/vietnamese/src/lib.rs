//! The Vietnamese language for the rest of the house: names, order, search, numbers, dates, document numbers,
//! identifiers and old fonts.
//!
//! Floor 0: plain functions over plain values. Nothing here reads a file, a clock or a random source, and nothing
//! knows a database or a web page.
//!
//! | you have | you want | take |
//! |---|---|---|
//! | text from a form, Word or Excel | one clean line to store | [`fold::clean`] |
//! | text of several lines | the same, lines kept | [`fold::clean_lines`] |
//! | anything to be found again | the search column, the match | [`fold::fold`], [`fold::matches`] |
//! | a title, a unit | its place in the alphabet | [`collate::sort_key`], [`collate::compare`] |
//! | a person | family, middle, given; the place in a list | [`name::FullName`], [`name::person_sort_key`] |
//! | an amount | `1.234.567`, `12,5%`, what somebody typed | [`numbers`] |
//! | an amount in a voucher | "Một triệu … đồng" | [`words`] |
//! | a day | "ngày 05 tháng 01 năm 2026" | [`dates`] |
//! | `90 /KH - CĐVCVN-BNV` | `90/KH-CĐVCVN-BNV` | [`docnumber::DocumentNumber`] |
//! | item 7 of a list | `g)` | [`letters::point_letter`] |
//! | an identity number, a phone, a tax code | a checked value, a mask, a repair | [`identity`] |
//! | `B¶o Th¾ng` | `Bảo Thắng` | [`legacy`] |
//!
//! # The order of work on imported text
//! 1. [`legacy::detect`] and [`legacy::convert`], before anything else: in TCVN3 the soft hyphen is a letter.
//! 2. [`fold::clean`], so that what is stored is NFC without invisible characters.
//! 3. parse (name, number, date, identifier); keep what was written next to what was understood.
//!
//! # What is stored
//! Search keys and sort keys go into columns. A sort key belongs to the collation data it was made with: when
//! [`collate::VERSION`] changes, the columns are to be written again.
//!
//! # Personal data
//! [`identity::CitizenId`] and [`identity::Phone`] show a mask in `Debug`, so that a log line never holds the number.
//! The errors of [`identity`] do not carry the number that was refused either.

pub mod collate;
pub mod dates;
pub mod docnumber;
pub mod fold;
pub mod identity;
pub mod legacy;
pub mod letters;
pub mod name;
pub mod numbers;
pub mod words;
