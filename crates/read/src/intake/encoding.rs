//! Bytes to text: what is no text, which encoding, and LF line ends.

use armistice_types::problem::{Code, Problem};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// What a file that is no text looks like.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 12] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a zip archive or an office document"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF8", "an image"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"SQLite format 3", "a database"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"{\\rtf", "rich text (RTF)"),
        (b"\x7fELF", "a program"),
        (b"BZh", "a bzip2 archive"),
        (b"7z\xbc\xaf", "a 7z archive"),
    ];
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(what);
    }
    let head = &bytes[..bytes.len().min(4096)];
    let marked = Encoding::for_bom(bytes).is_some();
    let zeros = head.iter().filter(|&&b| b == 0).count();
    let controls = head.iter().filter(|&&b| b < 32 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)).count();
    (!marked && (zeros > 0 || controls * 10 > head.len())).then_some("binary data")
}

/// The text, without a byte-order mark and with LF line ends.
pub(super) fn decode(bytes: &[u8]) -> (String, Vec<Problem>) {
    let marked = Encoding::for_bom(bytes);
    let encoding = match marked {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            detector.guess(None, Utf8Detection::Allow)
        }
    };
    let (text, _, replaced) = encoding.decode(bytes);
    let mut problems = Vec::new();
    if replaced {
        let n = text.matches('\u{fffd}').count();
        let problem = Problem::new(Code::BadEncoding, format!("{n} characters could not be read as {}", encoding.name()));
        problems.push(problem.hint("save the file again as UTF-8"));
    }
    (text.replace("\r\n", "\n").replace('\r', "\n"), problems)
}
