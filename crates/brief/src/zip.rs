//! A zip file as DOCX needs it: a few entries, deflated, without dates, so that the same page gives the same bytes.

/// Packs entries in the order given.
pub(crate) fn packed(entries: &[(&str, String)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, text) in entries {
        let body = miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 6);
        let mut common = Vec::new();
        for word in [20_u16, 0x0800, 8, 0, 0x21] {
            common.extend(word.to_le_bytes()); // version, UTF-8 names, deflate, 00:00 on 1 January 1980
        }
        for word in [crc32(text.as_bytes()), size(body.len()), size(text.len())] {
            common.extend(word.to_le_bytes());
        }
        common.extend(u16::try_from(name.len()).unwrap_or(0).to_le_bytes());
        common.extend([0; 2]);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(size(out.len()).to_le_bytes());
        directory.extend(name.as_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(body);
    }
    let start = size(out.len());
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    let n = u16::try_from(entries.len()).unwrap_or(0).to_le_bytes();
    out.extend(n);
    out.extend(n);
    out.extend(size(directory.len()).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    out
}

/// A page never comes near four gigabytes.
fn size(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// CRC-32 of ISO 3309, bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_sum_is_the_known_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn the_same_page_gives_the_same_bytes() {
        let entries = [("a.xml", "<a/>".to_owned()), ("b/c.xml", "x".repeat(1000))];
        let bytes = packed(&entries);
        assert_eq!(bytes, packed(&entries));
        assert!(bytes.starts_with(b"PK\x03\x04") && bytes.len() < 400);
    }
}
