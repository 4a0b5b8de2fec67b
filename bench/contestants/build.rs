//! Compiles hiredis, where it is wanted.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    #[cfg(feature = "hiredis")]
    hiredis();
}

#[cfg(feature = "hiredis")]
fn hiredis() {
    println!("cargo:rerun-if-env-changed=HIREDIS");
    let folder = std::env::var("HIREDIS").expect("HIREDIS: the folder with the sources of hiredis");
    let files = ["alloc.c", "async.c", "hiredis.c", "net.c", "read.c", "sds.c", "sockcompat.c"];
    let files = files.map(|file| std::path::Path::new(&folder).join(file));
    cc::Build::new().files(files).opt_level(3).warnings(false).compile("hiredis");
}
