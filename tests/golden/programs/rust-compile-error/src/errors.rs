pub fn error_code(name: &str) -> i32 {
    if name == "missing" {
        404
    } else {
        0
    }
}
