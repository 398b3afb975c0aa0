//! Sources that are no source: prep sites and the like.

use super::item::Source;

/// Parts of names and addresses by which prep sites and encyclopedias are known.
const NO_SOURCE: [&str; 30] = [
    "quizlet",
    "chegg",
    "coursehero",
    "course hero",
    "studocu",
    "brainscape",
    "flashcard",
    "mometrix",
    "pocket prep",
    "pocketprep",
    "exam prep",
    "test prep",
    "testprep",
    "study guide",
    "studyguide",
    "practice test",
    "practice exam",
    "practice question",
    "examtopics",
    "exam dump",
    "braindump",
    "brain dump",
    "proprofs",
    "cram.com",
    "scribd",
    "wikipedia",
    "investopedia",
    "reddit",
    "chatgpt",
    "prepaway",
];

/// The words by which a source shows itself as no primary one.
pub(super) fn prep_site(source: &Source) -> Option<&'static str> {
    let cite = source.cite.to_lowercase();
    let url = source.url.as_deref().unwrap_or_default().to_lowercase();
    NO_SOURCE.into_iter().find(|words| cite.contains(words) || url.contains(words))
}
