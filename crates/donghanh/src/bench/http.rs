//! The load generator's end of a connection: requests written by hand, replies read just far enough. No client library
//! stands in between, so that two cores are left to the server that is measured.

use std::io::{Error, ErrorKind, Result, Write as _};
use std::net::SocketAddr;

use tokio::net::TcpStream;

/// Who asks: the session's cookie and the form token that belongs to it.
#[derive(Clone, Debug, Default)]
pub struct Member {
    pub cookie: String,
    pub token: String,
}

/// A request to be written.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    pub path: &'a str,
    pub accept: &'a str,
    /// Media type and body; without it the request is a GET.
    pub post: Option<(&'a str, &'a str)>,
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    pub location: Option<String>,
    /// As it travelled: compressed when the server compressed it.
    pub body: Vec<u8>,
}

/// A kept-alive connection; one request at a time.
#[derive(Debug)]
pub struct Line {
    stream: TcpStream,
    out: Vec<u8>,
    input: Vec<u8>,
}

/// Read at once; a saved answer's reply fits, a page takes a few.
const PIECE: usize = 8 * 1024;

impl Line {
    /// Connects.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            out: Vec::with_capacity(1024),
            input: Vec::with_capacity(PIECE),
        })
    }

    /// Sends a request and waits for the whole reply.
    pub async fn ask(&mut self, member: &Member, ask: Ask<'_>) -> Result<Reply> {
        self.out.clear();
        write_request(&mut self.out, member, ask)?;
        self.send().await?;
        self.input.clear();
        loop {
            if let Some(reply) = read_reply(&self.input)? {
                return Ok(reply);
            }
            self.receive().await?;
        }
    }

    async fn send(&mut self) -> Result<()> {
        let mut rest = self.out.as_slice();
        while !rest.is_empty() {
            match self.stream.try_write(rest) {
                Ok(sent) => rest = rest.get(sent..).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::WouldBlock => self.stream.writable().await?,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    async fn receive(&mut self) -> Result<()> {
        let held = self.input.len();
        self.input.resize(held + PIECE, 0);
        let got = loop {
            match self.stream.try_read(self.input.get_mut(held..).unwrap_or_default()) {
                Ok(0) => break Err(ErrorKind::UnexpectedEof.into()),
                Ok(got) => break Ok(got),
                Err(error) if error.kind() == ErrorKind::WouldBlock => self.stream.readable().await?,
                Err(error) => break Err(error),
            }
        };
        self.input.truncate(held + got.as_ref().copied().unwrap_or(0));
        got.map(|_| ())
    }
}

fn write_request(out: &mut Vec<u8>, member: &Member, ask: Ask<'_>) -> Result<()> {
    let method = if ask.post.is_some() { "POST" } else { "GET" };
    write!(
        out,
        "{method} {} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: donghanh-bench\r\naccept: {}\r\n\
         accept-encoding: gzip, br\r\nsec-fetch-site: same-origin\r\ncookie: {}={}\r\n",
        ask.path,
        ask.accept,
        platform::guard::SESSION,
        member.cookie
    )?;
    match ask.post {
        Some((kind, body)) => write!(
            out,
            "x-csrf-token: {}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}",
            member.token,
            body.len()
        ),
        None => out.write_all(b"\r\n"),
    }
}

fn damaged(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, what)
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

enum Length {
    Known(usize),
    Chunked,
}

/// The reply, once all of it is there.
fn read_reply(bytes: &[u8]) -> Result<Option<Reply>> {
    let Some(end) = find(bytes, b"\r\n\r\n") else {
        return Ok(None);
    };
    let (head, rest) = bytes.split_at(end);
    let body = rest.get(4..).unwrap_or_default();
    let head = std::str::from_utf8(head).map_err(|_| damaged("head"))?;
    let mut lines = head.split("\r\n");
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1)?.parse().ok())
        .ok_or_else(|| damaged("status"))?;
    let mut reply = Reply {
        status,
        ..Reply::default()
    };
    let mut length = Length::Known(0);
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        let value = value.trim();
        if name.eq_ignore_ascii_case("content-length") {
            length = Length::Known(value.parse().map_err(|_| damaged("length"))?);
        } else if name.eq_ignore_ascii_case("transfer-encoding") && value.eq_ignore_ascii_case("chunked") {
            length = Length::Chunked;
        } else if name.eq_ignore_ascii_case("location") {
            reply.location = Some(value.to_owned());
        }
    }
    match length {
        Length::Known(length) => match body.get(..length) {
            Some(whole) => reply.body = whole.to_vec(),
            None => return Ok(None),
        },
        Length::Chunked => match dechunk(body)? {
            Some(whole) => reply.body = whole,
            None => return Ok(None),
        },
    }
    Ok(Some(reply))
}

/// Puts the chunks of a body together; `None` while the last one is missing.
fn dechunk(mut rest: &[u8]) -> Result<Option<Vec<u8>>> {
    let mut whole = Vec::new();
    loop {
        let Some(end) = find(rest, b"\r\n") else {
            return Ok(None);
        };
        let (size, after) = rest.split_at(end);
        let size = std::str::from_utf8(size).ok().and_then(|text| text.split(';').next());
        let size = size
            .and_then(|text| usize::from_str_radix(text.trim(), 16).ok())
            .ok_or_else(|| damaged("chunk"))?;
        // The line end after the size, the chunk, and its own line end.
        let Some((chunk, next)) = after.get(2..).and_then(|data| data.split_at_checked(size)) else {
            return Ok(None);
        };
        let Some(next) = next.get(2..) else { return Ok(None) };
        if size == 0 {
            return Ok(Some(whole));
        }
        whole.extend_from_slice(chunk);
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_read_once_all_of_it_is_there() {
        let whole: &[u8] = b"HTTP/1.1 303 See Other\r\nLocation: /thi/bai/7\r\ncontent-length: 5\r\n\r\nhello";
        for cut in 0..whole.len() {
            assert_eq!(read_reply(&whole[..cut]).unwrap(), None, "{cut}");
        }
        let reply = read_reply(whole).unwrap().unwrap();
        assert_eq!(
            (reply.status, reply.location.as_deref(), reply.body.as_slice()),
            (303, Some("/thi/bai/7"), &b"hello"[..])
        );
    }

    #[test]
    fn chunks_are_put_together_wherever_the_network_cuts_them() {
        let whole: &[u8] =
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nWiki\r\nA;x=y\r\npedia\r\nin \r\n0\r\n\r\n";
        for cut in 0..whole.len() {
            assert_eq!(read_reply(&whole[..cut]).unwrap(), None, "{cut}");
        }
        assert_eq!(read_reply(whole).unwrap().unwrap().body, b"Wikipedia\r\nin ");
    }

    #[test]
    fn what_is_not_http_is_an_error_and_not_a_wait_for_ever() {
        assert!(read_reply(b"hello\r\n\r\n").is_err());
        assert!(read_reply(b"HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n").is_err());
        assert!(read_reply(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n").is_err());
    }

    #[test]
    fn a_post_carries_cookie_token_and_length() {
        let member = Member {
            cookie: "c".to_owned(),
            token: "t".to_owned(),
        };
        let mut out = Vec::new();
        write_request(
            &mut out,
            &member,
            Ask {
                path: "/a",
                accept: "*/*",
                post: Some(("application/json", "{}")),
            },
        )
        .unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("POST /a HTTP/1.1\r\n"));
        for line in [
            "cookie: dh_phien=c\r\n",
            "x-csrf-token: t\r\n",
            "content-length: 2\r\n\r\n{}",
        ] {
            assert!(text.contains(line), "{line}");
        }
    }
}
