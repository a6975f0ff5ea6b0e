//! The bytes of a file, unpacked where it is a gzip, as often from the beginning as its reader needs.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _, SeekFrom};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use super::fault::ExportFault;
use crate::given_file;

/// What a gzip begins with.
const GZIP_MARK: [u8; 2] = [0x1f, 0x8b];

/// How much of a packed file is read at once, in bytes.
const PACKED_CHUNK: usize = 128 * 1024;

/// The bytes of a file.
pub(super) struct ExportBytes {
    file: File,
    gzip: Option<Box<MultiGzDecoder<BufReader<File>>>>,
}

impl ExportBytes {
    /// Opens a file. What cannot be read twice, such as a pipe, is copied to a temporary file without a name first.
    ///
    /// # Errors
    /// The system cannot give the file.
    pub(super) fn open(path: &Path) -> Result<Self, ExportFault> {
        let mut file = given_file::open(path)?;
        if !file.metadata()?.is_file() {
            let mut copy = tempfile::tempfile()?;
            io::copy(&mut file, &mut copy)?;
            file = copy;
            file.rewind()?;
        }
        let mut mark = Vec::new();
        file.by_ref().take(GZIP_MARK.len() as u64).read_to_end(&mut mark)?;
        let mut bytes = Self { file, gzip: None };
        bytes.restart(mark == GZIP_MARK)?;
        Ok(bytes)
    }

    /// Whether the file is packed.
    pub(super) fn is_gzip(&self) -> bool {
        self.gzip.is_some()
    }

    /// Goes back to the beginning.
    ///
    /// # Errors
    /// The system cannot give the file.
    pub(super) fn rewind(&mut self) -> Result<(), ExportFault> {
        self.restart(self.is_gzip())
    }

    fn restart(&mut self, is_gzip: bool) -> Result<(), ExportFault> {
        self.file.seek(SeekFrom::Start(0))?;
        // Both handles share their place in the file, and only one of them reads.
        self.gzip = if is_gzip {
            let packed = BufReader::with_capacity(PACKED_CHUNK, self.file.try_clone()?);
            Some(Box::new(MultiGzDecoder::new(packed)))
        } else {
            None
        };
        Ok(())
    }

    /// Fills the buffer as far as the file goes, and returns how much that is.
    ///
    /// # Errors
    /// The system fails, or a gzip is cut off or damaged.
    pub(super) fn fill(&mut self, buffer: &mut [u8]) -> Result<usize, ExportFault> {
        let mut length = 0;
        while length < buffer.len() {
            let read = match &mut self.gzip {
                Some(gzip) => gzip.read(&mut buffer[length..]),
                None => self.file.read(&mut buffer[length..]),
            };
            match read {
                Ok(0) => break,
                Ok(more) => length += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.fault(error)),
            }
        }
        Ok(length)
    }

    fn fault(&self, error: io::Error) -> ExportFault {
        match error.kind() {
            _ if self.gzip.is_none() || error.raw_os_error().is_some() => error.into(),
            io::ErrorKind::UnexpectedEof => ExportFault::GzipCutOff,
            _ => ExportFault::GzipDamaged,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(content: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    fn read(content: &[u8]) -> Result<Vec<u8>, ExportFault> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), content).unwrap();
        let mut bytes = ExportBytes::open(file.path())?;
        let mut first = [0; 2];
        bytes.fill(&mut first)?;
        bytes.rewind()?;
        let mut all = vec![0; 1000];
        let length = bytes.fill(&mut all)?;
        all.truncate(length);
        Ok(all)
    }

    #[test]
    fn a_file_is_unpacked_whatever_its_name() {
        assert_eq!(read(b"").unwrap(), b"");
        assert_eq!(read(b"a").unwrap(), b"a");
        assert_eq!(read(b"a;b\r\n").unwrap(), b"a;b\r\n");
        assert_eq!(read(&packed(b"a;b\r\n")).unwrap(), b"a;b\r\n");
        assert_eq!(read(&packed(b"")).unwrap(), b"");
        assert_eq!(read(&[packed(b"a;b\r\n"), packed(b"1;2\r\n")].concat()).unwrap(), b"a;b\r\n1;2\r\n");
    }

    #[test]
    fn a_cut_or_damaged_gzip_is_a_fault() {
        let whole = packed(b"a;b\r\n1;2\r\n");
        for length in 2..whole.len() {
            assert!(matches!(read(&whole[..length]), Err(ExportFault::GzipCutOff)), "{length} bytes");
        }
        let mut damaged = whole.clone();
        *damaged.last_mut().unwrap() ^= 1;
        assert!(matches!(read(&damaged), Err(ExportFault::GzipDamaged)));
        assert!(matches!(read(&[&whole[..], b"more than a header"].concat()), Err(ExportFault::GzipDamaged)));
    }

    #[test]
    fn a_missing_file_is_a_fault_of_the_system() {
        let fault = ExportBytes::open(Path::new("/nowhere/a.csv")).err().unwrap();
        assert_eq!(fault.to_string(), "No such file or directory");
        assert_eq!(fault.of_system().map(io::Error::kind), Some(io::ErrorKind::NotFound));
        assert!(ExportFault::GzipCutOff.of_system().is_none());
    }
}
