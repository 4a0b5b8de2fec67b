//! Says PING to the port in the first argument, with rustis.

use rustis::client::Client;
use rustis::commands::ConnectionCommands;

fn main() {
    let port = std::env::args().nth(1).expect("a port");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let redis = Client::connect(format!("redis://127.0.0.1:{port}")).await.expect("a server");
        println!("{}", redis.ping::<String>(()).await.expect("a reply"));
    });
    std::io::stdin().read_line(&mut String::new()).expect("an end");
}
