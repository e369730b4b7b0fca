//! The answer of a server as a web archive keeps it.

use std::io::Read;

use recoupe_text::Reason;

/// How large an unpacked body may become, as many times its packed size; the limits of
/// documents stop it before that in nearly all cases.
const LARGEST_BODY: u64 = 64 << 20;

/// What a server answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) is_success: bool,
    /// The media type, in lower case, without parameters.
    pub(super) kind: String,
    pub(super) charset: Option<String>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// A body without a header around it.
    pub(super) fn of(stated: &str, body: Vec<u8>) -> Self {
        let (kind, parameters) = stated.split_once(';').unwrap_or((stated, ""));
        let charset = parameters
            .split(';')
            .find_map(|one| {
                one.trim()
                    .to_ascii_lowercase()
                    .strip_prefix("charset=")
                    .map(str::to_owned)
            })
            .map(|label| label.trim_matches(['"', '\'', ' ']).to_owned());
        let kind = kind.trim().to_ascii_lowercase();
        Self {
            is_success: true,
            kind,
            charset: charset.filter(|it| !it.is_empty()),
            body,
        }
    }
}

/// Reads an answer: status line, header fields, body, with its transfer and content
/// codings taken off. What says it is packed and is not is taken as it is: many archives
/// store bodies unpacked and keep the header.
pub(super) fn answer(bytes: &[u8]) -> Result<Answer, (Reason, String)> {
    let refuse = |detail: &str| Err((Reason::Malformed, detail.to_owned()));
    let Some((end, body_from)) = header_end(bytes) else {
        return refuse("the answer has no header");
    };
    let header =
        String::from_utf8_lossy(bytes.get(..end).unwrap_or_default()).into_owned();
    let mut lines = header.lines();
    let status = lines.next().unwrap_or_default();
    if !status.starts_with("HTTP/") {
        return refuse("the answer has no status line");
    }
    let field = |name: &str| {
        let found = header.lines().skip(1).find_map(|line| {
            let (own, value) = line.split_once(':')?;
            own.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        });
        found.unwrap_or_default()
    };
    let body = bytes.get(body_from..).unwrap_or_default().to_vec();
    let is_chunked = field("Transfer-Encoding").to_ascii_lowercase().contains("chunked");
    let body = if is_chunked { unchunked(&body).unwrap_or(body) } else { body };
    let body = unpacked(body, &field("Content-Encoding").to_ascii_lowercase())?;
    let mut answer = Answer::of(&field("Content-Type"), body);
    let code = status.split_whitespace().nth(1).unwrap_or_default();
    answer.is_success = matches!(code, "200" | "203");
    Ok(answer)
}

/// Where the header ends and the body begins.
fn header_end(bytes: &[u8]) -> Option<(usize, usize)> {
    let crlf = memchr::memmem::find(bytes, b"\r\n\r\n").map(|at| (at, at + 4));
    let lf = memchr::memmem::find(bytes, b"\n\n").map(|at| (at, at + 2));
    match (crlf, lf) {
        (Some(one), Some(other)) => Some(if one.0 <= other.0 { one } else { other }),
        (one, other) => one.or(other),
    }
}

/// A chunked body (RFC 9112, 7.1) as one; `None` where it is none.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    let mut rest = body;
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let line = std::str::from_utf8(rest.get(..end)?).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = rest.get(end + 1..)?;
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?;
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

fn unpacked(body: Vec<u8>, coding: &str) -> Result<Vec<u8>, (Reason, String)> {
    let is_gzip = body.starts_with(&[0x1f, 0x8b]);
    let is_zstd = body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]);
    let mut plain = Vec::new();
    let read = if is_gzip {
        flate2::read::MultiGzDecoder::new(&body[..])
            .take(LARGEST_BODY)
            .read_to_end(&mut plain)
    } else if is_zstd {
        zstd::stream::read::Decoder::new(&body[..])
            .and_then(|decoder| decoder.take(LARGEST_BODY).read_to_end(&mut plain))
    } else if coding == "deflate" && !is_markup(&body) {
        return Ok(inflated(&body).unwrap_or(body));
    } else if matches!(coding, "br" | "compress") && !is_markup(&body) {
        let detail = format!("the body is packed by {coding}, which is not read");
        return Err((Reason::Malformed, detail));
    } else {
        return Ok(body);
    };
    match read {
        Err(cause) if plain.is_empty() => {
            Err((Reason::Malformed, format!("the packed body is damaged ({cause})")))
        }
        // A body that is cut off is read as far as it goes, as browsers do.
        _ => Ok(plain),
    }
}

/// "deflate" means a zlib stream, and for some servers a bare one.
fn inflated(body: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    let zlib =
        flate2::read::ZlibDecoder::new(body).take(LARGEST_BODY).read_to_end(&mut plain);
    if zlib.is_ok() {
        return Some(plain);
    }
    plain.clear();
    let bare = flate2::read::DeflateDecoder::new(body)
        .take(LARGEST_BODY)
        .read_to_end(&mut plain);
    bare.is_ok().then_some(plain)
}

fn is_markup(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_taken_apart() {
        let raw = "HTTP/1.1 200 OK\r\nContent-Type: text/html; Charset=\"ISO-8859-1\"\r\n\
                   Transfer-Encoding: chunked\r\n\r\n5;x=1\r\nabcde\r\n2\r\nfg\r\n0\r\n\r\n";
        let found = answer(raw.as_bytes()).unwrap();
        assert_eq!((found.is_success, found.kind.as_str()), (true, "text/html"));
        assert_eq!(found.charset.as_deref(), Some("iso-8859-1"));
        assert_eq!(found.body, b"abcdefg");
        let gone = answer(b"HTTP/1.0 404 Not Found\n\nno").unwrap();
        assert!(!gone.is_success);
    }

    #[test]
    fn what_says_it_is_packed_need_not_be() {
        let plain = "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n<html>";
        assert_eq!(answer(plain.as_bytes()).unwrap().body, b"<html>");
        let packed = b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\x0b\x02\x80";
        assert!(answer(packed).is_err());
        assert!(answer(b"<html>").is_err());
    }

    #[test]
    fn no_bytes_break_it() {
        arbtest::arbtest(|random| {
            let mut raw = b"HTTP/1.1 200 OK\r\n".to_vec();
            for _ in 0..random.int_in_range(0..=20)? {
                let parts: [&[u8]; 8] = [
                    b"Transfer-Encoding: chunked\r\n",
                    b"Content-Encoding: deflate\r\n",
                    b"\r\n",
                    b"5\r\n",
                    b"ffffffffffffffff\r\n",
                    b"abcde",
                    b"\x1f\x8b\x08\0",
                    b"\x78\x9c",
                ];
                raw.extend_from_slice(random.choose(&parts)?);
            }
            let _ = answer(&raw);
            Ok(())
        })
        .budget_ms(200);
    }
}
