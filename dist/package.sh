#!/usr/bin/env bash
# Makes the Debian package of what is built, and checks what is in it.
#
#     dist/package.sh [PROGRAM]       builds the program unless told which one to take; needs dpkg-deb and cargo-deb, which
#                                     `cargo install --locked cargo-deb` makes
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf target/package
mkdir -p target/package/build/release
if [[ $# == 0 ]]; then
  cargo build --locked --release
  set -- "${CARGO_TARGET_DIR:-target}/release/hqsync"
fi
cp "$1" target/package/build/release/hqsync
strip target/package/build/release/hqsync
target/package/build/release/hqsync man target/package/man >/dev/null
find target/package/man -type f -exec gzip -9n {} +
package=$(CARGO_TARGET_DIR=target/package/build cargo deb --locked --no-build --no-strip --output target/package/)

fail() { echo "$package: $1" >&2; exit 1; }
contents=$(dpkg-deb --contents "$package" | sed -E 's|^([^ ]+) +[^ ]+ +[^ ]+ +[^ ]+ +[^ ]+ +\.?/|\1 /|')
# Permissions and path of each; languages have the same pages.
while read -r expected; do
  grep -qxF -e "$expected" <<<"$contents" || fail "there is no $expected in it"
done <<'CONTENTS'
-rwxr-xr-x /usr/bin/hqsync
-rw-r--r-- /usr/lib/systemd/system/hqsync.service
-rw-r--r-- /usr/lib/systemd/system/hqsync.timer
-rw-r--r-- /usr/lib/sysusers.d/hqsync.conf
-rw-r--r-- /usr/lib/tmpfiles.d/hqsync.conf
-rw-r--r-- /usr/share/bash-completion/completions/hqsync
-rw-r--r-- /usr/share/doc/hqsync/README.md
-rw-r--r-- /usr/share/doc/hqsync/copyright
-rw-r--r-- /usr/share/doc/hqsync/docs/monitoring.md
-rw-r--r-- /usr/share/doc/hqsync/examples/hqsync.toml
-rw-r--r-- /usr/share/fish/vendor_completions.d/hqsync.fish
-rw-r--r-- /usr/share/man/da/man1/hqsync-edit.1.gz
-rw-r--r-- /usr/share/man/man1/hqsync-edit.1.gz
-rw-r--r-- /usr/share/man/man1/hqsync.1.gz
-rw-r--r-- /usr/share/man/man5/hqsync.toml.5.gz
-rw-r--r-- /usr/share/man/man7/hqsync-filter.7.gz
-rw-r--r-- /usr/share/man/nl/man1/hqsync-edit.1.gz
-rw-r--r-- /usr/share/zsh/vendor-completions/_hqsync
CONTENTS

# What is in it runs, from where it was unpacked.
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
dpkg-deb --extract "$package" "$root"
version=$("$root/usr/bin/hqsync" --version)
[[ $version == "hqsync $(dpkg-deb --field "$package" Version | sed 's/-.*//')"* ]] || fail "the program in it is $version"
"$root/usr/bin/hqsync" init --system --root "$root" >/dev/null
cmp "$root/etc/hqsync/hqsync.toml" "$root/usr/share/doc/hqsync/examples/hqsync.toml" ||
  fail "its example is not the configuration that the program writes"

if command -v lintian >/dev/null; then
  # Debian asks for more of its own packages, such as a bug that a first version closes.
  lintian --allow-root --fail-on error "$package"
fi
echo "$package"
