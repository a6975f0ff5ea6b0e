//! The program from outside: its contract is `design.md`, a file here for each command or promise.
//!
//! A test builds a [`world::World`] of the support crate, runs the program in it and compares what it prints and what it leaves behind.
#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it should be")]

use hqsync_support::rows;

mod about_files;
mod administration;
mod anchors;
mod backup;
mod bad_input;
mod bad_rows;
mod bookmarks;
mod channels;
mod clock;
mod config;
mod copy;
mod corrections;
mod customer;
mod demo;
mod dismiss;
mod documents;
mod download;
mod edit;
mod edit_many;
mod editor;
mod exactly_once;
mod file_names;
mod filter;
mod finding;
mod folders;
mod forgery;
mod gaps;
mod history;
mod identity;
mod import;
mod init;
mod jobs;
mod languages;
mod list;
mod long_values;
mod markdown;
mod order_times;
mod own_files;
mod readers;
mod reset;
mod resync;
mod retention;
mod rules;
mod run_jobs;
mod schemas;
mod screen;
mod seal;
mod search_index;
mod show;
mod status;
mod strange_channels;
mod tills;
mod time_limits;
mod times;
mod unwritable_output;
mod upload;
mod used_files;
mod values;
mod verify;
mod widths;
mod world;
