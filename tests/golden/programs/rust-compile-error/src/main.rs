use std::collections::HashMap;

mod errors;

fn main() {
    let names = vec![String::from("lamp"), String::from("chair")];
    let shelf = names;
    let unused_total = 3;
    println!("{} items, {:?}", names.len(), shelf);
    let code: u16 = errors::error_code("missing");
    println!("{code}");
}
