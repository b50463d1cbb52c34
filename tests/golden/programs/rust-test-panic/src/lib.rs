/// Returns the shelf number in a label such as "A-17".
pub fn shelf_number(label: &str) -> u32 {
    label.split('-').nth(1).unwrap().parse().unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_number() {
        assert_eq!(shelf_number("A-17"), 17);
    }

    #[test]
    #[should_panic]
    fn error_on_empty_label() {
        shelf_number("");
    }

    #[test]
    fn reads_a_label_with_letters() {
        assert_eq!(shelf_number("B-17b"), 17);
    }
}
