//! Channels that are folders of exported tables, under every fault: nothing is lost or taken twice, each file is in one place, and
//! a package is complete as soon as it has its name.

mod broken;
mod changing;
mod drops;
mod failing;
mod killed;
mod names;
mod together;
