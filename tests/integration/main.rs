//! The program from outside: its contract is `design.md`, a file here for each command or promise.
//!
//! A test builds a [`world::World`], runs the program in it and compares what it prints and what it leaves behind.
#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it should be")]

mod backup;
mod bad_input;
mod channels;
mod config;
mod demo;
mod download;
mod exactly_once;
mod filter;
mod init;
mod jobs;
mod list;
mod outcome;
mod reset;
mod rows;
mod rules;
mod run_jobs;
mod show;
mod status;
mod upload;
mod verify;
mod world;
