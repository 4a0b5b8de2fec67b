//! Says PING to the port in the first argument, with redis 1.

fn main() {
    let port = std::env::args().nth(1).expect("a port");
    let client = redis::Client::open(format!("redis://127.0.0.1:{port}")).expect("a URL");
    let mut redis = client.get_connection().expect("a server");
    println!("{}", redis::cmd("PING").query::<String>(&mut redis).expect("a reply"));
    std::io::stdin().read_line(&mut String::new()).expect("an end");
}
