//! The least that could do: RESP2 by hand, for these two commands, from a server that makes no mistakes, `async`.

#![no_std]
#![no_main]

use core::hint::black_box;

use embedded_io::ErrorKind;
use embedded_io_async::{Read, Write};
use size::Dummy;

board::program!(main_program);

fn main_program() -> u8 {
    size::run(work)
}

fn work() -> bool {
    size::block_on(talk()).is_ok_and(|value| value.is_some_and(|value| &value == b"bar"))
}

async fn talk() -> Result<Option<[u8; 3]>, ErrorKind> {
    let (mut receive, mut send) = ([0; 64], [0; 64]);
    let mut connection = Dummy::new();
    command(&mut connection, &mut send, &[b"PING"]).await?;
    reply(&mut connection, &mut receive).await?;
    command(&mut connection, &mut send, &[b"GET", black_box("foo").as_bytes()]).await?;
    let value = reply(&mut connection, &mut receive).await?;
    Ok(value.and_then(|value| value.try_into().ok()))
}

async fn command(connection: &mut Dummy, send: &mut [u8], words: &[&[u8]]) -> Result<(), ErrorKind> {
    let mut used = 0;
    let mut put = |bytes: &[u8]| {
        let place = send.get_mut(used..used + bytes.len()).ok_or(ErrorKind::OutOfMemory)?;
        place.copy_from_slice(bytes);
        used += bytes.len();
        Ok::<_, ErrorKind>(())
    };
    put(&[b'*', b'0' + words.len() as u8, b'\r', b'\n'])?;
    for word in words {
        put(&[b'$', b'0' + (word.len() / 10) as u8, b'0' + (word.len() % 10) as u8, b'\r', b'\n'])?;
        put(word)?;
        put(b"\r\n")?;
    }
    connection.write_all(&send[..used]).await?;
    connection.flush().await
}

/// A string, or the null, that is whole in the buffer.
async fn reply<'a>(connection: &mut Dummy, receive: &'a mut [u8]) -> Result<Option<&'a [u8]>, ErrorKind> {
    let mut end = 0;
    loop {
        let room = receive.get_mut(end..).filter(|room| !room.is_empty()).ok_or(ErrorKind::OutOfMemory)?;
        match connection.read(room).await? {
            0 => return Err(ErrorKind::BrokenPipe),
            len => end += len,
        }
        let Some(line) = receive[..end].windows(2).position(|pair| pair == b"\r\n") else { continue };
        match receive[0] {
            b'+' => return Ok(receive.get(1..line)),
            b'$' if receive[1] == b'-' => return Ok(None),
            b'$' => {
                let len = receive[1..line].iter().fold(0, |len, digit| len * 10 + usize::from(digit - b'0'));
                if end >= line + len + 4 {
                    return Ok(receive.get(line + 2..line + 2 + len));
                }
            }
            _ => return Err(ErrorKind::InvalidData),
        }
    }
}
