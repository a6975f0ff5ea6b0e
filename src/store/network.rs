//! File systems of other hosts.

use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use rustix::fs::{major, minor, statfs};

/// File systems of other hosts, by the number by which the kernel knows them.
const NETWORK: [(u64, &str); 8] = [
    (0x6969, "nfs"),
    (0x517B, "smb"),
    (0xFF53_4D42, "cifs"),
    (0xFE53_4D42, "smb3"),
    (0x5346_414F, "afs"),
    (0x7375_7245, "coda"),
    (0x00C3_6400, "ceph"),
    (0x0BD0_0BD0, "lustre"),
];

/// The number of every file system that a program implements, local or not.
const FUSE: u64 = 0x6573_5546;

/// Programs that implement file systems of other hosts.
const NETWORK_PROGRAMS: [&str; 9] =
    ["sshfs", "glusterfs", "s3fs", "rclone", "davfs", "davfs2", "curlftpfs", "cephfs", "ceph-fuse"];

/// Returns the kind of network file system that a file is on, if it is on one. Those that containers and virtual machines
/// use for files of their own host (9p, virtiofs, overlay) are not meant.
pub(super) fn file_system(path: &Path, file: &Metadata) -> Option<String> {
    #[allow(clippy::cast_sign_loss, reason = "the type of this number differs among platforms; its bits are the same")]
    let number = statfs(path).ok()?.f_type as u64 & u64::from(u32::MAX);
    if number == FUSE {
        let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
        return network_program(&mounts, file.dev());
    }
    NETWORK.iter().find(|(known, _)| *known == number).map(|(_, name)| (*name).to_owned())
}

/// Returns the program that implements the file system of a device, such as `fuse.sshfs`, if it is of another host.
fn network_program(mounts: &str, device: u64) -> Option<String> {
    let device = format!("{}:{}", major(device), minor(device));
    let kind = mounts.lines().find_map(|line| {
        let (place, file_system) = line.split_once(" - ")?;
        (place.split(' ').nth(2)? == device).then(|| file_system.split(' ').next())?
    })?;
    let program = kind.strip_prefix("fuse.")?;
    NETWORK_PROGRAMS.contains(&program).then(|| kind.to_owned())
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use rustix::fs::makedev;

    use super::*;

    #[test]
    fn a_program_for_files_of_another_host_is_known_by_its_mount() {
        let mounts = "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n\
                      70 22 0:51 / /mnt/hq rw,nosuid - fuse.sshfs hq:/srv rw,user_id=0\n\
                      71 22 0:52 / /mnt/usb rw - fuseblk /dev/sdb1 rw\n\
                      72 22 0:53 / /mnt/union rw - fuse.mergerfs a:b rw\n";
        let program = |minor| network_program(mounts, makedev(0, minor));
        assert_eq!(program(51).as_deref(), Some("fuse.sshfs"));
        assert_eq!((program(52), program(53), program(99)), (None, None, None));
    }
}
