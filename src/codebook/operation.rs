//! Root operations of ICD-10-PCS with their definitions: section, value, name, definition, explanation and examples
//! between tabs.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    pub section: char,
    pub value: char,
    pub name: String,
    pub definition: String,
    /// Empty where there is none.
    pub explanation: String,
    pub examples: String,
}

pub(super) fn read(bytes: &[u8]) -> Vec<Operation> {
    String::from_utf8_lossy(bytes).lines().filter_map(line).collect()
}

fn line(line: &str) -> Option<Operation> {
    let mut fields = line.split('\t').map(str::trim);
    let (section, value) = (fields.next()?.chars().next()?, fields.next()?.chars().next()?);
    let mut text = || fields.next().unwrap_or_default().to_owned();
    let (name, definition, explanation, examples) = (text(), text(), text(), text());
    (!definition.is_empty()).then_some(Operation { section, value, name, definition, explanation, examples })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_an_operation() {
        let read = read(b"0\tT\tResection\tCutting out all of a body part\t\tTotal nephrectomy\n\nnot one\n");
        assert_eq!(read.len(), 1);
        assert_eq!((read[0].value, read[0].examples.as_str()), ('T', "Total nephrectomy"));
    }
}
