//! Compressed bodies: bombs, lies and layers.

use crate::calls::user as jo;
use crate::fault::{Fault, Is, fault};
use crate::server::{Exchange, read};

pub(crate) fn rows() -> Vec<Fault> {
    let failed = "getUserById: the connection failed (status 200 OK) after 3 attempts";
    vec![
        fault("gzip_of_json", [gzipped("gzip", &stored(jo().to_string().as_bytes()))]),
        fault("gzip_bomb", [gzipped("gzip", &zeros(100_000))])
            .with(|setting| setting.max_response_size = 1024 * 1024)
            .fails_with(Is::TooLarge, 200, "getUserById: the response has more than 1048576 bytes (status 200 OK)"),
        fault("gzip_bomb_above_the_usual_limit", [gzipped("gzip", &zeros(300_000))]).fails_with(
            Is::TooLarge,
            200,
            "getUserById: the response has more than 67108864 bytes (status 200 OK)",
        ),
        fault(
            "gzip_bomb_in_a_refusal",
            [read()
                .write([&b"HTTP/1.1 404 No\r\ncontent-encoding: gzip\r\n\r\n"[..], &zeros(100_000)].concat())
                .close()],
        )
        .with(|setting| setting.max_response_size = 1024 * 1024)
        .fails_with(Is::Status, 404, "getUserById: the server refused (status 404 Not Found)"),
        fault("gzip_that_is_not", [gzipped("gzip", jo().to_string().as_bytes())])
            .fails_with(Is::Connection, 200, failed)
            .attempts(3),
        fault("gzip_cut_off", [gzipped("gzip", &zeros(100)[..40])]).fails_with(Is::Connection, 200, failed).attempts(3),
        fault("gzip_with_a_wrong_sum", [gzipped("gzip", &broken(stored(jo().to_string().as_bytes())))])
            .fails_with(Is::Connection, 200, failed)
            .attempts(3),
        fault("gzip_in_gzip", [gzipped("gzip, gzip", &stored(&stored(jo().to_string().as_bytes())))]),
        fault("gzip_in_too_many_layers", [gzipped("gzip,gzip,gzip,gzip,gzip", &zeros(100))]).fails_with(
            Is::Decode,
            200,
            "getUserById: unexpected response: $: expected JSON, found a body compressed with gzip (status 200 OK)",
        ),
        fault("encoding_unknown", [gzipped("rot13", b"{}")]).fails_with(
            Is::Decode,
            200,
            "getUserById: unexpected response: $.id: expected a string, found nothing (status 200 OK)",
        ),
        fault("gzip_of_nothing", [gzipped("gzip", b"")]).fails_with(
            Is::Decode,
            200,
            "getUserById: unexpected response: $: expected a body, found nothing (status 200 OK)",
        ),
        fault("brotli_that_is_not", [gzipped("br", b"\xff\xff\xff\xff")])
            .fails_with(Is::Connection, 200, failed)
            .attempts(3),
        fault("zstd_that_is_not", [gzipped("zstd", b"\xff\xff\xff\xff")])
            .fails_with(Is::Connection, 200, failed)
            .attempts(3),
    ]
}

fn gzipped(encoding: &str, body: &[u8]) -> Exchange {
    let length = body.len();
    let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: {encoding}\r\ncontent-length: {length}\r\n\r\n");
    read().write([head.as_bytes(), body].concat())
}

const GZIP: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/// Gzip without compression (RFC 1951, section 3.2.4).
fn stored(text: &[u8]) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap();
    let mut bytes = GZIP.to_vec();
    bytes.push(1);
    bytes.extend(length.to_le_bytes());
    bytes.extend((!length).to_le_bytes());
    bytes.extend(text);
    bytes.extend(crc(text).to_le_bytes());
    bytes.extend(u32::from(length).to_le_bytes());
    bytes
}

/// The sum at the end of gzip (RFC 1952, section 8).
fn crc(text: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    };
    !text.iter().fold(!0, step)
}

fn broken(mut gzip: Vec<u8>) -> Vec<u8> {
    let length = gzip.len();
    gzip[length - 8] ^= 1;
    gzip
}

/// The beginning of gzip that swells to 258 zeros for every 13 bits (RFC 1951, section 3.2.6).
fn zeros(repetitions: usize) -> Vec<u8> {
    let mut bits = Bits { bytes: GZIP.to_vec(), used: 8 };
    // The last block, of fixed codes; then the byte 0, and "the last byte again, 258 times".
    bits.push(0b011, 3);
    bits.push_reversed(0b0011_0000, 8);
    for _ in 0..repetitions {
        bits.push_reversed(0b1100_0101, 8);
        bits.push_reversed(0, 5);
    }
    bits.bytes
}

/// Bits from the lowest of each byte on.
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    fn push(&mut self, bits: u32, count: u32) {
        for index in 0..count {
            if self.used == 8 {
                self.bytes.push(0);
                self.used = 0;
            }
            let last = self.bytes.len() - 1;
            self.bytes[last] |= u8::from(bits >> index & 1 == 1) << self.used;
            self.used += 1;
        }
    }

    /// Codes stand the other way round.
    fn push_reversed(&mut self, code: u32, count: u32) {
        self.push(code.reverse_bits() >> (32 - count), count);
    }
}
