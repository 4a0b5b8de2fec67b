//! Says PING to the port in the first argument, with picoredis.

fn main() {
    let port = std::env::args().nth(1).expect("a port");
    let mut redis = picoredis::Redis::open(&format!("redis://127.0.0.1:{port}")).expect("a server");
    println!("{}", redis.ping().expect("a reply"));
    std::io::stdin().read_line(&mut String::new()).expect("an end");
}
