//! The package `prometheus` of Debian and Ubuntu into `promtool` below `target`, for the tests of alerting rules. Nothing is
//! installed on the machine.

use std::fs;
use std::path::PathBuf;

use crate::process::{Outcome, tool};
use crate::{root, strict};

/// Where it is unpacked, relative to the workspace.
const FOLDER: &str = "target/setup/promtool";

/// Brings it, unless it is there or on the path. That it cannot be had is a failure only where nothing may be skipped.
pub fn set_up() -> Outcome {
    if let Some(version) = version() {
        println!("promtool: {version}");
        return Ok(());
    }
    println!("promtool: unpacking the Debian package prometheus ...");
    match bring().and_then(|()| version().ok_or_else(|| "it does not run".to_owned())) {
        Ok(version) => println!("promtool: {version}"),
        Err(message) if strict() => return Err(format!("promtool: {message}")),
        Err(message) => println!("promtool: skipped: {message}"),
    }
    Ok(())
}

/// What it says about itself; none if it is not there.
pub fn version() -> Option<String> {
    let brought = root().join(FOLDER).join("usr/bin/promtool");
    [PathBuf::from("promtool"), brought]
        .iter()
        .find_map(|program| tool(program).args(["--version"]).first_line())
}

fn bring() -> Outcome {
    let folder = root().join(FOLDER);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| format!("cannot make {FOLDER}: {error}"))?;
    let download = || tool("apt-get").args(["--quiet", "download", "prometheus"]).folder(FOLDER);
    if tool("apt-get").args(["--version"]).first_line().is_none() {
        return Err("only Debian and Ubuntu have it as a package; put it on the path".into());
    }
    // A new machine has no lists of packages yet; updating them may take leave that only root has.
    download().run("apt-get download prometheus").or_else(|_| {
        tool("apt-get").args(["--quiet", "update"]).run("apt-get update")?;
        download().run("apt-get download prometheus")
    })?;
    let entries = fs::read_dir(&folder).map_err(|error| error.to_string())?.flatten();
    let package =
        entries.map(|entry| entry.path()).find(|path| path.extension().is_some_and(|it| it == "deb"));
    let package = package.ok_or("apt-get downloaded no package")?;
    tool("dpkg-deb").args(["--extract"]).args([&package, &folder]).run("dpkg-deb --extract")?;
    fs::remove_file(package).map_err(|error| error.to_string())
}
