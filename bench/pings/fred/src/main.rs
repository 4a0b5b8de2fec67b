//! Says PING to the port in the first argument, with fred.

use fred::prelude::*;

fn main() {
    let port = std::env::args().nth(1).expect("a port");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let config = Config::from_url(&format!("redis://127.0.0.1:{port}")).expect("a URL");
        let redis = Builder::from_config(config).build().expect("a client");
        redis.init().await.expect("a server");
        println!("{}", redis.ping::<String>(None).await.expect("a reply"));
    });
    std::io::stdin().read_line(&mut String::new()).expect("an end");
}
